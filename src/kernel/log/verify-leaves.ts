import type pg from 'pg';
import { parseCheckpoint } from './checkpoint.ts';
import type { Faults } from './fault.ts';
import { growingTree } from './merkle.ts';
import { type Note, parseNote, parseSignatureLine, type Verifier } from './note.ts';
import { verifierOf } from './signer.ts';
import { hashOfLog, type LogRow } from './store.ts';
import { HASH_BYTES, hashesIn, TILE_WIDTH } from './tiles.ts';
import { ENTRY_BYTES, type TileCheck } from './verify-files.ts';

type Stretch = { readonly first: number; readonly data: readonly Buffer[] };
type CheckpointRow = readonly [size: number, root: Buffer, note: string];

const LEAVES = 10_000;
const CHECKPOINTS = 2_000;

/** What the leaves of a log come to when everything is computed again. */
export type Recomputed = {
  readonly leaves: number;
  readonly checkpoints: number;
  /** Size of the last checkpoint; null when there is none. */
  readonly signed: number | null;
  /** Roots at the sizes that were asked for. */
  readonly roots: ReadonlyMap<number, Buffer>;
};

/**
 * Computes the tree of a log again from its leaves, and holds every checkpoint, stored node and tile against it.
 *
 * @param wanted sizes whose root is wanted besides
 */
export async function recompute(
  client: pg.PoolClient,
  log: LogRow,
  wanted: ReadonlySet<number>,
  files: TileCheck | null,
  faults: Faults,
): Promise<Recomputed> {
  const hash = hashOfLog(log);
  const nodes = nodeCheck();
  const roots = new Map<number, Buffer>();
  const tree = growingTree(hash, undefined, (level, index, node) => {
    if (level % 8 === 0) nodes.add(level / 8, index, node);
  });
  const checkpoints = checkpointCheck(client, log, faults);
  const atSize = async (size: number): Promise<void> => {
    if (wanted.has(size)) roots.set(size, tree.root());
    if ((await checkpoints.next()) === size) await checkpoints.check(tree.root);
  };
  await atSize(0);
  let tile = openTile();
  for await (const { first, data } of leavesOf(client, log.id)) {
    if (first !== tree.size()) {
      faults.add('leaf-missing', `leaf ${tree.size()}`);
      return { leaves: tree.size(), ...(await checkpoints.rest(tree.size())), roots };
    }
    for (const held of data) {
      const index = tree.size();
      const leaf = hash.leaf(held);
      tree.append(leaf);
      tile.put(held, leaf);
      if (tile.width() === TILE_WIDTH) {
        if (files) await tile.compare(files, index);
        tile = openTile();
      }
      if (wanted.has(index + 1) || checkpoints.upcoming() === index + 1) await atSize(index + 1);
    }
  }
  if (files && tile.width() > 0) await tile.compare(files, tree.size() - 1);
  await nodes.compare(client, log.id, files, faults);
  return { leaves: tree.size(), ...(await checkpoints.rest(tree.size())), roots };
}

/** Leaves in stretches without a gap; where there is one, the stretch after it begins later than the one before ended. */
async function* leavesOf(client: pg.PoolClient, log: number): AsyncGenerator<Stretch> {
  for (let next = 0; ; ) {
    // Many hashes in one value are read several times faster than one by one.
    const { rows } = await client.query<{ first: number; last: number; count: number; hashes: Buffer | null }>({
      name: 'kernel-verify-leaves',
      text: `select coalesce(min(index), -1) as first, coalesce(max(index), -1) as last, count(*) as count,
                    string_agg(hash, ''::bytea order by index) as hashes
               from (select index, hash from kernel.log_leaf where log = $1 and index >= $2 order by index limit $3) l`,
      values: [log, next, LEAVES],
    });
    const [row] = rows;
    if (!row?.hashes) return;
    const { first, last, count, hashes } = row;
    if (last - first + 1 === count && hashes.length === count * HASH_BYTES)
      yield { first, data: hashesIn(hashes, count) };
    else yield* oneByOne(client, log, next);
    if (count < LEAVES) return;
    next = last + 1;
  }
}

/** The same with a gap in it, or with a leaf that holds no hash. */
async function* oneByOne(client: pg.PoolClient, log: number, from: number): AsyncGenerator<Stretch> {
  const { rows } = await client.query<{ index: number; hash: Buffer }>(
    'select index, hash from kernel.log_leaf where log = $1 and index >= $2 order by index limit $3',
    [log, from, LEAVES],
  );
  for (const { index, hash } of rows) yield { first: index, data: [hash] };
}

/** The tile of level 0 that leaves are filling, with the bundle of what they hold. */
function openTile() {
  const hashes: Buffer[] = [];
  const entries: Buffer[] = [];
  return {
    width: () => hashes.length,
    put: (data: Buffer, leaf: Buffer): void => {
      hashes.push(leaf);
      entries.push(LENGTH, data);
    },
    compare: async (files: TileCheck, lastIndex: number): Promise<void> => {
      const index = Math.floor(lastIndex / TILE_WIDTH);
      await files.compare({ level: 'entries', index }, Buffer.concat(entries));
      await files.compare({ level: 0, index }, Buffer.concat(hashes));
    },
  };
}
const LENGTH = Buffer.alloc(2);
LENGTH.writeUInt16BE(ENTRY_BYTES - 2);

/** Hashes of full tiles as they come out, held against the stored ones and the tiles above when all are there. */
function nodeCheck() {
  const levels: Buffer[][] = [];
  return {
    add: (level: number, index: number, node: Buffer): void => {
      const nodes = levels[level] ?? [];
      levels[level] = nodes;
      nodes[index] = node;
    },
    compare: async (client: pg.PoolClient, log: number, files: TileCheck | null, faults: Faults): Promise<void> => {
      const { rows } = await client.query<{ level: number; index: number; hash: Buffer }>(
        'select level, index, hash from kernel.log_node where log = $1 order by level, index',
        [log],
      );
      const stored = new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
      for (const [level, nodes] of levels.entries()) {
        for (const [index, node] of (nodes ?? []).entries()) {
          const key = `${level}/${index}`;
          if (!stored.get(key)?.equals(node)) faults.add('node-differs', `node ${key}`);
          stored.delete(key);
        }
        for (let first = 0; files && first < (nodes?.length ?? 0); first += TILE_WIDTH) {
          const tile = Buffer.concat(nodes?.slice(first, first + TILE_WIDTH) ?? []);
          await files.compare({ level, index: first / TILE_WIDTH }, tile);
        }
      }
      for (const key of stored.keys()) faults.add('node-differs', `node ${key}`);
    },
  };
}

/** Checkpoints in the order of their sizes, each looked at when the tree has grown to it. */
function checkpointCheck(client: pg.PoolClient, log: LogRow, faults: Faults) {
  const verifier = verifierOf(log.vkey);
  let waiting: CheckpointRow[] = [];
  let isRead = false;
  let count = 0;
  let signed: number | null = null;
  let read = -1;
  const fill = async (): Promise<void> => {
    const { rows } = await client.query({
      name: 'kernel-verify-checkpoints',
      text: 'select size, root, note from kernel.log_checkpoint where log = $1 and size > $2 order by size limit $3',
      values: [log.id, read, CHECKPOINTS],
      rowMode: 'array',
    });
    waiting = (rows as unknown as CheckpointRow[]).toReversed();
    isRead = waiting.length < CHECKPOINTS;
    read = waiting[0]?.[0] ?? read;
  };
  const take = (): CheckpointRow | undefined => {
    const row = waiting.pop();
    if (row) {
      count += 1;
      signed = row[0];
    }
    return row;
  };
  const next = async (): Promise<number | undefined> => {
    if (waiting.length === 0 && !isRead) await fill();
    return waiting.at(-1)?.[0];
  };
  return {
    next,
    upcoming: (): number | undefined => waiting.at(-1)?.[0],
    check: async (root: () => Buffer): Promise<void> => {
      const row = take();
      if (!row) return;
      checkNote(row, log, verifier, faults);
      if (!row[1].equals(root())) faults.add('root-differs', `checkpoint ${row[0]}`);
      await next();
    },
    /** Those that no tree has grown to. */
    rest: async (leaves: number): Promise<{ readonly checkpoints: number; readonly signed: number | null }> => {
      while ((await next()) !== undefined) {
        const row = take();
        if (!row) break;
        checkNote(row, log, verifier, faults);
        faults.add('log-truncated', `checkpoint ${row[0]}, ${leaves} leaves`);
      }
      return { checkpoints: count, signed };
    },
  };
}

function checkNote([size, root, note]: CheckpointRow, log: LogRow, verifier: Verifier, faults: Faults): void {
  const place = `checkpoint ${size}`;
  let parsed: Note;
  try {
    parsed = parseNote(note);
    const said = parseCheckpoint(parsed.text);
    if (said.origin !== log.origin || said.size !== size || !said.root.equals(root))
      faults.add('checkpoint-changed', place);
  } catch {
    faults.add('checkpoint-changed', place);
    return;
  }
  const own = parsed.signatures.filter(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId);
  if (own.length === 0 || !own.every(({ signature }) => verifier.verify(parsed.text, signature)))
    faults.add('signature-forged', place);
}

/** Holds the signatures of witnesses against the checkpoints they stand under, as far as their keys are known. */
export async function checkCosignatures(
  client: pg.PoolClient,
  log: LogRow,
  witnesses: readonly Verifier[],
  faults: Faults,
): Promise<void> {
  const { rows } = await client.query<{ size: number; line: string; note: string }>(
    `select s.size, s.line, c.note from kernel.log_cosignature s
       join kernel.log_checkpoint c on c.log = s.log and c.size = s.size where s.log = $1 order by s.size, s.witness`,
    [log.id],
  );
  for (const { size, line, note } of rows) {
    try {
      const { name, keyId, signature } = parseSignatureLine(line);
      const witness = witnesses.find((known) => known.name === name && known.keyId === keyId);
      if (witness && !witness.verify(parseNote(note).text, signature))
        faults.add('cosignature-forged', `checkpoint ${size}, ${name}`);
    } catch {
      faults.add('cosignature-forged', `checkpoint ${size}`);
    }
  }
}
