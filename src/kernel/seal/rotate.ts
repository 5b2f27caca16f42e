import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../db/transaction.ts';
import { refuse } from '../refusal.ts';
import { ignorantOf, insertKey, type KeyRow, keyRows, lockKeys, usersOf } from './key-table.ts';
import { type Keyed, keyUsage, resealAgain, resealFor } from './reseal.ts';
import { type KeyPurpose, nameOf, newKey, type RingKey } from './ring.ts';

const PURPOSES = ['seal', 'lookup'] as const;

/**
 * Begins a change of keys: makes a new one, or takes the one the operator has added to his ring. It is used once every
 * running copy of the program has it.
 *
 * @returns the names of the new keys
 * @throws Refusal keys/rotation-running, keys/no-new-key, keys/ring-missing
 */
export async function rotateKeys(
  { pool, keys }: Keyed,
  purposes: readonly KeyPurpose[] = PURPOSES,
): Promise<readonly string[]> {
  const { source, suite } = keys;
  const names = await inTransaction(pool, async ({ client }) => {
    await lockKeys(client);
    const rows = await keyRows(client);
    const pending = rows.find((row) => row.state === 'pending' && purposes.includes(row.purpose));
    if (pending) throw refuse('keys/rotation-running', { key: nameOf(pending) });
    let ring = await source.read();
    if (ring === null) throw refuse('keys/ring-missing', { where: source.where }, 500);
    const made: string[] = [];
    for (const purpose of purposes) {
      const last = Math.max(0, ...rows.filter((row) => row.purpose === purpose).map(({ id }) => id));
      let key: RingKey | undefined = ring
        .filter((other) => other.purpose === purpose && other.id > last)
        .toSorted((a, b) => b.id - a.id)[0];
      if (!key) {
        if (!source.write)
          throw refuse('keys/no-new-key', { where: source.where, key: nameOf({ purpose, id: last + 1 }) });
        key = newKey(purpose, last + 1, suite);
        ring = [...ring, key];
        await source.write(ring);
      }
      await insertKey(client, key, 'pending');
      made.push(nameOf(key));
    }
    return made;
  });
  await keys.refresh();
  return names;
}

/** Puts new keys into use that every running copy has. Answers how many copies are still waited for. */
export function activateKeys({ pool }: Pick<Keyed, 'pool'>): Promise<number> {
  return inTransaction(pool, async ({ client }) => {
    await lockKeys(client);
    let waiting = 0;
    for (const row of await keyRows(client)) {
      if (row.state !== 'pending') continue;
      const ignorant = await ignorantOf(client, row);
      waiting = Math.max(waiting, ignorant);
      if (ignorant === 0) await activate(client, row);
    }
    return waiting;
  });
}

async function activate(client: Pick<pg.Pool, 'query'>, { purpose, id }: KeyRow): Promise<void> {
  await client.query(
    `update kernel.seal_key set state = 'retiring', retiring_at = now() where purpose = $1 and state = 'active'`,
    [purpose],
  );
  await client.query(`update kernel.seal_key set state = 'active', active_at = now() where purpose = $1 and id = $2`, [
    purpose,
    id,
  ]);
}

/** What the program does about its keys without being asked: new ones come into use, what old ones sealed is sealed anew. */
export async function tendKeys(kernel: Keyed, milliseconds = 5000): Promise<void> {
  const { rows } = await kernel.pool.query<{ busy: boolean }>(
    `select exists (select from kernel.seal_key where state in ('pending', 'retiring')) as busy`,
  );
  if (!rows[0]?.busy) return;
  await activateKeys(kernel);
  await resealFor(kernel, milliseconds);
}

/** A copy that was told to use another key may still hold bytes it sealed before and has not written yet. */
export const QUIET_SECONDS = 60;
const WRITERS_MS = 90_000;

/**
 * Destroys a key for good: nothing is sealed with it, nobody uses it, and no transaction is open that could still write
 * something it sealed. Copies of the database from before can then be opened only with a copy of the ring from before.
 *
 * @throws Refusal keys/unknown, keys/not-retiring, keys/still-used, keys/still-in-use, keys/remove-yourself
 */
export async function retireKey(
  kernel: Keyed,
  key: { readonly purpose: KeyPurpose; readonly id: number },
  quietSeconds = QUIET_SECONDS,
): Promise<void> {
  const { pool, keys } = kernel;
  const row = (await keyRows(pool)).find((other) => nameOf(other) === nameOf(key));
  if (!row) throw refuse('keys/unknown', { key: nameOf(key) }, 404);
  if (row.state === 'pending' || row.state === 'active') throw refuse('keys/not-retiring', { key: nameOf(key) });
  if (row.state === 'retiring') {
    const users = await usersOf(pool, key, quietSeconds);
    if (users > 0) throw refuse('keys/still-in-use', { key: nameOf(key), count: users });
    await writersOver(pool);
    const left = (await keyUsage(kernel)).filter((usage) => usage.key === nameOf(key));
    if (left.length > 0) {
      await resealAgain(pool);
      const count = left.reduce((sum, usage) => sum + usage.count, 0);
      throw refuse('keys/still-used', {
        key: nameOf(key),
        count,
        columns: left.map(({ column }) => column).join(', '),
      });
    }
  }
  await inTransaction(pool, async ({ client }) => {
    await lockKeys(client);
    await client.query(
      `update kernel.seal_key set state = 'destroyed', destroyed_at = coalesce(destroyed_at, now()) where purpose = $1 and id = $2`,
      [key.purpose, key.id],
    );
  });
  const ring = await keys.source.read();
  if (ring?.some((other) => nameOf(other) === nameOf(key)))
    await keys.source.write?.(ring.filter((other) => nameOf(other) !== nameOf(key)));
  await keys.refresh();
}

/** Waits until every transaction that was open a moment ago is over. @throws Refusal keys/still-in-use */
async function writersOver(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  const { rows } = await pool.query<{ here: string }>('select pg_current_xact_id()::text as here');
  const here = BigInt(rows[0]?.here ?? 0);
  for (const until = performance.now() + WRITERS_MS; ; await sleep(50)) {
    const { rows: oldest } = await pool.query<{ xmin: string }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
    );
    if (BigInt(oldest[0]?.xmin ?? 0) > here) return;
    if (performance.now() > until) throw refuse('keys/still-in-use', { count: 1 });
  }
}

/** Everything about the keys that an operator may know: never a secret. */
export type KeyStatus = {
  readonly where: string;
  readonly keys: readonly {
    readonly key: string;
    readonly suite: string;
    readonly state: KeyRow['state'];
    readonly since: Date;
    /** How many values are sealed or hashed with it. */
    readonly values: number;
    /** Running copies of the program that do not have it. */
    readonly missingIn: number;
  }[];
  readonly columns: readonly { readonly column: string; readonly key: string; readonly count: number }[];
};

export async function keyStatus(kernel: Keyed): Promise<KeyStatus> {
  const columns = await keyUsage(kernel);
  const keys: KeyStatus['keys'][number][] = [];
  for (const row of await keyRows(kernel.pool)) {
    const key = nameOf(row);
    keys.push({
      key,
      suite: row.suite,
      state: row.state,
      since: row.destroyed_at ?? row.retiring_at ?? row.active_at ?? row.made_at,
      values: columns.filter((usage) => usage.key === key).reduce((sum, { count }) => sum + count, 0),
      missingIn: row.state === 'destroyed' ? 0 : await ignorantOf(kernel.pool, row),
    });
  }
  return { where: kernel.keys.source.where, keys, columns };
}
