import type { Transaction } from '../db/transaction.ts';
import type { Seal } from './seal.ts';

/**
 * Of two that enter the same value at once the second waits for the first, whatever key each of them hashes with: a unique
 * index alone sees two different hashes while keys are changed. Both know at least one key together.
 *
 * @returns the hashes to look for, now that nobody else can enter the value
 */
export async function lockValue(tx: Transaction, seal: Seal, value: string): Promise<readonly Buffer[]> {
  const hashes = seal.lookups(value);
  // One order for all, so that nobody waits for somebody who waits for him.
  const numbers = hashes.map((hash) => hash.subarray(-8).readBigInt64BE()).toSorted((a, b) => (a < b ? -1 : 1));
  for (const number of numbers) await tx.client.query('select pg_advisory_xact_lock($1)', [String(number)]);
  return hashes;
}
