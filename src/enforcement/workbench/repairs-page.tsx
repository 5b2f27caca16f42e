import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, flag, words as typed } from '../../workbench/kit/list/filter.ts';
import { Find, Tick } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { listRepairs } from '../wire.ts';
import { words } from './text.ts';

const { repairs: text } = words;
const PATH = '/enforcement/repairs';

/** Applications for an early end of the display of penalties. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, { q: typed, open: flag });
  const list = useList(listRepairs, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <Tick filter={filter} by="open" label={text.open} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.title}
      keyOf={({ id }) => id}
      columns={[
        {
          title: text.columns.number,
          cell: ({ id, number }) => <Link to={`${PATH}/${id}`}>{number}</Link>,
        },
        { title: text.columns.document, cell: (row) => row.documentNumber },
        { title: text.columns.party, cell: (row) => row.party, minor: true },
        { title: words.agency, cell: (row) => row.agency, minor: true },
        { title: text.columns.applied, cell: (row) => <OnDay day={row.appliedOn} /> },
        { title: text.columns.due, cell: (row) => row.dueOn && <OnDay day={row.dueOn} /> },
        { title: text.columns.state, cell: (row) => row.stateTitle },
      ]}
    />
  );
}
