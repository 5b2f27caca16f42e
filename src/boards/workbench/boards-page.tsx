import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { CheckField, SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { BOARD_KINDS } from '../contract.ts';
import { kindTitles } from '../text.ts';
import { listBoards } from '../wire.ts';
import { BoardDialog } from './board-dialog.tsx';
import { words } from './text.ts';

const { boards: text } = words;
type Row = Output<typeof listBoards>['rows'][number];

/** Every board in sight, with what hangs on it and what is stale. */
export function Page({ query }: PageProps) {
  const asked = {
    q: query.get('q') ?? '',
    kind: BOARD_KINDS.find((kind) => kind === query.get('kind')),
    stale: query.get('stale') === '1' ? ('1' as const) : undefined,
  };
  const rows = useCall(listBoards, { query: { ...asked, after: query.get('after') ?? undefined } }, { keep: true });
  const [adding, setAdding] = useState(false);
  const mayKeep = usePermission('boards.keep');
  const mayPost = usePermission('boards.post');
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/boards/list' }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        <span className="row">
          {mayPost && (
            <Button kind="main" onClick={() => go('/boards/new')}>
              {text.newPosting}
            </Button>
          )}
          {mayKeep && <Button onClick={() => setAdding(true)}>{text.add}</Button>}
        </span>
      </header>
      <p className="soft">{text.intro}</p>
      <div className="row">
        <SelectField
          label={text.kind}
          blank={text.anyKind}
          value={asked.kind ?? ''}
          onChange={(kind) => show({ kind })}
          choices={BOARD_KINDS.map((value) => ({ value, title: kindTitles[value] }))}
          filter
        />
        <CheckField
          label={text.staleOnly}
          value={asked.stale === '1'}
          onChange={(on) => show({ stale: on ? '1' : undefined })}
        />
      </div>
      <FindForm label={text.search} q={asked.q} onFind={(q) => show({ q })} />
      <Answer of={rows}>
        {({ rows: found, next, total, area }) => (
          <>
            <p className="soft">{text.sum(total, area)}</p>
            {found.length === 0 ? <Empty>{text.empty}</Empty> : <Rows rows={found} />}
            {next !== null && <Button onClick={() => show({ after: next })}>{text.more}</Button>}
          </>
        )}
      </Answer>
      {adding && <BoardDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <div className="panel flush">
    <Table
      caption={text.table}
      rows={rows}
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
    />
  </div>
);
