import type pg from 'pg';

type Source = Pick<pg.Pool, 'query'>;

/** A job that should have been done for so long is late. */
export const LATE_MINUTES = 10;

export type JobCounts = { readonly waiting: number; readonly late: number; readonly failed: number };

/** How much work waits, and how much of it should be done by now. */
export async function jobCounts(source: Source, at: Date): Promise<JobCounts> {
  const { rows } = await source.query<JobCounts>(
    `select (select count(*) from kernel.job where failed_at is null) as waiting,
            (select count(*) from kernel.job
              where failed_at is null and run_at < $1::timestamptz - make_interval(mins => $2)
                and created_at < $1::timestamptz - make_interval(mins => $2)) as late,
            (select count(*) from kernel.job where failed_at is not null) as failed`,
    [at, LATE_MINUTES],
  );
  return rows[0] ?? { waiting: 0, late: 0, failed: 0 };
}

export type TroubledJob = {
  readonly id: number;
  readonly task: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly failedAt: Date | null;
  readonly runAt: Date | number;
  readonly lastError: string | null;
  readonly requestId: string | null;
};

/** Jobs that were given up, and those that failed and will be tried again; what was given up comes first. */
export async function troubledJobs(source: Source): Promise<readonly TroubledJob[]> {
  const { rows } = await source.query<TroubledJob>(
    `select id, task, attempts, created_at as "createdAt", failed_at as "failedAt", run_at as "runAt",
            last_error as "lastError", request_id as "requestId"
       from kernel.job where last_error is not null
      order by failed_at desc nulls last, id desc limit 100`,
  );
  return rows;
}
