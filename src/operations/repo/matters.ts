import type pg from 'pg';
import type { Day } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

export type OpenMatters = { readonly red: number; readonly yellow: number; readonly green: number };

/** Reads open matters only: closed ones are in no index that this looks at, so the price is that of what is open. */
export const OPEN_MATTERS = `
  select count(*) filter (where due_on < $1::date and not provisional) as red,
         count(*) filter (where due_on >= $1::date and warn_on <= $1::date) as yellow,
         count(*) filter (where (due_on >= $1::date and warn_on > $1::date) or (due_on < $1::date and provisional)) as green
    from kernel.matter where closed_at is null`;

/** Open matters by their light. */
export async function openMatters(source: Source, today: Day): Promise<OpenMatters> {
  const { rows } = await source.query<OpenMatters>(OPEN_MATTERS, [today]);
  return rows[0] ?? { red: 0, yellow: 0, green: 0 };
}
