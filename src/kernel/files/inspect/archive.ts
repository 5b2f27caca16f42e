import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Refusal, refuse } from '../../refusal.ts';

const MOST_ENTRIES = 2000;
const MOST_UNPACKED = 200 * 1_048_576;
/** Of all parts that are read as text: reading takes a second for every five to ten megabytes. */
const MOST_READ = 16 * 1_048_576;
/** Text packs to a twentieth, seldom to a fiftieth; what packs far better has nothing in it. */
const MOST_RATIO = 150;
const FREE_BYTES = 4 * 1_048_576;
/** A header that follows the data; between two entries there is nothing else. */
const DESCRIPTOR = 24;
const LOCAL_HEADER = 30;

/** Files that have no business within a document: archives, programs, old office files, PDF. */
const FOREIGN: readonly Buffer[] = [
  '504b0304',
  '504b0506',
  '526172211a07',
  '377abcaf271c',
  '1f8b08',
  '4d5a',
  '7f454c46',
  'd0cf11e0a1b11ae1',
  '25504446',
].map((hex) => Buffer.from(hex, 'hex'));

/** What is done with the bytes of an entry, as they are unpacked. `write` answers whether it reads them. */
export type Taker = { readonly write: (bytes: Buffer) => boolean; readonly end: () => void };

/**
 * Goes through a ZIP archive entry by entry, unpacks each to nowhere within limits, and refuses what no office program
 * writes: names that lead out or come twice, entries that lie over one another or beside what the list says, other
 * files within.
 *
 * @param taker who wants to see an entry, by its name; null: nobody
 * @throws Refusal files/archive-bomb, files/unsafe-archive, files/embedded-files, files/encrypted, files/broken (422)
 */
export async function readArchive(path: string, size: number, taker: (name: string) => Taker | null): Promise<void> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { strictFileNames: true, validateEntrySizes: true, autoClose: false });
    const start = directoryOf(zip);
    const entries = await listed(zip);
    checkSizes(entries, size);
    await checkPlaces(zip, entries, start);
    const left = { unpacked: MOST_UNPACKED, read: MOST_READ };
    for (const entry of entries) {
      if (entry.fileName.endsWith('/')) continue;
      await unpack(await zip.openReadStreamPromise(entry), taker(entry.fileName), left);
    }
  } catch (error) {
    // What the library finds wrong with an archive it says in errors without a code.
    if (error instanceof Refusal || systemCode(error)) throw error;
    throw refuse('files/broken', {}, 422);
  } finally {
    zip?.close();
  }
}

/** A failure of the disk, which is not the archive's fault. */
const systemCode = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'syscall' in error && typeof error.syscall === 'string';

/** Where the list of entries begins: there the cursor stands before the first is read. */
const directoryOf = (zip: ZipFile): number => Number(zip.readEntryCursor);

async function listed(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount === 0) throw refuse('files/broken', {}, 422);
  if (zip.entryCount > MOST_ENTRIES) throw refuse('files/archive-bomb', {}, 422);
  const entries: Entry[] = [];
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw refuse('files/encrypted', {}, 422);
    // Windows takes names for the same that differ in capitals.
    const name = entry.fileName.toLowerCase();
    if (names.has(name) || !isPlain(name)) throw refuse('files/unsafe-archive', {}, 422);
    names.add(name);
    entries.push(entry);
  }
  return entries;
}

/** No way out of the folder, no drive, nothing that cannot be seen. The library has refused the worst already. */
const isPlain = (name: string): boolean =>
  name.length <= 255 &&
  !/[\p{Cc}\p{Cf}\\:*?"<>|]/u.test(name) &&
  !name.split('/').some((part) => /^\.{1,2}$/u.test(part));

function checkSizes(entries: readonly Entry[], size: number): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const isBomb = entries.some((entry) => entry.uncompressedSize > FREE_BYTES + entry.compressedSize * MOST_RATIO);
  if (isBomb || unpacked > MOST_UNPACKED || unpacked > FREE_BYTES + size * MOST_RATIO)
    throw refuse('files/archive-bomb', {}, 422);
}

/** From the first byte to the list one entry follows the other, and each says of itself what the list says of it. */
async function checkPlaces(zip: ZipFile, entries: readonly Entry[], end: number): Promise<void> {
  let at = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const start = entry.relativeOffsetOfLocalHeader;
    const header = await zip.readLocalFileHeaderPromise(entry);
    const isSame =
      header.fileName.equals(entry.fileNameRaw) &&
      header.compressionMethod === entry.compressionMethod &&
      (header.generalPurposeBitFlag & 8) === (entry.generalPurposeBitFlag & 8);
    if (!isSame || start < at || start > at + (at === 0 ? 0 : DESCRIPTOR))
      throw refuse('files/unsafe-archive', {}, 422);
    at = start + LOCAL_HEADER + header.fileNameLength + header.extraFieldLength + entry.compressedSize;
  }
  if (at > end || end > at + DESCRIPTOR) throw refuse('files/unsafe-archive', {}, 422);
}

async function unpack(stream: Readable, taker: Taker | null, left: { unpacked: number; read: number }): Promise<void> {
  let head = Buffer.alloc(0);
  try {
    for await (const part of stream) {
      if (head.length < 8) {
        head = Buffer.concat([head, part.subarray(0, 8)]);
        if (FOREIGN.some((signature) => head.subarray(0, signature.length).equals(signature)))
          throw refuse('files/embedded-files', {}, 422);
      }
      left.unpacked -= part.length;
      if (taker?.write(part)) left.read -= part.length;
      if (left.unpacked < 0 || left.read < 0) throw refuse('files/archive-bomb', {}, 422);
    }
    taker?.end();
  } finally {
    stream.destroy();
  }
}
