import type pg from 'pg';
import { inTransaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import { rowExpression, type SealedColumn, sealedName } from './columns.ts';
import { type KeyRow, keyRows } from './key-table.ts';
import { nameOf } from './ring.ts';
import type { Seal, SealedPlace } from './seal.ts';

export type Keyed = Pick<Kernel, 'pool' | 'keys' | 'sealed'>;

/** What one look at a stretch of a column did. `null`: somebody else is at it. */
export type Stretch = { readonly sealed: number; readonly broken: number; readonly ended: boolean } | null;

/** Rows looked at in one transaction; few enough that nobody waits for them noticeably. */
const STRETCH = 500;

/** The keys that everything is to be sealed and hashed with. */
type Target = { readonly seal: number; readonly lookup: number; readonly name: string };

function targetOf(rows: readonly KeyRow[]): Target | null {
  const active = (purpose: KeyRow['purpose']) => rows.find((row) => row.purpose === purpose && row.state === 'active');
  const [seal, lookup] = [active('seal'), active('lookup')];
  return seal && lookup ? { seal: seal.id, lookup: lookup.id, name: `${nameOf(seal)} ${nameOf(lookup)}` } : null;
}

/**
 * Seals anew what old keys sealed, column after column, until all is done or the time is up. Can be broken off at any
 * moment and goes on where it stopped; what somebody else writes meanwhile wins.
 *
 * @returns how many values were sealed anew, how many cannot be opened, and whether every column has been gone through
 */
export async function resealFor(
  kernel: Keyed,
  milliseconds: number,
): Promise<{ readonly sealed: number; readonly broken: number; readonly ended: boolean }> {
  await kernel.keys.refresh();
  const until = performance.now() + milliseconds;
  let sealed = 0;
  let broken = 0;
  for (const column of kernel.sealed) {
    for (;;) {
      const stretch = await resealStretch(kernel, column);
      if (stretch === null) return { sealed, broken, ended: false };
      sealed += stretch.sealed;
      broken += stretch.broken;
      if (stretch.ended) break;
      if (performance.now() > until) return { sealed, broken, ended: false };
    }
  }
  return { sealed, broken, ended: true };
}

/** One stretch of one column, in one transaction. */
export function resealStretch({ pool, keys }: Keyed, column: SealedColumn): Promise<Stretch> {
  return inTransaction(pool, async ({ client }) => {
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_xact_lock(5909, 15) as free');
    if (!rows[0]?.free) return null;
    const target = targetOf(await keyRows(client));
    if (!target) return null;
    const after = await placeReached(client, column, target);
    if (after === 'end') return { sealed: 0, broken: 0, ended: true };
    const last = await endOfStretch(client, column, after);
    if (last === null) {
      await client.query('update kernel.reseal set ended_at = now() where sealed = $1', [sealedName(column)]);
      return { sealed: 0, broken: 0, ended: true };
    }
    const found = await staleRows(client, column, target, after, last);
    const renewed = found.flatMap((row) => renewedRow(keys.seal, column, row) ?? []);
    const sealed = renewed.length === 0 ? 0 : await swap(client, column, renewed);
    await client.query('update kernel.reseal set after = $2, done = done + $3 where sealed = $1', [
      sealedName(column),
      last,
      sealed,
    ]);
    return { sealed, broken: found.length - renewed.length, ended: false };
  });
}

type Client = Pick<pg.Pool, 'query'>;
type Key = readonly string[];

/** After which row to go on; `end` when the column has been gone through for these keys. */
async function placeReached(client: Client, column: SealedColumn, target: Target): Promise<Key | null | 'end'> {
  const { rows } = await client.query<{ after: string[] | null; ended_at: Date | null }>(
    `insert into kernel.reseal as r (sealed, keys) values ($1, $2)
     on conflict (sealed) do update set keys = excluded.keys,
       after = case when r.keys = excluded.keys then r.after end,
       done = case when r.keys = excluded.keys then r.done else 0 end,
       began_at = case when r.keys = excluded.keys then r.began_at else now() end,
       ended_at = case when r.keys = excluded.keys then r.ended_at end
     returning after, ended_at`,
    [sealedName(column), target.name],
  );
  return rows[0]?.ended_at ? 'end' : (rows[0]?.after ?? null);
}

const columnsOf = (key: SealedColumn['key'], prefix = ''): string =>
  Object.keys(key)
    .map((name) => `${prefix}${name}`)
    .join(', ');

/** `($2::bigint, $3::integer)` */
const parameters = (key: SealedColumn['key'], from: number): string =>
  `(${Object.values(key)
    .map((type, i) => `$${from + i}::${type}`)
    .join(', ')})`;

async function endOfStretch(client: Client, column: SealedColumn, after: Key | null): Promise<Key | null> {
  const keys = columnsOf(column.key);
  const texts = Object.keys(column.key).map((name) => `${name}::text`);
  const { rows } = await client.query<{ last: string[] }>(
    `select array[${texts.join(', ')}] as last from (
       select ${keys} from ${column.table} ${after ? `where (${keys}) > ${parameters(column.key, 2)}` : ''}
        order by ${keys} limit $1) stretch
      order by ${keys
        .split(', ')
        .map((name) => `${name} desc`)
        .join(', ')} limit 1`,
    [STRETCH, ...(after ?? [])],
  );
  return rows[0]?.last ?? null;
}

type StaleRow = { key: string[]; name: string; sealed: Buffer };

const isStale = (column: SealedColumn, seal: string, lookup: string): string => {
  const stale = [`kernel.seal_key_of(t.${column.column}) <> ${seal}`];
  // A column without look-ups names the parameter too: a statement must use all it is given.
  stale.push(column.lookup ? `kernel.lookup_key_of(t.${column.lookup.column}) <> ${lookup}` : `${lookup} is null`);
  return `(${stale.join(' or ')})`;
};

async function staleRows(
  client: Client,
  column: SealedColumn,
  target: Target,
  after: Key | null,
  last: Key,
): Promise<readonly StaleRow[]> {
  const width = last.length;
  const keys = columnsOf(column.key, 't.');
  const { rows } = await client.query<StaleRow>(
    `select array[${keys
      .split(', ')
      .map((name) => `${name}::text`)
      .join(', ')}] as key, ${rowExpression(column)} as name, t.${column.column} as sealed
       from ${column.table} t
      where (${keys}) <= ${parameters(column.key, 3)} ${after ? `and (${keys}) > ${parameters(column.key, 3 + width)}` : ''}
        and t.${column.column} is not null and ${isStale(column, '$1::integer', '$2::integer')}
        ${column.fixed ? `and not (${column.fixed})` : ''}
      order by ${keys} ${column.swap ? '' : 'for update of t skip locked'}`,
    [target.seal, target.lookup, ...last, ...(after ?? [])],
  );
  return rows;
}

type Renewed = { readonly key: Key; readonly old: Buffer; readonly sealed: Buffer; readonly lookup: Buffer | null };

/** Null when it cannot be opened: it stays as it is, and keeps its key from being destroyed. */
function renewedRow(seal: Seal, column: SealedColumn, { key, name, sealed: old }: StaleRow): Renewed | null {
  const place: SealedPlace = `${sealedName(column)}#${name}`;
  try {
    const plain = seal.open(old, place);
    return {
      key,
      old,
      sealed: seal.seal(plain, place),
      lookup: column.lookup ? seal.lookup(column.lookup.canonical(plain)) : null,
    };
  } catch {
    return null;
  }
}

/** Puts the new bytes where the old ones still stand. Answers how many. */
async function swap(client: Client, column: SealedColumn, rows: readonly Renewed[]): Promise<number> {
  const names = Object.keys(column.key);
  const types = Object.values(column.key);
  const arrays = types.map((type, i) => `$${i + 1}::${type}[]`);
  const width = names.length;
  const from = `unnest(${[...arrays, `$${width + 1}::bytea[]`, `$${width + 2}::bytea[]`, `$${width + 3}::bytea[]`].join(', ')})
    as x(${names.join(', ')}, old, new, hash)`;
  const values = [
    ...names.map((_, i) => rows.map(({ key }) => key[i])),
    rows.map(({ old }) => old),
    rows.map(({ sealed }) => sealed),
    rows.map(({ lookup }) => lookup),
  ];
  if (column.swap) {
    const swapped = `select count(*) filter (where ${column.swap}(${columnsOf(column.key, 'x.')}, x.old, x.new))::int as n from ${from}`;
    return (await client.query<{ n: number }>(swapped, values)).rows[0]?.n ?? 0;
  }
  const same = names.map((name) => `t.${name} = x.${name}`).join(' and ');
  const { rowCount } = await client.query(
    `update ${column.table} t set ${column.column} = x.new ${column.lookup ? `, ${column.lookup.column} = x.hash` : ''}
       from ${from} where ${same} and t.${column.column} = x.old`,
    values,
  );
  return rowCount ?? 0;
}

/** How many values of a column each key has; the whole column is read. */
export type Usage = { readonly column: string; readonly key: string; readonly count: number };

export async function keyUsage({ pool, sealed }: Pick<Keyed, 'pool' | 'sealed'>): Promise<readonly Usage[]> {
  const usage: Usage[] = [];
  for (const column of sealed) {
    const count = async (purpose: 'seal' | 'lookup', name: string): Promise<void> => {
      const { rows } = await pool.query<{ key: number; count: number }>(
        `select kernel.${purpose}_key_of(${name}) as key, count(*)::int as count from ${column.table}
          where ${name} is not null group by 1 order by 1`,
      );
      for (const { key, count: n } of rows)
        usage.push({ column: `${column.table}.${name}`, key: nameOf({ purpose, id: key }), count: n });
    };
    await count('seal', column.column);
    if (column.lookup) await count('lookup', column.lookup.column);
  }
  return usage;
}

/** Lets everything be gone through once more. */
export const resealAgain = (pool: Client): Promise<unknown> =>
  pool.query('update kernel.reseal set ended_at = null, after = null');
