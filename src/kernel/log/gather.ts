import type pg from 'pg';
import { checkpointText } from './checkpoint.ts';
import { growingTree, nodesIn } from './merkle.ts';
import { signatureLine, writtenNote } from './note.ts';
import type { Signer } from './signer.ts';
import { hashOfLog, type LogRow, type StoredCheckpoint, tilesOfRows } from './store.ts';
import { hashesIn, nodesOfTiles } from './tiles.ts';

/** Up to which entry the ledger was gathered. */
export type Position = Pick<StoredCheckpoint, 'cluster' | 'uptoXid' | 'uptoMatter' | 'uptoSeq'>;

export const START = { uptoXid: 0, uptoMatter: 0, uptoSeq: 0 } as const;

/** What came of one statement: the hashes one after the other, and the last entry taken. */
type Taken = {
  readonly count: number;
  readonly hashes: Buffer;
  readonly xid: number;
  readonly matter_id: number;
  readonly seq: number;
};

/**
 * Entries of finished transactions after a position become leaves, in the order of their transactions: below the oldest
 * transaction still running nothing can appear any more, so nothing is passed over.
 */
const gatherAfter = (condition: string): string => `
  with next as materialized (
    select e.xid, e.matter_id, e.seq, e.hash,
           row_number() over (order by e.xid, e.matter_id, e.seq) - 1 as place
      from (
        select xid, matter_id, seq, hash from kernel.entry c
         where xid >= $3 and xid < $7
           and (xid, matter_id, seq) > ($3, $4, $5) ${condition}
         order by xid, matter_id, seq limit $6) e),
  added as (
    insert into kernel.log_leaf (log, index, matter_id, seq, hash)
    select $1, $2 + place, matter_id, seq, hash from next)
  select (select count(*) from next) as count, (select string_agg(hash, ''::bytea order by place) from next) as hashes,
         last.xid, last.matter_id, last.seq
    -- One row before the hashes are put to it: sorted with them, each row would carry them all.
    from (select xid, matter_id, seq from next order by place desc limit 1) last`;

const GATHER = gatherAfter('');
/** Where the order of transactions says nothing (another cluster), the leaves themselves say what is there. */
const GATHER_ANEW = gatherAfter(`and not exists (
  select from kernel.log_leaf l where l.log = $1 and l.matter_id = c.matter_id and l.seq = c.seq)`);

/** Below this all transactions are finished, for every statement that follows. */
const HORIZON = `select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as xid, kernel.cluster() as cluster`;

/** What one round of gathering came to. */
export type Gathered = {
  /** The new head; null when there was nothing new. */
  readonly checkpoint: StoredCheckpoint | null;
  readonly fresh: FreshLeaves | null;
  readonly position: Position;
  /** Whether there may be more. */
  readonly isFull: boolean;
};

/**
 * Takes up to `limit` entries into the log and signs the new head, within the transaction that is open on the client.
 */
export async function gather(
  client: pg.PoolClient,
  log: LogRow,
  signer: Signer,
  latest: StoredCheckpoint,
  from: Position,
  limit: number,
  at: Date,
): Promise<Gathered> {
  const horizon = (await client.query<{ xid: number; cluster: string }>(HORIZON)).rows[0];
  if (!horizon) throw new Error('the database has no horizon');
  const start = from.cluster === horizon.cluster && from.uptoXid <= horizon.xid ? from : START;
  const { rows } = await client.query<Taken>(start === START ? GATHER_ANEW : GATHER, [
    log.id,
    latest.size,
    start.uptoXid,
    start.uptoMatter,
    start.uptoSeq,
    limit,
    horizon.xid,
  ]);
  const last = rows[0];
  const isFull = last !== undefined && last.count >= limit;
  const position: Position = isFull
    ? { cluster: horizon.cluster, uptoXid: last.xid, uptoMatter: last.matter_id, uptoSeq: last.seq }
    : { cluster: horizon.cluster, ...START, uptoXid: horizon.xid };
  if (!last) return { checkpoint: null, fresh: null, position, isFull };
  const fresh = leavesOf(log, latest.size, hashesIn(last.hashes, last.count));
  const root = await grow(client, log, fresh);
  const checkpoint = await signed(log, signer, latest.size + last.count, root, position, at);
  await insertCheckpoint(client, log.id, checkpoint);
  return { checkpoint, fresh, position, isFull };
}

/** Leaves that were just added: what they hold and their hashes, so that nobody has to read or hash them again. */
export type FreshLeaves = {
  readonly first: number;
  readonly data: readonly Buffer[];
  readonly leaves: readonly Buffer[];
};

function leavesOf(log: LogRow, first: number, data: readonly Buffer[]): FreshLeaves {
  const hash = hashOfLog(log);
  return { first, data, leaves: data.map((one) => hash.leaf(one)) };
}

/** The root after these leaves; hashes of tiles that got full on the way are kept. */
async function grow(client: pg.PoolClient, log: LogRow, { first: size, leaves }: FreshLeaves): Promise<Buffer> {
  const hash = hashOfLog(log);
  const nodes = nodesOfTiles(hash, size, tilesOfRows(client, log));
  const parts = await nodesIn(nodes, { start: 0, end: size });
  const full: { level: number; index: number; node: Buffer }[] = [];
  const tree = growingTree(hash, { size, parts }, (level, index, node) => {
    if (level % 8 === 0) full.push({ level: level / 8, index, node });
  });
  for (const leaf of leaves) tree.append(leaf);
  if (full.length > 0) {
    await client.query(
      `insert into kernel.log_node (log, level, index, hash)
       select $1, level, index, hash from unnest($2::smallint[], $3::bigint[], $4::bytea[]) as n (level, index, hash)`,
      [log.id, full.map(({ level }) => level), full.map(({ index }) => index), full.map(({ node }) => node)],
    );
  }
  return tree.root();
}

/** Signs a head of the log. */
export async function signed(
  log: Pick<LogRow, 'origin'>,
  signer: Signer,
  size: number,
  root: Buffer,
  position: Position,
  at: Date,
): Promise<StoredCheckpoint> {
  const text = checkpointText({ origin: log.origin, size, root });
  const { name, keyId } = signer;
  const note = writtenNote(text, [signatureLine({ name, keyId, signature: await signer.sign(text) })]);
  return { size, root, note, at, ...position };
}

export async function insertCheckpoint(
  source: Pick<pg.Pool, 'query'>,
  log: number,
  { size, root, note, at, cluster, uptoXid, uptoMatter, uptoSeq }: StoredCheckpoint,
): Promise<void> {
  await source.query(
    `insert into kernel.log_checkpoint (log, size, root, note, at, cluster, upto_xid, upto_matter, upto_seq)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [log, size, root, note, at, cluster, uptoXid, uptoMatter, uptoSeq],
  );
}
