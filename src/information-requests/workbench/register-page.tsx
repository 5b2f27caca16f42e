import { titled } from '../../workbench/kit/choices.ts';
import { Light } from '../../workbench/kit/light.tsx';
import { filterIn, oneOf, words as typed } from '../../workbench/kit/list/filter.ts';
import { Choose, ChooseDay, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import type { RegisterPage } from '../contract.ts';
import { CHANNELS, DECISIONS, decisionOf } from '../decisions.ts';
import { text } from '../text.ts';
import { words } from '../words.ts';
import { exportUrl, listRequests } from './endpoints.ts';
import { screenText as said } from './text.ts';

type Row = RegisterPage['rows'][number];
const STANDINGS = ['open', 'late', 'concluded'] as const;

/** 台账: every request of one's agencies, found by words, number, name, and by how it stands. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/information-requests', {
    q: typed,
    standing: oneOf(STANDINGS),
    channel: oneOf(CHANNELS),
    decision: typed,
    from: typed,
    to: typed,
  });
  const list = useList(listRequests, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={said.register}
      acts={
        <Link to="/information-requests/new" className="button main">
          {said.newRequest}
        </Link>
      }
      csv={exportUrl('csv', filter.asked)}
      xlsx={exportUrl('xlsx', filter.asked)}
      filters={
        <>
          <Find filter={filter} by="q" label={said.search} />
          <Choose filter={filter} by="standing" label={said.standing} choices={titled(STANDINGS, said.standings)} />
          <Choose
            filter={filter}
            by="channel"
            label={words.request.channel}
            choices={titled(CHANNELS, text.channels)}
          />
          <Choose
            filter={filter}
            by="decision"
            label={words.request.decision}
            choices={DECISIONS.map(({ code, label }) => ({ value: code, title: `${code} ${label}` }))}
          />
          <ChooseDay filter={filter} by="from" label={said.from} />
          <ChooseDay filter={filter} by="to" label={said.to} />
        </>
      }
      filter={filter}
      list={list}
      empty={said.empty}
      caption={said.register}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.request.number,
          cell: (row) => (
            <Link to={`/information-requests/${row.id}`} className="number">
              {row.number}
            </Link>
          ),
        },
        { title: words.request.subject, cell: (row) => row.subject },
        { title: words.request.agency, cell: (row) => row.agencyName, minor: true },
        { title: words.request.channel, cell: (row) => text.channels[row.channel], minor: true },
        {
          title: words.request.receivedOn,
          cell: (row) => <span className="number">{row.receivedOn ?? said.notReceived}</span>,
        },
        { title: words.request.dueOn, cell: (row) => <Due row={row} /> },
        { title: words.request.decision, cell: (row) => (row.decision === null ? '' : decisionOf(row.decision).label) },
        { title: words.request.concludedOn, cell: (row) => <span className="number">{row.concludedOn ?? ''}</span> },
      ]}
    />
  );
}

/** Nothing runs before a request is received; afterwards the light says how it stands. */
const Due = ({ row }: { readonly row: Row }) =>
  (row.receivedOn !== null || row.concludedOn !== null) && (
    <span className="due">
      <Light light={row.light} /> {row.concludedOn === null && <span className="number">{row.dueOn}</span>}
    </span>
  );
