import type { Kernel } from '../kernel.ts';
import { CHECKPOINT, readStatic } from './files.ts';
import { currentLog, type LogRow, latestCheckpoint, logsOf, type Source, tileBytes } from './store.ts';
import { parseTilePath, tilePath, widthIn } from './tiles.ts';

/**
 * A tile or bundle by its path below the log: the file of this machine, else made from the rows, so that every machine
 * serves every tile. Null for what no checkpoint needs.
 */
export async function servedTile(
  { pool, log: { folder } }: Pick<Kernel, 'pool' | 'log'>,
  path: string,
): Promise<Buffer | null> {
  const tile = parseTilePath(path);
  if (!tile) return null;
  const log = await currentLog(pool);
  if (!log) return null;
  const file = (await isFolderOf(log, folder)) ? await readStatic(folder, tilePath(tile)) : null;
  if (file) return file;
  const latest = await latestCheckpoint(pool, log.id);
  return latest && tile.width <= widthIn(latest.size, tile) ? tileBytes(pool, log, tile) : null;
}

/** Whether the files of this machine are of this log; a machine that publishes no more may still have those of another. */
const isFolderOf = async ({ origin }: LogRow, folder: string): Promise<boolean> =>
  (await readStatic(folder, CHECKPOINT))?.toString('utf8').startsWith(`${origin}\n`) ?? false;

/** A log that was given up: what it said last, and the key it said it with. */
export type FormerLog = {
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  readonly note: string;
  readonly startedAt: Date;
};

/** What the page about the log shows. */
export type LogOverview = {
  readonly origin: string;
  readonly suite: string;
  readonly vkey: string;
  readonly size: number;
  readonly root: Buffer;
  readonly at: Date;
  readonly startedAt: Date;
  /** Why the log before it was given up. */
  readonly reason: string | null;
  readonly witnesses: readonly { readonly name: string; readonly size: number; readonly at: Date }[];
  readonly former: readonly FormerLog[];
};

/** The log as it stands; null before the first publication. */
export async function logOverview({ pool }: Pick<Kernel, 'pool'>): Promise<LogOverview | null> {
  const logs = await logsOf(pool);
  const log = logs.at(-1);
  const latest = log && (await latestCheckpoint(pool, log.id));
  if (!log || !latest) return null;
  const { origin, suite, vkey, startedAt, reason } = log;
  const former: FormerLog[] = [];
  for (const gone of logs.slice(0, -1)) {
    const last = await latestCheckpoint(pool, gone.id);
    if (last)
      former.push({
        origin: gone.origin,
        vkey: gone.vkey,
        size: last.size,
        note: last.note,
        startedAt: gone.startedAt,
      });
  }
  const { size, root, at } = latest;
  return {
    origin,
    suite,
    vkey,
    startedAt,
    reason,
    size,
    root,
    at,
    witnesses: await lastOfWitnesses(pool, log.id),
    former,
  };
}

async function lastOfWitnesses(source: Source, log: number): Promise<LogOverview['witnesses']> {
  const { rows } = await source.query<{ witness: string; size: number; at: Date }>(
    `select distinct on (witness) witness, size, at from pub.pub_log_cosignature where log = $1
      order by witness, size desc`,
    [log],
  );
  return rows.map(({ witness, size, at }) => ({ name: witness.slice(0, witness.lastIndexOf('+')), size, at }));
}
