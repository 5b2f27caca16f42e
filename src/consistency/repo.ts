import type pg from 'pg';
import type { Day, Kernel, Transaction } from '../kernel/index.ts';
import type { Found } from './checks/looking.ts';
import type { Channel, Code, Standing } from './contract.ts';

type Source = Pick<pg.Pool, 'query'>;

export type Run = {
  readonly id: number;
  readonly askedAt: Date;
  readonly by: string | null;
  readonly part: string;
  readonly after: string;
  readonly slices: number;
  readonly endedAt: Date | null;
  readonly found: number;
  readonly opened: number;
  readonly closed: number;
  readonly failures: number;
  readonly retryAt: Date | null;
  /** Parts that were not looked at to their end. */
  readonly setAside: readonly string[];
  readonly fault: string | null;
};
const RUN = `select r.id::float8 as id, r.asked_at as "askedAt", p.name as by, r.part, r.after, r.slices,
    r.ended_at as "endedAt", r.found, r.opened, r.closed, r.failures, r.retry_at as "retryAt", r.set_aside as "setAside", r.fault
  from consistency.run r left join identity.person p on p.id = r.asked_by`;

export async function lastRuns(source: Source): Promise<readonly Run[]> {
  return (await source.query<Run>(`${RUN} order by r.id desc limit 5`)).rows;
}

export async function runUnderWay(source: Source): Promise<Run | null> {
  return (await source.query<Run>(`${RUN} where r.ended_at is null`)).rows[0] ?? null;
}

/** Begins one unless one is under way; answers whichever is. */
export async function beginOne(source: Source, by: number | null, at: Date): Promise<number> {
  await source.query(
    `insert into consistency.run (asked_at, asked_by) values ($1, $2) on conflict ((true)) where ended_at is null do nothing`,
    [at, by],
  );
  return (await runUnderWay(source))?.id ?? 0;
}

/** Takes the slice that begins there, so that no other copy of the program takes it, too. */
export async function takeSlice(tx: Transaction, { id, part, after }: Run): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    'select from consistency.run where id = $1 and part = $2 and after = $3 and ended_at is null for update',
    [id, part, after],
  );
  return rowCount === 1;
}

export async function noteSlice(
  tx: Transaction,
  id: number,
  on: {
    readonly part: string;
    readonly after: string;
    readonly found: number;
    readonly opened: number;
    readonly closed: number;
    readonly endedAt: Date | null;
  },
): Promise<void> {
  await tx.client.query(
    `update consistency.run set part = $2, after = $3, slices = slices + 1, found = found + $4, opened = opened + $5,
        closed = closed + $6, ended_at = $7, failures = 0, retry_at = null where id = $1`,
    [id, on.part, on.after, on.found, on.opened, on.closed, on.endedAt],
  );
}

/** Notes that a slice failed and when it is tried again; nothing when another copy of the program did it meanwhile. */
export async function noteFailure(
  { pool }: Pick<Kernel, 'pool'>,
  { id, part, after }: Run,
  failed: { readonly fault: string; readonly retryAt: Date },
): Promise<number> {
  const { rows } = await pool.query<{ failures: number }>(
    `update consistency.run set failures = failures + 1, fault = $4, retry_at = $5
      where id = $1 and part = $2 and after = $3 and ended_at is null returning failures`,
    [id, part, after, failed.fault, failed.retryAt],
  );
  return rows[0]?.failures ?? 0;
}

/** Goes on behind a part that cannot be looked at to its end. A comparison that is over closes nothing then. */
export async function setPartAside(
  { pool }: Pick<Kernel, 'pool'>,
  { id, part, after }: Run,
  { next, endedAt }: { readonly next: string; readonly endedAt: Date | null },
): Promise<void> {
  await pool.query(
    `update consistency.run set set_aside = array_append(set_aside, part), part = $4, after = '', failures = 0,
        retry_at = null, ended_at = $5
      where id = $1 and part = $2 and after = $3 and ended_at is null`,
    [id, part, after, next, endedAt],
  );
}

/**
 * Notes that a known mismatch was seen again: an open one, or one of which somebody has said why it is none and that is
 * as it was then. Answers whether it was known.
 */
export async function seeAgain(tx: Transaction, run: number, key: string, one: Found, at: Date): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update consistency.mismatch x set seen_at = $2, seen_run = $3,
        shown = case when closed_at is null then $4 else shown end, stored = case when closed_at is null then $5 else stored end
       where matter_id = (select max(matter_id) from consistency.mismatch where key = $1)
         and (closed_at is null or (words is not null and (shown, stored) is not distinct from ($4, $5)))`,
    [key, at, run, one.shown, one.stored],
  );
  return rowCount === 1;
}

export async function insertMismatch(
  tx: Transaction,
  id: number,
  of: { readonly run: number; readonly key: string; readonly one: Found; readonly agencyId: number; readonly at: Date },
): Promise<void> {
  const { code, channel, place, index, title, shown, stored } = of.one;
  await tx.client.query(
    `insert into consistency.mismatch (matter_id, key, code, channel, place, index_number, title, agency_id, shown, stored,
        found_at, seen_at, seen_run) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)`,
    [id, of.key, code, channel, place, index, title, of.agencyId, shown, stored, of.at, of.run],
  );
}

export async function notSeenBy(tx: Transaction, run: number): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ id: number }>(
    `select matter_id::float8 as id from consistency.mismatch where closed_at is null and seen_run <> $1 order by 1`,
    [run],
  );
  return rows.map(({ id }) => id);
}

export async function closeMismatch(tx: Transaction, id: number, words: string | null, at: Date): Promise<void> {
  await tx.client.query('update consistency.mismatch set closed_at = $2, words = $3 where matter_id = $1', [
    id,
    at,
    words,
  ]);
}

export type Listed = {
  readonly id: number;
  readonly number: string;
  readonly seq: number;
  readonly code: Code;
  readonly channel: Channel;
  readonly place: string;
  readonly index: string | null;
  readonly title: string;
  readonly agencyId: number;
  readonly shown: string | null;
  readonly stored: string | null;
  readonly words: string | null;
  readonly state: string;
  readonly foundAt: Date;
  readonly seenAt: Date;
  readonly closedAt: Date | null;
  readonly dueOn: Day | null;
};
const LISTED = `select x.matter_id::float8 as id, m.number, m.seq, x.code, x.channel, x.place, x.index_number as index, x.title,
    x.agency_id as "agencyId", x.shown, x.stored, x.words, m.state, x.found_at as "foundAt", x.seen_at as "seenAt",
    x.closed_at as "closedAt", nullif(c.due_on, 'infinity') as "dueOn"
  from consistency.mismatch x join kernel.matter m on m.id = x.matter_id
  left join kernel.clock c on c.matter_id = x.matter_id and c.name = 'mend'`;

export type Query = {
  readonly agencyIds: readonly number[];
  readonly standing: Standing;
  readonly channel?: Channel | undefined;
  readonly q?: string | undefined;
  readonly today: Day;
};
const IN_SIGHT = `x.agency_id = any($1) and ($2::text is null or x.channel = $2) and ($3::text is null
    or position(lower($3) in lower(x.title || ' ' || m.number || ' ' || coalesce(x.index_number, '') || ' ' || x.place)) > 0)`;
const STANDING = `case $4 when 'open' then x.closed_at is null when 'overdue' then x.closed_at is null and c.due_on < $5
    when 'all' then true else m.state = $4 end`;
const valuesOf = ({ agencyIds, channel, q }: Query) => [agencyIds, channel ?? null, q || null];

export async function listed(
  { pool }: Pick<Kernel, 'pool'>,
  query: Query & { readonly before?: number | undefined; readonly most: number },
): Promise<readonly Listed[]> {
  const { rows } = await pool.query<Listed>(
    `${LISTED} where ${IN_SIGHT} and ${STANDING} and ($6::bigint is null or x.matter_id < $6)
      order by x.matter_id desc limit $7`,
    [...valuesOf(query), query.standing, query.today, query.before ?? null, query.most],
  );
  return rows;
}

export async function counted(
  { pool }: Pick<Kernel, 'pool'>,
  query: Query,
): Promise<Readonly<Record<Standing, number>>> {
  const { rows } = await pool.query<Record<Standing, number>>(
    `select (count(*) filter (where x.closed_at is null))::int as open,
            (count(*) filter (where x.closed_at is null and c.due_on < $4))::int as overdue,
            (count(*) filter (where m.state = 'gone'))::int as gone,
            (count(*) filter (where m.state = 'settled'))::int as settled, count(*)::int as "all"
       from consistency.mismatch x join kernel.matter m on m.id = x.matter_id
       left join kernel.clock c on c.matter_id = x.matter_id and c.name = 'mend' where ${IN_SIGHT}`,
    [...valuesOf(query), query.today],
  );
  return rows[0] ?? { open: 0, overdue: 0, gone: 0, settled: 0, all: 0 };
}

export async function byId({ pool }: Pick<Kernel, 'pool'>, id: number): Promise<Listed | null> {
  return (await pool.query<Listed>(`${LISTED} where x.matter_id = $1`, [id])).rows[0] ?? null;
}
