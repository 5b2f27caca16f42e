import { At, OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, oneOf } from '../../workbench/kit/list/filter.ts';
import { Chips } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { opinionText } from '../opinions/text.ts';
import { listOpinions } from '../opinions/wire.ts';

const said = opinionText.staff;
const WHICH = ['open', 'all'] as const;

/** What visitors think of how things are carried out. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/disclosure/opinions', { which: oneOf(WHICH, 'open') });
  const list = useList(listOpinions, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={said.title}
      intro={said.intro}
      chips={<Chips filter={filter} by="which" label={said.which} values={WHICH} titles={said} />}
      filter={filter}
      list={list}
      empty={said.empty}
      caption={said.title}
      keyOf={({ id }) => id}
      columns={[
        {
          title: said.number,
          cell: ({ id, number }) => <Link to={`/disclosure/opinions/${id}`}>{number}</Link>,
        },
        { title: said.about, cell: ({ title }) => title },
        { title: said.state, cell: ({ stateTitle }) => stateTitle },
        { title: said.due, cell: ({ dueOn }) => (dueOn === null ? '—' : <OnDay day={dueOn} />) },
        { title: said.told, cell: ({ toldAt }) => <At at={toldAt} />, minor: true },
      ]}
    />
  );
}
