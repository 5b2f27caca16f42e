import type { EntryFacts } from './entry.ts';

/** That a personal part was erased, as the ledger says it. */
export type Erasure = { readonly at: Date; readonly ground: string; readonly law: string };

/** The act of the entry that says so. */
export const ERASED = 'kernel.erased';

/** Which entries of one matter have lost their personal part, by the entries that say so. */
export function erasuresIn(entries: readonly Pick<EntryFacts, 'act' | 'at' | 'facts'>[]): ReadonlyMap<number, Erasure> {
  const erased = new Map<number, Erasure>();
  for (const entry of entries) {
    for (const seq of erasedBy(entry)) {
      erased.set(seq, { at: new Date(entry.at), ground: textOf(entry, 'ground'), law: textOf(entry, 'law') });
    }
  }
  return erased;
}

/** Which entries this one says to have lost their personal part. */
export function erasedBy({ act, facts }: Pick<EntryFacts, 'act' | 'facts'>): readonly number[] {
  if (act !== ERASED) return [];
  const seqs = factOf(facts, 'seqs');
  return Array.isArray(seqs) ? seqs.filter((seq) => typeof seq === 'number') : [];
}

const factOf = (facts: unknown, key: string): unknown =>
  typeof facts === 'object' && facts !== null ? Reflect.get(facts, key) : undefined;

function textOf({ facts }: Pick<EntryFacts, 'facts'>, key: string): string {
  const value = factOf(facts, key);
  return typeof value === 'string' ? value : '';
}
