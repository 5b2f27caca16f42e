import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { filterIn, oneOf, words as typed } from '../../workbench/kit/list/filter.ts';
import { Chips, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { countQueues, listPublications, QUEUES } from '../wire.ts';
import { words } from './text.ts';

const { list: text } = words;
const PATH = '/disclosure/publications';

/** Queues of the way to the public, the late ones included. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, { queue: oneOf(QUEUES, 'all'), q: typed });
  const list = useList(listPublications, (before) => ({ query: { ...filter.asked, before } }));
  const counts = useCall(countQueues, {});
  const mayDraft = usePermission('disclosure.draft');
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        mayDraft && (
          <Button kind="main" onClick={() => go('/disclosure/new')}>
            {words.editor.newTitle}
          </Button>
        )
      }
      chips={
        <Chips
          filter={filter}
          by="queue"
          label={text.title}
          values={QUEUES}
          titles={text.queues}
          counts={counts.data?.counts}
        />
      }
      filters={<Find filter={filter} by="q" label={text.search} />}
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
      keyOf={({ id }) => id}
      columns={[
        {
          title: text.columns.title,
          cell: (row) => (
            <>
              <Link to={`${PATH}/${row.id}`}>{row.title}</Link>
              <div className="soft number">{row.index ?? row.number}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        { title: text.columns.genre, cell: (row) => words.genres[row.genre], minor: true },
        {
          title: text.columns.state,
          cell: (row) => (
            <>
              {row.stateTitle}{' '}
              {row.attribute !== 'proactive' && <span className="tag">{words.attributes[row.attribute]}</span>}
            </>
          ),
        },
        {
          title: text.columns.due,
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
  );
}
