import { hash } from 'node:crypto';
import type { LedgerHash } from '../ledger/entry.ts';

/** How the tree hashes (RFC 9162, 2.1.1): leaves and nodes can never be taken for one another. */
export type TreeHash = {
  readonly name: LedgerHash;
  /** Of a tree without leaves. */
  readonly empty: Buffer;
  readonly leaf: (data: Uint8Array) => Buffer;
  readonly node: (left: Uint8Array, right: Uint8Array) => Buffer;
};

const HASH_BYTES = 32;

function hashWith(name: LedgerHash): TreeHash {
  // Filled anew and hashed at once each time: a log has millions of leaves.
  const leafBytes = Buffer.alloc(1 + HASH_BYTES);
  const nodeBytes = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
  return {
    name,
    empty: hash(name, '', 'buffer'),
    leaf: (data) => {
      if (data.length !== HASH_BYTES) return hash(name, Buffer.concat([Buffer.of(0), data]), 'buffer');
      leafBytes.set(data, 1);
      return hash(name, leafBytes, 'buffer');
    },
    node: (left, right) => {
      if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
        return hash(name, Buffer.concat([Buffer.of(1), left, right]), 'buffer');
      nodeBytes.set(left, 1);
      nodeBytes.set(right, 1 + HASH_BYTES);
      return hash(name, nodeBytes, 'buffer');
    },
  };
}

const hashes: Readonly<Record<LedgerHash, TreeHash>> = { sha256: hashWith('sha256'), sm3: hashWith('sm3') };

export const treeHash = (name: LedgerHash): TreeHash => hashes[name];

/** Answers the hash of the perfect subtree of 2^level leaves that begins at leaf index · 2^level. */
export type Nodes = (level: number, index: number) => Promise<Buffer>;

/** Leaves `start` to `end` (exclusive) of a tree, where the recursion of RFC 9162 splits it. */
type Range = { readonly start: number; readonly end: number };

/** The largest power of two below n; n is at least 2. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The perfect subtrees a range is made of, from left to right; each begins at a multiple of its size. */
function perfectIn({ start, end }: Range): readonly { readonly level: number; readonly index: number }[] {
  const found: { level: number; index: number }[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** One after the other: they may come over one connection. */
export async function nodesIn(nodes: Nodes, range: Range): Promise<readonly Buffer[]> {
  const found: Buffer[] = [];
  for (const { level, index } of perfectIn(range)) found.push(await nodes(level, index));
  return found;
}

async function hashesOfRanges(hash: TreeHash, nodes: Nodes, ranges: readonly Range[]): Promise<readonly Buffer[]> {
  const hashes: Buffer[] = [];
  for (const range of ranges) hashes.push(await hashOfRange(hash, nodes, range));
  return hashes;
}

async function hashOfRange(hash: TreeHash, nodes: Nodes, range: Range): Promise<Buffer> {
  return foldRight(hash, await nodesIn(nodes, range));
}

/** The hash over perfect subtrees that get smaller from left to right. */
function foldRight(hash: TreeHash, parts: readonly Buffer[]): Buffer {
  let folded = parts.at(-1) ?? hash.empty;
  for (const part of parts.slice(0, -1).reverse()) folded = hash.node(part, folded);
  return folded;
}

/** The head of the tree of the first `size` leaves. */
export const rootOf = (hash: TreeHash, nodes: Nodes, size: number): Promise<Buffer> =>
  hashOfRange(hash, nodes, { start: 0, end: size });

/** The audit path of a leaf (RFC 9162, 2.1.3.1). @throws RangeError when the tree has no such leaf */
export async function inclusionProof(
  hash: TreeHash,
  nodes: Nodes,
  index: number,
  size: number,
): Promise<readonly Buffer[]> {
  if (!(Number.isSafeInteger(size) && Number.isSafeInteger(index) && index >= 0 && index < size))
    throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const siblings: Range[] = [];
  for (let range = { start: 0, end: size }; range.end - range.start > 1; ) {
    const middle = range.start + splitOf(range.end - range.start);
    const [left, right] = [
      { start: range.start, end: middle },
      { start: middle, end: range.end },
    ];
    siblings.push(index < middle ? right : left);
    range = index < middle ? left : right;
  }
  return hashesOfRanges(hash, nodes, siblings.reverse());
}

/** That a tree only grew (RFC 9162, 2.1.4.1). @throws RangeError when `from` is 0 or above `to` */
export async function consistencyProof(
  hash: TreeHash,
  nodes: Nodes,
  from: number,
  to: number,
): Promise<readonly Buffer[]> {
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from > 0 && from <= to))
    throw new RangeError(`no proof from a tree of ${from} to one of ${to}`);
  const parts: Range[] = [];
  let range = { start: 0, end: to };
  let isWhole = true;
  while (from < range.end) {
    const middle = range.start + splitOf(range.end - range.start);
    if (from <= middle) {
      parts.push({ start: middle, end: range.end });
      range = { start: range.start, end: middle };
    } else {
      parts.push({ start: range.start, end: middle });
      range = { start: middle, end: range.end };
      isWhole = false;
    }
  }
  if (!isWhole) parts.push(range);
  return hashesOfRanges(hash, nodes, parts.reverse());
}

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** Up through levels where the left one has no sibling yet. */
function rise(fn: number, sn: number): readonly [number, number] {
  let [left, last] = [fn, sn];
  while (!isOdd(left) && left !== 0) [left, last] = [half(left), half(last)];
  return [left, last];
}

/** Whether a leaf stands at `index` of the tree with this root (RFC 9162, 2.1.3.2). */
export function isIncluded(
  hash: TreeHash,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!(Number.isSafeInteger(size) && Number.isSafeInteger(index) && index >= 0 && index < size)) return false;
  let [fn, sn] = [index, size - 1];
  let found: Buffer = Buffer.from(leaf);
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      found = hash.node(sibling, found);
      [fn, sn] = rise(fn, sn);
    } else found = hash.node(found, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && found.equals(root);
}

/** A size and the root that was published for it. */
export type Head = { readonly size: number; readonly root: Uint8Array };

/** Whether the later tree begins with the whole of the earlier one (RFC 9162, 2.1.4.2). */
export function isConsistent(hash: TreeHash, from: Head, to: Head, proof: readonly Uint8Array[]): boolean {
  if (![from.size, to.size].every((size) => Number.isSafeInteger(size) && size >= 0) || from.size > to.size)
    return false;
  if (from.size === to.size) return proof.length === 0 && Buffer.from(from.root).equals(to.root);
  if (from.size === 0) return proof.length === 0 && hash.empty.equals(from.root);
  let [fn, sn] = [from.size - 1, to.size - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  // A tree of a power of two is itself the first part.
  const path = fn === 0 ? [from.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let older: Buffer = Buffer.from(first);
  let newer = older;
  for (const part of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      older = hash.node(part, older);
      newer = hash.node(part, newer);
      [fn, sn] = rise(fn, sn);
    } else newer = hash.node(newer, part);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && older.equals(from.root) && newer.equals(to.root);
}

/** A tree that grows leaf by leaf and knows its root; its memory is one hash for each level. */
export type GrowingTree = {
  readonly size: () => number;
  readonly root: () => Buffer;
  /** The root it would have with these leaves besides. */
  readonly rootWith: (leaves: readonly Buffer[]) => Buffer;
  /** @param leaf hash of the leaf, not its data */
  readonly append: (leaf: Buffer) => void;
};

/**
 * @param from the tree to go on from: its size and its perfect subtrees from left to right, as `perfectIn` names them
 * @param onNode told of every perfect subtree of two leaves and more when it is complete
 */
export function growingTree(
  hash: TreeHash,
  from: { readonly size: number; readonly parts: readonly Buffer[] } = { size: 0, parts: [] },
  onNode: (level: number, index: number, node: Buffer) => void = () => undefined,
): GrowingTree {
  let { size } = from;
  const parts = [...from.parts];
  return {
    size: () => size,
    root: () => foldRight(hash, parts),
    rootWith: (leaves) => {
      const larger = growingTree(hash, { size, parts });
      for (const leaf of leaves) larger.append(leaf);
      return larger.root();
    },
    append: (leaf) => {
      let node = leaf;
      let [level, index] = [0, size];
      while (isOdd(index)) {
        const left = parts.pop();
        if (left === undefined) throw new Error('a growing tree lacks a part');
        node = hash.node(left, node);
        level += 1;
        index = half(index);
        onNode(level, index, node);
      }
      parts.push(node);
      size += 1;
    },
  };
}
