import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, flag, oneOf, words as typed } from '../../workbench/kit/list/filter.ts';
import { Choose, Find, Tick } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { BOARD_KINDS } from '../contract.ts';
import { kindTitles } from '../text.ts';
import { listBoards } from '../wire.ts';
import { BoardDialog } from './board-dialog.tsx';
import { words } from './text.ts';

const { boards: text } = words;

/** Every board in sight, with what hangs on it and what is stale. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/boards/list', { q: typed, kind: oneOf(BOARD_KINDS), stale: flag });
  const list = useList(listBoards, (after) => ({ query: { ...filter.asked, after } }));
  const [adding, setAdding] = useState(false);
  const mayKeep = usePermission('boards.keep');
  const mayPost = usePermission('boards.post');
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        <>
          {mayPost && (
            <Button kind="main" onClick={() => go('/boards/new')}>
              {text.newPosting}
            </Button>
          )}
          {mayKeep && <Button onClick={() => setAdding(true)}>{text.add}</Button>}
        </>
      }
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <Choose filter={filter} by="kind" label={text.kind} choices={titled(BOARD_KINDS, kindTitles)} />
          <Tick filter={filter} by="stale" label={text.staleOnly} />
        </>
      }
      sums={list.first && <p className="soft">{text.sum(list.first.total, list.first.area)}</p>}
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
      keyOf={({ key }) => key}
      columns={[
        {
          title: text.columns.name,
          cell: (row) => (
            <>
              <Link to={`/boards/board/${row.key}`}>{row.name}</Link>
              <div className="soft">
                {row.key} · {kindTitles[row.kind]} · {row.place}
              </div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        { title: text.columns.area, cell: (row) => row.area, minor: true, right: true },
        {
          title: text.columns.hanging,
          cell: (row) => (
            <>
              {row.hanging} {row.stale > 0 && <span className="tag wrong">{text.staleTag(row.stale)}</span>}
              {!row.open && <span className="tag">{text.closed}</span>}
            </>
          ),
        },
        { title: text.columns.last, cell: (row) => row.lastPostedOn && <OnDay day={row.lastPostedOn} /> },
      ]}
    >
      {adding && <BoardDialog onClose={() => setAdding(false)} />}
    </ListScreen>
  );
}
