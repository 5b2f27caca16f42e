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
