import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { readOperations } from '../contract.ts';
import { Copies } from './copies.tsx';
import { Findings } from './findings.tsx';
import { Integrity } from './integrity.tsx';
import { Jobs } from './jobs.tsx';
import { words } from './text.ts';

const EVERY_MS = 15_000;
const text = words.operations;

type View = Output<typeof readOperations>;

/** How the program runs: what is wrong, and what can be done about it here. */
export function Page() {
  const view = useCall(readOperations, {}, { everyMs: EVERY_MS, keep: true });
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
      </header>
      <p className="soft">{text.intro}</p>
      <Answer of={view}>
        {(shown) => (
          <>
            <p className="soft">
              {text.updated} <At at={shown.at} />
            </p>
            <Findings findings={shown.findings} />
            <Copies processes={shown.processes} />
            <Database view={shown} />
            <Lateness view={shown} />
            <Jobs counts={shown.jobs} mayMend={shown.mayMend} />
            <Integrity verifications={shown.verifications} mayMend={shown.mayMend} />
            <Routines routines={shown.routines} />
          </>
        )}
      </Answer>
    </div>
  );
}

const Database = ({ view: { database, disk } }: { readonly view: View }) => (
  <Panel title={text.database}>
    <Facts
      facts={[
        [text.db.version, database.version],
        [text.db.since, <At key="since" at={database.startedAt} />],
        [text.db.size, text.gigabytes(database.bytes)],
        [text.db.entries, database.entries.toLocaleString('zh-CN')],
        [text.db.connections, text.of(database.connections, database.maxConnections)],
        [text.db.disk, text.of(text.gigabytes(disk.freeBytes), text.gigabytes(disk.totalBytes))],
      ]}
    />
  </Panel>
);

const Lateness = ({ view: { matters, late } }: { readonly view: View }) => (
  <Panel title={text.matters} aside={<Link to="/alarms/overdue">{text.overdue}</Link>}>
    <div className="stack">
      <Facts
        facts={[
          [text.lights.red, matters.red],
          [text.lights.yellow, matters.yellow],
          [text.lights.green, matters.green],
        ]}
      />
      {late.length === 0 ? (
        <Empty>{text.noLate}</Empty>
      ) : (
        <Table
          caption={text.late}
          rows={late.slice(0, 10)}
          keyOf={({ agency, kind }) => `${agency} ${kind}`}
          columns={[
            { title: text.lateColumns.agency, cell: ({ agency }) => agency },
            { title: text.lateColumns.kind, cell: ({ kind }) => kind },
            { title: text.lateColumns.count, cell: ({ count }) => count, right: true },
          ]}
        />
      )}
    </div>
  </Panel>
);

const Routines = ({ routines }: { readonly routines: View['routines'] }) => (
  <Panel title={text.routines}>
    {routines.length === 0 ? (
      <Empty>{text.noRoutines}</Empty>
    ) : (
      <Table
        caption={text.list(text.routines)}
        rows={routines}
        keyOf={({ name }) => name}
        columns={[
          { title: text.routineColumns.name, cell: ({ name }) => <code>{name}</code> },
          { title: text.routineColumns.began, cell: ({ beganAt }) => <At at={beganAt} /> },
          { title: text.routineColumns.took, cell: ({ tookMs }) => text.ms(tookMs), right: true, minor: true },
          {
            title: text.routineColumns.success,
            cell: ({ succeededAt }) => succeededAt && <At at={succeededAt} />,
            minor: true,
          },
          {
            title: text.routineColumns.fault,
            cell: ({ fault }) =>
              fault === null ? <span className="tag good">{text.done}</span> : <span className="late">{fault}</span>,
          },
        ]}
      />
    )}
  </Panel>
);
