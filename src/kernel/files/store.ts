import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromBuffer } from 'file-type';
import { refuse } from '../refusal.ts';

/** Bytes that have arrived whole: their hash, size, and what they really are. */
export type StoredBytes = { readonly sha256: Buffer; readonly size: number; readonly mediaType: string };

/** Keeps bytes by their hash. Equal files are kept once; nothing is ever overwritten. */
export type FileStore = {
  /**
   * Reads a stream to its end, on disk and within the limit, then looks at what it is.
   * @throws Refusal files/too-large (413), files/empty (422), files/type-not-allowed (415), files/mislabelled (415)
   */
  readonly put: (stream: Readable, options: PutOptions) => Promise<StoredBytes>;
  readonly read: (sha256: Buffer) => Promise<Readable>;
  readonly has: (sha256: Buffer) => Promise<boolean>;
  /** Removes the bytes; nothing happens when they are not there. */
  readonly delete: (sha256: Buffer) => Promise<void>;
};

export type PutOptions = {
  readonly name: string;
  readonly maxBytes: number;
  /** Media types that may be kept; what the bytes are decides, not what the sender says. */
  readonly allowed: ReadonlySet<string>;
};

const HEAD_BYTES = 4100;

/** Text has no signature; it is known by its ending and by holding nothing but text. */
const TEXT_ENDINGS: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv' };

const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
};

/** What citizens may hand in. */
export const submissionTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]);

export function localFiles(folder: string): FileStore {
  const pathOf = (sha256: Buffer): string => {
    const hex = sha256.toString('hex');
    return join(folder, hex.slice(0, 2), hex.slice(2, 4), hex);
  };
  const has = (sha256: Buffer): Promise<boolean> =>
    stat(pathOf(sha256)).then(
      () => true,
      () => false,
    );
  return {
    has,
    read: async (sha256) => createReadStream(pathOf(sha256)),
    delete: (sha256) => rm(pathOf(sha256), { force: true }),
    put: async (stream, options) => {
      const arriving = join(folder, 'arriving');
      await mkdir(arriving, { recursive: true });
      const partial = join(arriving, randomUUID());
      try {
        const { sha256, size, head } = await receive(stream, partial, options.maxBytes);
        if (size === 0) throw refuse('files/empty', {}, 422);
        const mediaType = await typeOf(head, options);
        await keep(partial, pathOf(sha256), await has(sha256));
        return { sha256, size, mediaType };
      } finally {
        await rm(partial, { force: true });
      }
    },
  };
}

async function receive(
  stream: Readable,
  path: string,
  maxBytes: number,
): Promise<{ sha256: Buffer; size: number; head: Buffer }> {
  const hash = createHash('sha256');
  let size = 0;
  let head = Buffer.alloc(0);
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes)
        return done(refuse('files/too-large', { maxMegabytes: Math.floor(maxBytes / 1_048_576) }, 413));
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  return { sha256: hash.digest(), size, head };
}

/** Puts the whole file in its place; the folder is flushed too, so that a 2xx survives a power cut. */
async function keep(partial: string, path: string, known: boolean): Promise<void> {
  if (known) return;
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true });
  await rename(partial, path);
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

async function typeOf(head: Buffer, { name, allowed }: PutOptions): Promise<string> {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const sniffed = (await fileTypeFromBuffer(head))?.mime;
  const mediaType = sniffed ?? (isText(head) ? TEXT_ENDINGS[ending] : undefined);
  if (mediaType === undefined || !allowed.has(mediaType)) throw refuse('files/type-not-allowed', { name }, 415);
  if (!ENDINGS[mediaType]?.includes(ending)) throw refuse('files/mislabelled', { name }, 415);
  return mediaType;
}

const isText = (head: Buffer): boolean =>
  !head.includes(0) && head.toString('utf8').isWellFormed() && !head.toString('utf8').includes('\uFFFD');
