import type { Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import type { Json } from '../ledger/canonical.ts';

/** What has become of one record: the version that stands now, and what made it so. */
export type Announced = {
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly change: 'publish' | 'validity' | 'withdraw' | 'surroundings';
};

/**
 * Told of records that changed together, after the change was committed. It may be told twice, and later than of a later
 * change: what stands is in the database, the announcement only says where to look.
 */
export type RecordListener = (kernel: Kernel, changes: readonly Announced[], at: Date) => Promise<void>;

export const RECORDS_CHANGED = 'kernel.records-changed';

/** Has the listeners told of the changes, if and only if the transaction is committed. */
export async function announce(tx: Transaction, changes: readonly Announced[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.client.query('select kernel.add_jobs($1)', [
    JSON.stringify([{ task: RECORDS_CHANGED, payload: { changes } }]),
  ]);
}

/** Tells every listener; one that fails keeps no other from being told, and all are told again. */
export const recordsTask =
  (kernel: Kernel) =>
  async (payload: Json, at: Date): Promise<void> => {
    const changes = changesIn(payload);
    const told = await Promise.allSettled(kernel.recordListeners.map((listener) => listener(kernel, changes, at)));
    const faults = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    if (faults.length > 0) throw faults[0];
  };

const KINDS: ReadonlySet<string> = new Set<Announced['change']>(['publish', 'validity', 'withdraw', 'surroundings']);

const isAnnounced = (value: unknown): value is Announced => {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, key, version, change } = value as Record<string, unknown>;
  return (
    typeof kind === 'string' &&
    typeof key === 'string' &&
    typeof version === 'number' &&
    typeof change === 'string' &&
    KINDS.has(change)
  );
};

function changesIn(payload: Json): readonly Announced[] {
  const changes: unknown =
    typeof payload === 'object' && payload !== null && 'changes' in payload ? payload.changes : [];
  if (!Array.isArray(changes) || !changes.every(isAnnounced)) throw new Error('a job announces no records');
  return changes;
}
