import type { Kernel } from '../kernel.ts';
import { consistencyProof, inclusionProof } from './merkle.ts';
import {
  checkpointOfSize,
  currentLog,
  hashOfLog,
  type LogRow,
  latestCheckpoint,
  servedNote,
  tilesOfRows,
} from './store.ts';
import { nodesOfTiles } from './tiles.ts';

/** The proof that an entry is in the log. */
export type Inclusion = {
  readonly index: number;
  /** Siblings from the leaf to the root. */
  readonly proof: readonly Buffer[];
  /** Entries in the checkpoint. */
  readonly size: number;
  /** The checkpoint as it is served, with every signature. */
  readonly checkpoint: string;
};

/**
 * Where entries of a matter stand in the latest checkpoint; null for one that is not in a checkpoint yet.
 */
export async function inclusionOf(kernel: Kernel, matterId: number, seq: number): Promise<Inclusion | null>;
export async function inclusionOf(
  kernel: Kernel,
  matterId: number,
  seqs: readonly number[],
): Promise<readonly (Inclusion | null)[]>;
export async function inclusionOf(
  { pool }: Kernel,
  matterId: number,
  wanted: number | readonly number[],
): Promise<Inclusion | null | readonly (Inclusion | null)[]> {
  const seqs = typeof wanted === 'number' ? [wanted] : wanted;
  const log = await currentLog(pool);
  const latest = log && (await latestCheckpoint(pool, log.id));
  const found: (Inclusion | null)[] = [];
  if (log && latest) {
    const places = await placesOf(log);
    const hash = hashOfLog(log);
    const nodes = nodesOfTiles(hash, latest.size, tilesOfRows(pool, log));
    const checkpoint = await servedNote(pool, log.id, latest);
    for (const seq of seqs) {
      const index = places.get(seq);
      // A leaf that came after the checkpoint was read waits for the next.
      const isIn = index !== undefined && index < latest.size;
      const proof = isIn ? await inclusionProof(hash, nodes, index, latest.size) : [];
      found.push(isIn ? { index, proof, size: latest.size, checkpoint } : null);
    }
  } else found.push(...seqs.map(() => null));
  return typeof wanted === 'number' ? (found[0] ?? null) : found;

  async function placesOf({ id }: LogRow): Promise<ReadonlyMap<number, number>> {
    const { rows } = await pool.query<{ seq: number; index: number }>({
      name: 'kernel-log-places',
      text: 'select seq, index from kernel.log_leaf where log = $1 and matter_id = $2 and seq = any($3::int[])',
      values: [id, matterId, seqs],
    });
    return new Map(rows.map(({ seq, index }) => [seq, index]));
  }
}

/** The proof of the leaf at an index in the log of `size` entries; null when there is none. */
export async function inclusionAt(
  { pool }: Pick<Kernel, 'pool'>,
  index: number,
  size: number,
): Promise<readonly Buffer[] | null> {
  const log = await currentLog(pool);
  const latest = log && (await latestCheckpoint(pool, log.id));
  if (!log || !latest || index >= size || size > latest.size) return null;
  const hash = hashOfLog(log);
  return inclusionProof(hash, nodesOfTiles(hash, size, tilesOfRows(pool, log)), index, size);
}

/** The latest checkpoint as it is served, and what it says; null before the first publication. */
export async function currentCheckpoint({ pool }: Pick<Kernel, 'pool'>): Promise<{
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly at: Date;
  readonly note: string;
} | null> {
  const log = await currentLog(pool);
  const latest = log && (await latestCheckpoint(pool, log.id));
  if (!log || !latest) return null;
  const { size, root, at } = latest;
  return { origin: log.origin, size, root, at, note: await servedNote(pool, log.id, latest) };
}

/** The key that checkpoints of the log in use are verified with, as one line; null before the first publication. */
export const logKey = async ({ pool }: Pick<Kernel, 'pool'>): Promise<string | null> =>
  (await currentLog(pool))?.vkey ?? null;

/** A checkpoint that was published for this size, as it is served now; null when none was. */
export async function publishedCheckpoint({ pool }: Pick<Kernel, 'pool'>, size: number): Promise<string | null> {
  const log = await currentLog(pool);
  const checkpoint = log && (await checkpointOfSize(pool, log.id, size));
  return log && checkpoint ? servedNote(pool, log.id, checkpoint) : null;
}

/** That the log of `to` entries begins with the one of `from`; null when there is no such pair. */
export async function consistencyOf(
  { pool }: Pick<Kernel, 'pool'>,
  from: number,
  to: number,
): Promise<readonly Buffer[] | null> {
  const log = await currentLog(pool);
  const latest = log && (await latestCheckpoint(pool, log.id));
  if (!log || !latest || from < 1 || from > to || to > latest.size) return null;
  const hash = hashOfLog(log);
  return consistencyProof(hash, nodesOfTiles(hash, to, tilesOfRows(pool, log)), from, to);
}
