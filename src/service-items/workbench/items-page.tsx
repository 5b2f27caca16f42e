import { AgencyList, AgencyQuery } from '../../identity/contract.ts';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { listItems } from './endpoints.ts';
import { words } from './text.ts';

type Summary = Output<typeof listItems>['items'][number];
const allAgencies = { method: 'GET', path: '/api/agencies', query: AgencyQuery, response: AgencyList } as const;

/** Every item in force, agency by agency. */
export function Page({ query }: PageProps) {
  const agency = query.get('agency') ?? undefined;
  const after = query.get('after') ?? undefined;
  const items = useCall(listItems, { query: { agency, after } }, { keep: true });
  const agencies = useCall(allAgencies, { query: {} });
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: '/items' }, { query: next }));
  return (
    <div className="stack">
      <header>
        <h1>{words.title}</h1>
      </header>
      <p className="soft">{words.intro}</p>
      <div className="narrow">
        <SelectField
          label={words.agency}
          value={agency ?? ''}
          onChange={(id) => show({ agency: id })}
          choices={(agencies.data?.agencies ?? []).map(({ id, name }) => ({ value: String(id), title: name }))}
          blank={words.allAgencies}
          filter
        />
      </div>
      <Answer of={items}>
        {({ items: list, next }) => (
          <>
            {list.length === 0 ? <Empty>{words.empty}</Empty> : <Items items={list} />}
            <div className="row">
              {after !== undefined && <Button onClick={() => show({ agency })}>{words.first}</Button>}
              {next !== null && <Button onClick={() => show({ agency, after: next })}>{words.next}</Button>}
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}

const limitText = ({ n, unit }: { readonly n: number; readonly unit: keyof typeof words.units }): string =>
  `${n} ${words.units[unit]}`;

const Items = ({ items }: { readonly items: readonly Summary[] }) => (
  <div className="panel flush">
    <Table
      caption={words.table}
      rows={items}
      keyOf={(item) => item.code}
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
  </div>
);
