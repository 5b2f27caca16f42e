import type { Output } from '../../workbench/call.ts';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { countQueues, listPublications, QUEUES, type Queue } from '../wire.ts';
import { words } from './text.ts';

type Row = Output<typeof listPublications>['rows'][number];
const { list } = words;
const PATH = '/disclosure/publications';

const isQueue = (text: string | null): text is Queue => QUEUES.some((queue) => queue === text);

/** Queues of the way to the public, the late ones included. */
export function Page({ query }: PageProps) {
  const asked = query.get('queue');
  const queue = isQueue(asked) ? asked : 'all';
  const q = query.get('q') ?? '';
  const before = query.get('before') ?? undefined;
  const rows = useCall(listPublications, { query: { queue, q, before } }, { keep: true });
  const counts = useCall(countQueues, {});
  const mayDraft = usePermission('disclosure.draft');
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: next }));
  return (
    <div className="stack">
      <header>
        <h1>{list.title}</h1>
        {mayDraft && (
          <Button kind="main" onClick={() => go('/disclosure/new')}>
            {words.editor.newTitle}
          </Button>
        )}
      </header>
      <p className="soft">{list.intro}</p>
      <div className="chips">
        {QUEUES.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={queue === each}
            onClick={() => show({ queue: each, q })}
          >
            {list.queues[each]} {counts.data?.counts[each] ?? ''}
          </button>
        ))}
      </div>
      <FindForm label={list.search} q={q} onFind={(typed) => show({ queue, q: typed })} />
      <Answer of={rows}>
        {({ rows: found, next }) => (
          <>
            {found.length === 0 ? <Empty>{list.empty}</Empty> : <Rows rows={found} />}
            {next !== null && <Button onClick={() => show({ queue, q, before: next })}>{list.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <div className="panel flush">
    <Table
      caption={list.table}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: list.columns.title,
          cell: (row) => (
            <>
              <Link to={`${PATH}/${row.id}`}>{row.title}</Link>
              <div className="soft number">{row.index ?? row.number}</div>
            </>
          ),
        },
        { title: list.columns.agency, cell: (row) => row.agency, minor: true },
        { title: list.columns.genre, cell: (row) => words.genres[row.genre], minor: true },
        {
          title: list.columns.state,
          cell: (row) => (
            <>
              {row.stateTitle}{' '}
              {row.attribute !== 'proactive' && <span className="tag">{words.attributes[row.attribute]}</span>}
            </>
          ),
        },
        {
          title: list.columns.due,
          cell: (row) =>
            row.dueOn && (
              <span className="row">
                <Light light={row.light} />
                <OnDay day={row.dueOn} />
              </span>
            ),
        },
      ]}
    />
  </div>
);
