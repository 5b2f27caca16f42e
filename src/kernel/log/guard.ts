import type pg from 'pg';
import { refuse } from '../refusal.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { CHECKPOINT, moveAside, readStatic } from './files.ts';
import { rootOf } from './merkle.ts';
import { parseNote, verifyNote } from './note.ts';
import type { LogSettings } from './settings.ts';
import { verifierOf } from './signer.ts';
import { hashOfLog, type LogRow, logsOf, type Source, type StoredCheckpoint, tilesOfRows } from './store.ts';
import { nodesOfTiles } from './tiles.ts';

/** The root of the first `size` leaves as the rows have it. @throws Refusal log/damaged */
export async function rootOfRows(source: Source, log: LogRow, size: number): Promise<Buffer> {
  const hash = hashOfLog(log);
  return rootOf(hash, nodesOfTiles(hash, size, tilesOfRows(source, log)), size);
}

/**
 * Whether the rows still are what was signed last: as many leaves, the same root. A head over anything else is never
 * signed.
 *
 * @throws Refusal log/damaged
 */
export async function assertWhole(source: Source, log: LogRow, latest: StoredCheckpoint): Promise<void> {
  const { rows } = await source.query<{ size: number }>(
    'select coalesce(max(index) + 1, 0) as size from kernel.log_leaf where log = $1',
    [log.id],
  );
  const size = rows[0]?.size ?? 0;
  if (size !== latest.size) throw refuse('log/damaged', { place: `leaf ${Math.min(size, latest.size)}` }, 500);
  if (!(await rootOfRows(source, log, latest.size)).equals(latest.root))
    throw refuse('log/damaged', { place: `checkpoint ${latest.size}` }, 500);
}

/**
 * Whether the database goes on from what was published from this machine. A database restored from an older copy would
 * sign another history under the same name; it is stopped here.
 *
 * @param log null for a log that is about to begin
 * @returns the size that the files are complete for
 * @throws Refusal log/behind, log/forked, log/other-origin, log/file-changed
 */
export async function assertContinues(
  source: Source,
  settings: Pick<LogSettings, 'folder'>,
  log: LogRow | null,
  latest: StoredCheckpoint | null,
  at: Date,
): Promise<number> {
  const bytes = await readStatic(settings.folder, CHECKPOINT);
  if (bytes === null) return 0;
  const published = publishedIn(bytes);
  if (published.origin !== log?.origin) {
    const isFormer = (await logsOf(source)).some(({ origin }) => origin === published.origin);
    if (!isFormer) throw refuse('log/other-origin', { folder: settings.folder, origin: published.origin }, 500);
    await moveAside(settings.folder, at);
    return 0;
  }
  try {
    verifyNote(bytes, [verifierOf(log.vkey)]);
  } catch {
    throw refuse('log/file-changed', { file: `${settings.folder}/${CHECKPOINT}` }, 500);
  }
  const known = latest?.size ?? 0;
  if (published.size > known) throw refuse('log/behind', { published: published.size, known }, 500);
  if (!(await rootOfRows(source, log, published.size)).equals(published.root))
    throw refuse('log/forked', { size: published.size }, 500);
  return published.size;

  function publishedIn(note: Buffer) {
    try {
      return parseCheckpoint(parseNote(note).text);
    } catch {
      throw refuse('log/file-changed', { file: `${settings.folder}/${CHECKPOINT}` }, 500);
    }
  }
}

/** What this process has published itself, for each database it works on. */
const remembered = new WeakMap<pg.Pool, { readonly log: number; readonly size: number }>();

export const rememberPublished = (pool: pg.Pool, log: number, size: number): void =>
  void remembered.set(pool, { log, size });

/** @throws Refusal log/behind when the database has forgotten what this process published */
export function assertRemembered(pool: pg.Pool, log: LogRow | null, latest: StoredCheckpoint | null): void {
  const own = remembered.get(pool);
  if (!own) return;
  const known = own.log === (log?.id ?? 0) ? (latest?.size ?? 0) : own.log < (log?.id ?? 0) ? own.size : 0;
  if (own.size > known) throw refuse('log/behind', { published: own.size, known }, 500);
}
