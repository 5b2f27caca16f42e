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
  // However many there are, they are read and written together: thousands come from a former site in one go.
  const current = await currentRecords(tx.client, changes);
  const versions: PublicRecord[] = [];
  const made: PublicRecord[] = [];
  for (const change of changes) {
    const before = current.get(nameOf(change)) ?? null;
    const record = make(change, before, at);
    made.push(record);
    if (record === before) continue;
    current.set(nameOf(change), record);
    versions.push(record);
  }
  await insert(tx, versions);
  await announce(
    tx,
    made.map(({ kind, key, version }, i) => ({ kind, key, version, change: changes[i]?.change ?? 'publish' })),
  );
  return made;
}

const nameOf = ({ kind, key }: Named): string => `record:${kind}:${key}`;

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
  const names = [...new Set(changes.map(nameOf))].toSorted();
  await tx.client.query({
    name: 'kernel-lock-records',
    // The rows of an ordered set are locked in its order.
    text: `select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) with ordinality x(name, place)
            order by place`,
    values: [names],
  });
}

/** What stands after a change; the same record when nothing of its own changes. */
function make(change: RecordChange, before: PublicRecord | null, at: Date): PublicRecord {
  if (change.change === 'publish') return next(before, published(change, before, at), at);
  if (!before) throw refuse('record/not-found', { key: change.key }, 404);
  if (change.change === 'surroundings') return before;
  if (before.withdrawn) throw refuse('record/withdrawn', { key: change.key }, 409);
  if (change.change === 'withdraw') {
    return next(before, { ...before, change: 'withdraw', withdrawn: true, note: change.note }, at);
  }
  const { validity, note } = change;
  return next(before, { ...before, change: 'validity', validity, note }, at);
}

type Version = Omit<PublicRecord, 'version' | 'hash' | 'publishedAt'>;

const next = (before: PublicRecord | null, version: Version, at: Date): PublicRecord => ({
  ...version,
  version: (before?.version ?? 0) + 1,
  publishedAt: at,
  hash: hashOf(canonical(version.content), 'sha256'),
});

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

/** Versions in the order in which they were made; each ends the one before it, which may be among them. */
async function insert(tx: Transaction, versions: readonly PublicRecord[]): Promise<void> {
  const at = versions[0]?.publishedAt;
  if (at === undefined) return;
  await tx.client.query({
    name: 'kernel-replace-records',
    text: `update kernel.record r set replaced_at = $3 from unnest($1::text[], $2::text[]) x(kind, key)
            where r.kind = x.kind and r.key = x.key and r.replaced_at is null`,
    values: [versions.map(({ kind }) => kind), versions.map(({ key }) => key), at],
  });
  const last = new Map(versions.map((version) => [nameOf(version), version]));
  await tx.client.query({
    name: 'kernel-insert-records',
    text: `insert into kernel.record (${COLUMNS}, replaced_at)
      select kind, key, version, title, agency_id, region, content::jsonb, validity, withdrawn, change, note, $1::timestamptz, first_published_at,
             hash, case when replaced then $1::timestamptz end
        from unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::integer[], $7::text[], $8::text[], $9::text[],
               $10::boolean[], $11::text[], $12::text[], $13::timestamptz[], $14::bytea[], $15::boolean[])
             x(kind, key, version, title, agency_id, region, content, validity, withdrawn, change, note, first_published_at, hash,
               replaced)`,
    values: [
      at,
      versions.map(({ kind }) => kind),
      versions.map(({ key }) => key),
      versions.map(({ version }) => version),
      versions.map(({ title }) => title),
      versions.map(({ agencyId }) => agencyId),
      versions.map(({ region }) => region),
      versions.map(({ content }) => JSON.stringify(content)),
      versions.map(({ validity }) => validity),
      versions.map(({ withdrawn }) => withdrawn),
      versions.map(({ change }) => change),
      versions.map(({ note }) => note),
      versions.map(({ firstPublishedAt }) => firstPublishedAt),
      versions.map(({ hash }) => hash),
      versions.map((version) => last.get(nameOf(version)) !== version),
    ],
  });
}

async function currentRecords(source: Source, named: readonly Named[]): Promise<Map<string, PublicRecord>> {
  const { rows } = await source.query<Row>({
    name: 'kernel-current-records',
    text: `select ${COLUMNS} from kernel.record where (kind, key) in (select * from unnest($1::text[], $2::text[]))
              and replaced_at is null`,
    values: [named.map(({ kind }) => kind), named.map(({ key }) => key)],
  });
  return new Map(rows.map((row) => [nameOf(row), recordOf(row)]));
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
