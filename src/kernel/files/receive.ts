import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, opendir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '../refusal.ts';
import { type Expected, inspect } from './inspect/inspect.ts';
import type { Content } from './port.ts';
import { troubleOf } from './store-local.ts';

export type ReceiveOptions = Expected & { readonly maxBytes: number };

/** Bytes that have arrived whole and were looked at: on the disk, and nowhere else yet. */
export type Arrived = Content & { readonly path: string; readonly mediaType: string; readonly trimmed: number };

/**
 * Reads a stream to its end into a file that only the program can read, within the limit; looks at what it is; hands it
 * to `work`; and removes it, however that ends.
 *
 * @throws Refusal files/too-large (413), files/empty (422), files/no-space (507), and those of `inspect`
 */
export async function receiving<T>(
  folder: string,
  stream: Readable,
  options: ReceiveOptions,
  work: (arrived: Arrived) => Promise<T>,
): Promise<T> {
  const path = join(folder, randomUUID());
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await clearSometimes(folder);
    const received = await receive(stream, path, options.maxBytes);
    if (received.size === 0) throw refuse('files/empty', {}, 422);
    const { mediaType, end } = await inspect(path, options);
    if (end === received.size) return await work({ ...received, path, mediaType, trimmed: 0 });
    await truncate(path, end);
    const sha256 = await hashOf(createReadStream(path));
    return await work({ path, sha256, size: end, mediaType, trimmed: received.size - end });
  } catch (error) {
    throw troubleOf(error);
  } finally {
    await rm(path, { force: true });
  }
}

async function receive(stream: Readable, path: string, maxBytes: number): Promise<Content> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes)
        return done(refuse('files/too-large', { maxMegabytes: Math.floor(maxBytes / 1_048_576) }, 413));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  // A form that is too large ends quietly where it was cut off: half a file is none.
  if (isCutOff(stream)) throw refuse('files/too-large', { maxMegabytes: Math.floor(size / 1_048_576) }, 413);
  return { sha256: hash.digest(), size };
}

/** Whether a part of a form reached the limit of the server and was ended there. */
export const isCutOff = (stream: Readable): boolean => 'truncated' in stream && stream.truncated === true;

export async function hashOf(stream: Readable): Promise<Buffer> {
  const hash = createHash('sha256');
  await pipeline(stream, hash);
  return hash.digest();
}

/** Nobody uploads for so long; what is older was left by a program that ended in the middle. */
export const LEFT_AFTER_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

/** A program that only serves has no routines; it looks after its own folder once an hour, when something arrives. */
const lookedAt = new Map<string, number>();
async function clearSometimes(folder: string): Promise<void> {
  const machineNow = Date.now();
  if (machineNow - (lookedAt.get(folder) ?? 0) < HOUR_MS) return;
  lookedAt.set(folder, machineNow);
  await clearArriving(folder, new Date(machineNow));
}

/** Removes what uploads left behind that never ended. Answers how many there were. */
export async function clearArriving(folder: string, machineNow: Date): Promise<number> {
  let cleared = 0;
  const entries = await opendir(folder).catch(() => null);
  for await (const { name } of entries ?? []) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile() || machineNow.getTime() - found.mtimeMs < LEFT_AFTER_MS) continue;
    await rm(path, { force: true });
    cleared += 1;
  }
  return cleared;
}
