import type { Day, Kernel } from '../../kernel/index.ts';
import type { PartyKind, Penalty, ResultKind } from '../contract.ts';
import { escaped } from './results.ts';

type Visitors = Pick<Kernel['pool'], 'query'>;

export type PublicResult = {
  readonly index: string;
  readonly agencyId: number;
  readonly kind: ResultKind;
  readonly documentNumber: string;
  readonly subject: string;
  readonly partyKind: PartyKind;
  readonly party: string;
  readonly partyCode: string | null;
  readonly decidedOn: Day;
  readonly penalties: readonly Penalty[];
  readonly fineFen: number;
  readonly confiscatedFen: number;
  readonly publishedAt: Date;
  readonly shownUntil: Day | null;
  readonly path: string | null;
};

export type PublicQuery = {
  readonly q?: string | undefined;
  readonly agencyId?: number | undefined;
  readonly kind?: ResultKind | undefined;
  readonly year?: number | undefined;
};
export type PublicCursor = { readonly at: Date; readonly index: string };

/** $1 words, $2 agency, $3 kind, $4 year, $5 today: whose time is over is not shown, whether it was withdrawn yet or not. */
const WHERE = `where ($1::text is null or r.document_number ilike '%' || $1 || '%' or r.party ilike '%' || $1 || '%'
    or r.subject ilike '%' || $1 || '%' or r.party_code = $1)
  and ($2::integer is null or r.agency_id = $2) and ($3::text is null or r.kind = $3)
  and ($4::integer is null or extract(year from r.decided_on) = $4) and coalesce(r.shown_until, 'infinity') >= $5::date`;

const valuesOf = ({ q, agencyId, kind, year }: PublicQuery, today: Day): readonly unknown[] => [
  escaped(q),
  agencyId ?? null,
  kind ?? null,
  year ?? null,
  today,
];

const COLUMNS = `r.index_number as index, r.agency_id as "agencyId", r.kind, r.document_number as "documentNumber", r.subject,
  r.party_kind as "partyKind", r.party, r.party_code as "partyCode", r.decided_on as "decidedOn", r.penalties,
  r.fine_fen as "fineFen", r.confiscated_fen as "confiscatedFen", r.published_at as "publishedAt",
  r.shown_until as "shownUntil"`;
const NEWEST = 'order by r.published_at desc, r.index_number desc';
const AFTER = '($6::timestamptz is null or (r.published_at, r.index_number) < ($6, $7))';

type Wanted = { readonly today: Day; readonly after: PublicCursor | null; readonly limit: number };

/** A list looks so far back first: what is older is joined and sorted only where that is not enough. */
const RECENT_MS = 40 * 86_400_000;

/** What visitors see of the results, the newest first. */
export async function publicResults(
  pool: Visitors,
  query: PublicQuery,
  wanted: Wanted,
): Promise<readonly PublicResult[]> {
  const from = new Date((wanted.after?.at ?? new Date(`${wanted.today}T23:59:59+08:00`)).getTime() - RECENT_MS);
  if (query.q !== undefined) return (await foundPublic(pool, query, wanted)).rows;
  const recent = await listed(pool, query, wanted, from);
  return recent.length < wanted.limit ? listed(pool, query, wanted, null) : recent;
}

async function listed(
  pool: Visitors,
  query: PublicQuery,
  { today, after, limit }: Wanted,
  from: Date | null,
): Promise<readonly PublicResult[]> {
  const { rows } = await pool.query<PublicResult>(
    `select ${COLUMNS}, a.path
       from (select * from pub.pub_enforcement_result r ${WHERE} and ${AFTER}
              and r.published_at >= coalesce($9::timestamptz, '-infinity') ${NEWEST} limit $8) r
       left join pub.pub_article a on a.index_number = r.index_number ${NEWEST}`,
    [...valuesOf(query, today), after?.at ?? null, after?.index ?? null, limit, from],
  );
  return rows;
}

/** What is found by words and how much of it there is, in one look: the words are compared with every row. */
export async function foundPublic(
  pool: Visitors,
  query: PublicQuery,
  { today, after, limit }: Wanted,
): Promise<{ readonly rows: readonly PublicResult[]; readonly count: number }> {
  const { rows } = await pool.query<{ [Name in keyof PublicResult]: PublicResult[Name] | null } & { count: number }>(
    `with found as materialized (select * from pub.pub_enforcement_result r ${WHERE})
     select n.count, ${COLUMNS}, a.path from (select count(*)::int as count from found) n
       left join lateral (select * from found r where ${AFTER} ${NEWEST} limit $8) r on true
       left join pub.pub_article a on a.index_number = r.index_number ${NEWEST}`,
    [...valuesOf(query, today), after?.at ?? null, after?.index ?? null, limit],
  );
  return {
    rows: rows.filter((row): row is PublicResult & { count: number } => row.index !== null),
    count: rows[0]?.count ?? 0,
  };
}

export type Counted = { readonly agencyId: number; readonly kind: ResultKind; readonly count: number };

/** A count stands so long at most: what another copy of the program has published meanwhile is not in it yet. */
const COUNTS_KEPT_MS = 30_000;
const MOST_COUNTS = 500;
type Counts = Map<string, { readonly until: number; readonly counted: Promise<readonly Counted[]> }>;
const kept = new WeakMap<Visitors, Counts>();

/** Something was published, withdrawn or put right: what was counted holds no longer. */
export const forgetCounts = (pool: Visitors): boolean => kept.delete(pool);

/** How many results there are, by organ and kind; counted once for many views. */
export function countedPublic(pool: Visitors, query: PublicQuery, today: Day): Promise<readonly Counted[]> {
  const { agencyId, kind, year } = query;
  if (query.q !== undefined) return counted(pool, query, today);
  const counts: Counts = kept.get(pool) ?? new Map();
  kept.set(pool, counts);
  const key = JSON.stringify([agencyId, kind, year, today]);
  const known = counts.get(key);
  if (known && known.until > performance.now()) return known.counted;
  if (counts.size >= MOST_COUNTS) counts.clear();
  const fresh = counted(pool, query, today);
  counts.set(key, { until: performance.now() + COUNTS_KEPT_MS, counted: fresh });
  // What failed is asked again.
  fresh.catch(() => counts.delete(key));
  return fresh;
}

async function counted(pool: Visitors, query: PublicQuery, today: Day): Promise<readonly Counted[]> {
  const { rows } = await pool.query<Counted>(
    `select r.agency_id as "agencyId", r.kind, count(*)::int as count from pub.pub_enforcement_result r ${WHERE}
      group by 1, 2 order by 1, 2`,
    [...valuesOf(query, today)],
  );
  return rows;
}

export type PublicEntry = {
  readonly key: string;
  readonly version: number;
  readonly validFrom: Day;
  readonly value: unknown;
};
export type EntryQuery = {
  readonly q?: string | undefined;
  /** Keys of agencies; all where nothing is said. */
  readonly agencies?: readonly string[] | undefined;
  readonly kind?: ResultKind | undefined;
};

/** $1 register, $2 day, $3 agencies, $4 kind, $5 words. */
const ENTRIES = `from (select distinct on (key) key, version, valid_from, value from pub.pub_enforcement_entry
      where register = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2) order by key, version desc) e
  where ($3::text[] is null or value->>'agency' = any($3)) and ($4::text is null or value->>'kind' = $4)
    and ($5::text is null or concat_ws(' ', key, value->>'name', value->>'scope', value->>'basis', value->>'field')
      ilike '%' || $5 || '%')`;

const entryValues = (register: string, on: Day, { q, agencies, kind }: EntryQuery): readonly unknown[] => [
  register,
  on,
  agencies ?? null,
  kind ?? null,
  escaped(q),
];

/** Entries of a list that are in force, by their keys. */
export async function publicEntries(
  pool: Visitors,
  register: string,
  on: Day,
  query: EntryQuery & { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly PublicEntry[]> {
  const { rows } = await pool.query<PublicEntry>(
    `select key, version, valid_from as "validFrom", value ${ENTRIES} and ($6::text is null or key > $6) order by key limit $7`,
    [...entryValues(register, on, query), query.after ?? null, query.limit],
  );
  return rows;
}

/** How many entries an organ has in a list. */
export async function countedEntries(
  pool: Visitors,
  register: string,
  on: Day,
  query: EntryQuery = {},
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ agency: string; count: number }>(
    `select value->>'agency' as agency, count(*)::int as count ${ENTRIES} group by 1`,
    [...entryValues(register, on, query)],
  );
  return new Map(rows.map(({ agency, count }) => [agency, count]));
}

export type PublicReport = {
  readonly title: string;
  readonly agencyId: number;
  readonly path: string | null;
  readonly publishedAt: Date;
};

/** Annual statistics that were published, the newest first. */
export async function publishedReports(pool: Visitors, node: string, limit: number): Promise<readonly PublicReport[]> {
  const { rows } = await pool.query<PublicReport>(
    `select p.title, p.agency_id as "agencyId", a.path, p.published_at as "publishedAt"
       from pub.pub_publication p left join pub.pub_article a on a.index_number = p.index_number
      where p.node = $1 and not p.withdrawn order by p.published_at desc, p.index_number limit $2`,
    [node, limit],
  );
  return rows;
}
