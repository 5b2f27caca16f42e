import { At } from '../../workbench/kit/day.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { gateTitles, lackingTitles, pressWords } from '../text.ts';
import type { ReturnView } from '../wire.ts';

const { returned: text } = pressWords;

/** Returns as rows; `wide` names the agency, too. */
export const Returns = ({ rows, wide = false }: { readonly rows: readonly ReturnView[]; readonly wide?: boolean }) => (
  <Table
    caption={text.table}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      {
        title: text.columns.title,
        cell: (row) => (
          <>
            <Link to={`/disclosure/publications/${row.matterId}`}>{row.title}</Link>
            <div className="soft number">{row.number}</div>
          </>
        ),
      },
      ...(wide ? [{ title: text.columns.agency, cell: (row: ReturnView) => row.agency, minor: true }] : []),
      { title: text.columns.gate, cell: (row) => gateTitles[row.gate], minor: true },
      {
        title: text.columns.lacking,
        cell: ({ lacking }) => lacking.map((each) => lackingTitles[each]).join('、') || text.complete,
      },
      { title: text.columns.words, cell: (row) => <span className="written">{row.words}</span> },
      {
        title: text.columns.at,
        cell: (row) => (
          <>
            <At at={row.at} />
            <div className="soft">{row.by}</div>
          </>
        ),
        minor: true,
      },
    ]}
  />
);
