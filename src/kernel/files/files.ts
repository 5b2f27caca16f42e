import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import { ScannerAway, type Verdict } from './port.ts';
import { type Arrived, type ReceiveOptions, receiving } from './receive.ts';

/**
 * What the virus check has said. `made`: by the program itself; `unscanned`: the city had no scanner; `waiting`: nobody
 * gets it until there is a verdict; `infected`: its bytes are gone.
 */
export type ScanState = 'made' | 'unscanned' | 'waiting' | 'clean' | 'infected';

/** A file with its owner and, once it was handed in, its matter. */
export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: Buffer;
  readonly ownerId: number | null;
  readonly matterId: number | null;
  readonly scan: ScanState;
  readonly createdAt: Date;
};

type Row = {
  id: string;
  name: string;
  size: number;
  media_type: string;
  sha256: Buffer;
  owner_id: number | null;
  matter_id: number | null;
  scan: ScanState;
  created_at: Date;
};

const COLUMNS = 'id, name, size, media_type, sha256, owner_id, matter_id, scan, created_at';

const fileOf = (row: Row): StoredFile => ({
  id: row.id,
  name: row.name,
  size: row.size,
  mediaType: row.media_type,
  sha256: row.sha256,
  ownerId: row.owner_id,
  matterId: row.matter_id,
  scan: row.scan,
  createdAt: row.created_at,
});

/** A scanner that has not answered by then is asked again later; the person need not wait. */
const PATIENCE_MS = 10_000;

export type AddOptions = ReceiveOptions & {
  /** Who uploads it; null: the program made it. */
  readonly ownerId: number | null;
  /** Somebody without an account uploads it: nobody owns it, and it is looked at like any upload. */
  readonly isForeign?: true;
  readonly matterId?: number | null;
  readonly at: Date;
};

type Adding = Pick<Kernel, 'pool' | 'files' | 'wake'>;

/**
 * Takes in a file: the bytes arrive, are looked at, scanned and kept, then the row. A crash between leaves bytes nobody
 * points to, never a row without bytes. Without a verdict the file waits for one.
 *
 * @throws Refusal files/infected (422), and those of receiving and of the store
 * @law GB/T 22239-2019 8.1.4.5 恶意代码防范
 */
export async function addFile(kernel: Adding, stream: Readable, options: AddOptions): Promise<StoredFile> {
  const { store, arriving } = kernel.files;
  return receiving(arriving, stream, options, async (arrived) => {
    const verdict = await firstVerdict(kernel, arrived, options);
    if (verdict.scan === 'infected') {
      await recordInfected(kernel, arrived, options, verdict);
      throw refuse('files/infected', { name: options.name, finding: verdict.finding ?? '' }, 422);
    }
    await store.put(arrived.path, arrived);
    const file = await inTransaction(kernel.pool, async ({ client }) => {
      // Whoever removes bytes holds the same lock alone: either they are still here now, or they are put again.
      await client.query('select pg_advisory_xact_lock_shared($1)', [lockOf(arrived.sha256)]);
      if ((await store.head(arrived.sha256))?.size !== arrived.size) await store.put(arrived.path, arrived);
      const row = await insertFile(client, arrived, options, verdict);
      if (row.scan === 'waiting') await client.query('select kernel.add_jobs($1)', [JSON.stringify([scanJob(row.id)])]);
      return row;
    });
    if (file.scan === 'waiting') kernel.wake();
    return file;
  });
}

/** Keeps that somebody tried, without the bytes. Where the same bytes came in before and passed, they are scanned anew. */
async function recordInfected(kernel: Adding, arrived: Arrived, options: AddOptions, verdict: First): Promise<void> {
  await inTransaction(kernel.pool, async ({ client }) => {
    await insertFile(client, arrived, options, verdict);
    const { rows } = await client.query<{ id: string }>(
      `update kernel.file set scan = 'waiting' where sha256 = $1 and scan in ('clean', 'unscanned') returning id`,
      [arrived.sha256],
    );
    if (rows.length > 0)
      await client.query('select kernel.add_jobs($1)', [JSON.stringify(rows.slice(0, 1).map(({ id }) => scanJob(id)))]);
  });
  kernel.wake();
}

/** The lock under which bytes are given to a row, or taken away because none has them. */
export const lockOf = (sha256: Buffer): string => sha256.readBigInt64BE(0).toString();

export const scanJob = (id: string) => ({ task: 'kernel.scan-file', payload: { file: id }, key: `scan-file:${id}` });

type First = { readonly scan: ScanState; readonly finding: string | null };

async function firstVerdict({ files }: Adding, { path }: Arrived, { ownerId, isForeign }: AddOptions): Promise<First> {
  if (ownerId === null && !isForeign) return { scan: 'made', finding: null };
  if (!files.scanner) return { scan: 'unscanned', finding: null };
  try {
    return stateOf(await files.scanner.scan(createReadStream(path), PATIENCE_MS));
  } catch (error) {
    if (!(error instanceof ScannerAway)) throw error;
    return { scan: 'waiting', finding: null };
  }
}

export const stateOf = (verdict: Verdict): First =>
  verdict.kind === 'clean' ? { scan: 'clean', finding: null } : { scan: 'infected', finding: verdict.finding };

async function insertFile(
  source: Pick<pg.Pool, 'query'>,
  { sha256, size, mediaType, trimmed }: Arrived,
  { name, ownerId, matterId = null, at }: AddOptions,
  { scan, finding }: First,
): Promise<StoredFile> {
  const isScanned = scan === 'clean' || scan === 'infected';
  const { rows } = await source.query<Row>(
    `insert into kernel.file (id, sha256, size, media_type, name, owner_id, matter_id, created_at, scan, finding, scanned_at, trimmed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${COLUMNS}`,
    [
      randomUUID(),
      sha256,
      size,
      mediaType,
      plainName(name),
      ownerId,
      matterId,
      at,
      scan,
      finding,
      isScanned ? at : null,
      trimmed,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('the file was not recorded');
  return fileOf(row);
}

/** Identity numbers, telephones, accounts: eleven digits or more, however they are spaced. */
const LONG_NUMBER = /\d(?:[ \-_.]?\d){9,}(?:[ \-_.]?[\dXx])/gu;

/**
 * The last part of what the sender called it, without what cannot be seen and without numbers of people: names of files
 * are kept as they are, and people name pictures of their cards after the cards.
 */
export const plainName = (name: string): string => {
  const last = name.toWellFormed().normalize('NFKC').split(/[\\/]/u).at(-1) ?? '';
  return [...last.replace(/[\p{Cc}\p{Cf}]/gu, '').replace(LONG_NUMBER, '***')].slice(-120).join('') || 'file';
};

/** @throws Refusal files/not-found (404) */
export async function fileById(source: Pick<pg.Pool, 'query'>, id: string): Promise<StoredFile> {
  const { rows } = await source.query<Row>(`select ${COLUMNS} from kernel.file where id = $1`, [id]);
  const [row] = rows;
  if (!row) throw refuse('files/not-found', {}, 404);
  return fileOf(row);
}

export async function filesOfMatter(source: Pick<pg.Pool, 'query'>, matterId: number): Promise<readonly StoredFile[]> {
  const { rows } = await source.query<Row>(
    `select ${COLUMNS} from kernel.file where matter_id = $1 order by created_at, id`,
    [matterId],
  );
  return rows.map(fileOf);
}

/**
 * Hands files in: from now on they belong to the matter. Only the owner's own, not yet handed in. One that still waits
 * for its verdict may be handed in: a limit does not wait for a scanner.
 *
 * @throws Refusal files/not-found (404), files/infected (422)
 */
export async function attachFiles(
  tx: Transaction,
  ids: readonly string[],
  matterId: number,
  ownerId: number | null,
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await tx.client.query<{ name: string; scan: ScanState; finding: string | null }>(
    `update kernel.file set matter_id = $2
      where id = any($1::uuid[]) and (matter_id is null or matter_id = $2) and owner_id is not distinct from $3
      returning name, scan, finding`,
    [ids, matterId, ownerId],
  );
  if (rows.length !== new Set(ids).size) throw refuse('files/not-found', {}, 404);
  const infected = rows.find(({ scan }) => scan === 'infected');
  if (infected) throw refuse('files/infected', { name: infected.name, finding: infected.finding ?? '' }, 422);
}
