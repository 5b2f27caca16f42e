import type { Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import type { Snapshot } from '../matter/snapshot.ts';

/** How a module erases what it keeps of a matter beside the ledger. */
export type Eraser = {
  readonly kinds: readonly string[];
  /** Names what goes, in the entry that says so. */
  readonly what: string;
  /** The code of the reason why it must be kept for now; null when nothing stands in the way. */
  readonly keeps?: (kernel: Kernel, snapshot: Snapshot, at: Date) => Promise<string | null>;
  /** Removes it, in the transaction of the entry. */
  readonly erase: (tx: Transaction, matterId: number, at: Date) => Promise<void>;
};
