import { refuse } from '../refusal.ts';

/** Signs of the tables of sectors: what is this or more is no sector. */
const LAST_SECTOR = 0xfffffffa;
const END = 0xfffffffe;
const MOST_ENTRIES = 20_000;
const ENTRY = 128;
const SMALL = 64;
const [STORAGE, STREAM, ROOT] = [1, 2, 5];

/** A stream of a compound file, read when somebody wants it. */
export type Stream = { readonly name: string; readonly size: number; readonly read: () => Buffer };

export type Compound = {
  readonly streams: readonly Stream[];
  /** Names of the folders within it. */
  readonly storages: readonly string[];
};

const broken = () => refuse('files/broken', {}, 422);

const isCompound = (bytes: Buffer): boolean =>
  bytes.length >= 8 && bytes.readUInt32BE(0) === 0xd0cf11e0 && bytes.readUInt32BE(4) === 0xa1b11ae1;

/**
 * A compound file (MS-CFB, versions 3 and 4): what old office programs keep a document in. No chain goes round or leads
 * beyond the file, and all streams together are no longer than the file is: each sector belongs to one thing.
 *
 * @throws Refusal files/broken (422)
 */
export function readCompound(file: Buffer): Compound {
  if (file.length < 512 || !isCompound(file)) throw broken();
  const sectors = sectorsOf(file);
  const directory = sectors.chain(file.readUInt32LE(48), Number.POSITIVE_INFINITY);
  const entries = entriesOf(directory);
  const root = entries.find(({ type }) => type === ROOT);
  if (!root) throw broken();
  const cutoff = file.readUInt32LE(56);
  let smallFile: { readonly bytes: Buffer; readonly next: Buffer } | undefined;
  const small = () => {
    smallFile ??= {
      bytes: sectors.chain(root.first, Number.POSITIVE_INFINITY),
      next: sectors.chain(file.readUInt32LE(60), Number.POSITIVE_INFINITY),
    };
    return smallFile;
  };
  const listed = entries.filter(({ type }) => type === STREAM);
  const whole = listed.reduce((sum, { size }) => sum + size, 0);
  if (whole > file.length) throw broken();
  return {
    streams: listed.map(({ name, size, first }) => ({
      name,
      size,
      read: () => {
        const bytes = size < cutoff ? smallChain(small(), first, size) : sectors.chain(first, size);
        if (bytes.length < size) throw broken();
        return bytes.subarray(0, size);
      },
    })),
    storages: entries.filter(({ type }) => type === STORAGE).map(({ name }) => name),
  };
}

type Entry = { readonly type: number; readonly name: string; readonly size: number; readonly first: number };

function entriesOf(directory: Buffer): readonly Entry[] {
  if (directory.length < ENTRY || directory.length > MOST_ENTRIES * ENTRY) throw broken();
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const type = directory.readUInt8(at + 66);
    if (type !== STORAGE && type !== STREAM && type !== ROOT) continue;
    const length = Math.max(0, Math.min(62, directory.readUInt16LE(at + 64) - 2));
    entries.push({
      type,
      name: directory.toString('utf16le', at, at + length),
      first: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

function sectorsOf(file: Buffer) {
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw broken();
  const size = 1 << shift;
  const count = Math.ceil(file.length / size) - 1;
  /** The last sector of a file may be cut short where nothing was left to write. */
  const at = (number: number): Buffer => {
    if (number >= count) throw broken();
    return file.subarray((number + 1) * size, (number + 2) * size);
  };
  const table = tableOf(file, size, count, at);
  return {
    chain: (first: number, wanted: number): Buffer => {
      const parts: Buffer[] = [];
      let length = 0;
      for (let next = first; next < LAST_SECTOR && length < wanted; next = table(next)) {
        // Longer than all there are: it goes round.
        if (parts.length >= count) throw broken();
        const part = at(next);
        parts.push(part);
        length += part.length;
      }
      return Buffer.concat(parts);
    },
  };
}

/** Which sector follows which. The header names the first 109 sectors of the table, a chain of further ones the others. */
function tableOf(
  file: Buffer,
  size: number,
  count: number,
  at: (number: number) => Buffer,
): (number: number) => number {
  const perSector = size / 4;
  const places: number[] = [];
  const most = Math.ceil(count / perSector) + 1;
  const put = (place: number): void => {
    if (place < LAST_SECTOR) places.push(place);
    if (places.length > most) throw broken();
  };
  for (let i = 0; i < 109; i += 1) put(file.readUInt32LE(76 + i * 4));
  let further = 0;
  for (let next = file.readUInt32LE(68); next < LAST_SECTOR; ) {
    further += 1;
    const more = at(next);
    if (further > most || more.length < size) throw broken();
    for (let i = 0; i < size - 4; i += 4) put(more.readUInt32LE(i));
    next = more.readUInt32LE(size - 4);
  }
  const parts = places.map(at);
  return (number) => {
    const part = parts[Math.floor(number / perSector)];
    const offset = (number % perSector) * 4;
    if (!part || offset + 4 > part.length) throw broken();
    return part.readUInt32LE(offset);
  };
}

function smallChain(
  { bytes, next }: { readonly bytes: Buffer; readonly next: Buffer },
  first: number,
  size: number,
): Buffer {
  const parts: Buffer[] = [];
  for (let at = first; at < END && parts.length * SMALL < size; ) {
    if (at * 4 + 4 > next.length || (at + 1) * SMALL > bytes.length + SMALL - 1) throw broken();
    parts.push(bytes.subarray(at * SMALL, (at + 1) * SMALL));
    at = next.readUInt32LE(at * 4);
  }
  return Buffer.concat(parts);
}
