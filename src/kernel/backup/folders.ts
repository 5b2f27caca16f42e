import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isErrno } from '../db/embedded/processes.ts';
import { flush, type PartWriter } from './parts.ts';

/** Uploads and documents, each under its hash. */
export const FILES = 'files';
export const KEYS = 'keys';
/** Bytes on their way in; they have no row yet. */
const ARRIVING = 'arriving';

/** Lets bytes through at most this fast, over all that share it. */
export type Throttle = (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

export function throttle(maxMegabytesPerSecond: number): Throttle {
  const bytesPerMs = maxMegabytesPerSecond * 1000;
  let freeAt = 0;
  return async function* (source) {
    for await (const chunk of source) {
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + chunk.length / bytesPerMs;
      if (freeAt - now > 20) await sleep(freeAt - now);
      yield chunk;
    }
  };
}

/** Files of a folder and of those in it, links followed, in order of their names. */
export async function* filesIn(folder: string, below = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, below)).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  });
  for (const name of entries.toSorted()) {
    const path = join(below, name);
    const found = await stat(join(folder, path)).catch(() => null);
    if (found?.isDirectory()) yield* filesIn(folder, path);
    else if (found?.isFile()) yield path;
  }
}

/**
 * Copies a folder of DATA_DIR into the backup; answers whether there is one. What is named by its hash and already in
 * the earlier backup is not read again. A file that goes away meanwhile is left out.
 */
export async function addFolder(parts: PartWriter, dataDir: string, name: string, slow: Throttle): Promise<boolean> {
  const folder = join(dataDir, name);
  if ((await stat(folder).catch(() => null)) === null) return false;
  for await (const path of filesIn(folder)) {
    if (name === FILES && path.startsWith(`${ARRIVING}/`)) continue;
    const hash = basename(path);
    const isKnown = name === FILES && /^[0-9a-f]{64}$/u.test(hash) && (await parts.reuse(`${name}/${path}`, hash));
    if (isKnown) continue;
    try {
      await parts.add(`${name}/${path}`, slow(createReadStream(join(folder, path))), { pack: false });
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
  }
  return true;
}

/** Copies the keys into a folder of their own, readable by their owner only. */
export async function copyKeys(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for await (const path of filesIn(from)) {
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
    await copyFile(join(from, path), join(to, path));
    await flush(join(to, path));
  }
  await flush(to);
}
