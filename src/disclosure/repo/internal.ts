import type { Day, Transaction } from '../../kernel/index.ts';
import { INTERNAL_PUBLICATION, PUBLICATION } from '../contract.ts';
import type { Source } from './publications.ts';
import { type PublishedRow, publishedRow } from './published.ts';

/** What stands inside, as the notice board lists it. */
export type InternalRow = {
  /** The publication that stands now. */
  readonly matterId: number;
  readonly index: string;
  readonly version: number;
  readonly agencyId: number;
  readonly category: string;
  readonly title: string;
  readonly summary: string;
  readonly genre: string;
  readonly publishedAt: Date;
  readonly changedAt: Date;
};

const SELECTED = `matter_id as "matterId", index_number as index, version, agency_id as "agencyId", category, title, summary,
  genre, published_at as "publishedAt", changed_at as "changedAt"`;

/** Puts what stands inside under an index number; the instant of its first publication stays. */
export async function storeInternal(tx: Transaction, row: InternalRow): Promise<void> {
  await tx.client.query(
    `insert into disclosure.internal_item (matter_id, index_number, version, agency_id, category, title, summary, genre,
       published_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (index_number) do update set matter_id = excluded.matter_id, version = excluded.version,
       category = excluded.category, title = excluded.title, summary = excluded.summary, genre = excluded.genre,
       changed_at = excluded.changed_at, withdrawn_at = null, withdrawn_note = null`,
    [
      ...[row.matterId, row.index, row.version, row.agencyId, row.category, row.title, row.summary, row.genre],
      ...[row.publishedAt, row.changedAt],
    ],
  );
}

export async function withdrawInternal(
  tx: Transaction,
  index: string,
  { version, note, at }: { readonly version: number; readonly note: string; readonly at: Date },
): Promise<void> {
  await tx.client.query(
    `update disclosure.internal_item set version = $2, withdrawn_note = $3, withdrawn_at = $4, changed_at = $4
      where index_number = $1`,
    [index, version, note, at],
  );
}

/** One item that stands inside, for who may read an agency's; null for what is withdrawn or another's. */
export async function internalRow(
  source: Source,
  matterId: number,
  agencyIds: readonly number[],
): Promise<InternalRow | null> {
  const { rows } = await source.query<InternalRow>(
    `select ${SELECTED} from disclosure.internal_item
      where matter_id = $1 and agency_id = any($2) and withdrawn_at is null`,
    [matterId, agencyIds],
  );
  return rows[0] ?? null;
}

/** What stands inside at some agencies, newest first. */
export async function internalRows(
  source: Source,
  query: {
    readonly agencyIds: readonly number[];
    readonly q: string | null;
    readonly category: string | null;
    readonly agency: number | null;
    readonly before: { readonly at: Date; readonly id: number } | null;
    readonly limit: number;
  },
): Promise<readonly InternalRow[]> {
  const { rows } = await source.query<InternalRow>(
    `select ${SELECTED} from disclosure.internal_item
      where agency_id = any($1) and withdrawn_at is null
        and ($2::text is null or strpos(title, $2) > 0 or strpos(summary, $2) > 0 or index_number = $2)
        and ($3::text is null or category = $3) and ($4::integer is null or agency_id = $4)
        and ($5::timestamptz is null or (published_at, matter_id) < ($5, $6::bigint))
      order by published_at desc, matter_id desc limit $7`,
    [
      query.agencyIds,
      query.q,
      query.category,
      query.agency,
      query.before?.at ?? null,
      query.before?.id ?? null,
      query.limit,
    ],
  );
  return rows;
}

/** Something that stands, outside or inside. */
export type StandingRow = Pick<
  PublishedRow,
  'index' | 'title' | 'agencyId' | 'region' | 'genre' | 'formedOn' | 'validity' | 'withdrawn'
> & {
  readonly kind: string;
};

export async function standingRow(source: Source, index: string): Promise<StandingRow | null> {
  const outside = await publishedRow(source, index);
  if (outside) return { ...outside, kind: PUBLICATION };
  const { rows } = await source.query<Omit<StandingRow, 'kind' | 'validity' | 'formedOn'>>(
    `select i.index_number as index, i.title, i.agency_id as "agencyId", a.region, i.genre, i.withdrawn_at is not null as withdrawn
       from disclosure.internal_item i join identity.agency a on a.id = i.agency_id where i.index_number = $1`,
    [index],
  );
  return rows[0] ? { ...rows[0], formedOn: null, validity: 'in-force', kind: INTERNAL_PUBLICATION } : null;
}

/** The agencies of somebody's posts on a day, not those that a post serves besides. */
export async function agenciesOfPosts(source: Source, personId: number | null, on: Day): Promise<readonly number[]> {
  const { rows } = await source.query<{ agencyId: number }>(
    `select distinct p.agency_id as "agencyId" from identity.appointment a join identity.post p on p.id = a.post_id
      where a.person_id = $1 and $2 between a.from_on and coalesce(a.until_on, 'infinity')
        and $2 between p.from_on and coalesce(p.until_on, 'infinity') order by 1`,
    [personId, on],
  );
  return rows.map(({ agencyId }) => agencyId);
}
