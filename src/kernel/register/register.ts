import type pg from 'pg';
import { addDays, type Day } from '../day.ts';
import type { Transaction } from '../db/transaction.ts';
import { refuse } from '../refusal.ts';

/** One version of one entry of a register. */
export type RegisterEntry<T> = {
  readonly key: string;
  readonly version: number;
  readonly validFrom: Day;
  /** Inclusive last day; null until replaced. */
  readonly validTo: Day | null;
  readonly value: T;
  readonly source: string;
  readonly changedBy: number | null;
  readonly changedAt: Date;
};

/** A versioned list that is in force from a date. `parse` is the gate: nothing else is stored or read. */
export type Register<T> = {
  readonly name: string;
  readonly inForce: (source: Source, key: string, on: Day) => Promise<RegisterEntry<T> | null>;
  readonly list: (source: Source, on: Day) => Promise<readonly RegisterEntry<T>[]>;
  /** Every version of an entry, newest first. */
  readonly history: (source: Source, key: string) => Promise<readonly RegisterEntry<T>[]>;
  /**
   * Puts a new version in force; the one before ends the day before.
   * @throws Refusal register/earlier-than-current when it would begin before the version in force
   */
  readonly put: (tx: Transaction, entry: NewEntry<T>) => Promise<RegisterEntry<T>>;
  /** Puts the first versions of entries that the register does not have yet, many at once; others are left alone. */
  readonly putFirst: (source: Source, entries: readonly NewEntry<T>[]) => Promise<void>;
  /** Ends an entry without a successor. */
  readonly end: (tx: Transaction, key: string, lastDay: Day) => Promise<void>;
};

export type NewEntry<T> = {
  readonly key: string;
  readonly validFrom: Day;
  readonly value: T;
  readonly source: string;
  readonly changedBy: number | null;
  readonly at: Date;
};

type Source = Pick<pg.Pool, 'query'>;
type Row = {
  key: string;
  version: number;
  valid_from: Day;
  valid_to: Day | null;
  value: unknown;
  source: string;
  changed_by: number | null;
  changed_at: Date;
};

const COLUMNS = 'key, version, valid_from, valid_to, value, source, changed_by, changed_at';
const IN_FORCE = 'valid_from <= $2::date and (valid_to is null or valid_to >= $2::date)';

/**
 * A register by its name.
 *
 * @param reader `published` for one that anybody may read: then it is read through the published view, which has to name
 *   it, and says not who changed it
 */
export function defineRegister<T>(
  name: string,
  parse: (value: unknown) => T,
  reader: 'staff' | 'published' = 'staff',
): Register<T> {
  const from = reader === 'published' ? 'pub.pub_register_entry' : 'kernel.register_entry';
  const entryOf = (row: Row): RegisterEntry<T> => ({
    key: row.key,
    version: row.version,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    value: parse(row.value),
    source: row.source,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  });
  const select = async (
    source: Source,
    condition: string,
    values: readonly unknown[],
  ): Promise<readonly RegisterEntry<T>[]> => {
    const { rows } = await source.query<Row>(`select ${COLUMNS} from ${from} where register = $1 and ${condition}`, [
      name,
      ...values,
    ]);
    return rows.map(entryOf);
  };
  return {
    name,
    inForce: async (source, key, on) =>
      (await select(source, `${IN_FORCE} and key = $3 order by version desc limit 1`, [on, key]))[0] ?? null,
    list: async (source, on) => {
      const entries = await select(source, `${IN_FORCE} order by key, version desc`, [on]);
      return entries.filter((entry, i) => entries[i - 1]?.key !== entry.key);
    },
    history: (source, key) => select(source, 'key = $2 order by version desc', [key]),
    put: async (tx, entry) => {
      await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`register:${name}:${entry.key}`]);
      const [current] = await select(tx.client, 'key = $2 order by version desc limit 1', [entry.key]);
      if (current && entry.validFrom < current.validFrom) {
        throw refuse('register/earlier-than-current', { key: entry.key, inForceFrom: current.validFrom });
      }
      if (current && current.validTo === null && entry.validFrom > current.validFrom) {
        await endAt(tx, name, entry.key, current.version, addDays(entry.validFrom, -1));
      }
      const value = parse(entry.value);
      const { rows } = await tx.client.query<Row>(
        `insert into kernel.register_entry (register, ${COLUMNS}) values ($1, $2, $3, $4, null, $5, $6, $7, $8) returning ${COLUMNS}`,
        [
          name,
          entry.key,
          (current?.version ?? 0) + 1,
          entry.validFrom,
          JSON.stringify(value),
          entry.source,
          entry.changedBy,
          entry.at,
        ],
      );
      const [row] = rows;
      if (!row) throw new Error('the register entry was not stored');
      return entryOf(row);
    },
    putFirst: async (source, entries) => {
      await source.query(
        `insert into kernel.register_entry (register, ${COLUMNS})
         select $1, key, 1, "validFrom", null, value, source, "changedBy", at
           from jsonb_to_recordset($2) x(key text, "validFrom" date, value jsonb, source text, "changedBy" bigint, at timestamptz)
          where not exists (select from kernel.register_entry e where e.register = $1 and e.key = x.key)
         on conflict do nothing`,
        [name, JSON.stringify(entries.map((entry) => ({ ...entry, value: parse(entry.value) })))],
      );
    },
    end: async (tx, key, lastDay) => {
      // Also a version that another replaced on the very day it began: it would be in force again.
      const open = await select(tx.client, 'key = $2 and valid_to is null', [key]);
      for (const { version } of open) await endAt(tx, name, key, version, lastDay);
    },
  };
}

async function endAt(tx: Transaction, register: string, key: string, version: number, lastDay: Day): Promise<void> {
  await tx.client.query(
    `update kernel.register_entry set valid_to = $4 where register = $1 and key = $2 and version = $3`,
    [register, key, version, lastDay],
  );
}
