import type pg from 'pg';
import type { Transaction } from '../db/transaction.ts';
import { canonical, type Json } from '../ledger/canonical.ts';
import { hashOf } from '../ledger/entry.ts';
import { refuse } from '../refusal.ts';
import { announce } from './announce.ts';

export type Validity = 'in-force' | 'abolished' | 'lapsed';

/** One version of something the city says in public. */
export type PublicRecord<T extends Json = Json> = {
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly agencyId: number;
  readonly region: string;
  readonly content: T;
  readonly validity: Validity;
  /** The city no longer says it; the note says why. */
  readonly withdrawn: boolean;
  /** What this version changed. */
  readonly change: 'publish' | 'validity' | 'withdraw';
  /** What the public is told of the change. */
  readonly note: string | null;
  readonly publishedAt: Date;
  readonly firstPublishedAt: Date;
  readonly hash: Buffer;
};

/** Names a record, whatever its version. */
type Named = { readonly kind: string; readonly key: string };

/** Says something for the first time, or in place of what was said; also of what had been withdrawn. */
type Publish = Named & {
  readonly change: 'publish';
  readonly title: string;
  readonly agencyId: number;
  readonly region: string;
  readonly content: Json;
  /** What a correction changes. */
  readonly note?: string | null;
  /** When it was first said, where that was before this program. */
  readonly firstPublishedAt?: Date;
  readonly validity?: Validity;
};

/** One change of what the city says. */
export type RecordChange =
  | Publish
  | (Named & { readonly change: 'withdraw'; readonly note: string })
  | (Named & { readonly change: 'validity'; readonly validity: Validity; readonly note: string | null })
  /** Nothing of its own changes, but what is shown with it does, a link for instance: it is only announced. */
  | (Named & { readonly change: 'surroundings' });

type Source = Pick<pg.Pool, 'query'>;
type Row = {
  kind: string;
  key: string;
  version: number;
  title: string;
  agency_id: number;
  region: string;
  content: Json;
  validity: Validity;
  withdrawn: boolean;
  change: PublicRecord['change'];
  note: string | null;
  published_at: Date;
  first_published_at: Date;
  hash: Buffer;
};

const COLUMNS =
  'kind, key, version, title, agency_id, region, content, validity, withdrawn, change, note, published_at, first_published_at, hash';

const recordOf = (row: Row): PublicRecord => ({
  kind: row.kind,
  key: row.key,
  version: row.version,
  title: row.title,
  agencyId: row.agency_id,
  region: row.region,
  content: row.content,
  validity: row.validity,
  withdrawn: row.withdrawn,
  change: row.change,
  note: row.note,
  publishedAt: row.published_at,
  firstPublishedAt: row.first_published_at,
  hash: row.hash,
});

/**
 * Changes what the city says: all of it or nothing, with one announcement to whoever shows it, committed together. Each
 * change is a version of its own; those before stay as they were. Answers the versions that stand now, in the same order.
 *
 * @throws Refusal record/not-found (404) when something is to change that was never said; record/withdrawn (409) when
 *   it is said no longer
 */
export async function changeRecords(
  tx: Transaction,
  changes: readonly RecordChange[],
  at: Date,
): Promise<readonly PublicRecord[]> {
  await lock(tx, changes);
  const made: PublicRecord[] = [];
  for (const change of changes) made.push(await make(tx, change, at));
  await announce(
    tx,
    made.map(({ kind, key, version }, i) => ({ kind, key, version, change: changes[i]?.change ?? 'publish' })),
  );
  return made;
}

/** Publishes one version; the one before stays readable under its own number. */
export async function publishRecord(
  tx: Transaction,
  { at, ...record }: Omit<Publish, 'change'> & { readonly at: Date },
): Promise<PublicRecord> {
  const [made] = await changeRecords(tx, [{ change: 'publish', ...record }], at);
  if (!made) throw new Error('the record was not published');
  return made;
}

/** In one order, so that two who change the same records wait for each other and never for each other's both. */
async function lock(tx: Transaction, changes: readonly RecordChange[]): Promise<void> {
  const names = [...new Set(changes.map(({ kind, key }) => `record:${kind}:${key}`))].toSorted();
  for (const name of names) await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}

async function make(tx: Transaction, change: RecordChange, at: Date): Promise<PublicRecord> {
  const before = await currentRecord(tx.client, change.kind, change.key);
  if (change.change === 'publish') return insert(tx, before, published(change, before, at), at);
  if (!before) throw refuse('record/not-found', { key: change.key }, 404);
  if (change.change === 'surroundings') return before;
  if (before.withdrawn) throw refuse('record/withdrawn', { key: change.key }, 409);
  if (change.change === 'withdraw') {
    return insert(tx, before, { ...before, change: 'withdraw', withdrawn: true, note: change.note }, at);
  }
  const { validity, note } = change;
  return insert(tx, before, { ...before, change: 'validity', validity, note }, at);
}

type Version = Omit<PublicRecord, 'version' | 'hash' | 'publishedAt'>;

const published = (change: Publish, before: PublicRecord | null, at: Date): Version => ({
  kind: change.kind,
  key: change.key,
  title: change.title,
  agencyId: change.agencyId,
  region: change.region,
  content: change.content,
  validity: change.validity ?? (before && !before.withdrawn ? before.validity : 'in-force'),
  withdrawn: false,
  change: 'publish',
  note: change.note ?? null,
  firstPublishedAt: before?.firstPublishedAt ?? change.firstPublishedAt ?? at,
});

async function insert(tx: Transaction, before: PublicRecord | null, version: Version, at: Date): Promise<PublicRecord> {
  if (before) {
    await tx.client.query(
      'update kernel.record set replaced_at = $4 where kind = $1 and key = $2 and version = $3 and replaced_at is null',
      [before.kind, before.key, before.version, at],
    );
  }
  const { rows } = await tx.client.query<Row>(
    `insert into kernel.record (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     returning ${COLUMNS}`,
    [
      version.kind,
      version.key,
      (before?.version ?? 0) + 1,
      version.title,
      version.agencyId,
      version.region,
      JSON.stringify(version.content),
      version.validity,
      version.withdrawn,
      version.change,
      version.note,
      at,
      version.firstPublishedAt,
      hashOf(canonical(version.content), 'sha256'),
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('the record was not published');
  return recordOf(row);
}

/** The version that stands, withdrawn or not; null when nothing of that key was ever said. */
export async function currentRecord(source: Source, kind: string, key: string): Promise<PublicRecord | null> {
  const { rows } = await source.query<Row>({
    name: 'kernel-current-record',
    text: `select ${COLUMNS} from kernel.record where kind = $1 and key = $2 and replaced_at is null`,
    values: [kind, key],
  });
  return rows[0] ? recordOf(rows[0]) : null;
}
