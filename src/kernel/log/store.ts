import type pg from 'pg';
import { refuse } from '../refusal.ts';
import { type TreeHash, treeHash } from './merkle.ts';
import { writtenNote } from './note.ts';
import { hashOfSuite, type Suite } from './settings.ts';
import { bundleOf, HASH_BYTES, hashesIn, type LoadTile, TILE_WIDTH, type Tile } from './tiles.ts';

export type Source = Pick<pg.Pool, 'query'>;

/** One log of this ledger: the highest id is in use, those before were given up. */
export type LogRow = {
  readonly id: number;
  readonly origin: string;
  readonly suite: Suite;
  readonly vkey: string;
  readonly startedAt: Date;
  readonly reason: string | null;
};

export async function logsOf(source: Source): Promise<readonly LogRow[]> {
  const { rows } = await source.query<LogRow>(
    `select id, origin, suite, vkey, started_at as "startedAt", reason from pub.pub_log order by id`,
  );
  return rows;
}

/** The log in use; null before the first publication. */
export const currentLog = async (source: Source): Promise<LogRow | null> => (await logsOf(source)).at(-1) ?? null;

export const hashOfLog = ({ suite }: Pick<LogRow, 'suite'>): TreeHash => treeHash(hashOfSuite(suite));

/** A checkpoint as it was signed, and how far the ledger had been gathered. */
export type StoredCheckpoint = {
  readonly size: number;
  readonly root: Buffer;
  /** With the signature of the log alone. */
  readonly note: string;
  readonly at: Date;
  readonly cluster: string;
  readonly uptoXid: number;
  readonly uptoMatter: number;
  readonly uptoSeq: number;
};

const COLUMNS = `size, root, note, at, cluster, upto_xid as "uptoXid", upto_matter as "uptoMatter", upto_seq as "uptoSeq"`;

export async function latestCheckpoint(source: Source, log: number): Promise<StoredCheckpoint | null> {
  const { rows } = await source.query<StoredCheckpoint>({
    name: 'kernel-log-latest',
    text: `select ${COLUMNS} from pub.pub_log_checkpoint where log = $1 order by size desc limit 1`,
    values: [log],
  });
  return rows[0] ?? null;
}

export async function checkpointOfSize(source: Source, log: number, size: number): Promise<StoredCheckpoint | null> {
  const { rows } = await source.query<StoredCheckpoint>(
    `select ${COLUMNS} from pub.pub_log_checkpoint where log = $1 and size = $2`,
    [log, size],
  );
  return rows[0] ?? null;
}

/** A checkpoint as it is served: the log's signature first, then those of witnesses. */
export async function servedNote(
  source: Source,
  log: number,
  checkpoint: Pick<StoredCheckpoint, 'size' | 'note'>,
): Promise<string> {
  const { rows } = await source.query<{ line: string }>({
    name: 'kernel-log-cosignatures',
    text: 'select line from pub.pub_log_cosignature where log = $1 and size = $2 order by at, witness',
    values: [log, checkpoint.size],
  });
  return withLines(
    checkpoint.note,
    rows.map(({ line }) => line),
  );
}

const withLines = (note: string, lines: readonly string[]): string => {
  const end = note.lastIndexOf('\n\n') + 1;
  return writtenNote(note.slice(0, end), [...note.slice(end + 1, -1).split('\n'), ...lines]);
};

type HashesRow = { readonly count: number; readonly first: number; readonly hashes: Buffer | null };

/** What the leaves hold, in their order. @throws Refusal log/damaged when one is missing */
async function leafData(source: Source, log: number, first: number, count: number): Promise<readonly Buffer[]> {
  const { rows } = await source.query<HashesRow>({
    name: 'kernel-log-leaves',
    text: `select count(*) as count, coalesce(min(index), -1) as first, string_agg(hash, ''::bytea order by index) as hashes
             from pub.pub_log_leaf where log = $1 and index >= $2 and index < $3`,
    values: [log, first, first + count],
  });
  return inOrder(rows[0], first, count, 'leaf ');
}

/** The hashes of so many rows whose indexes follow one another: as many as there are indexes. */
function inOrder(row: HashesRow | undefined, first: number, count: number, what: string): readonly Buffer[] {
  const { hashes } = row ?? { hashes: null };
  if (!row || row.count !== count || (count > 0 && row.first !== first) || (hashes?.length ?? 0) !== count * HASH_BYTES)
    throw refuse('log/damaged', { place: `${what}${first}–${first + count - 1}` }, 500);
  return hashes ? hashesIn(hashes, count) : [];
}

/** Hashes that stand in a tile of a level, from the rows. @throws Refusal log/damaged */
async function hashesOfLevel(
  source: Source,
  log: LogRow,
  level: number,
  first: number,
  count: number,
): Promise<readonly Buffer[]> {
  if (level === 0) {
    const hash = hashOfLog(log);
    return (await leafData(source, log.id, first, count)).map((data) => hash.leaf(data));
  }
  const { rows } = await source.query<HashesRow>({
    name: 'kernel-log-nodes',
    text: `select count(*) as count, coalesce(min(index), -1) as first, string_agg(hash, ''::bytea order by index) as hashes
             from pub.pub_log_node where log = $1 and level = $2 and index >= $3 and index < $4`,
    values: [log.id, level, first, first + count],
  });
  return inOrder(rows[0], first, count, `node ${level}/`);
}

/** Tiles made from the rows. @throws Refusal log/damaged */
export const tilesOfRows =
  (source: Source, log: LogRow): LoadTile =>
  async ({ level, index, width }) =>
    Buffer.concat(await hashesOfLevel(source, log, level, index * TILE_WIDTH, width));

/** Any static file of the log, made from the rows. @throws Refusal log/damaged */
export async function tileBytes(source: Source, log: LogRow, { level, index, width }: Tile): Promise<Buffer> {
  if (level === 'entries') return bundleOf(await leafData(source, log.id, index * TILE_WIDTH, width));
  return tilesOfRows(source, log)({ level, index, width });
}
