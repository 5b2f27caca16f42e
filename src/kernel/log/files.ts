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

/** Writes a file whole or not at all, and to the disk before it takes its name. Answers whether it was another before. */
async function writeStatic(folder: string, path: string, bytes: Buffer): Promise<boolean> {
  if ((await readStatic(folder, path))?.equals(bytes)) return false;
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
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return true;
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
  const folders = new Set<string>();
  const written: string[] = [];
  for (const tile of tilesGrown(from, to)) {
    const path = tilePath(tile);
    if (await writeStatic(folder, path, await bytesOf(tile))) written.push(path);
    folders.add(dirname(path));
  }
  for (const path of folders) await syncFolder(join(folder, path));
  return written;
}

/** Puts the latest checkpoint in its place; its tiles are there. */
export async function writeCheckpoint(folder: string, note: string): Promise<boolean> {
  const isNew = await writeStatic(folder, CHECKPOINT, Buffer.from(note, 'utf8'));
  if (isNew) await syncFolder(folder);
  return isNew;
}

/** Takes away the narrower versions of tiles that are full now; nobody who reads the latest checkpoint needs them. */
export async function removeNarrower(folder: string, from: number, to: number): Promise<void> {
  for (const tile of tilesGrown(from, to))
    if (tile.width === TILE_WIDTH) await rm(join(folder, `${tilePath(tile)}.p`), { recursive: true, force: true });
}

/** Puts the files of a log that was given up out of the way; nothing is deleted. */
export async function moveAside(folder: string, at: Date): Promise<string | null> {
  const aside = `${folder}.${at.toISOString().replaceAll(/[:.]/gu, '-')}`;
  try {
    await rename(folder, aside);
    return aside;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}
