import { type Output, urlOf } from '../../workbench/call.ts';
import { titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { filterIn, oneOf, words as typed } from '../../workbench/kit/list/filter.ts';
import { Choose, ChooseDay, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { BOARD_KINDS } from '../contract.ts';
import { kindTitles, stateTitles } from '../text.ts';
import { listPostings, postingsCsv, postingsXlsx } from '../wire.ts';
import { words } from './text.ts';

const { ledger: text } = words;
type Row = Output<typeof listPostings>['rows'][number];

/** Every posting, narrowed, paged and saved. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/boards/postings', {
    q: typed,
    kind: oneOf(BOARD_KINDS),
    state: typed,
    from: typed,
    until: typed,
  });
  const list = useList(listPostings, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      csv={urlOf(postingsCsv, { query: filter.asked })}
      xlsx={urlOf(postingsXlsx, { query: filter.asked })}
      filters={
        <>
          <Find filter={filter} by="q" label={words.boards.search} />
          <Choose filter={filter} by="kind" label={words.boards.kind} choices={titled(BOARD_KINDS, kindTitles)} />
          <Choose
            filter={filter}
            by="state"
            label={text.state}
            choices={Object.entries(stateTitles).map(([value, title]) => ({ value, title }))}
          />
          <ChooseDay filter={filter} by="from" label={text.from} />
          <ChooseDay filter={filter} by="until" label={text.until} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      show={(rows) => <Postings rows={rows} />}
    />
  );
}

export const Postings = ({ rows }: { readonly rows: readonly Row[] }) => (
  <Table
    caption={text.table}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      {
        title: text.columns.title,
        cell: (row) => (
          <>
            <Link to={`/boards/postings/${row.id}`}>{row.title}</Link>
            <div className="soft number">{row.number}</div>
          </>
        ),
      },
      { title: text.columns.board, cell: (row) => row.boardName, minor: true },
      {
        title: text.columns.state,
        cell: (row) => (
          <>
            <span className={row.state === 'stale' ? 'tag wrong' : 'tag'}>{row.stateTitle}</span>{' '}
            {row.hasPhoto && <span className="soft">{text.photo}</span>}
          </>
        ),
      },
      { title: text.columns.posted, cell: (row) => row.postedOn && <OnDay day={row.postedOn} />, minor: true },
      {
        title: text.columns.due,
        cell: (row) =>
          row.dueOn && (
            <span className="row">
              {row.light !== null && <Light light={row.light} />}
              <OnDay day={row.dueOn} />
            </span>
          ),
      },
    ]}
  />
);
