import { At, OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, oneOf } from '../../workbench/kit/list/filter.ts';
import { Chips } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { listYearTables } from '../year-table/contract.ts';
import { yearTableText as said } from '../year-table/text.ts';

const WHICH = ['open', 'all'] as const;

/** The yearly tables that sites owe, and those that are out. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/site-years', { which: oneOf(WHICH, 'open') });
  const list = useList(listYearTables, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={said.title}
      intro={said.intro}
      chips={<Chips filter={filter} by="which" label={said.which.label} values={WHICH} titles={said.which} />}
      filter={filter}
      list={list}
      empty={said.none}
      caption={said.title}
      keyOf={({ id }) => id}
      columns={[
        { title: said.site, cell: ({ id, siteName }) => <Link to={`/site-years/${id}`}>{siteName}</Link> },
        { title: said.year, cell: ({ year }) => year },
        { title: said.state, cell: ({ state }) => said.process[state] },
        { title: said.due, cell: ({ dueOn }) => (dueOn === null ? '—' : <OnDay day={dueOn} />) },
        { title: said.missing, cell: ({ missing }) => said.missingCount(missing) },
        {
          title: said.published,
          cell: ({ publishedAt }) => (publishedAt ? <At at={publishedAt} /> : '—'),
          minor: true,
        },
      ]}
    />
  );
}
