import type pg from 'pg';
import type { Transaction } from '../db/transaction.ts';
import { canonical, type Json } from '../ledger/canonical.ts';
import { hashOf } from '../ledger/entry.ts';

/** One version of something the city says in public. */
export type PublicRecord<T extends Json = Json> = {
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly agencyId: number;
  readonly region: string;
  readonly content: T;
  readonly validity: 'in-force' | 'abolished' | 'lapsed';
  readonly publishedAt: Date;
  readonly hash: Buffer;
};

type Source = Pick<pg.Pool, 'query'>;
type Row = {
  kind: string;
  key: string;
  version: number;
  title: string;
  agency_id: number;
  region: string;
  content: Json;
  validity: PublicRecord['validity'];
  published_at: Date;
  hash: Buffer;
};

const COLUMNS = 'kind, key, version, title, agency_id, region, content, validity, published_at, hash';

const recordOf = (row: Row): PublicRecord => ({
  kind: row.kind,
  key: row.key,
  version: row.version,
  title: row.title,
  agencyId: row.agency_id,
  region: row.region,
  content: row.content,
  validity: row.validity,
  publishedAt: row.published_at,
  hash: row.hash,
});

/** Publishes a version; the one before stays readable under its own number. */
export async function publishRecord(
  tx: Transaction,
  record: Omit<PublicRecord, 'version' | 'hash' | 'validity' | 'publishedAt'> & { readonly at: Date },
): Promise<PublicRecord> {
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `record:${record.kind}:${record.key}`,
  ]);
  const { rows: before } = await tx.client.query<{ version: number }>(
    `update kernel.record set replaced_at = $3 where kind = $1 and key = $2 and replaced_at is null returning version`,
    [record.kind, record.key, record.at],
  );
  const { rows } = await tx.client.query<Row>(
    `insert into kernel.record (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, 'in-force', $8, $9) returning ${COLUMNS}`,
    [
      record.kind,
      record.key,
      (before[0]?.version ?? 0) + 1,
      record.title,
      record.agencyId,
      record.region,
      JSON.stringify(record.content),
      record.at,
      hashOf(canonical(record.content), 'sha256'),
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('the record was not published');
  return recordOf(row);
}

/** The current version, or null when nothing of that key was published. */
export async function currentRecord(source: Source, kind: string, key: string): Promise<PublicRecord | null> {
  const { rows } = await source.query<Row>({
    name: 'kernel-current-record',
    text: `select ${COLUMNS} from kernel.record where kind = $1 and key = $2 and replaced_at is null`,
    values: [kind, key],
  });
  return rows[0] ? recordOf(rows[0]) : null;
}
