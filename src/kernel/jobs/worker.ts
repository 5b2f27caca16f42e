import type pg from 'pg';
import type { Json } from '../ledger/canonical.ts';
import { steadyTime } from './steady-time.ts';

/** What a task is given: its payload, and the instant it runs at. A task may run again after a crash and must bear it. */
export type Task = (payload: Json, at: Date) => Promise<void>;

/** Something that is done again and again, whatever else happens. */
export type Routine = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (at: Date) => Promise<void>;
  /** Does things because their time has come; left out while the machine's clock is in doubt. */
  readonly byTheClock?: true;
};

export type Worker = {
  /** There may be something to do. */
  readonly wake: () => void;
  /** Works until nothing is ready; for tests and commands. Answers how many jobs were done. */
  readonly drain: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

export type WorkerOptions = {
  readonly pool: pg.Pool;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly routines: readonly Routine[];
  readonly now: () => Date;
  readonly report: (event: string, details: Readonly<Record<string, unknown>>) => void;
  readonly pollMs?: number;
};

const BATCH = 20;
const MAX_ATTEMPTS = 12;
/** A job whose worker died is taken up again after this long; a living worker renews its hold meanwhile. */
const LEASE_SECONDS = 30;
const RENEW_MS = 10_000;

type Job = { id: number; task: string; payload: Json; key: string | null; attempts: number };

/** Takes jobs that are ready, oldest first; several workers share the table without meeting (SKIP LOCKED). */
async function take(pool: pg.Pool, tasks: readonly string[], now: Date): Promise<readonly Job[]> {
  const { rows } = await pool.query<Job>({
    name: 'kernel-take-jobs',
    text: `
      update kernel.job set locked_until = $2::timestamptz + make_interval(secs => $3), attempts = attempts + 1
       where id in (
         select id from kernel.job
          where failed_at is null and run_at <= $2 and (locked_until is null or locked_until < $2) and task = any($1)
          order by run_at, id limit $4 for update skip locked)
      returning id, task, payload, key, attempts`,
    values: [tasks, now, LEASE_SECONDS, BATCH],
  });
  return [...rows].sort((a, b) => a.id - b.id);
}

/** Keeps hold of jobs for as long as they take; answers what to call when they are done. */
function hold({ pool, now, report }: WorkerOptions, jobs: readonly Job[]): () => void {
  const renew = (): Promise<unknown> =>
    pool
      .query({
        name: 'kernel-hold-jobs',
        text: 'update kernel.job set locked_until = $2::timestamptz + make_interval(secs => $3) where id = any($1::bigint[])',
        values: [jobs.map(({ id }) => id), now(), LEASE_SECONDS],
      })
      .catch((error: unknown) => report('worker-trouble', { name: 'hold', message: String(error) }));
  const timer = setInterval(() => void renew(), RENEW_MS);
  return () => clearInterval(timer);
}

/** Runs the jobs one after the other and takes those that succeeded off the table, most of them together. */
async function runJobs(options: WorkerOptions, jobs: readonly Job[]): Promise<void> {
  const letGo = hold(options, jobs);
  try {
    await runHeld(options, jobs);
  } finally {
    letGo();
  }
}

async function runHeld(options: WorkerOptions, jobs: readonly Job[]): Promise<void> {
  const done: number[] = [];
  for (const job of jobs) {
    if (!(await runJob(options, job))) continue;
    // While it stands on the table, its key keeps the next job of that key away.
    if (job.key !== null) await takeOff(options.pool, [job.id]);
    else done.push(job.id);
  }
  if (done.length > 0) await takeOff(options.pool, done);
}

const takeOff = (pool: pg.Pool, ids: readonly number[]): Promise<unknown> =>
  pool.query({ name: 'kernel-jobs-done', text: 'delete from kernel.job where id = any($1::bigint[])', values: [ids] });

/** Whether it succeeded; one that failed is put back for later. */
async function runJob({ pool, tasks, now, report }: WorkerOptions, job: Job): Promise<boolean> {
  try {
    const task = tasks[job.task];
    if (!task) throw new Error(`unknown task ${job.task}`);
    await task(job.payload, now());
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    report('job-failed', { id: job.id, task: job.task, attempts: job.attempts, message });
    await pool.query(
      `update kernel.job set locked_until = null, last_error = $2,
         failed_at = case when $3 then now() end,
         run_at = $4::timestamptz + make_interval(secs => least(3600, power(2, attempts)::int))
       where id = $1`,
      [job.id, message.slice(0, 500), job.attempts >= MAX_ATTEMPTS, now()],
    );
    return false;
  }
}

/** Starts working off jobs and routines until stopped. */
export function startWorker(options: WorkerOptions): Worker {
  const { pool, tasks, routines, now, report, pollMs = 2000 } = options;
  const names = Object.keys(tasks);
  let stopped = false;
  let running: Promise<number> | null = null;
  let again = false;

  const drainOnce = async (): Promise<number> => {
    let done = 0;
    for (;;) {
      const jobs = await take(pool, names, now());
      await runJobs(options, jobs);
      done += jobs.length;
      if (jobs.length < BATCH || stopped) return done;
    }
  };
  const drain = async (): Promise<number> => {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      let done = 0;
      do {
        again = false;
        done += await drainOnce();
      } while (again && !stopped);
      return done;
    })().finally(() => {
      running = null;
    });
    return running;
  };
  const quietly = (name: string, work: () => Promise<unknown>): Promise<void> =>
    work().then(
      () => undefined,
      (error: unknown) => {
        if (!stopped)
          report('worker-trouble', { name, message: error instanceof Error ? error.message : String(error) });
      },
    );
  const steady = steadyTime({ now, onJump: (byMs) => report('clock-jumped', { byMs }) });
  const busy = new Map<string, Promise<void>>();
  const routineTick = (routine: Routine): void => {
    if (stopped || busy.has(routine.name)) return;
    if (routine.byTheClock && !steady.look()) return;
    busy.set(
      routine.name,
      quietly(routine.name, () => routine.run(now())).finally(() => busy.delete(routine.name)),
    );
  };
  const timers = [
    setInterval(() => void quietly('jobs', drain), pollMs),
    ...routines.map((routine) => setInterval(() => routineTick(routine), routine.everyMs)),
  ];
  for (const routine of routines) routineTick(routine);
  return {
    wake: () => void (stopped || quietly('jobs', drain)),
    drain,
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.allSettled([running, ...busy.values()]);
    },
  };
}
