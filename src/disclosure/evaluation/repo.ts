import type { Day, Transaction } from '../../kernel/index.ts';
import type { Source as Pool } from '../repo/publications.ts';
import type { Fault, ORGANISED, Source, WHICH } from './wire.ts';

export type Counts = { readonly good: number; readonly fair: number; readonly poor: number };

/** What stands under a reference of a page, as visitors read it. */
export async function evaluable(
  source: Pool,
  by: { readonly ref: string } | { readonly index: string },
): Promise<{
  readonly index: string;
  readonly title: string;
  readonly path: string | null;
  readonly agencyId: number;
  readonly publishedAt: Date;
} | null> {
  const { rows } = await source.query<{
    index: string;
    title: string;
    path: string | null;
    agencyId: number;
    publishedAt: Date;
  }>(
    `select p.index_number as index, p.title, a.path, p.agency_id as "agencyId", p.published_at as "publishedAt"
       from pub.pub_publication p left join pub.pub_article a on a.index_number = p.index_number
      where not p.withdrawn and ($1::text is null or a.ref = $1) and ($2::text is null or p.index_number = $2) limit 1`,
    'ref' in by ? [by.ref, null] : [null, by.index],
  );
  return rows[0] ?? null;
}

export async function insertEvaluation(
  tx: Transaction,
  row: Counts & {
    readonly index: string;
    readonly agencyId: number;
    readonly source: Source;
    readonly onDay: Day;
    readonly faults: readonly Fault[];
    readonly words: string | null;
    readonly notedBy: number | null;
    readonly at: Date;
  },
): Promise<number> {
  const { rows } = await tx.client.query<{ id: number }>(
    `insert into disclosure.evaluation (index_number, agency_id, source, on_day, good, fair, poor, faults, words, noted_by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      ...[row.index, row.agencyId, row.source, row.onDay, row.good, row.fair, row.poor, [...new Set(row.faults)]],
      ...[row.words, row.notedBy, row.at],
    ],
  );
  return rows[0]?.id ?? 0;
}

/** How many said what of something, by everybody. */
export async function countsOf(source: Pool, index: string): Promise<Counts> {
  const { rows } = await source.query<Counts>(
    `select coalesce(sum(good), 0)::int as good, coalesce(sum(fair), 0)::int as fair, coalesce(sum(poor), 0)::int as poor
       from pub.pub_evaluation where index_number = $1`,
    [index],
  );
  return rows[0] ?? { good: 0, fair: 0, poor: 0 };
}

export async function visitorsOf(
  source: Pool,
  index: string,
): Promise<Counts & { readonly faults: { readonly fault: Fault; readonly count: number }[] }> {
  const { rows } = await source.query<Counts>(
    `select coalesce(sum(good), 0)::int as good, coalesce(sum(fair), 0)::int as fair, coalesce(sum(poor), 0)::int as poor
       from disclosure.evaluation where index_number = $1 and source = 'visitor'`,
    [index],
  );
  const faults = await source.query<{ fault: Fault; count: number }>(
    `select fault, count(*)::int as count from disclosure.evaluation e, unnest(e.faults) fault
      where e.index_number = $1 and e.source = 'visitor' group by fault order by count desc, fault`,
    [index],
  );
  return { ...(rows[0] ?? { good: 0, fair: 0, poor: 0 }), faults: faults.rows };
}

export type OrganisedRow = Counts & {
  readonly id: number;
  readonly source: (typeof ORGANISED)[number];
  readonly onDay: Day;
  readonly faults: Fault[];
  readonly words: string | null;
  readonly by: string | null;
};

/** Organised evaluations of something, the latest first. */
export async function organisedOf(source: Pool, index: string): Promise<OrganisedRow[]> {
  const { rows } = await source.query<OrganisedRow>(
    `select e.id, e.source, e.on_day as "onDay", e.good, e.fair, e.poor, e.faults, e.words, n.name as by
       from disclosure.evaluation e left join identity.person n on n.id = e.noted_by
      where e.index_number = $1 and e.source <> 'visitor' order by e.id desc limit 200`,
    [index],
  );
  return rows;
}

/** Whether an unsatisfied visitor spoke of it earlier on the same day: its agency is told once a day. */
export async function wasPoorToday(tx: Transaction, index: string, onDay: Day): Promise<boolean> {
  const { rows } = await tx.client.query(
    'select from disclosure.evaluation where index_number = $1 and on_day = $2 and poor > 0 limit 1',
    [index, onDay],
  );
  return rows.length > 0;
}

export type Evaluated = Counts & {
  readonly index: string;
  readonly title: string;
  readonly agencyId: number;
  readonly genre: string;
  readonly matterId: number | null;
  readonly path: string | null;
  readonly department: Day | null;
  readonly office: Day | null;
  readonly secrecy: Day | null;
  readonly publishedAt: Date;
  readonly faults: Fault[];
};

export type EvaluatedQuery = {
  readonly agencyIds: readonly number[];
  readonly which: (typeof WHICH)[number];
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** The day on which a gate let through what was published by the matter that did it last. */
const passedOn = (gate: 'department' | 'office' | 'secrecy'): string =>
  `(select (max(g.at) at time zone 'Asia/Shanghai')::date from disclosure.gate g
     where g.matter_id = w.matter_id and g.gate = '${gate}' and g.passed)`;

const WHICH_SQL: Readonly<Record<(typeof WHICH)[number], string>> = {
  all: 'true',
  poor: 'e.poor > 0',
  none: 'e.all = 0',
  done: 'e.all > 0',
};

/** What stands in public with its three gates, the newest first. */
export async function evaluatedRows(
  source: Pool,
  query: EvaluatedQuery & {
    readonly before?: { readonly at: Date; readonly index: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly Evaluated[]> {
  const { rows } = await source.query<Evaluated>(
    `select p.index_number as index, p.title, p.agency_id as "agencyId", p.genre, w.matter_id as "matterId", a.path,
            ${passedOn('department')} as department, ${passedOn('office')} as office, ${passedOn('secrecy')} as secrecy,
            p.published_at as "publishedAt", e.good, e.fair, e.poor,
            coalesce((select array_agg(distinct fault order by fault) from disclosure.evaluation x, unnest(x.faults) fault
              where x.index_number = p.index_number), '{}') as faults
       from disclosure.published p
       left join pub.pub_article a on a.index_number = p.index_number
       left join lateral (select matter_id from disclosure.publication w where w.index_number = p.index_number
         and w.published_at is not null order by w.published_at desc limit 1) w on true
       cross join lateral (select coalesce(sum(good), 0)::int as good, coalesce(sum(fair), 0)::int as fair,
         coalesce(sum(poor), 0)::int as poor, count(*) as all from disclosure.evaluation e where e.index_number = p.index_number) e
      where not p.withdrawn and p.agency_id = any($1) and ${WHICH_SQL[query.which]}
        and ($2::text is null or p.title ilike '%' || $2 || '%' or p.index_number = $2)
        and ($3::date is null or (p.published_at at time zone 'Asia/Shanghai')::date >= $3)
        and ($4::date is null or (p.published_at at time zone 'Asia/Shanghai')::date <= $4)
        and ($5::timestamptz is null or (p.published_at, p.index_number) < ($5, $6::text))
      order by p.published_at desc, p.index_number desc limit $7`,
    [
      ...[query.agencyIds, query.q ?? null, query.from ?? null, query.to ?? null],
      ...[query.before?.at ?? null, query.before?.index ?? null, query.limit],
    ],
  );
  return rows;
}

export type Assessed = Counts & {
  readonly agencyId: number;
  readonly enforcement: boolean;
  readonly published: number;
  readonly evaluated: number;
  readonly withPoor: number;
};

/** What an assessment of agencies asks for: everything, and apart from it what enforcement published. */
export async function assessedRows(
  source: Pool,
  query: Pick<EvaluatedQuery, 'agencyIds' | 'from' | 'to'>,
): Promise<readonly Assessed[]> {
  const { rows } = await source.query<Assessed>(
    `with told as (
       select p.agency_id, p.index_number,
              p.genre in ('licence-result', 'penalty-result', 'enforcement-result') as enforcement
         from disclosure.published p
        where not p.withdrawn and p.agency_id = any($1)
          and ($2::date is null or (p.published_at at time zone 'Asia/Shanghai')::date >= $2)
          and ($3::date is null or (p.published_at at time zone 'Asia/Shanghai')::date <= $3)),
     said as (
       select t.agency_id, t.enforcement, t.index_number, coalesce(sum(e.good), 0) as good, coalesce(sum(e.fair), 0) as fair,
              coalesce(sum(e.poor), 0) as poor, count(e.id) as times
         from told t left join disclosure.evaluation e on e.index_number = t.index_number group by 1, 2, 3),
     both_ways as (select *, false as tag from said union all select *, true from said where enforcement)
     select agency_id as "agencyId", tag as enforcement, count(*)::int as published,
            (count(*) filter (where times > 0))::int as evaluated, sum(good)::int as good, sum(fair)::int as fair,
            sum(poor)::int as poor, (count(*) filter (where poor > 0))::int as "withPoor"
       from both_ways group by agency_id, tag order by tag, agency_id`,
    [query.agencyIds, query.from ?? null, query.to ?? null],
  );
  return rows;
}
