import type { Nodes, TreeHash } from './merkle.ts';

/** Leaves or nodes in a full tile (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
export const HASH_BYTES = 32;
/** Above this, sizes and indexes could not be told apart by a double. */
const MAX_LEVEL = 6;

/** One static file of the log: hashes of a level, or the entries that the hashes of level 0 are of. */
export type Tile = {
  readonly level: number | 'entries';
  readonly index: number;
  /** 256 when it is full. */
  readonly width: number;
};

/** `tile/0/x001/x234/067.p/8`: where a tile is found below the log. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${numberPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Three digits a folder, every folder but the last marked with an x. */
export function numberPath(n: number): string {
  const digits = String(n);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/gu) ?? [];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** Reads a path as `tilePath` writes it; null for anything else. */
export function parseTilePath(path: string): Tile | null {
  const match = /^tile\/(entries|0|[1-6])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/u.exec(path);
  if (!match) return null;
  const [, level = '', number = '', width] = match;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(number.replaceAll(/[x/]/gu, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  // One tile has one name: no needless zeros, no full tile called partial.
  return tilePath(tile) === path && tile.width <= TILE_WIDTH ? tile : null;
}

/** How many hashes a tile has in a tree of this size: 256 when full, 0 when it is not there. */
export function widthIn(size: number, { level, index }: Pick<Tile, 'level' | 'index'>): number {
  const inLevel = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, inLevel - index * TILE_WIDTH));
}

/** Levels of tiles in a tree of this size. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (levels <= MAX_LEVEL && Math.floor(size / TILE_WIDTH ** levels) > 0) levels += 1;
  return levels;
}

/** How many tiles, full or partial, a level has in a tree of this size. */
export const tilesIn = (size: number, level: number | 'entries'): number =>
  Math.ceil(Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level)) / TILE_WIDTH);

/** Every tile of a tree that was not there, or not as wide, in an earlier one; entries first, then from below. */
export function* tilesGrown(from: number, to: number): Generator<Tile> {
  const levels: readonly Tile['level'][] = ['entries', ...Array.from({ length: levelsOf(to) }, (_, level) => level)];
  for (const level of levels) {
    const perHash = TILE_WIDTH ** (level === 'entries' ? 0 : level);
    const first = Math.floor(Math.floor(from / perHash) / TILE_WIDTH);
    for (let index = first; index < tilesIn(to, level); index += 1) {
      const width = widthIn(to, { level, index });
      if (width > widthIn(from, { level, index })) yield { level, index, width };
    }
  }
}

/** The hashes in a tile. @throws RangeError when the bytes are not so many hashes */
export function hashesIn(bytes: Buffer, width: number): readonly Buffer[] {
  if (bytes.length !== width * HASH_BYTES) throw new RangeError('a tile of another width');
  return Array.from({ length: width }, (_, place) => bytes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES));
}

/** Entries one after the other, each behind its length in two bytes. */
export const bundleOf = (entries: readonly Buffer[]): Buffer =>
  Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );

/** The entries of a bundle. @throws RangeError when it ends within one or has another number */
export function entriesInBundle(bytes: Buffer, width: number): readonly Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 2 > bytes.length) throw new RangeError('a bundle ends within a length');
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) throw new RangeError('a bundle ends within an entry');
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== width) throw new RangeError('a bundle of another width');
  return entries;
}

/** The first entries of a bundle. @throws RangeError when it ends before */
export function beginningOfBundle(bytes: Buffer, width: number): Buffer {
  let at = 0;
  for (let count = 0; count < width; count += 1) {
    if (at + 2 > bytes.length) throw new RangeError('a bundle ends too early');
    at += 2 + bytes.readUInt16BE(at);
  }
  return bytes.subarray(0, at);
}

/** The hash over 2^n hashes. */
export function perfectHash(hash: TreeHash, hashes: readonly Buffer[]): Buffer {
  let level = hashes;
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) next.push(hash.node(level[i] ?? NOTHING, level[i + 1] ?? NOTHING));
    level = next;
  }
  return level[0] ?? hash.empty;
}
const NOTHING = Buffer.alloc(0);

/** Bytes of a tile of hashes. */
export type LoadTile = (tile: Tile & { readonly level: number }) => Promise<Buffer>;

/** Reads nodes of a tree of this size out of its tiles; each tile is loaded once. */
export function nodesOfTiles(hash: TreeHash, size: number, load: LoadTile): Nodes {
  const loaded = new Map<string, Promise<readonly Buffer[]>>();
  const tileAt = (level: number, index: number): Promise<readonly Buffer[]> => {
    const key = `${level}/${index}`;
    const known = loaded.get(key);
    if (known) return known;
    const width = widthIn(size, { level, index });
    const loading = load({ level, index, width }).then((bytes) => hashesIn(bytes, width));
    loaded.set(key, loading);
    return loading;
  };
  return async (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const span = 2 ** (level % TILE_HEIGHT);
    const first = index * span;
    const hashes = await tileAt(tileLevel, Math.floor(first / TILE_WIDTH));
    const place = first % TILE_WIDTH;
    const within = hashes.slice(place, place + span);
    if (within.length !== span) throw new RangeError(`no node ${level}/${index} in a tree of ${size}`);
    return perfectHash(hash, within);
  };
}
