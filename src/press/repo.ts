import type pg from 'pg';
import type { Day, Transaction } from '../kernel/index.ts';
import type { OUTCOMES, OUTLETS, Standing } from './contract.ts';

export type Source = Pick<pg.Pool, 'query'>;

/** A document in public, and how far it is explained. */
export type Covered = {
  readonly index: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly agencyId: number;
  readonly region: string;
  readonly publishedAt: Date;
  readonly withdrawn: boolean;
  readonly path: string | null;
  readonly standing: Standing;
  readonly explainedAt: Date | null;
  readonly materials: number;
  readonly forms: readonly string[];
  readonly headLed: boolean;
  readonly carried: number;
};

export type CoverageQuery = {
  readonly agencyIds: readonly number[];
  readonly standing: Standing | 'all';
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/**
 * Documents with what explains them. A link to what was withdrawn explains nothing: it is `broken`, which is not the same
 * as never having been explained.
 */
const COVERED = `select p.index_number as index, p.title, p.document_number as "documentNumber", p.agency_id as "agencyId",
    p.region, p.published_at as "publishedAt", p.withdrawn, a.path, e.first as "explainedAt", e.standing::int as materials,
    coalesce(e.forms, '{}') as forms, coalesce(e.head_led, false) as "headLed",
    (select count(*)::int from pub.pub_carried c where c.index_number = p.index_number) as carried,
    case when e.standing > 0 then case when e.first <= p.published_at then 'at-once' else 'late' end
         when p.exempted then 'exempted' when e.linked > 0 then 'broken' else 'lacking' end as standing
  from pub.pub_publication p left join pub.pub_article a on a.index_number = p.index_number
  cross join lateral (
    select count(*) as linked, count(*) filter (where not i.withdrawn) as standing,
           min(i.published_at) filter (where not i.withdrawn) as first,
           array_agg(distinct i.interpretation) filter (where not i.withdrawn and i.interpretation is not null) as forms,
           bool_or(i.head_led) filter (where not i.withdrawn) as head_led
      from pub.pub_publication_link l join pub.pub_publication i on i.index_number = l.to_index
     where l.from_index = p.index_number and l.relation = 'interpreted-by') e
  where p.needs_interpretation`;

/** $1 agencies, $2 words, $3 from, $4 to. */
const ASKED = `"agencyId" = any($1) and not withdrawn
  and ($2::text is null or title ilike '%' || $2 || '%' or "documentNumber" ilike '%' || $2 || '%' or index = $2)
  and ($3::date is null or ("publishedAt" at time zone 'Asia/Shanghai')::date >= $3)
  and ($4::date is null or ("publishedAt" at time zone 'Asia/Shanghai')::date <= $4)`;
const valuesOf = ({ agencyIds, q, from, to }: CoverageQuery) => [agencyIds, q ?? null, from ?? null, to ?? null];

/** The newest first, after a place. */
export async function coverageRows(
  source: Source,
  query: CoverageQuery & {
    readonly before?: { readonly at: Date; readonly index: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly Covered[]> {
  const { rows } = await source.query<Covered>(
    `select * from (${COVERED}) d where ${ASKED} and ($5 = 'all' or standing = $5)
       and ($6::timestamptz is null or ("publishedAt", index) < ($6, $7::text))
     order by "publishedAt" desc, index desc limit $8`,
    [...valuesOf(query), query.standing, query.before?.at ?? null, query.before?.index ?? null, query.limit],
  );
  return rows;
}

export async function coverageCounts(source: Source, query: CoverageQuery): Promise<ReadonlyMap<string, number>> {
  const { rows } = await source.query<{ standing: string; count: number }>(
    `select standing, count(*)::int as count from (${COVERED}) d where ${ASKED} group by standing`,
    valuesOf(query),
  );
  return new Map(rows.map(({ standing, count }) => [standing, count]));
}

/** One document, withdrawn or not; null for what is none. */
export async function coveredDocument(source: Source, index: string): Promise<Covered | null> {
  const { rows } = await source.query<Covered>(`${COVERED} and p.index_number = $1`, [index]);
  return rows[0] ?? null;
}

export type Explaining = {
  readonly index: string;
  readonly title: string;
  readonly form: string | null;
  readonly headLed: boolean;
  readonly source: string;
  readonly agencyId: number;
  readonly publishedAt: Date;
  readonly withdrawn: boolean;
  readonly path: string | null;
};

/** What explains a document, or did before it was withdrawn, the first first. */
export async function explainingRows(source: Source, index: string): Promise<readonly Explaining[]> {
  const { rows } = await source.query<Explaining>(
    `select i.index_number as index, i.title, i.interpretation as form, i.head_led as "headLed",
            coalesce(c.content->>'source', '') as source, i.agency_id as "agencyId", i.published_at as "publishedAt",
            i.withdrawn, a.path
       from pub.pub_publication_link l join pub.pub_publication i on i.index_number = l.to_index
       left join pub.pub_publication_content c on c.index_number = i.index_number
       left join pub.pub_article a on a.index_number = i.index_number
      where l.from_index = $1 and l.relation = 'interpreted-by' order by i.published_at, i.index_number`,
    [index],
  );
  return rows;
}

export type CarriedRow = {
  readonly id: number;
  readonly index: string;
  readonly agencyId: number;
  readonly kind: (typeof OUTLETS)[number];
  readonly outlet: string;
  readonly title: string;
  readonly url: string | null;
  readonly onDay: Day;
  readonly by: string | null;
  readonly struckWords: string | null;
  readonly struckBy: string | null;
};

const CARRIED = `select c.id, c.index_number as index, p.agency_id as "agencyId", c.kind, c.outlet, c.title, c.url,
    c.on_day as "onDay", n.name as by, c.struck_words as "struckWords", s.name as "struckBy"
  from press.carried c join pub.pub_publication p on p.index_number = c.index_number
  left join identity.person n on n.id = c.noted_by left join identity.person s on s.id = c.struck_by`;

export async function carriedRows(source: Source, index: string): Promise<readonly CarriedRow[]> {
  const { rows } = await source.query<CarriedRow>(
    `${CARRIED} where c.index_number = $1 order by c.on_day, c.id limit 500`,
    [index],
  );
  return rows;
}

export async function carriedRow(source: Source, id: number): Promise<CarriedRow | null> {
  const { rows } = await source.query<CarriedRow>(`${CARRIED} where c.id = $1`, [id]);
  return rows[0] ?? null;
}

/** @returns its number, or null when the same was written down before and stands */
export async function insertCarried(
  tx: Transaction,
  row: Pick<CarriedRow, 'index' | 'kind' | 'outlet' | 'title' | 'url' | 'onDay'> & {
    readonly by: number;
    readonly at: Date;
  },
): Promise<number | null> {
  const { rows } = await tx.client.query<{ id: number }>(
    `insert into press.carried (index_number, kind, outlet, title, url, on_day, noted_by, noted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (index_number, outlet, title, on_day) where struck_at is null do nothing returning id`,
    [row.index, row.kind, row.outlet, row.title, row.url, row.onDay, row.by, row.at],
  );
  return rows[0]?.id ?? null;
}

/** @returns false when another struck it out before */
export async function strikeRow(
  tx: Transaction,
  { id, by, at, words }: { readonly id: number; readonly by: number; readonly at: Date; readonly words: string },
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    'update press.carried set struck_by = $2, struck_at = $3, struck_words = $4 where id = $1 and struck_at is null',
    [id, by, at, words],
  );
  return rowCount === 1;
}

export type FollowUpRow = {
  readonly id: number;
  readonly number: string;
  readonly state: string;
  readonly dueOn: Day | null;
  readonly index: string;
  readonly title: string;
  readonly agencyId: number;
  readonly questions: number | null;
  readonly outcome: (typeof OUTCOMES)[number] | null;
  readonly words: string | null;
};

const FOLLOW_UP = `select f.matter_id as id, m.number, m.state, nullif(c.due_on, 'infinity') as "dueOn",
    f.index_number as index, coalesce(p.title, f.index_number) as title, f.agency_id as "agencyId", f.questions, f.outcome,
    f.words
  from press.follow_up f join kernel.matter m on m.id = f.matter_id
  left join kernel.clock c on c.matter_id = f.matter_id and c.name = 'follow-up'
  left join pub.pub_publication p on p.index_number = f.index_number`;

export async function followUpById(source: Source, id: number): Promise<FollowUpRow | null> {
  const { rows } = await source.query<FollowUpRow>(`${FOLLOW_UP} where f.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

export async function followUpOf(source: Source, index: string): Promise<FollowUpRow | null> {
  const { rows } = await source.query<FollowUpRow>(`${FOLLOW_UP} where f.index_number = $1`, [index]);
  return rows[0] ?? null;
}

/** @returns false when the document has one already */
export async function enterFollowUp(
  tx: Transaction,
  { id, index, agencyId }: { readonly id: number; readonly index: string; readonly agencyId: number },
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    'insert into press.follow_up (matter_id, index_number, agency_id) values ($1, $2, $3) on conflict (index_number) do nothing',
    [id, index, agencyId],
  );
  return rowCount === 1;
}

export async function recordRow(
  tx: Transaction,
  id: number,
  {
    questions,
    outcome,
    words,
    at,
  }: {
    readonly questions: number;
    readonly outcome: (typeof OUTCOMES)[number];
    readonly words: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.client.query(
    'update press.follow_up set questions = $2, outcome = $3, words = $4, recorded_at = $5 where matter_id = $1',
    [id, questions, outcome, words, at],
  );
}
