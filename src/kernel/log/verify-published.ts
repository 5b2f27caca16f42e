import { refuse } from '../refusal.ts';
import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { type Faults, faultList, type LogFault } from './fault.ts';
import { CHECKPOINT, readStatic } from './files.ts';
import { growingTree, type TreeHash, treeHash } from './merkle.ts';
import { parseNote, type Verifier } from './note.ts';
import { hashForKey, verifierOf, witnessOf } from './signer.ts';
import {
  beginningOfBundle,
  entriesInBundle,
  HASH_BYTES,
  hashesIn,
  levelsOf,
  perfectHash,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesIn,
  widthIn,
} from './tiles.ts';

/** Reads a file of a published log; null when it is not there. */
export type ReadPublished = (path: string) => Promise<Buffer | null>;

export type PublishedVerification = {
  readonly origin: string | null;
  readonly size: number;
  /** Witnesses among those asked for who have signed. */
  readonly witnesses: readonly string[];
  readonly faults: readonly LogFault[];
};

const TIMEOUT_MS = 60_000;
/** A full bundle of the largest entries there can be. */
const MAX_FILE = TILE_WIDTH * (65_535 + 2);

/**
 * Reads from a folder or from an address.
 *
 * @throws Refusal log/unreachable
 */
export function publishedAt(place: string): ReadPublished {
  if (!/^https?:\/\//u.test(place)) return (path) => readStatic(place, path);
  const prefix = place.replace(/\/+$/u, '');
  return async (path) => {
    const response = await fetch(`${prefix}/${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => {
      throw refuse('log/unreachable', { place: `${prefix}/${path}` }, 502);
    });
    if (response.status === 404) return null;
    if (!response.ok) throw refuse('log/unreachable', { place: `${prefix}/${path}` }, 502);
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > MAX_FILE) throw refuse('log/unreachable', { place: `${prefix}/${path}` }, 502);
      parts.push(Buffer.from(part));
    }
    return Buffer.concat(parts);
  };
}

/**
 * Checks a published log from outside, with no database: signature, every bundle, every tile, the root, and that it
 * goes on from checkpoints that somebody kept.
 *
 * @param vkey the key of the log, as it was made known
 * @param kept checkpoints seen before, whole as they were published
 * @param witnesses keys of witnesses whose signature is wanted
 * @throws Refusal log/not-a-key, log/unreachable
 */
export async function verifyPublished(
  read: ReadPublished,
  {
    vkey,
    kept = [],
    witnesses = [],
  }: { readonly vkey: string; readonly kept?: readonly string[]; readonly witnesses?: readonly string[] },
): Promise<PublishedVerification> {
  const faults = faultList();
  const verifier = verifierOf(vkey);
  const hash = treeHash(hashForKey(vkey));
  const note = await read(CHECKPOINT);
  const head = note && opened(note, [verifier], CHECKPOINT, faults);
  if (!note) faults.add('checkpoint-missing', CHECKPOINT);
  if (!note || !head) return { origin: null, size: 0, witnesses: [], faults: faults.all };
  const older: Checkpoint[] = [];
  for (const [place, text] of kept.entries()) {
    const checkpoint = opened(text, [verifier], `kept ${place + 1}`, faults);
    if (checkpoint && checkpoint.origin !== head.origin) faults.add('checkpoint-changed', `kept ${place + 1}`);
    else if (checkpoint) older.push(checkpoint);
  }
  await checkTree(read, hash, head, older, faults);
  return { origin: head.origin, size: head.size, witnesses: signedBy(note, witnesses), faults: faults.all };
}

function opened(
  note: Buffer | string,
  verifiers: readonly Verifier[],
  place: string,
  faults: Faults,
): Checkpoint | null {
  try {
    return openCheckpoint(note, verifiers);
  } catch {
    faults.add(isCheckpoint(note) ? 'signature-forged' : 'checkpoint-changed', place);
    return null;
  }
}

function isCheckpoint(note: Buffer | string): boolean {
  try {
    parseCheckpoint(parseNote(note).text);
    return true;
  } catch {
    return false;
  }
}

function signedBy(note: Buffer, vkeys: readonly string[]): readonly string[] {
  const { text, signatures } = parseNote(note);
  return vkeys
    .map(witnessOf)
    .filter((witness) =>
      signatures.some(
        ({ name, keyId, signature }) =>
          name === witness.name && keyId === witness.keyId && witness.verify(text, signature),
      ),
    )
    .map(({ name }) => name);
}

type Place = Pick<Tile, 'level' | 'index'>;

/** A tile that was read, or null when it is not there. */
type ReadTile = (tile: Place) => Promise<Buffer | null>;

function tileReader(read: ReadPublished, size: number): ReadTile {
  return async (tile) => {
    const width = widthIn(size, tile);
    const bytes = await read(tilePath({ ...tile, width }));
    if (bytes !== null || width === TILE_WIDTH) return bytes;
    // A full tile may have taken the place of a partial one.
    const full = await read(tilePath({ ...tile, width: TILE_WIDTH }));
    if (full === null) return null;
    return tile.level === 'entries' ? beginningOfBundle(full, width) : full.subarray(0, width * HASH_BYTES);
  };
}

/** Computes the tree from the bundles and holds tiles, root and kept checkpoints against it. */
async function checkTree(
  read: ReadPublished,
  hash: TreeHash,
  head: Checkpoint,
  older: readonly Checkpoint[],
  faults: Faults,
): Promise<void> {
  const readTile = tileReader(read, head.size);
  const name = (tile: Place): string => tilePath({ ...tile, width: widthIn(head.size, tile) });
  const wanted = new Set(older.map(({ size }) => size));
  const built = await build(readTile, hash, head, wanted, (fault, tile) => faults.add(fault, name(tile)));
  const odd = await oddCells(readTile, head.size, built.above, (fault, tile) => faults.add(fault, name(tile)));
  if (built.root.equals(head.root)) for (const { tile } of odd) faults.add('tile-changed', name(tile));
  else {
    // The tiles above were signed over something else than what is below them now.
    for (const { tile, cells } of odd) {
      if (tile.level !== 1) continue;
      for (const index of cells) {
        faults.add('tile-changed', name({ level: 'entries', index }));
        faults.add('tile-changed', name({ level: 0, index }));
      }
    }
    if (faults.all.length === 0) faults.add('root-differs', CHECKPOINT);
  }
  const isWhole = !faults.all.some(({ fault }) => fault.startsWith('tile'));
  for (const { size, root } of older) {
    if (size > head.size) faults.add('log-truncated', `${CHECKPOINT} ${head.size}, kept ${size}`);
    else if (isWhole && !built.roots.get(size)?.equals(root)) faults.add('log-forked', `kept ${size}`);
  }
}

type Tell = (fault: 'tile-changed' | 'tile-missing', tile: Place) => void;

type Built = {
  readonly root: Buffer;
  readonly roots: ReadonlyMap<number, Buffer>;
  /** Hashes that the tiles of each level from 1 upwards must have. */
  readonly above: readonly (readonly Buffer[] | undefined)[];
};

async function build(
  readTile: ReadTile,
  hash: TreeHash,
  head: Checkpoint,
  wanted: ReadonlySet<number>,
  tell: Tell,
): Promise<Built> {
  const roots = new Map<number, Buffer>();
  const above: Buffer[][] = [];
  const tree = growingTree(hash, undefined, (level, index, node) => {
    if (level % 8 !== 0) return;
    const nodes = above[level / 8] ?? [];
    above[level / 8] = nodes;
    nodes[index] = node;
  });
  if (wanted.has(0)) roots.set(0, tree.root());
  const tiles = tilesIn(head.size, 0);
  const grow = (leaves: readonly Buffer[]): void => {
    for (const leaf of leaves) {
      tree.append(leaf);
      if (wanted.has(tree.size())) roots.set(tree.size(), tree.root());
    }
  };
  for (let index = 0; index < tiles; index += 1) {
    const { entries, hashes } = await bottomOf(readTile, hash, head.size, index, tell);
    if (!entries || !hashes || isSame(entries, hashes)) grow(entries ?? hashes ?? []);
    else {
      const isFull = hashes.length === TILE_WIDTH;
      const over = isFull ? await cellAbove(readTile, index) : head.root;
      const rootOver = (leaves: readonly Buffer[]): Buffer =>
        isFull ? perfectHash(hash, leaves) : tree.rootWith(leaves);
      grow(whichIsRight({ entries, hashes, over, rootOver }, index, tell));
    }
  }
  return { root: tree.root(), roots, above };
}

type Dispute = {
  readonly entries: readonly Buffer[];
  readonly hashes: readonly Buffer[];
  readonly over: Buffer | null;
  readonly rootOver: (leaves: readonly Buffer[]) => Buffer;
};

/** Where a bundle and its tile differ, what stands above says which of the two was changed, or that both were. */
function whichIsRight({ entries, hashes, over, rootOver }: Dispute, index: number, tell: Tell): readonly Buffer[] {
  const areEntriesRight = over?.equals(rootOver(entries)) ?? false;
  const areHashesRight = over?.equals(rootOver(hashes)) ?? false;
  if (!areEntriesRight) tell('tile-changed', { level: 'entries', index });
  if (!areHashesRight) tell('tile-changed', { level: 0, index });
  return areHashesRight ? hashes : entries;
}

const isSame = (a: readonly Buffer[], b: readonly Buffer[]): boolean =>
  a.length === b.length && a.every((hash, place) => b[place]?.equals(hash) ?? false);

/** The leaves under one tile of level 0, as the entries have them and as the tile has them; null for what cannot be read. */
async function bottomOf(readTile: ReadTile, hash: TreeHash, size: number, index: number, tell: Tell) {
  const width = widthIn(size, { level: 0, index });
  const leavesOf = async (
    tile: Place,
    parse: (bytes: Buffer) => readonly Buffer[],
  ): Promise<readonly Buffer[] | null> => {
    try {
      const bytes = await readTile(tile);
      if (bytes !== null) return parse(bytes);
      tell('tile-missing', tile);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      tell('tile-changed', tile);
    }
    return null;
  };
  return {
    entries: await leavesOf({ level: 'entries', index }, (bytes) =>
      entriesInBundle(bytes, width).map((entry) => hash.leaf(entry)),
    ),
    hashes: await leavesOf({ level: 0, index }, (bytes) => hashesIn(bytes, width)),
  };
}

/** What the tile above says of a full tile of level 0. */
async function cellAbove(readTile: ReadTile, index: number): Promise<Buffer | null> {
  const tile = await readTile({ level: 1, index: Math.floor(index / TILE_WIDTH) });
  const place = (index % TILE_WIDTH) * HASH_BYTES;
  return tile && tile.length >= place + HASH_BYTES ? tile.subarray(place, place + HASH_BYTES) : null;
}

type OddTile = {
  readonly tile: Place /** Indexes, in their level, of the hashes that are not what is below them. */;
  readonly cells: readonly number[];
};

/** Tiles above level 0 that are not what the leaves come to. */
async function oddCells(
  readTile: ReadTile,
  size: number,
  above: Built['above'],
  tell: Tell,
): Promise<readonly OddTile[]> {
  const odd: OddTile[] = [];
  for (let level = 1; level < levelsOf(size); level += 1) {
    for (let index = 0; index < tilesIn(size, level); index += 1) {
      const tile = { level, index };
      const bytes = await readTile(tile);
      const first = index * TILE_WIDTH;
      const expected = (above[level] ?? []).slice(first, first + TILE_WIDTH);
      if (bytes === null) tell('tile-missing', tile);
      else if (bytes.length !== expected.length * HASH_BYTES) tell('tile-changed', tile);
      else {
        const cells = hashesIn(bytes, expected.length).flatMap((hash, place) =>
          expected[place]?.equals(hash) ? [] : [first + place],
        );
        if (cells.length > 0) odd.push({ tile, cells });
      }
    }
  }
  return odd;
}
