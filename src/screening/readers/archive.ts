import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal, refuse } from '../../kernel/refusal.ts';
import type { Budget } from './part.ts';

const MOST_RATIO = 200;
const FREE_BYTES = 8 * 1_048_576;

export type ArchiveEntry = { readonly name: string; readonly size: number; readonly read: () => Promise<Buffer> };

/**
 * The entries of an archive in memory. Nothing is written to the disk, so names cannot lead anywhere; what unpacks to
 * far more than it is, or lies over another entry, is refused before it is unpacked.
 *
 * @throws Refusal files/archive-bomb, files/encrypted, files/broken, screening/too-long (422)
 */
export async function entriesOf(bytes: Buffer, budget: Budget): Promise<readonly ArchiveEntry[]> {
  try {
    const zip = await fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: true, autoClose: false });
    if (zip.entryCount > budget.entries) throw refuse('files/archive-bomb', {}, 422);
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    check(entries, bytes.length, budget);
    return entries
      .map((entry) => ({ entry, name: nameOf(entry) }))
      .filter(({ name }) => !name.endsWith('/'))
      .map(({ entry, name }) => ({ name, size: entry.uncompressedSize, read: () => unpack(zip, entry, budget) }));
  } catch (error) {
    throw error instanceof Refusal ? error : refuse('files/broken', {}, 422);
  }
}

function check(entries: readonly Entry[], size: number, budget: Budget): void {
  budget.entries -= entries.length;
  if (budget.entries < 0) throw refuse('files/archive-bomb', {}, 422);
  if (entries.some((entry) => entry.isEncrypted())) throw refuse('files/encrypted', {}, 422);
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const isBomb = entries.some(
    ({ uncompressedSize, compressedSize }) => uncompressedSize > FREE_BYTES + compressedSize * MOST_RATIO,
  );
  if (isBomb || unpacked > budget.bytes || unpacked > FREE_BYTES + size * MOST_RATIO)
    throw refuse('files/archive-bomb', {}, 422);
  const places = new Set(entries.map((entry) => entry.relativeOffsetOfLocalHeader));
  if (places.size !== entries.length) throw refuse('files/archive-bomb', {}, 422);
}

/** Archivers under Windows write names in GBK and do not say so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/');
  } catch {
    return new TextDecoder('gb18030').decode(raw).replaceAll('\\', '/');
  }
}

async function unpack(zip: ZipFile, entry: Entry, budget: Budget): Promise<Buffer> {
  if (entry.uncompressedSize > budget.entryBytes) throw refuse('files/archive-bomb', {}, 422);
  if (performance.now() > budget.until) throw refuse('screening/too-long', {}, 422);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const parts: Buffer[] = [];
    for await (const part of stream) {
      budget.bytes -= (part as Buffer).length;
      if (budget.bytes < 0) throw refuse('files/archive-bomb', {}, 422);
      parts.push(part as Buffer);
    }
    return Buffer.concat(parts);
  } catch (error) {
    throw error instanceof Refusal ? error : refuse('files/broken', {}, 422);
  }
}
