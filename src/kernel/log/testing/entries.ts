import { createHash, randomBytes, randomInt } from 'node:crypto';
import type pg from 'pg';

/**
 * Entries that are entries only to the log: the log knows no more of one than its hash. Answers the hashes in the order
 * of the log.
 */
export async function addEntries(source: Pick<pg.Pool, 'query'>, count: number): Promise<readonly Buffer[]> {
  const matter = 1_000_000 + randomInt(2 ** 40);
  const hashes = Array.from({ length: count }, () => createHash('sha256').update(randomBytes(16)).digest());
  await source.query(
    `insert into kernel.entry (matter_id, seq, at, act, to_state, body, hash)
     select $1, place, '2026-11-02T02:00:00Z', 'test', 'open', '{}', hash
       from unnest($2::bytea[]) with ordinality as h (hash, place)`,
    [matter, hashes],
  );
  return hashes;
}
