import type pg from 'pg';
import { z } from 'zod';
import { dayOf } from '../day.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import { defineRegister } from '../register/register.ts';
import { waitText } from '../text.ts';
import { type Rate, takeOnce } from './rate.ts';

/** Something that one address or one person may do only so often; the figures are the default, a register changes them. */
export type Allowance = Rate & {
  /** `module.what`, the key in the register `allowances`. */
  readonly name: string;
};

type Source = Pick<Kernel, 'pool' | 'seal'>;

const Shape = z.object({ count: z.int().min(1).max(1_000_000), seconds: z.int().min(1).max(86_400) });

/** The city's own figures, by the name of an allowance. */
export const allowanceRegister = defineRegister<Rate>('allowances', (value) => Shape.parse(value));

/** A change of the register is heeded within this. */
const RATES_KEPT_MS = 60_000;
const rates = new WeakMap<pg.Pool, { readonly readAt: number; readonly byName: ReadonlyMap<string, Rate> }>();

async function rateOf({ pool }: Source, { name, count, seconds }: Allowance, at: Date): Promise<Rate> {
  const known = rates.get(pool);
  const age = known ? at.getTime() - known.readAt : -1;
  if (known && age >= 0 && age < RATES_KEPT_MS) return known.byName.get(name) ?? { count, seconds };
  const entries = await allowanceRegister.list(pool, dayOf(at));
  const byName = new Map(entries.map((entry) => [entry.key, entry.value]));
  rates.set(pool, { readAt: at.getTime(), byName });
  return byName.get(name) ?? { count, seconds };
}

/**
 * `takeOnce` in one statement, so that many programs count together. How long to wait is read from before the statement
 * began: while others take in the same moment it may be too short, and there may be no row at all.
 */
const TAKE = {
  name: 'kernel-allowance-take',
  text: `
    with taken as (
      insert into kernel.allowance as a (key, free_at)
      values ($1, $2::timestamptz + make_interval(secs => $4::float8 / $3::float8))
      on conflict (key) do update
        set free_at = case when a.free_at > $2 and a.free_at <= $2::timestamptz + make_interval(secs => $4) then a.free_at else $2 end
                      + make_interval(secs => $4::float8 / $3::float8)
        where case when a.free_at > $2 and a.free_at <= $2::timestamptz + make_interval(secs => $4) then a.free_at else $2 end
              + make_interval(secs => $4::float8 / $3::float8) <= $2::timestamptz + make_interval(secs => $4 + 0.0005)
      returning 0::float8 as wait)
    select true as granted, wait from taken
    union all
    select false, extract(epoch from free_at - $2::timestamptz)::float8 + $4::float8 / $3::float8 - $4::float8
      from kernel.allowance where key = $1 and not exists (select from taken)`,
};

const GIVE_BACK = {
  name: 'kernel-allowance-give-back',
  text: `update kernel.allowance set free_at = free_at - make_interval(secs => $3::float8 / $2::float8) where key = $1`,
};

/** Nobody's address is kept: a keyed hash of it is enough to count. */
const keyOf = ({ seal }: Source, { name }: Allowance, who: string): Buffer => seal.lookup(`allowance:${name}:${who}`);

/** What is counted while the database does not answer; by each program for itself. */
const inMemory = new WeakMap<pg.Pool, Map<string, number>>();
const REMEMBERED_AT_MOST = 10_000;

function takeInMemory({ pool }: Source, key: Buffer, rate: Rate, at: Date): number {
  const all = inMemory.get(pool) ?? new Map<string, number>();
  inMemory.set(pool, all);
  const name = key.toString('base64');
  const taken = takeOnce(all.get(name) ?? null, at.getTime(), rate);
  if (!taken.granted) return taken.waitMs / 1000;
  if (all.size >= REMEMBERED_AT_MOST) all.clear();
  all.set(name, taken.freeAt);
  return 0;
}

/**
 * Counts one use by an address or a person. Answers 0, or the seconds to wait when nothing is left. When the database
 * cannot count, each program counts for itself at the same rate: a broken table keeps nobody out, and opens no gate.
 *
 * @param who an address (see `addressGroup`) or another name of whom it is counted for
 * @param onFault told why the database could not count
 */
export async function take(
  kernel: Source,
  allowance: Allowance,
  who: string,
  at: Date,
  onFault: (error: unknown) => void = () => undefined,
): Promise<number> {
  const key = keyOf(kernel, allowance, who);
  try {
    const { count, seconds } = await rateOf(kernel, allowance, at);
    const values = [key, at, count, seconds];
    const { rows } = await kernel.pool.query<{ granted: boolean; wait: number }>({ ...TAKE, values });
    return rows[0]?.granted ? 0 : Math.max(1, Math.ceil(rows[0]?.wait ?? seconds / count));
  } catch (error) {
    onFault(error);
    return Math.ceil(takeInMemory(kernel, key, allowance, at));
  }
}

/** Gives one use back: what was counted in advance turned out to be harmless. */
export async function giveBack(kernel: Source, allowance: Allowance, who: string, at: Date): Promise<void> {
  const { count, seconds } = await rateOf(kernel, allowance, at);
  await kernel.pool.query({ ...GIVE_BACK, values: [keyOf(kernel, allowance, who), count, seconds] });
}

/** @throws Refusal http/too-many (429), `retryAfter` in seconds */
export async function spend(...use: Parameters<typeof take>): Promise<void> {
  const retryAfter = await take(...use);
  if (retryAfter > 0) throw refuse('http/too-many', { retryAfter, wait: waitText(retryAfter) }, 429);
}

/** Removes what has grown back long ago. */
export async function clearAllowances({ pool }: Pick<Kernel, 'pool'>, at: Date): Promise<number> {
  const { rowCount } = await pool.query('delete from kernel.allowance where free_at < $1', [at]);
  return rowCount ?? 0;
}
