import { type Day, type EntryCursor, entriesIn, instant, type Kernel, refuse } from '../kernel/index.ts';
import type { Plan } from './plan/types.ts';

/** Which plan a database was replayed with, and how far. */
export type Progress = {
  readonly year: number;
  readonly scale: number;
  /** Last day that was done whole; null before the first. */
  readonly through: Day | null;
};

const KEY = 'replay';

/** @throws Refusal replay/other-plan when the database was replayed with another plan */
export async function progressOf(
  { pool }: Pick<Kernel, 'pool'>,
  { year, scale }: Pick<Progress, 'year' | 'scale'>,
): Promise<Progress> {
  const { rows } = await pool.query<{ value: Progress }>('select value from kernel.setting where key = $1', [KEY]);
  const before = rows[0]?.value;
  if (before && (before.year !== year || before.scale !== scale))
    throw refuse('replay/other-plan', { year: before.year, scale: before.scale }, 422);
  return before ?? { year, scale, through: null };
}

export async function keepProgress({ pool }: Pick<Kernel, 'pool'>, progress: Progress): Promise<void> {
  await pool.query(
    'insert into kernel.setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [KEY, JSON.stringify(progress)],
  );
}

const KINDS = ['service-application', 'consultation', 'first-review'];
const PAGE = 5_000;

/**
 * What the ledger holds of a plan already: the matter by the instant of each step. No two steps share an instant, so a
 * run that was cut off anywhere goes on where it stopped, and nothing is done twice.
 */
export async function stepsDone(
  { pool }: Pick<Kernel, 'pool'>,
  { from, end }: Pick<Plan, 'from' | 'end'>,
): Promise<ReadonlyMap<number, number>> {
  const done = new Map<number, number>();
  const query = { from: instant(from), to: instant(end, '23:59'), kinds: KINDS };
  for (let after: EntryCursor | null = null; ; ) {
    const page: Awaited<ReturnType<typeof entriesIn>> = await entriesIn(pool, query, after, PAGE);
    for (const entry of page.entries) {
      // A first review is opened in the same instant as its application is accepted: that instant is the application's.
      if (entry.act !== 'open') done.set(entry.at.getTime(), entry.matterId);
    }
    if (page.next === null) return done;
    after = page.next;
  }
}
