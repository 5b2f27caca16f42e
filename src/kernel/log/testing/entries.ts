import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

/**
 * Entries that are entries only to the log: the log knows no more of one than its hash. Answers the hashes in the order
 * of the log.
 */
export async function addEntries(source: Pick<pg.Pool, 'query'>, count: number): Promise<readonly Buffer[]> {
  const { rows } = await source.query<{ next: number }>(
    'select coalesce(max(matter_id), 1000000) + 1 as next from kernel.entry where matter_id > 1000000',
  );
  const matter = rows[0]?.next ?? 0;
  const hashes = Array.from({ length: count }, () => createHash('sha256').update(randomBytes(16)).digest());
  await source.query(
    `insert into kernel.entry (matter_id, seq, at, act, to_state, body, hash)
     select $1, place, '2026-11-02T02:00:00Z', 'test', 'open', '{}', hash
       from unnest($2::bytea[]) with ordinality as h (hash, place)`,
    [matter, hashes],
  );
  return hashes;
}
