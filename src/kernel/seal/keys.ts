import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { inTransaction } from '../db/transaction.ts';
import { refuse } from '../refusal.ts';
import { rowExpression, type SealedColumn, sealedName } from './columns.ts';
import { forgetHeld, insertKey, type KeyRow, type KeyState, keyRows, lockKeys, tellHeld } from './key-table.ts';
import { nameOf, newRing, type Ring, type RingKey } from './ring.ts';
import type { RingSource } from './ring-source.ts';
import { type KeySet, keySetOf, type Seal, type SealedPlace, sealOver } from './seal.ts';
import { type Cipher, type CipherSuite, checkValueOf, cipherOf } from './suites.ts';

/** The keys of one copy of the program. */
export type Keys = {
  readonly seal: Seal;
  readonly source: RingSource;
  /** What new keys seal with. */
  readonly suite: CipherSuite;
  /** Looks what keys there are and how they are used, and tells the other copies what this one has. */
  readonly refresh: () => Promise<void>;
  /** Does so again and again until the answer is called. A look that fails changes nothing: the next one is soon. */
  readonly watch: () => () => Promise<void>;
};

export type KeysOptions = {
  readonly pool: pg.Pool;
  readonly source: RingSource;
  readonly suite: CipherSuite;
  readonly columns: readonly SealedColumn[];
};

const WATCH_MS = 10_000;
/** Bytes under a key nobody has must not make the program read its files for each of them. */
const LEARN_MS = 1_000;

/**
 * Opens the ring of keys; makes it when neither it nor anything sealed is there yet. A ring that is not the one this
 * database is sealed with is refused before it seals anything.
 *
 * @throws Refusal keys/ring-missing, keys/ring-unreadable, keys/command-failed, keys/missing, keys/wrong
 */
export async function openKeys({ pool, source, suite, columns }: KeysOptions): Promise<Keys> {
  const process = randomUUID();
  let ring: Ring = await inTransaction(pool, async ({ client }) => {
    await lockKeys(client);
    return ringFor(client, { source, suite, columns });
  });
  let states: ReadonlyMap<string, KeyState> = new Map();
  let keys: KeySet | null = null;
  let learntAt = Number.NEGATIVE_INFINITY;
  const learnt = new Map<number, Cipher>();

  const current = (): KeySet => (keys ??= keySetOf(ring, states));
  // It opens at once; how it is used is learnt with the next look at the database.
  const learn = (id: number): Cipher | null => {
    if (!learnt.has(id) && performance.now() - learntAt >= LEARN_MS) {
      learntAt = performance.now();
      for (const key of source.readSync() ?? [])
        if (key.purpose === 'seal') learnt.set(key.id, cipherOf(key.suite, key.secret));
    }
    return learnt.get(id) ?? null;
  };
  const refresh = async (): Promise<void> => {
    const rows = await keyRows(pool);
    const known = new Set(ring.map(nameOf));
    if (rows.some((row) => row.state !== 'destroyed' && !known.has(nameOf(row)))) ring = (await source.read()) ?? ring;
    assertRight(ring, rows);
    states = new Map(rows.map((row) => [nameOf(row), row.state]));
    keys = keySetOf(ring, states);
    learnt.clear();
    const knows = ring.filter((key) => states.has(nameOf(key))).map(nameOf);
    await tellHeld(pool, { process, knows, uses: [nameOf(keys.sealing), nameOf(keys.hashing)] });
  };
  await refresh();
  return {
    seal: sealOver(current, learn),
    source,
    suite,
    refresh,
    watch: () => {
      const timer = setInterval(() => void refresh().catch(() => undefined), WATCH_MS);
      return async () => {
        clearInterval(timer);
        await forgetHeld(pool, process);
      };
    },
  };
}

/** The ring that belongs to this database, found or made; its keys are entered when they are new. */
async function ringFor(
  client: Pick<pg.Pool, 'query'>,
  { source, suite, columns }: Omit<KeysOptions, 'pool'>,
): Promise<Ring> {
  const rows = await keyRows(client);
  const found = await source.read();
  if (rows.length > 0) {
    if (found === null) throw refuse('keys/ring-missing', { where: source.where }, 500);
    assertComplete(found, rows);
    return found;
  }
  const sample = await sampleOf(client, columns);
  if (found === null && (sample !== null || !source.write))
    throw refuse('keys/ring-missing', { where: source.where }, 500);
  const ring = found ?? newRing(suite);
  if (sample !== null) assertOpens(ring, sample);
  // Also when it was found: what was one master key becomes a ring.
  await source.write?.(ring);
  for (const purpose of ['seal', 'lookup'] as const) {
    const keys = ring.filter((key) => key.purpose === purpose).toSorted((a, b) => b.id - a.id);
    for (const [i, key] of keys.entries()) await insertKey(client, key, i === 0 ? 'active' : 'retiring');
  }
  return ring;
}

/** Every key that something may be sealed with must be here when the program starts. @throws Refusal keys/missing */
function assertComplete(ring: Ring, rows: readonly KeyRow[]): void {
  const known = new Set(ring.map(nameOf));
  const missing = rows.find((row) => (row.state === 'active' || row.state === 'retiring') && !known.has(nameOf(row)));
  if (missing) throw refuse('keys/missing', { key: nameOf(missing) }, 500);
  assertRight(ring, rows);
}

/** @throws Refusal keys/wrong when a secret is not the one its number stands for */
function assertRight(ring: Ring, rows: readonly KeyRow[]): void {
  const rowOf = new Map(rows.map((row) => [nameOf(row), row]));
  const isWrong = (key: RingKey): boolean => {
    const row = rowOf.get(nameOf(key));
    return (
      row !== undefined && row.state !== 'destroyed' && !checkValueOf(key.suite, key.secret).equals(row.check_value)
    );
  };
  const wrong = ring.find(isWrong);
  if (wrong) throw refuse('keys/wrong', { key: nameOf(wrong) }, 500);
}

type Sample = { readonly sealed: Buffer; readonly place: SealedPlace };

/** Something that was sealed before keys were entered in the database. */
async function sampleOf(client: Pick<pg.Pool, 'query'>, columns: readonly SealedColumn[]): Promise<Sample | null> {
  for (const column of columns) {
    const { rows } = await client.query<{ sealed: Buffer; name: string }>(
      `select t.${column.column} as sealed, ${rowExpression(column)} as name from ${column.table} t where t.${column.column} is not null limit 1`,
    );
    const [first] = rows;
    if (first) return { sealed: first.sealed, place: `${sealedName(column)}#${first.name}` };
  }
  return null;
}

/** @throws Refusal keys/wrong */
function assertOpens(ring: Ring, { sealed, place }: Sample): void {
  const states = new Map(ring.map((key) => [nameOf(key), 'active' as const]));
  const keys = keySetOf(ring, states);
  try {
    sealOver(
      () => keys,
      () => null,
    ).open(sealed, place);
  } catch {
    throw refuse('keys/wrong', { key: 'seal/1' }, 500);
  }
}
