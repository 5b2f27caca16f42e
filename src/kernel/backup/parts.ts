import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, link, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { inPieces } from '../db/copy.ts';
import { type Part, readManifest, readParts } from './manifest.ts';

/** Up to here a part is held in memory, and what an earlier backup has already is not written at all. */
const SMALL_BYTES = 1_048_576;
/** What is written is flushed this often: one great flush at the end would hold up everybody else's. */
const FLUSH_BYTES = 8_388_608;
const CHUNK_BYTES = 262_144;
const ZSTD = {
  chunkSize: CHUNK_BYTES,
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};
const PACKED = '.zst';

/** Parts of an earlier backup beside the new one, by what they hold. */
export type Earlier = { readonly folder: string; readonly byContent: ReadonlyMap<string, Part> };

/** Takes in the parts of one backup. */
export type PartWriter = {
  /** Writes a part, packed or as it is; a part that an earlier backup holds becomes a second name of that file. */
  readonly add: (path: string, source: AsyncIterable<Buffer>, options: { readonly pack: boolean }) => Promise<Part>;
  /** Takes over a part of the earlier backup without reading its source, when it holds this content. */
  readonly reuse: (path: string, contentSha256: string) => Promise<boolean>;
  readonly parts: () => readonly Part[];
  /** How many bytes the disk did not hold before. */
  readonly newBytes: () => number;
  /** Answers when everything is on the disk. */
  readonly sync: () => Promise<void>;
};

const contentKey = (sha256: string, packed: boolean): string => `${sha256}${packed ? PACKED : ''}`;

/** What can be taken over from a backup; nothing when it is none, or not whole. */
export async function earlierParts(folder: string | null): Promise<Earlier | null> {
  if (folder === null) return null;
  try {
    const parts = await readParts(folder, await readManifest(folder));
    const byContent = [...parts.values()].map(
      (part) => [contentKey(part.content?.sha256 ?? part.sha256, part.content !== null), part] as const,
    );
    return { folder, byContent: new Map(byContent) };
  } catch {
    return null;
  }
}

export function partWriter(root: string, earlier: Earlier | null): PartWriter {
  const parts: Part[] = [];
  const folders = new Set<string>([root]);
  let newBytes = 0;

  const place = async (path: string): Promise<string> => {
    const folder = dirname(join(root, path));
    if (!folders.has(folder)) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (let above = folder; above.length > root.length; above = dirname(above)) folders.add(above);
    }
    return join(root, path);
  };
  const keep = (part: Part, isNew: boolean): Part => {
    parts.push(part);
    if (isNew) newBytes += part.bytes;
    return part;
  };
  /** The same content under the new path, if the earlier backup has it whole and lies on the same disk. */
  const linked = async (path: string, key: string): Promise<Part | null> => {
    const known = earlier?.byContent.get(key);
    if (earlier === null || known === undefined) return null;
    try {
      await link(join(earlier.folder, known.path), await place(path));
      return keep({ ...known, path }, false);
    } catch {
      return null;
    }
  };
  const small = async (path: string, bytes: Buffer, pack: boolean): Promise<Part> => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const before = await linked(path, contentKey(hash, pack));
    if (before !== null) return before;
    const stored = pack ? zstdCompressSync(bytes, { params: ZSTD.params }) : bytes;
    await writeFile(await place(path), stored, { mode: 0o600, flag: 'wx' });
    const content = pack ? { bytes: bytes.length, sha256: hash } : null;
    const sha256 = pack ? createHash('sha256').update(stored).digest('hex') : hash;
    return keep({ path, bytes: stored.length, sha256, content }, true);
  };
  const large = async (path: string, source: AsyncIterable<Buffer>, pack: boolean): Promise<Part> => {
    const target = await place(path);
    const written = await writeLarge(target, source, pack);
    const known = earlier?.byContent.get(contentKey(written.content?.sha256 ?? written.sha256, pack));
    if (earlier === null || known === undefined) return keep({ path, ...written }, true);
    const spare = `${target}.same`;
    try {
      await link(join(earlier.folder, known.path), spare);
      await rename(spare, target);
      return keep({ ...known, path }, false);
    } catch {
      return keep({ path, ...written }, true);
    }
  };

  return {
    add: async (name, source, { pack }) => {
      const path = pack ? `${name}${PACKED}` : name;
      const pieces = inPieces(source)[Symbol.asyncIterator]();
      const held: Buffer[] = [];
      let size = 0;
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
        held.push(next.value);
        size += next.value.length;
        if (size > SMALL_BYTES) return large(path, chained(held, pieces), pack);
      }
      return small(path, Buffer.concat(held, size), pack);
    },
    reuse: async (path, contentSha256) => (await linked(path, contentKey(contentSha256, false))) !== null,
    parts: () => parts.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    newBytes: () => newBytes,
    sync: async () => {
      for (const { path } of parts) await flush(join(root, path));
      for (const folder of folders) await flush(folder);
    },
  };
}

async function* chained(held: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* held;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function writeLarge(target: string, source: AsyncIterable<Buffer>, pack: boolean): Promise<Omit<Part, 'path'>> {
  const plain = createHash('sha256');
  const stored = createHash('sha256');
  let plainBytes = 0;
  let bytes = 0;
  const file = await open(target, 'wx', 0o600);
  try {
    const measured = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        plain.update(chunk);
        plainBytes += chunk.length;
        yield chunk;
      }
    };
    const write = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      let unflushed = 0;
      for await (const chunk of chunks) {
        if (pack) stored.update(chunk);
        await writeAll(file, chunk);
        bytes += chunk.length;
        unflushed += chunk.length;
        if (unflushed < FLUSH_BYTES) continue;
        await file.datasync();
        unflushed = 0;
      }
    };
    await (pack ? pipeline(measured(), createZstdCompress(ZSTD), write) : write(measured()));
  } finally {
    await file.close();
  }
  const hash = plain.digest('hex');
  if (!pack) return { bytes, sha256: hash, content: null };
  return { bytes, sha256: stored.digest('hex'), content: { bytes: plainBytes, sha256: hash } };
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}

/** Flushes a file or a folder to the disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isSmall = ({ bytes, content }: Part): boolean => (content?.bytes ?? bytes) <= SMALL_BYTES;

async function smallContent(folder: string, { path, content }: Part): Promise<Buffer> {
  const bytes = await readFile(join(folder, path));
  return content === null ? bytes : zstdDecompressSync(bytes, { maxOutputLength: content.bytes + 1 });
}

/** The bytes of a part as they lie there. A stream for each small file would cost more than the file. */
export async function* storedBytes(folder: string, { path, bytes }: Part): AsyncGenerator<Buffer> {
  if (bytes <= SMALL_BYTES) yield await readFile(join(folder, path));
  else yield* createReadStream(join(folder, path), { highWaterMark: CHUNK_BYTES });
}

/** What a part holds, unpacked. */
export async function* contentOf(folder: string, part: Part): AsyncGenerator<Buffer> {
  const { path, content } = part;
  if (isSmall(part)) return yield await smallContent(folder, part);
  const stored = createReadStream(join(folder, path), { highWaterMark: CHUNK_BYTES });
  if (content === null) return yield* stored;
  const unpacked = createZstdDecompress({ chunkSize: CHUNK_BYTES });
  // A file that cannot be read must fail the one that unpacks it, not the program.
  stored.once('error', (error) => unpacked.destroy(error));
  yield* stored.pipe(unpacked);
}

/** Writes what a part holds to a new file. */
export async function unpack(folder: string, part: Part, target: string, options: { flush: boolean }): Promise<void> {
  const how = { flag: 'wx', mode: 0o600, flush: options.flush };
  if (isSmall(part)) await writeFile(target, await smallContent(folder, part), how);
  else await pipeline(contentOf(folder, part), createWriteStream(target, { ...how, flags: 'wx' }));
}

/** The name of what was packed. */
export const unpackedName = (part: Part): string =>
  part.content === null ? part.path : part.path.slice(0, -PACKED.length);

/** The part of this name. */
export function partNamed(parts: ReadonlyMap<string, Part>, path: string): Part {
  const part = parts.get(path);
  if (part === undefined) throw new Error(`the backup has no part ${path}`);
  return part;
}

/** Lines of a text part, without their ends. */
export async function* linesOf(folder: string, part: Part): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of contentOf(folder, part)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
