import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  growingTree,
  inclusionProof,
  isConsistent,
  isIncluded,
  type Nodes,
  rootOf,
  treeHash,
} from './merkle.ts';

const sha256 = treeHash('sha256');

/** The tree as RFC 9162 defines it, word for word; everything else is held against it. */
function definedRoot(hash: typeof sha256, leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return hash.empty;
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return hash.node(definedRoot(hash, leaves.slice(0, k)), definedRoot(hash, leaves.slice(k)));
}

const nodesOver =
  (hash: typeof sha256, leaves: readonly Buffer[]): Nodes =>
  async (level, index) =>
    definedRoot(hash, leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));

const leavesOf = (hash: typeof sha256, count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, i) => hash.leaf(Buffer.from(`leaf ${i}`)));

/** Inputs and roots of the test suite of Certificate Transparency. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const known = INPUTS.map((input) => sha256.leaf(Buffer.from(input, 'hex')));

describe('published roots of Certificate Transparency', () => {
  test('of no leaf', () => {
    expect(sha256.empty.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
  test.each(ROOTS.map((root, i) => [i + 1, root] as const))('of %i leaves', async (size, root) => {
    const leaves = known.slice(0, size);
    expect((await rootOf(sha256, nodesOver(sha256, leaves), size)).toString('hex')).toBe(root);
    const tree = growingTree(sha256);
    for (const leaf of leaves) tree.append(leaf);
    expect([tree.size(), tree.root().toString('hex')]).toEqual([size, root]);
  });
  test.each([
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  ])('path of leaf %i in a tree of %i', async (index, size, path) => {
    const proof = await inclusionProof(sha256, nodesOver(sha256, known), index, size);
    expect(proof.map((hash) => hash.toString('hex'))).toEqual(path);
  });
  test.each([
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('from a tree of %i to one of %i', async (from, to, path) => {
    const proof = await consistencyProof(sha256, nodesOver(sha256, known), from, to);
    expect(proof.map((hash) => hash.toString('hex'))).toEqual(path);
  });
});

describe.each([
  ['sha256', 70],
  ['sm3', 20],
] as const)('with %s', (name, MOST) => {
  const hash = treeHash(name);
  const leaves = leavesOf(hash, MOST);
  const nodes = nodesOver(hash, leaves);
  const roots = Array.from({ length: MOST + 1 }, (_, size) => definedRoot(hash, leaves.slice(0, size)));
  const root = (size: number): Buffer => roots[size] ?? hash.empty;

  test('the root is the one that is defined, and a tree that grows has it at every size', async () => {
    const tree = growingTree(hash);
    for (let size = 0; size <= MOST; size += 1) {
      expect(await rootOf(hash, nodes, size)).toEqual(root(size));
      expect(tree.root()).toEqual(root(size));
      tree.append(leaves[size] ?? hash.empty);
    }
  });

  test('every leaf of every tree is proved, and at no other place', async () => {
    for (let size = 1; size <= MOST; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = await inclusionProof(hash, nodes, index, size);
        const leaf = leaves[index] ?? hash.empty;
        expect(isIncluded(hash, leaf, index, size, proof, root(size))).toBe(true);
        expect(isIncluded(hash, leaf, index + 1, size, proof, root(size))).toBe(false);
        expect(isIncluded(hash, leaf, index, size + 1, proof, root(size + 1))).toBe(false);
        expect(isIncluded(hash, hash.leaf(leaf), index, size, proof, root(size))).toBe(false);
        expect(isIncluded(hash, leaf, index, size, [...proof, leaf], root(size))).toBe(false);
        if (proof.length > 0) expect(isIncluded(hash, leaf, index, size, proof.slice(1), root(size))).toBe(false);
      }
    }
  });

  test('every tree is proved to begin with every smaller one, and with nothing else', async () => {
    for (let to = 1; to <= MOST; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        const proof = await consistencyProof(hash, nodes, from, to);
        const [older, newer] = [
          { size: from, root: root(from) },
          { size: to, root: root(to) },
        ];
        expect(isConsistent(hash, older, newer, proof)).toBe(true);
        expect(isConsistent(hash, { size: from, root: root(from - 1) }, newer, proof)).toBe(false);
        expect(isConsistent(hash, older, { size: to, root: root(to - 1) }, proof)).toBe(false);
        expect(isConsistent(hash, older, newer, [...proof, root(1)])).toBe(false);
        if (proof.length > 0) expect(isConsistent(hash, older, newer, proof.slice(1))).toBe(false);
        if (from > 1) expect(isConsistent(hash, { size: from - 1, root: root(from) }, newer, proof)).toBe(false);
      }
    }
    expect(isConsistent(hash, { size: 0, root: hash.empty }, { size: 5, root: root(5) }, [])).toBe(true);
    expect(isConsistent(hash, { size: 0, root: root(1) }, { size: 5, root: root(5) }, [])).toBe(false);
    expect(isConsistent(hash, { size: 6, root: root(6) }, { size: 5, root: root(5) }, [])).toBe(false);
  });
});

/** A tree whose leaves are all alike has one hash for each level: any size can be looked at. */
const alike = ((): Nodes => {
  const levels = [sha256.leaf(Buffer.from('same'))];
  for (let level = 1; level < 53; level += 1) {
    const below = levels[level - 1] ?? sha256.empty;
    levels.push(sha256.node(below, below));
  }
  return async (level) => levels[level] ?? sha256.empty;
})();
const size = fc.integer({ min: 1, max: 2 ** 50 });

test('leaves of trees beyond any city are proved', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat({ max: 2 ** 50 }), async (of, at) => {
      const index = at % of;
      const proof = await inclusionProof(sha256, alike, index, of);
      const root = await rootOf(sha256, alike, of);
      return isIncluded(sha256, await alike(0, 0), index, of, proof, root) && proof.length <= 51;
    }),
  );
});

test('so is their growth', async () => {
  await fc.assert(
    fc.asyncProperty(size, size, async (one, other) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const proof = await consistencyProof(sha256, alike, from, to);
      const head = async (of: number) => ({ size: of, root: await rootOf(sha256, alike, of) });
      return isConsistent(sha256, await head(from), await head(to), proof);
    }),
  );
});

test.each([
  [0, 0],
  [5, 5],
  [-1, 5],
  [0.5, 5],
  [0, 2 ** 53],
])('there is no leaf %d in a tree of %d', async (index, of) => {
  await expect(inclusionProof(sha256, alike, index, of)).rejects.toThrow(RangeError);
  expect(isIncluded(sha256, sha256.empty, index, of, [], sha256.empty)).toBe(false);
});

test.each([
  [0, 5],
  [6, 5],
  [Number.NaN, 5],
])('there is no proof from %d to %d', async (from, to) => {
  await expect(consistencyProof(sha256, alike, from, to)).rejects.toThrow(RangeError);
});

test('what was never a proof is none', () => {
  const hashes = fc.array(fc.uint8Array({ minLength: 0, maxLength: 40 }), { maxLength: 60 });
  const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(root, fc.maxSafeInteger(), fc.maxSafeInteger(), hashes, root, (leaf, index, of, proof, head) => {
      expect(isIncluded(sha256, leaf, index, of, proof, head)).toBe(false);
      expect(isConsistent(sha256, { size: index, root: leaf }, { size: of, root: head }, proof)).toBe(false);
    }),
  );
});
