import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall } from '../../workbench/use-call.ts';
import type { RegisterPage, RegisterQuery } from '../contract.ts';
import { DECISIONS, decisionOf } from '../decisions.ts';
import { text } from '../text.ts';
import { words } from '../words.ts';
import { exportUrl, listRequests } from './endpoints.ts';
import { screenText as said } from './text.ts';

type Filter = {
  readonly q: string;
  readonly standing: string;
  readonly channel: string;
  readonly decision: string;
  readonly from: string;
  readonly to: string;
};
const NOTHING: Filter = { q: '', standing: '', channel: '', decision: '', from: '', to: '' };
type Row = RegisterPage['rows'][number];

const choices = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, title]) => ({ value, title }));

/** 台账: every request of one's agencies, found by words, number, name, and by how it stands. */
export function Page() {
  const [filter, setFilter] = useState(NOTHING);
  /** Where each page before this one began, so that one can go back. */
  const [before, setBefore] = useState<readonly number[]>([]);
  const set = (change: Partial<Filter>): void => {
    setFilter({ ...filter, ...change });
    setBefore([]);
  };
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  // What is chosen comes from the lists of the contract itself.
  const query = { ...given, ...(before.length > 0 ? { before: before.at(-1) } : {}) } as RegisterQuery;
  const page = useCall(listRequests, { query }, { keep: true });
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{said.register}</h1>
        <span className="row no-print">
          <a className="button" download href={exportUrl('xlsx', filter)}>
            {said.exportXlsx}
          </a>
          <a className="button" download href={exportUrl('csv', filter)}>
            {said.export}
          </a>
          <Link to="/information-requests/new" className="button main">
            {said.newRequest}
          </Link>
        </span>
      </header>
      <div className="row no-print">
        <TextField label={said.search} filter value={filter.q} maxLength={100} onChange={(q) => set({ q })} />
        <SelectField
          label={said.standing}
          filter
          blank={said.all}
          value={filter.standing}
          choices={choices(said.standings)}
          onChange={(standing) => set({ standing })}
        />
        <SelectField
          label={words.request.channel}
          filter
          blank={said.all}
          value={filter.channel}
          choices={choices(text.channels)}
          onChange={(channel) => set({ channel })}
        />
        <SelectField
          label={words.request.decision}
          filter
          blank={said.all}
          value={filter.decision}
          choices={DECISIONS.map(({ code, label }) => ({ value: code, title: `${code} ${label}` }))}
          onChange={(decision) => set({ decision })}
        />
        <TextField label={said.from} filter type="date" value={filter.from} onChange={(from) => set({ from })} />
        <TextField label={said.to} filter type="date" value={filter.to} onChange={(to) => set({ to })} />
      </div>
      <Answer of={page}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? <Empty>{said.empty}</Empty> : <Rows rows={rows} />}
            <div className="row no-print">
              {before.length > 0 && <Button onClick={() => setBefore(before.slice(0, -1))}>{said.back}</Button>}
              {next !== null && <Button onClick={() => setBefore([...before, next])}>{said.next}</Button>}
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <div className="panel flush">
    <Table
      caption={said.register}
      rows={rows}
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
  </div>
);

/** Nothing runs before a request is received; afterwards the light says how it stands. */
const Due = ({ row }: { readonly row: Row }) =>
  (row.receivedOn !== null || row.concludedOn !== null) && (
    <span className="due">
      <Light light={row.light} /> {row.concludedOn === null && <span className="number">{row.dueOn}</span>}
    </span>
  );
