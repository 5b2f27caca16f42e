import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TILE_WIDTH, type Tile, tilePath, tilesGrown } from './tiles.ts';

export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** The name of the latest checkpoint below the log, on the disk and on the web. */
export const CHECKPOINT = 'checkpoint';

/** A file of the log; null when it is not there. */
export async function readStatic(folder: string, path: string): Promise<Buffer | null> {
  try {
    return await readFile(join(folder, path));
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return null;
    throw error;
  }
}

type Draft = { readonly draft: string; readonly target: string };

/** Writes a file to the disk under another name; null when it is there already, byte for byte. */
async function writeDraft(folder: string, path: string, bytes: Buffer): Promise<Draft | null> {
  if ((await readStatic(folder, path))?.equals(bytes)) return null;
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  const draft = `${target}.${randomUUID()}.draft`;
  try {
    const file = await open(draft, 'wx', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return { draft, target };
}

/** Writes files whole or not at all, and to the disk before they take their names. Answers which were not so before. */
async function writeStatic(
  folder: string,
  files: readonly { readonly path: string; readonly bytes: Buffer }[],
): Promise<readonly string[]> {
  // All at once, so that the disk makes them lasting together: one by one it would hold up the ledger beside them.
  const drafts = await Promise.all(
    files.map(async ({ path, bytes }) => ({ path, draft: await writeDraft(folder, path, bytes) })),
  );
  const written: string[] = [];
  for (const { path, draft } of drafts) {
    if (!draft) continue;
    await rename(draft.draft, draft.target);
    written.push(path);
  }
  await Promise.all([...new Set(written.map((path) => dirname(join(folder, path))))].map(syncFolder));
  return written;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes every tile that a log of `to` leaves has and one of `from` had not. They are on the disk when this ends, so
 * that the checkpoint that needs them may follow.
 */
export async function writeTiles(
  folder: string,
  from: number,
  to: number,
  bytesOf: (tile: Tile) => Promise<Buffer>,
): Promise<readonly string[]> {
  const written: string[] = [];
  const tiles = [...tilesGrown(from, to)];
  for (let first = 0; first < tiles.length; first += AT_ONCE) {
    const files: { path: string; bytes: Buffer }[] = [];
    for (const tile of tiles.slice(first, first + AT_ONCE))
      files.push({ path: tilePath(tile), bytes: await bytesOf(tile) });
    written.push(...(await writeStatic(folder, files)));
  }
  return written;
}
const AT_ONCE = 32;

/** Puts the latest checkpoint in its place; its tiles are there. */
export async function writeCheckpoint(folder: string, note: string): Promise<boolean> {
  const written = await writeStatic(folder, [{ path: CHECKPOINT, bytes: Buffer.from(note, 'utf8') }]);
  return written.length > 0;
}

/** Takes away the narrower versions of tiles that are full now; nobody who reads the latest checkpoint needs them. */
export async function removeNarrower(folder: string, from: number, to: number): Promise<void> {
  for (const tile of tilesGrown(from, to))
    if (tile.width === TILE_WIDTH) await rm(join(folder, `${tilePath(tile)}.p`), { recursive: true, force: true });
}

/** A name beside a file or folder that nothing has yet. */
export const besides = (path: string, at: Date): string =>
  `${path}.${at.toISOString().replaceAll(/[:.]/gu, '-')}.${randomUUID().slice(0, 8)}`;

/** Puts the files of a log that was given up out of the way; nothing is deleted. */
export async function moveAside(folder: string, at: Date): Promise<string | null> {
  const aside = besides(folder, at);
  try {
    await rename(folder, aside);
    return aside;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}
