import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growingTree, rootOf, treeHash } from './merkle.ts';
import {
  bundleOf,
  entriesInBundle,
  hashesIn,
  levelsOf,
  nodesOfTiles,
  numberPath,
  parseTilePath,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesGrown,
  tilesIn,
  widthIn,
} from './tiles.ts';

const sha256 = treeHash('sha256');

test.each([
  [0, '000'],
  [999, '999'],
  [1000, 'x001/000'],
  [1234067, 'x001/x234/067'],
])('tile %i stands at %s', (index, path) => expect(numberPath(index)).toBe(path));

/** The examples of the specification. */
test.each([
  [
    70_000,
    [
      { level: 0, full: 273, rest: 112 },
      { level: 1, full: 1, rest: 17 },
      { level: 2, full: 0, rest: 1 },
    ],
  ],
  [
    256,
    [
      { level: 0, full: 1, rest: 0 },
      { level: 1, full: 0, rest: 1 },
    ],
  ],
])('a tree of %i', (size, levels) => {
  expect(levelsOf(size)).toBe(levels.length);
  for (const { level, full, rest } of levels) {
    if (full > 0) expect(widthIn(size, { level, index: full - 1 })).toBe(TILE_WIDTH);
    expect(widthIn(size, { level, index: full })).toBe(rest);
    expect(tilesIn(size, level)).toBe(full + (rest > 0 ? 1 : 0));
  }
});

const tile: fc.Arbitrary<Tile> = fc.record({
  level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 6 })),
  index: fc.nat({ max: 999_999_999_999 }),
  width: fc.integer({ min: 1, max: 256 }),
});

test('every tile has one path', () => {
  fc.assert(
    fc.property(tile, (one) => {
      expect(parseTilePath(tilePath(one))).toEqual(one);
    }),
  );
});

test.each([
  'tile/0/0',
  'tile/0/0000',
  'tile/0/x000/000',
  'tile/0/001/000',
  'tile/00/000',
  'tile/7/000',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/000.p',
  'tile/0/000/',
  'tile/0/x001',
  'tile/entries/../../keys/master.key',
  'tile/0/000\n',
])('%j is the path of no tile', (path) => expect(parseTilePath(path)).toBeNull());

test('nothing else is read as a path', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'tile/enrs0123456789x.p-%') }), (text) => {
      const parsed = parseTilePath(`tile/${text}`);
      return parsed === null || tilePath(parsed) === `tile/${text}`;
    }),
  );
});

describe('a bundle', () => {
  test('gives back what went in', () => {
    const entries = fc.array(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      { maxLength: 256 },
    );
    fc.assert(
      fc.property(entries, (list) => {
        expect(entriesInBundle(bundleOf(list), list.length)).toEqual(list);
      }),
    );
  });
  test('that is none is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 20 }), (bytes, width) => {
        try {
          return bundleOf(entriesInBundle(Buffer.from(bytes), width)).equals(bytes);
        } catch (error) {
          return error instanceof RangeError;
        }
      }),
    );
  });
});

test('a tree is the same leaf by leaf and out of its tiles, also where tiles have three levels', async () => {
  const SIZE = 66_000;
  const levels: Buffer[][] = [[], [], []];
  const tree = growingTree(sha256, undefined, (level, index, node) => {
    if (level % 8 === 0) levels[level / 8]?.splice(index, 1, node);
  });
  const roots = new Map<number, Buffer>();
  const sizes = [1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, SIZE];
  for (let i = 0; i < SIZE; i += 1) {
    const leaf = sha256.leaf(Buffer.from(`${i}`));
    levels[0]?.push(leaf);
    tree.append(leaf);
    if (sizes.includes(i + 1)) roots.set(i + 1, tree.root());
  }
  for (const size of sizes) {
    const nodes = nodesOfTiles(sha256, size, async ({ level, index, width }) => {
      const hashes = levels[level]?.slice(index * TILE_WIDTH, index * TILE_WIDTH + width) ?? [];
      expect(hashes.length).toBe(width);
      return Buffer.concat(hashes);
    });
    expect(await rootOf(sha256, nodes, size)).toEqual(roots.get(size));
  }
});

test('a tile of another length is refused', () => {
  expect(() => hashesIn(Buffer.alloc(63), 2)).toThrow(RangeError);
});

test('growth names each tile that has become wider, once, and no other', () => {
  fc.assert(
    fc.property(fc.nat({ max: 3000 }), fc.nat({ max: 3000 }), (from, more) => {
      const to = from + more;
      const grown = [...tilesGrown(from, to)];
      const expected: Tile[] = [];
      for (const level of ['entries', 0, 1, 2] as const) {
        for (let index = 0; index < tilesIn(to, level); index += 1) {
          const width = widthIn(to, { level, index });
          if (width > widthIn(from, { level, index })) expected.push({ level, index, width });
        }
      }
      expect(grown).toEqual(expected);
    }),
  );
});
