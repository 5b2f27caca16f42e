import { fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal, refuse } from '../../../kernel/index.ts';

const MOST_PARTS = 2000;
const MOST_UNPACKED = 200 * 1024 * 1024;
/** Of all parts that are read as text: a form is some kilobytes. */
const MOST_READ = 64 * 1024 * 1024;

/**
 * Those parts of an office file whose names are wanted, as text.
 *
 * @throws Refusal report/not-readable, report/too-large (422)
 */
export async function partsOf(bytes: Uint8Array, wanted: RegExp): Promise<ReadonlyMap<string, string>> {
  const zip = await opened(bytes);
  const parts = new Map<string, string>();
  let [count, unpacked, read] = [0, 0, 0];
  try {
    for await (const entry of zip.eachEntry()) {
      count += 1;
      unpacked += entry.uncompressedSize;
      if (wanted.test(entry.fileName)) read += entry.uncompressedSize;
      if (count > MOST_PARTS || unpacked > MOST_UNPACKED || read > MOST_READ) throw refuse('report/too-large', {}, 422);
      if (!wanted.test(entry.fileName)) continue;
      const pieces: Buffer[] = [];
      for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
      parts.set(entry.fileName, Buffer.concat(pieces).toString('utf8'));
    }
  } catch (error) {
    throw error instanceof Refusal ? error : refuse('report/not-readable', {}, 422);
  } finally {
    zip.close();
  }
  return parts;
}

async function opened(bytes: Uint8Array): Promise<ZipFile> {
  const options = { strictFileNames: true, validateEntrySizes: true, autoClose: false };
  return fromBufferPromise(Buffer.from(bytes), options).catch(() => {
    throw refuse('report/not-readable', {}, 422);
  });
}
