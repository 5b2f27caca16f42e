import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { listTickets, ORIGINS, QUEUES, ticketTable } from '../wire.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { words } from './text.ts';

type Row = Output<typeof listTickets>['rows'][number];
const { list } = words;
const PATH = '/screening/tickets';

/** Tickets by queue, with what narrows them. */
export function Page({ query }: PageProps) {
  const asked = {
    queue: QUEUES.find((queue) => queue === query.get('queue')) ?? ('open' as const),
    origin: ORIGINS.find((origin) => origin === query.get('origin')),
    agency: query.get('agency') ?? undefined,
    q: query.get('q') ?? '',
  };
  const tickets = useCall(
    listTickets,
    { query: { ...asked, before: query.get('before') ?? undefined } },
    { keep: true },
  );
  const mayAssign = usePermission('screening.judge');
  const [assigning, setAssigning] = useState(false);
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{list.title}</h1>
        <span className="row">
          <Link to="/screening/statistics">{list.statistics}</Link>
          {mayAssign && <Button onClick={() => setAssigning(true)}>{list.assign}</Button>}
        </span>
      </header>
      <p className="soft">{list.intro}</p>
      <div className="chips">
        {QUEUES.map((queue) => (
          <button
            key={queue}
            type="button"
            className="chip"
            aria-pressed={asked.queue === queue}
            onClick={() => show({ queue })}
          >
            {list.queues[queue]} {tickets.data?.counts[queue] ?? ''}
          </button>
        ))}
      </div>
      <div className="row">
        <SelectField
          label={list.agency}
          blank={list.anyAgency}
          value={asked.agency ?? ''}
          onChange={(agency) => show({ agency })}
          choices={(tickets.data?.agencies ?? []).map(({ id, name }) => ({ value: String(id), title: name }))}
          filter
        />
        <SelectField
          label={list.origin}
          blank={list.anyOrigin}
          value={asked.origin ?? ''}
          onChange={(origin) => show({ origin })}
          choices={ORIGINS.map((value) => ({ value, title: words.origins[value] }))}
          filter
        />
      </div>
      <FindForm key={asked.q} label={list.search} q={asked.q} onFind={(q) => show({ q })} />
      <Answer of={tickets}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? <Empty>{list.empty}</Empty> : <Rows rows={rows} />}
            <div className="row">
              {next !== null && <Button onClick={() => show({ before: next })}>{list.more}</Button>}
              {rows.length > 0 && <a href={urlOf(ticketTable, { query: asked })}>{list.export}</a>}
            </div>
          </>
        )}
      </Answer>
      {assigning && <AssignDialog onClose={() => setAssigning(false)} />}
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <div className="panel flush">
    <Table
      caption={list.table}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: list.columns.title,
          cell: (row) => (
            <>
              <Link to={`${PATH}/${row.id}`}>{row.title}</Link>
              <div className="soft number">{row.number}</div>
            </>
          ),
        },
        { title: list.columns.agency, cell: (row) => row.agency, minor: true },
        { title: list.columns.origin, cell: (row) => words.origins[row.origin], minor: true },
        { title: list.columns.findings, cell: (row) => row.findings, right: true },
        { title: list.columns.state, cell: (row) => row.stateTitle },
        {
          title: list.columns.due,
          cell: (row) => (
            <span className="row">
              <Light light={row.light} />
              {row.dueOn && <OnDay day={row.dueOn} />}
            </span>
          ),
        },
      ]}
    />
  </div>
);
