import { urlOf } from '../../workbench/call.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, oneOf } from '../../workbench/kit/list/filter.ts';
import { Chips } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { handoversCsv, listHandovers } from '../handover/contract.ts';
import { handoverText as said } from '../handover/text.ts';

const WHICH = ['open', 'all'] as const;

/** What each agency owes to archives and libraries, year by year. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/handovers', { which: oneOf(WHICH, 'open') });
  const list = useList(listHandovers, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={said.title}
      intro={said.intro}
      csv={urlOf(handoversCsv, { query: filter.asked })}
      chips={<Chips filter={filter} by="which" label={said.which.label} values={WHICH} titles={said.which} />}
      filter={filter}
      list={list}
      empty={said.none}
      caption={said.title}
      keyOf={({ id }) => id}
      columns={[
        { title: said.agency, cell: ({ id, agency }) => <Link to={`/handovers/${id}`}>{agency}</Link> },
        { title: said.year, cell: ({ year }) => year },
        { title: said.documents, cell: ({ documents }) => said.count(documents), right: true },
        { title: said.left.archive, cell: ({ left }) => said.count(left.archive), right: true },
        { title: said.left.library, cell: ({ left }) => said.count(left.library), right: true },
        { title: said.due, cell: ({ dueOn }) => (dueOn === null ? '—' : <OnDay day={dueOn} />) },
        {
          title: said.state,
          cell: ({ state, late }) => (late ? <span className="late">{said.late}</span> : said.process[state]),
        },
      ]}
    />
  );
}
