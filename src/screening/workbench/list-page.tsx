import { useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf, titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { filterIn, oneOf, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Chips, Choose, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { FINDERS, listTickets, QUEUES, ticketTable } from '../wire.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { words } from './text.ts';

const { list: text } = words;
const PATH = '/screening/tickets';

/** Tickets by queue, with what narrows them. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, {
    queue: oneOf(QUEUES, 'open'),
    finder: oneOf(FINDERS),
    agency: whole,
    q: typed,
  });
  const list = useList(listTickets, (before) => ({ query: { ...filter.asked, before } }));
  const mayAssign = usePermission('screening.judge');
  const [assigning, setAssigning] = useState(false);
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        <>
          <Link to="/screening/hits">{text.hits}</Link>
          <Link to="/screening/statistics">{text.statistics}</Link>
          {mayAssign && <Button onClick={() => setAssigning(true)}>{text.assign}</Button>}
        </>
      }
      csv={urlOf(ticketTable, { query: filter.asked })}
      chips={
        <Chips
          filter={filter}
          by="queue"
          label={text.title}
          values={QUEUES}
          titles={text.queues}
          counts={list.first?.counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <Choose filter={filter} by="agency" label={text.agency} choices={choicesOf(list.first?.agencies)} />
          <Choose filter={filter} by="finder" label={text.origin} choices={titled(FINDERS, words.finders)} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
      keyOf={({ id }) => id}
      columns={[
        {
          title: text.columns.title,
          cell: (row) => (
            <>
              <Link to={`${PATH}/${row.id}`}>{row.title}</Link>
              <div className="soft number">{row.number}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        { title: text.columns.origin, cell: (row) => words.origins[row.origin], minor: true },
        { title: text.columns.findings, cell: (row) => `${row.open}／${row.findings}`, right: true },
        { title: text.columns.state, cell: (row) => row.stateTitle },
        {
          title: text.columns.due,
          cell: (row) => (
            <span className="row">
              <Light light={row.light} />
              {row.dueOn && <OnDay day={row.dueOn} />}
            </span>
          ),
        },
      ]}
    >
      {assigning && <AssignDialog onClose={() => setAssigning(false)} />}
    </ListScreen>
  );
}
