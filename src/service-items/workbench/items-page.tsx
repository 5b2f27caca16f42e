import { AgencyList, AgencyQuery } from '../../identity/contract.ts';
import { choicesOf } from '../../workbench/kit/choices.ts';
import { filterIn, whole } from '../../workbench/kit/list/filter.ts';
import { Choose } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { listItems } from './endpoints.ts';
import { words } from './text.ts';

const allAgencies = { method: 'GET', path: '/api/agencies', query: AgencyQuery, response: AgencyList } as const;

/** Every item in force, agency by agency. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/items', { agency: whole });
  const list = useList(listItems, (after) => ({ query: { ...filter.asked, after } }));
  const agencies = useCall(allAgencies, { query: {} });
  return (
    <ListScreen
      title={words.title}
      intro={words.intro}
      filters={<Choose filter={filter} by="agency" label={words.agency} choices={choicesOf(agencies.data?.agencies)} />}
      filter={filter}
      list={list}
      empty={words.empty}
      caption={words.table}
      keyOf={({ code }) => code}
      columns={[
        {
          title: words.columns.name,
          cell: (item) => (
            <>
              <Link to={`/items/${item.code}`}>{item.name}</Link>
              <div className="soft number">{item.code}</div>
            </>
          ),
        },
        { title: words.columns.type, cell: (item) => item.typeName },
        { title: words.columns.agency, cell: (item) => item.agencyName },
        {
          title: words.columns.limit,
          cell: (item) => (
            <>
              {item.flow.promised ? limitText(item.flow.promised) : words.caseType.instant}
              <div className="soft">{limitText(item.flow.statutory.limit)}</div>
            </>
          ),
        },
        { title: words.columns.visits, cell: (item) => words.times(item.visits) },
        { title: words.columns.online, cell: (item) => (item.online ? words.yes : words.no) },
      ]}
    />
  );
}

const limitText = ({ n, unit }: { readonly n: number; readonly unit: keyof typeof words.units }): string =>
  `${n} ${words.units[unit]}`;
