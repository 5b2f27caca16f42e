import type { Kernel } from '../kernel.ts';
import { type EntryFacts, type Opening, readOpening } from '../ledger/entry.ts';
import { type Erasure, erasuresIn } from '../ledger/erasures.ts';
import { payloadPlace } from '../seal/columns.ts';

/** One line of a matter's history, as the ledger has it. */
export type TimelineEntry = EntryFacts & {
  readonly hash: string;
  /** Its personal part was erased: when, and by which article. */
  readonly erased: Erasure | null;
};

/** The whole history of a matter, oldest first. */
export async function timeline(kernel: Pick<Kernel, 'pool'>, matterId: number): Promise<readonly TimelineEntry[]> {
  const rows = await entriesAsWritten(kernel, matterId);
  const entries = rows.map((row) => ({ ...entryOf(row.body), hash: row.hash.toString('hex') }));
  const erasures = erasuresIn(entries);
  return entries.map((entry) => ({ ...entry, erased: erasures.get(entry.seq) ?? null }));
}

/** Every entry of a matter as it was written, oldest first: what hashes are computed of. */
export async function entriesAsWritten(
  kernel: Pick<Kernel, 'pool'>,
  matterId: number,
): Promise<readonly { readonly body: string; readonly hash: Buffer }[]> {
  const { rows } = await kernel.pool.query<{ body: string; hash: Buffer }>({
    name: 'kernel-timeline',
    text: 'select body, hash from kernel.entry where matter_id = $1 order by seq',
    values: [matterId],
  });
  return rows;
}

const entryOf = (body: string): EntryFacts => JSON.parse(body) as EntryFacts;

/**
 * The personal part of one act, or null when it had none or it was erased. Callers check the permission and log the view.
 */
export async function personalPart(
  kernel: Pick<Kernel, 'pool' | 'seal'>,
  matterId: number,
  seq: number,
): Promise<unknown> {
  const opening = await openingOf(kernel, matterId, seq);
  return opening && (JSON.parse(opening.content) as unknown);
}

/**
 * What opens the commitment of one act: its personal part as it was committed to, with the salt. Null when the act had
 * none or it was erased. The salt is empty for version 1, which committed to the sealed bytes.
 */
export async function openingOf(
  kernel: Pick<Kernel, 'pool' | 'seal'>,
  matterId: number,
  seq: number,
): Promise<Opening | null> {
  const { rows } = await kernel.pool.query<{ salt: Buffer | null; content: Buffer; number: string }>({
    name: 'kernel-payload',
    text: `select p.salt, p.content, m.number from kernel.payload p join kernel.matter m on m.id = p.matter_id
            where p.matter_id = $1 and p.seq = $2`,
    values: [matterId, seq],
  });
  const row = rows[0];
  if (!row) return null;
  const text = kernel.seal.open(row.content, payloadPlace(row.number, seq));
  return row.salt ? { salt: Buffer.alloc(0), content: text } : readOpening(text);
}
