import type pg from 'pg';
import type { Day } from '../day.ts';
import type { Json } from '../ledger/canonical.ts';
import { marksOf, narrowing, queryOf, vectorOf } from './bigrams.ts';

/** Something public that can be found. */
export type SearchDocument = {
  readonly kind: string;
  readonly ref: string;
  readonly title: string;
  readonly url: string;
  readonly summary: string;
  /** What is searched besides the title: other names, body text. */
  readonly text: string;
  readonly agencyId: number | null;
  readonly region: string | null;
  readonly publishedOn: Day;
  /** Higher comes first among equal matches. */
  readonly weight?: number;
  readonly facets?: Readonly<Record<string, Json>>;
  /** By what it can be narrowed down: they are tokens like its words, so that the index answers both at once. */
  readonly filters?: Filters;
};

/** Names of one to thirty small letters, each with its values. */
export type Filters = Readonly<Record<string, readonly string[]>>;

export type Found = Omit<SearchDocument, 'text' | 'weight' | 'facets' | 'filters'> & {
  readonly facets: Readonly<Record<string, Json>>;
};
export type FoundPage = { readonly rows: readonly Found[]; readonly more: boolean; readonly total: string };

type Source = Pick<pg.Pool, 'query'>;

/** Documents of one kind that came or changed together, and those that went. */
export async function indexDocuments(
  source: Source,
  {
    kind,
    documents,
    gone,
  }: {
    readonly kind: string;
    readonly documents: readonly Omit<SearchDocument, 'kind'>[];
    readonly gone: readonly string[];
  },
): Promise<void> {
  if (gone.length > 0)
    await source.query('delete from kernel.search_document where kind = $1 and ref = any($2)', [kind, gone]);
  if (documents.length === 0) return;
  const rows = documents.map((document) => ({
    ...document,
    weight: document.weight ?? 0,
    facets: document.facets ?? {},
    head: vectorOf(document.title),
    rest: vectorOf(document.text),
    marks: marksOf(document.filters ?? {}),
    text: undefined,
  }));
  await source.query(
    `insert into kernel.search_document
       (kind, ref, title, url, summary, agency_id, region, published_on, weight, facets, tokens)
     select $1, ref, title, url, summary, "agencyId", region, "publishedOn", weight, facets,
            setweight(head::tsvector, 'A') || setweight(rest::tsvector, 'D') || marks::tsvector
       from jsonb_to_recordset($2) x(ref text, title text, url text, summary text, "agencyId" integer, region text,
         "publishedOn" date, weight integer, facets jsonb, head text, rest text, marks text)
     on conflict (kind, ref) do update set title = excluded.title, url = excluded.url, summary = excluded.summary,
       agency_id = excluded.agency_id, region = excluded.region, published_on = excluded.published_on,
       weight = excluded.weight, facets = excluded.facets, tokens = excluded.tokens`,
    [kind, JSON.stringify(rows)],
  );
}

/** Puts a document into the index, replacing its former text. */
export async function indexDocument(source: Source, document: SearchDocument): Promise<void> {
  await source.query(
    `insert into kernel.search_document
       (kind, ref, title, url, summary, agency_id, region, published_on, weight, facets, tokens)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, setweight($11::tsvector, 'A') || setweight($12::tsvector, 'D') || $13::tsvector)
     on conflict (kind, ref) do update set title = excluded.title, url = excluded.url, summary = excluded.summary,
       agency_id = excluded.agency_id, region = excluded.region, published_on = excluded.published_on,
       weight = excluded.weight, facets = excluded.facets, tokens = excluded.tokens`,
    [
      document.kind,
      document.ref,
      document.title,
      document.url,
      document.summary,
      document.agencyId,
      document.region,
      document.publishedOn,
      document.weight ?? 0,
      JSON.stringify(document.facets ?? {}),
      vectorOf(document.title),
      vectorOf(document.text),
      marksOf(document.filters ?? {}),
    ],
  );
}

export async function removeDocument(source: Source, kind: string, ref: string): Promise<void> {
  await source.query('delete from kernel.search_document where kind = $1 and ref = $2', [kind, ref]);
}

export type SearchRequest = {
  /** Alternatives are joined by or: what was typed, and its synonyms. */
  readonly typed: readonly string[];
  readonly kind?: string;
  readonly regions?: readonly string[];
  /** Each name that is given must be one of its values. */
  readonly filters?: Filters;
  readonly offset?: number;
  readonly limit?: number;
};

/** Counting every hit of a common word would cost seconds; beyond this the answer is “1000+”. */
const COUNT_CAP = 1000;
/** Marks are taken as they are: the parser of a configuration would cut them up. */
const NARROWED = `tsquery_and(to_tsquery('simple', $1), $6::tsquery)`;

/** What matches, best first: title before text, then weight, then newest. */
export async function search(
  source: Source,
  { typed, kind, regions, filters = {}, offset = 0, limit = 20 }: SearchRequest,
): Promise<FoundPage> {
  const queries = typed.map(queryOf).filter((query) => query !== null);
  if (queries.length === 0) return { rows: [], more: false, total: '0' };
  const marks = narrowing(filters);
  const asked = marks === null ? `to_tsquery('simple', $1)` : NARROWED;
  const { rows } = await source.query<FoundRow>(
    `with hits as materialized (
       select d.kind, d.ref, d.weight, d.published_on, ts_rank(d.tokens, q, 1) as rank from pub.pub_search_document d, ${asked} q
        where d.tokens @@ q and ($2::text is null or d.kind = $2) and ($3::text[] is null or d.region = any($3))
        limit ${COUNT_CAP + 1}), best as (
       select kind, ref, row_number() over (order by rank desc, weight desc, published_on desc, ref) as place from hits
        order by place limit $4 offset $5)
     select d.kind, d.ref, d.title, d.url, d.summary, d.agency_id, d.region, d.published_on, d.facets,
            (select count(*)::int from hits) as total
       from best b join pub.pub_search_document d on d.kind = b.kind and d.ref = b.ref order by b.place`,
    [
      queries.map((query) => `(${query})`).join(' | '),
      kind ?? null,
      regions ?? null,
      limit + 1,
      Math.min(offset, COUNT_CAP),
      ...(marks === null ? [] : [marks]),
    ],
  );
  const total = rows[0]?.total ?? 0;
  return {
    rows: rows.slice(0, limit).map((row) => ({
      kind: row.kind,
      ref: row.ref,
      title: row.title,
      url: row.url,
      summary: row.summary,
      agencyId: row.agency_id,
      region: row.region,
      publishedOn: row.published_on,
      facets: row.facets,
    })),
    more: rows.length > limit,
    total: total > COUNT_CAP ? `${COUNT_CAP}+` : String(total),
  };
}

type FoundRow = {
  kind: string;
  ref: string;
  title: string;
  url: string;
  summary: string;
  agency_id: number | null;
  region: string | null;
  published_on: Day;
  facets: Record<string, Json>;
  total: number;
};
