import { OnDay } from '../../workbench/kit/day.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { filterIn, words as typed } from '../../workbench/kit/list/filter.ts';
import { Choose, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { listReceived } from '../wire.ts';
import { words } from './text.ts';

const { received: text } = words;
const PATH = '/upward/received';

/** What subordinates reported. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, { q: typed, state: typed });
  const list = useList(listReceived, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      filters={
        <>
          <Find filter={filter} by="q" label={words.find} />
          <Choose filter={filter} by="state" label={words.state} choices={list.first?.states ?? []} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.title}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.title,
          cell: ({ id, title, number }) => (
            <>
              <Link to={`${PATH}/${id}`}>{title}</Link>
              <div className="soft number">{number}</div>
            </>
          ),
        },
        { title: text.from, cell: ({ from }) => from },
        { title: words.state, cell: ({ stateTitle }) => stateTitle },
        {
          title: text.due,
          cell: ({ dueOn, light }) =>
            dueOn && (
              <span className="row">
                {light && <Light light={light} />}
                <OnDay day={dueOn} />
              </span>
            ),
          minor: true,
        },
      ]}
    />
  );
}
