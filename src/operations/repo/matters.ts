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

/** What is past its date, by agency and kind, the most first. */
export async function lateByKind(
  source: Source,
  today: Day,
): Promise<readonly { readonly agencyId: number; readonly kind: string; readonly count: number }[]> {
  const { rows } = await source.query<{ agencyId: number; kind: string; count: number }>(
    `select agency_id as "agencyId", kind, count(*)::int as count
       from kernel.matter where closed_at is null and due_on < $1::date and not provisional
      group by 1, 2 order by 3 desc, 1, 2 limit 50`,
    [today],
  );
  return rows;
}
