import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import type { Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import type { PutOptions } from './store.ts';

/** A file with its owner and, once it was handed in, its matter. */
export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: Buffer;
  readonly ownerId: number | null;
  readonly matterId: number | null;
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
  created_at: Date;
};

const COLUMNS = 'id, name, size, media_type, sha256, owner_id, matter_id, created_at';

const fileOf = (row: Row): StoredFile => ({
  id: row.id,
  name: row.name,
  size: row.size,
  mediaType: row.media_type,
  sha256: row.sha256,
  ownerId: row.owner_id,
  matterId: row.matter_id,
  createdAt: row.created_at,
});

/** Takes in a file. Bytes first, row second: a crash between leaves bytes nobody points to, never a row without bytes. */
export async function addFile(
  kernel: Pick<Kernel, 'pool' | 'files'>,
  stream: Readable,
  options: PutOptions & { readonly ownerId: number | null; readonly matterId?: number | null; readonly at: Date },
): Promise<StoredFile> {
  const bytes = await kernel.files.put(stream, options);
  const { rows } = await kernel.pool.query<Row>(
    `insert into kernel.file (id, sha256, size, media_type, name, owner_id, matter_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
    [
      randomUUID(),
      bytes.sha256,
      bytes.size,
      bytes.mediaType,
      plainName(options.name),
      options.ownerId,
      options.matterId ?? null,
      options.at,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('the file was not recorded');
  return fileOf(row);
}

/** Identity numbers, telephones, accounts: eleven digits or more, however they are spaced. */
const LONG_NUMBER = /\d(?:[ \-_.]?\d){9,}(?:[ \-_.]?[\dXx])/gu;

/**
 * The last part of what the sender called it, without control characters and without numbers of people: names of files
 * are kept as they are, and people name pictures of their cards after the cards.
 */
export const plainName = (name: string): string =>
  (name.normalize('NFKC').split(/[\\/]/u).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(LONG_NUMBER, '***')
    .slice(-120) || 'file';

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

/** Hands files in: from now on they belong to the matter. Only the owner's own, not yet handed in. */
export async function attachFiles(
  tx: Transaction,
  ids: readonly string[],
  matterId: number,
  ownerId: number | null,
): Promise<void> {
  if (ids.length === 0) return;
  const { rowCount } = await tx.client.query(
    'update kernel.file set matter_id = $2 where id = any($1::uuid[]) and (matter_id is null or matter_id = $2) and owner_id is not distinct from $3',
    [ids, matterId, ownerId],
  );
  if (rowCount !== new Set(ids).size) throw refuse('files/not-found', {}, 404);
}
