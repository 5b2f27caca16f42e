import { monitorEventLoopDelay } from 'node:perf_hooks';
import { dayOf, type Gauge, type Kernel, type Sample } from '../kernel/index.ts';
import { ALIVE_SECONDS } from './heartbeat.ts';
import { jobCounts } from './repo/jobs.ts';
import { openMatters } from './repo/matters.ts';
import { processes } from './repo/processes.ts';
import { lastVerification, routines } from './repo/routines.ts';

const NANO = 1e9;

/** What is told of the running program besides requests, acts and jobs, which are counted where they happen. */
export const gauges = (kernel: Kernel): readonly Gauge[] => [
  ...ofTheProcess(kernel),
  ...ofTheDatabase(kernel),
  ...ofTheWork(kernel),
];

function ofTheProcess({ pool }: Kernel): readonly Gauge[] {
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  return [
    {
      name: 'mingtang_event_loop_lag_seconds',
      help: 'How late timers came since the last look',
      read: () => {
        const samples = [
          { labels: { quantile: '0.5' }, value: lag.percentile(50) / NANO },
          { labels: { quantile: '0.99' }, value: lag.percentile(99) / NANO },
          { labels: { quantile: '1' }, value: lag.max / NANO },
        ];
        lag.reset();
        return samples;
      },
    },
    {
      name: 'mingtang_memory_bytes',
      help: 'Memory of this process',
      read: () => {
        const { rss, heapUsed, external } = process.memoryUsage();
        return Object.entries({ rss, heapUsed, external }).map(([part, value]) => ({ labels: { part }, value }));
      },
    },
    {
      name: 'mingtang_cpu_seconds_total',
      help: 'Processor time of this process',
      type: 'counter',
      read: () => {
        const { user, system } = process.cpuUsage();
        return [{ value: (user + system) / 1e6 }];
      },
    },
    {
      name: 'mingtang_uptime_seconds',
      help: 'Since this process started',
      read: () => [{ value: process.uptime() }],
    },
    {
      name: 'mingtang_pool_connections',
      help: 'Connections to the database, and requests that wait for one',
      read: () => [
        { labels: { state: 'busy' }, value: pool.totalCount - pool.idleCount },
        { labels: { state: 'idle' }, value: pool.idleCount },
        { labels: { state: 'wanted' }, value: pool.waitingCount },
      ],
    },
  ];
}

function ofTheDatabase({ pool }: Kernel): readonly Gauge[] {
  return [
    {
      name: 'mingtang_database_up',
      help: '1 while the database answers',
      read: () =>
        pool.query('select 1').then(
          () => [{ value: 1 }],
          () => [{ value: 0 }],
        ),
    },
    {
      name: 'mingtang_ledger_entries_total',
      help: 'Numbers given out to entries of the ledger; an act that failed may have used one up',
      type: 'counter',
      costly: true,
      read: () => one(pool.query(`select coalesce(pg_sequence_last_value('kernel.entry_id'), 0)::float8 as value`)),
    },
    {
      name: 'mingtang_database_bytes',
      help: 'Size of the database',
      costly: true,
      read: () => one(pool.query('select pg_database_size(current_database())::float8 as value')),
    },
  ];
}

function ofTheWork(kernel: Kernel): readonly Gauge[] {
  const { pool, now } = kernel;
  return [
    {
      name: 'mingtang_matters_open',
      help: 'Open matters by light: red is past its date, yellow near it',
      costly: true,
      read: async () =>
        Object.entries(await openMatters(pool, dayOf(now()))).map(([light, value]) => ({ labels: { light }, value })),
    },
    {
      name: 'mingtang_jobs',
      help: 'Jobs that wait, that should be done by now, and that were given up',
      costly: true,
      read: async () =>
        Object.entries(await jobCounts(pool, now())).map(([state, value]) => ({ labels: { state }, value })),
    },
    {
      name: 'mingtang_processes',
      help: 'Copies of the program that have been heard of, by role and state',
      costly: true,
      read: async () => {
        const counts = new Map<string, { labels: Record<string, string>; value: number }>();
        for (const { role, state, silentFor } of await processes(pool)) {
          const labels = { role, state: silentFor > ALIVE_SECONDS ? 'silent' : state };
          const known = counts.get(`${role} ${labels.state}`);
          if (known) known.value += 1;
          else counts.set(`${role} ${labels.state}`, { labels, value: 1 });
        }
        return [...counts.values()];
      },
    },
    {
      name: 'mingtang_worker_tick_age_seconds',
      help: 'Since a worker last looked for jobs',
      costly: true,
      read: async () => {
        const ticks = (await processes(pool)).flatMap(({ tickedAt }) => tickedAt?.getTime() ?? []);
        return ticks.length === 0 ? [] : [{ value: Math.max(0, (Date.now() - Math.max(...ticks)) / 1000) }];
      },
    },
    {
      name: 'mingtang_routine_success_age_seconds',
      help: 'Since a routine last did its turn without a fault',
      costly: true,
      read: async () =>
        (await routines(pool)).flatMap(({ name, succeededAt }) =>
          succeededAt === null
            ? []
            : [{ labels: { routine: name }, value: (now().getTime() - succeededAt.getTime()) / 1000 }],
        ),
    },
    {
      name: 'mingtang_ledger_verified_age_seconds',
      help: 'Since every hash of the ledger was last computed again',
      costly: true,
      read: async () => {
        const last = await lastVerification(pool);
        return last?.endedAt ? [{ value: (now().getTime() - last.endedAt.getTime()) / 1000 }] : [];
      },
    },
    {
      name: 'mingtang_ledger_faults',
      help: 'Entries that were not as written when the ledger was last verified',
      costly: true,
      read: async () => {
        const last = await lastVerification(pool);
        return last ? [{ value: last.faultCount }] : [];
      },
    },
  ];
}

const one = async (asked: Promise<{ readonly rows: readonly { readonly value: number }[] }>): Promise<Sample[]> =>
  (await asked).rows.map(({ value }) => ({ value }));
