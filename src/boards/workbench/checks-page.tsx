import { urlOf } from '../../workbench/call.ts';
import { titled } from '../../workbench/kit/choices.ts';
import { filterIn, oneOf, words as typed } from '../../workbench/kit/list/filter.ts';
import { Choose, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { BOARD_KINDS } from '../contract.ts';
import { kindTitles, standingTitles } from '../text.ts';
import { checksCsv, listChecks } from '../wire-checks.ts';
import { words } from './text.ts';

const { checks: text, boards } = words;
const MOST_NAMED = 4;

/** Boards with what is missing on each, list by list. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/boards/checks', { q: typed, kind: oneOf(BOARD_KINDS), list: typed });
  const boardsWithGaps = useList(listChecks, (after) => ({ query: { ...filter.asked, after } }));
  const { first } = boardsWithGaps;
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      csv={urlOf(checksCsv, { query: filter.asked })}
      filters={
        <>
          <Find filter={filter} by="q" label={boards.search} />
          <Choose
            filter={filter}
            by="list"
            label={text.list}
            choices={(first?.lists ?? []).map(({ key, name }) => ({ value: key, title: name }))}
          />
          <Choose filter={filter} by="kind" label={boards.kind} choices={titled(BOARD_KINDS, kindTitles)} />
        </>
      }
      sums={first && <p className="soft">{text.sum(first.total)}</p>}
      filter={filter}
      list={boardsWithGaps}
      empty={text.empty}
      caption={text.table}
      keyOf={({ key }) => key}
      columns={[
        {
          title: text.columns.board,
          cell: (row) => (
            <>
              <Link to={`/boards/board/${row.key}/checks`}>{row.name}</Link>
              <div className="soft">
                {row.key} · {kindTitles[row.kind]} · {row.agency}
              </div>
            </>
          ),
        },
        { title: text.columns.done, cell: (row) => text.of(row.met, row.items), right: true },
        { title: text.columns.exempt, cell: (row) => row.exempt, right: true, minor: true },
        {
          title: text.columns.gaps,
          cell: ({ gaps }) => (gaps.length === 0 ? text.noGaps : <Gaps gaps={gaps} />),
        },
      ]}
    />
  );
}

type Gap = { readonly name: string; readonly standing: keyof typeof standingTitles };

const Gaps = ({ gaps }: { readonly gaps: readonly Gap[] }) => (
  <>
    <span className="tag wrong">{text.gapsOf(gaps.length)}</span>{' '}
    <span className="soft">
      {gaps
        .slice(0, MOST_NAMED)
        .map(({ name, standing }) => `${name}（${standingTitles[standing]}）`)
        .join('；')}
      {gaps.length > MOST_NAMED && text.andMore(gaps.length)}
    </span>
  </>
);
