import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { choicesOf, titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { CHECKLISTS } from '../rules/checklist.ts';
import { completenessCsv, readCompleteness } from '../wire-scope.ts';
import { scopeWords } from './scope-text.ts';

const { completeness: text } = scopeWords;
type Report = Output<typeof readCompleteness>;

/** Which of what each agency has to tell it has told, on either side. */
export function Page({ query }: PageProps) {
  const list = CHECKLISTS.find((each) => each === query.get('list')) ?? 'public';
  const agency = Number(query.get('agency')) || undefined;
  const report = useCall(readCompleteness, { query: { list, agency } }, { keep: true });
  const addressOf = (next: Record<string, unknown>): string =>
    urlOf({ path: '/disclosure/completeness' }, { query: { list, agency, ...next } });
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
        <a className="button" href={urlOf(completenessCsv, { query: { list, agency } })}>
          {text.csv}
        </a>
      </header>
      <p className="soft">{text.intro}</p>
      <Answer of={report}>
        {(found) => (
          <>
            <div className="row">
              <SelectField
                label={text.list}
                value={list}
                onChange={(value) => go(addressOf({ list: value, agency: undefined }))}
                choices={titled(CHECKLISTS, text.lists)}
                filter
              />
              <SelectField
                label={text.agency}
                blank={text.allAgencies}
                value={String(agency ?? '')}
                onChange={(value) => go(addressOf({ agency: value }))}
                choices={choicesOf(found.agencies)}
                filter
              />
            </div>
            <p className="soft">{text.source(found.source, found.from)}</p>
            {found.rows.length === 0 && <Empty>{text.empty}</Empty>}
            {found.rows.length > 0 && agency === undefined && <All found={found} addressOf={addressOf} />}
            {agency !== undefined && found.rows.map((row) => <One key={row.agencyId} found={found} row={row} />)}
          </>
        )}
      </Answer>
    </div>
  );
}

type AllProps = { readonly found: Report; readonly addressOf: (next: Record<string, unknown>) => string };

const All = ({ found: { items, rows }, addressOf }: AllProps) => (
  <div className="panel flush">
    <Table
      caption={text.table}
      rows={rows.toSorted((a, b) => a.filled - b.filled)}
      keyOf={({ agencyId }) => agencyId}
      columns={[
        {
          title: text.columns.agency,
          cell: ({ agencyId, agency }) => <Link to={addressOf({ agency: agencyId })}>{agency}</Link>,
        },
        { title: text.columns.filled, cell: ({ filled }) => text.of(filled, items.length) },
        {
          title: text.columns.missing,
          cell: (row) => missingOf(row, items),
          minor: true,
        },
      ]}
    />
  </div>
);

function missingOf({ told, filled }: Report['rows'][number], items: Report['items']): string {
  if (filled === items.length) return text.complete;
  if (filled === 0) return text.nothing;
  const missing = items.filter((_, i) => told[i]?.count === 0);
  return missing.map(({ name }) => name).join('；');
}

const One = ({ found: { items }, row }: { readonly found: Report; readonly row: Report['rows'][number] }) => (
  <>
    <h2>{text.one(row.agency)}</h2>
    <p>{text.whole(row.filled, items.length)}</p>
    <div className="panel flush">
      <Table
        caption={text.one(row.agency)}
        rows={items.map((item, i) => ({ ...item, ...(row.told[i] ?? { count: 0, last: null }) }))}
        keyOf={({ key }) => key}
        columns={[
          { title: text.items.name, cell: ({ name }) => name },
          {
            title: text.items.count,
            cell: ({ count }) => (count === 0 ? <span className="tag wrong">{text.missing}</span> : count),
          },
          { title: text.items.last, cell: ({ last }) => last && <OnDay day={last} /> },
        ]}
      />
    </div>
  </>
);
