import { hostname } from 'node:os';
import type pg from 'pg';
import { nameOf, type RingKey } from './ring.ts';
import { checkValueOf } from './suites.ts';

/** pending: known here and there, used for look-ups only; active: in use; retiring: what it sealed is sealed anew. */
export type KeyState = 'pending' | 'active' | 'retiring' | 'destroyed';

export type KeyRow = {
  readonly purpose: RingKey['purpose'];
  readonly id: number;
  readonly suite: RingKey['suite'];
  readonly check_value: Buffer;
  readonly state: KeyState;
  readonly made_at: Date;
  readonly active_at: Date | null;
  readonly retiring_at: Date | null;
  readonly destroyed_at: Date | null;
};

type Source = Pick<pg.Pool, 'query'>;

export const LIVE_SECONDS = 60;

/** Only one change to the keys at a time. */
export const lockKeys = (client: Source): Promise<unknown> => client.query('select pg_advisory_xact_lock(5909, 14)');

export async function keyRows(source: Source): Promise<readonly KeyRow[]> {
  const { rows } = await source.query<KeyRow>({
    name: 'kernel-keys',
    text: `select purpose, id, suite, check_value, state, made_at, active_at, retiring_at, destroyed_at
             from kernel.seal_key order by purpose desc, id`,
  });
  return rows;
}

export const insertKey = (source: Source, key: RingKey, state: KeyState): Promise<unknown> =>
  source.query(
    `insert into kernel.seal_key (purpose, id, suite, check_value, state, active_at, retiring_at)
     values ($1, $2, $3, $4, $5, case when $5 = 'active' then now() end, case when $5 = 'retiring' then now() end)`,
    [key.purpose, key.id, key.suite, checkValueOf(key.suite, key.secret), state],
  );

/** What one copy of the program tells the others about its keys. */
export type Held = { readonly process: string; readonly knows: readonly string[]; readonly uses: readonly string[] };

/** Tells it; `uses_since` stays while the keys in use stay the same. */
export const tellHeld = (source: Source, { process, knows, uses }: Held): Promise<unknown> =>
  source.query({
    name: 'kernel-key-holder',
    text: `
      insert into kernel.key_holder as h (process, host, knows, uses, uses_since, seen_at)
      values ($1, $2, $3, $4, clock_timestamp(), clock_timestamp())
      on conflict (process) do update set knows = excluded.knows, uses = excluded.uses, seen_at = excluded.seen_at,
        uses_since = case when h.uses = excluded.uses then h.uses_since else excluded.uses_since end`,
    values: [process, hostname(), knows, uses],
  });

export const forgetHeld = (source: Source, process: string): Promise<unknown> =>
  source.query(
    `delete from kernel.key_holder where process = $1 or seen_at < clock_timestamp() - make_interval(hours => 1)`,
    [process],
  );

/** How many copies of the program run that do not have a key yet. */
export async function ignorantOf(source: Source, key: Pick<RingKey, 'purpose' | 'id'>): Promise<number> {
  const { rows } = await source.query<{ n: number }>(
    `select count(*)::int as n from kernel.key_holder
      where seen_at > clock_timestamp() - make_interval(secs => $1) and not $2 = any(knows)`,
    [LIVE_SECONDS, nameOf(key)],
  );
  return rows[0]?.n ?? 0;
}

/** How many copies of the program run that still use a key, or stopped doing so less than `seconds` ago. */
export async function usersOf(source: Source, key: Pick<RingKey, 'purpose' | 'id'>, seconds: number): Promise<number> {
  const { rows } = await source.query<{ n: number }>(
    `select count(*)::int as n from kernel.key_holder
      where seen_at > clock_timestamp() - make_interval(secs => $1)
        and ($2 = any(uses) or (uses_since > clock_timestamp() - make_interval(secs => $3)))`,
    [LIVE_SECONDS, nameOf(key), seconds],
  );
  return rows[0]?.n ?? 0;
}
