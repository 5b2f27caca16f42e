import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse } from '../refusal.ts';
import type { Content, FileStore, KeptContent } from './port.ts';

const HASH = /^[0-9a-f]{64}$/u;
const PREFIX = /^[0-9a-f]{2}$/u;

/** Bytes in a folder, `ab/cd/abcd…`. Several machines may share it (NFS). */
export function localStore(folder: string): FileStore {
  const pathOf = (sha256: Buffer): string => {
    const hex = sha256.toString('hex');
    return join(folder, hex.slice(0, 2), hex.slice(2, 4), hex);
  };
  const head: FileStore['head'] = async (sha256) => {
    try {
      const { size, mtime } = await stat(pathOf(sha256));
      return { size, modifiedAt: mtime };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw troubleOf(error);
    }
  };
  return {
    head,
    put: async (path, content) => {
      if ((await head(content.sha256))?.size === content.size) return;
      await keep(path, pathOf(content.sha256), content, folder).catch((error: unknown) => {
        throw troubleOf(error);
      });
    },
    get: async (sha256, range) => {
      try {
        return (await open(pathOf(sha256), 'r')).createReadStream(range);
      } catch (error) {
        if (codeOf(error) === 'ENOENT') throw refuse('files/lost', {}, 500);
        throw troubleOf(error);
      }
    },
    delete: async (sha256) => {
      await rm(pathOf(sha256), { force: true }).catch((error: unknown) => {
        throw troubleOf(error);
      });
    },
    list: () => contents(folder),
    trouble: async () => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await access(folder, constants.R_OK | constants.W_OK);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}

/** Puts the whole file in its place by a name in one step; the folders are flushed too, so that it survives a power cut. */
async function keep(from: string, to: string, { size }: Content, root: string): Promise<void> {
  const folder = dirname(to);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const twin = join(dirname(from), randomUUID());
  try {
    // A second name costs nothing; a file system without second names (or another disk) gets a copy.
    await link(from, twin).catch(() => copyFile(from, twin));
    await flush(twin, size);
    await rename(twin, to);
  } finally {
    await rm(twin, { force: true });
  }
  const upTo = made === undefined ? folder : dirname(made);
  for (let at = folder; at.startsWith(root); at = dirname(at)) {
    await flush(at);
    if (at === upTo) break;
  }
}

/** Has the disk write what it holds of a file or a folder. @throws Error when the file is not of this size */
async function flush(path: string, size?: number): Promise<void> {
  const handle = await open(path, 'r');
  try {
    if (size !== undefined && (await handle.stat()).size !== size)
      throw new Error('the file changed while it was kept');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* contents(folder: string): AsyncGenerator<KeptContent> {
  for await (const first of entries(folder, PREFIX))
    for await (const second of entries(first, PREFIX))
      for await (const path of entries(second, HASH)) {
        const found = await stat(path).catch(() => null);
        if (!found) continue;
        yield { sha256: Buffer.from(path.slice(-64), 'hex'), size: found.size, modifiedAt: found.mtime };
      }
}

async function* entries(folder: string, named: RegExp): AsyncGenerator<string> {
  const open = await opendir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw troubleOf(error);
  });
  if (!open) return;
  for await (const { name } of open) if (named.test(name)) yield join(folder, name);
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const SHUT: ReadonlySet<unknown> = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'ESTALE',
  'ENODEV',
  'ENXIO',
  'ETIMEDOUT',
]);

/** What an error of the disk means to who sends a file; anything else is a bug and stays one. */
export function troubleOf(error: unknown): unknown {
  const code = codeOf(error);
  if (FULL.has(code)) return refuse('files/no-space', { reason: String(code) }, 507);
  return SHUT.has(code) ? refuse('files/store-away', { reason: String(code) }, 503) : error;
}
