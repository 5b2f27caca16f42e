import { refuse } from '../../kernel/refusal.ts';

const END = 0xfffffffe;
const FREE = 0xffffffff;

export type Stream = { readonly name: string; readonly bytes: Buffer };

/**
 * The streams of a compound file: an old .doc, .xls, .ppt, or an object within a document.
 *
 * @throws Refusal files/broken, files/encrypted (422)
 */
export function compoundStreams(file: Buffer): readonly Stream[] {
  if (file.length < 512) throw refuse('files/broken', {}, 422);
  const sector = 1 << file.readUInt16LE(30);
  if (sector !== 512 && sector !== 4096) throw refuse('files/broken', {}, 422);
  const at = (number: number): Buffer => file.subarray((number + 1) * sector, (number + 2) * sector);
  const fat = table(file, sector, at);
  const chain = (first: number): Buffer => {
    const parts: Buffer[] = [];
    for (let n = first; n < END && parts.length <= fat.length; n = fat[n] ?? END) parts.push(at(n));
    return Buffer.concat(parts);
  };
  const directory = chain(file.readUInt32LE(48));
  const smallTable = chain(file.readUInt32LE(60));
  const root = directory.length >= 128 ? chain(directory.readUInt32LE(116)) : Buffer.alloc(0);
  const small = (first: number, size: number): Buffer => {
    const parts: Buffer[] = [];
    for (
      let n = first;
      n < END && parts.length * 64 < size && n * 4 + 4 <= smallTable.length;
      n = smallTable.readUInt32LE(n * 4)
    )
      parts.push(root.subarray(n * 64, n * 64 + 64));
    return Buffer.concat(parts);
  };
  const limit = file.readUInt32LE(56);
  const streams: Stream[] = [];
  for (let entry = 0; entry + 128 <= directory.length; entry += 128) {
    if (directory[entry + 66] !== 2) continue;
    const length = Math.max(0, Math.min(62, directory.readUInt16LE(entry + 64) - 2));
    const name = directory.toString('utf16le', entry, entry + length);
    const size = directory.readUInt32LE(entry + 120);
    const first = directory.readUInt32LE(entry + 116);
    streams.push({ name, bytes: (size < limit ? small(first, size) : chain(first)).subarray(0, size) });
  }
  if (streams.some(({ name }) => name === 'EncryptedPackage' || name === 'EncryptedSummary'))
    throw refuse('files/encrypted', {}, 422);
  const word = streams.find(({ name }) => name === 'WordDocument');
  if (word && word.bytes.length > 12 && (word.bytes.readUInt16LE(10) & 0x100) !== 0)
    throw refuse('files/encrypted', {}, 422);
  return streams;
}

function table(file: Buffer, sector: number, at: (number: number) => Buffer): readonly number[] {
  const places: number[] = [];
  for (let i = 0; i < 109; i += 1) places.push(file.readUInt32LE(76 + i * 4));
  let next = file.readUInt32LE(68);
  for (let i = 0; next < END && i * sector < file.length; i += 1) {
    const more = at(next);
    if (more.length < sector) break;
    for (let k = 0; k < sector - 4; k += 4) places.push(more.readUInt32LE(k));
    next = more.readUInt32LE(sector - 4);
  }
  const fat: number[] = [];
  for (const place of places) {
    if (place >= END || place === FREE) continue;
    const part = at(place);
    for (let k = 0; k + 4 <= part.length; k += 4) fat.push(part.readUInt32LE(k));
  }
  return fat;
}

const isWritten = (code: number): boolean =>
  (code >= 0x20 && code < 0x7f) ||
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x3000 && code <= 0x303f) ||
  (code >= 0xff01 && code <= 0xff5e) ||
  (code >= 0x2010 && code <= 0x2027) ||
  code === 0xb7 ||
  code === 0xa0;
/** Marks of cells, lines and pages in old Word. */
const isBreak = (code: number): boolean =>
  code === 7 || code === 9 || code === 10 || code === 11 || code === 12 || code === 13;

/** What is written in a stream, in UTF-16 on either side and in single bytes: runs of at least four characters. */
export const writtenIn = (bytes: Buffer): string =>
  [...runsIn(bytes, 0, 2, 4), ...runsIn(bytes, 1, 2, 4), ...runsIn(bytes, 0, 1, 8)].join('\n');

function runsIn(bytes: Buffer, side: number, width: 1 | 2, least: number): readonly string[] {
  const runs: string[] = [];
  let run = '';
  for (let i = side; i + width <= bytes.length; i += width) {
    const code = width === 2 ? bytes.readUInt16LE(i) : (bytes[i] ?? 0);
    if (isWritten(code)) run += String.fromCharCode(code);
    else if (isBreak(code) && run.length > 0) run += code === 7 || code === 9 ? '\t' : '\n';
    else {
      if (run.trim().length >= least) runs.push(run);
      run = '';
    }
  }
  if (run.trim().length >= least) runs.push(run);
  return runs;
}
