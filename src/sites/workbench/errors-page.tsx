import { At, OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, oneOf } from '../../workbench/kit/list/filter.ts';
import { Chips } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { readErrorReports } from '../errors/contract.ts';
import { errorText } from '../errors/text.ts';

const said = errorText.staff;
const WHICH = ['open', 'all'] as const;

/** What visitors found wrong on the sites somebody answers for. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/site-errors', { which: oneOf(WHICH, 'open') });
  const list = useList(readErrorReports, (before) => ({ query: { ...filter.asked, before } }));
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
        { title: said.number, cell: ({ id, number }) => <Link to={`/site-errors/${id}`}>{number}</Link> },
        { title: said.kind, cell: ({ kind }) => errorText.kinds[kind] },
        { title: said.site, cell: ({ siteName }) => siteName },
        { title: said.state, cell: ({ stateTitle }) => stateTitle },
        { title: said.due, cell: ({ dueOn }) => (dueOn === null ? '—' : <OnDay day={dueOn} />) },
        { title: said.told, cell: ({ toldAt }) => <At at={toldAt} />, minor: true },
      ]}
    />
  );
}
