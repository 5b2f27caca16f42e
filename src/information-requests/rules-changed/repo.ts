import type pg from 'pg';
import type { Day, Transaction } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

export type Change = {
  readonly id: number;
  readonly number: string;
  readonly register: string;
  readonly key: string;
  readonly validFrom: Day;
  readonly value: unknown;
  readonly source: string;
  readonly seenVersion: number;
  readonly proposedBy: number | null;
  readonly decidedOn: Day | null;
};

const SELECT = `select c.matter_id as id, m.number, c.register, c.key, c.valid_from as "validFrom", c.value, c.source,
       c.seen_version as "seenVersion", c.decided_on as "decidedOn",
       (select e.actor_id from kernel.entry e where e.matter_id = c.matter_id and e.act = 'propose' limit 1) as "proposedBy"
  from information_requests.rule_change c join kernel.matter m on m.id = c.matter_id`;

export async function changeById(source: Source, id: number): Promise<Change | null> {
  const { rows } = await source.query<Change>(`${SELECT} where c.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** The change of a rule that waits for somebody. */
export async function openChange(source: Source, register: string, key: string): Promise<Change | null> {
  const { rows } = await source.query<Change>(
    `${SELECT} where c.register = $1 and c.key = $2 and c.decided_on is null`,
    [register, key],
  );
  return rows[0] ?? null;
}

export async function insertChange(
  { client }: Transaction,
  id: number,
  change: Pick<Change, 'register' | 'key' | 'validFrom' | 'value' | 'source' | 'seenVersion'>,
): Promise<void> {
  await client.query(
    `insert into information_requests.rule_change (matter_id, register, key, valid_from, value, source, seen_version)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      change.register,
      change.key,
      change.validFrom,
      JSON.stringify(change.value),
      change.source,
      change.seenVersion,
    ],
  );
}

/** @param version the version of its register that it became; `null`: none */
export async function settleChange(
  { client }: Transaction,
  id: number,
  on: Day,
  version: number | null,
): Promise<void> {
  await client.query('update information_requests.rule_change set decided_on = $2, version = $3 where matter_id = $1', [
    id,
    on,
    version,
  ]);
}
