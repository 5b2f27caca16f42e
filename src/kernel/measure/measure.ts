import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Day } from '../day.ts';
import { pageOf } from '../page.ts';
import { divide, round } from './decimal.ts';

/** Which part of the city and of time a figure speaks of; both days are inclusive. */
export type MeasureScope = {
  readonly from: Day;
  readonly to: Day;
  /** null: the whole city. */
  readonly agencyIds: readonly number[] | null;
  /** Further dimensions a module understands, e.g. one item. */
  readonly key?: string;
};

/**
 * The rows a figure is made of. `rows` is a query that answers `ref` (stable key), `label`, `quantity` (numeric) and
 * `url`; the figure is their count or sum, so what is shown on drill-down is by construction what was counted.
 */
export type RowSet = {
  readonly label: string;
  readonly aggregate: 'count' | 'sum';
  readonly rows: (scope: MeasureScope) => RawBuilder<unknown>;
};

/** A figure anyone can compute again. */
export type Measure = {
  readonly id: string;
  readonly title: string;
  /** In words, e.g. “办结件数 ÷ 受理件数 × 100%”. */
  readonly formula: string;
  readonly unit: string;
  readonly decimals: number;
  readonly numerator: RowSet;
  /** Absent: the figure is the numerator itself. */
  readonly denominator?: RowSet | { readonly label: string; readonly fixed: (scope: MeasureScope) => string };
  /** 100 for percentages. */
  readonly factor?: number;
  /** What the reader has to know, e.g. why a printed figure differs. */
  readonly note?: string;
};

export type Figure = {
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly unit: string;
  /** null: nothing to divide by. */
  readonly value: string | null;
  readonly numerator: { readonly label: string; readonly value: string };
  readonly denominator: { readonly label: string; readonly value: string; readonly drillable: boolean } | null;
  readonly note: string | null;
};

export type DrillRow = {
  readonly ref: string;
  readonly label: string;
  readonly quantity: string;
  readonly url: string | null;
};
export type Side = 'numerator' | 'denominator';

/** The database as measures see it: they read, whatever the schema. */
export type AnyDb = QueryExecutorProvider;

/** The figure with both sides of its fraction. */
export async function figureOf(db: AnyDb, measure: Measure, scope: MeasureScope): Promise<Figure> {
  const numerator = await total(db, measure.numerator, scope);
  const { denominator } = measure;
  const below =
    denominator === undefined
      ? null
      : 'fixed' in denominator
        ? denominator.fixed(scope)
        : await total(db, denominator, scope);
  return {
    id: measure.id,
    title: measure.title,
    formula: measure.formula,
    unit: measure.unit,
    value:
      below === null
        ? round(numerator, measure.decimals)
        : divide(numerator, below, measure.decimals, BigInt(measure.factor ?? 1)),
    numerator: { label: measure.numerator.label, value: numerator },
    denominator:
      denominator === undefined || below === null
        ? null
        : { label: denominator.label, value: below, drillable: !('fixed' in denominator) },
    note: measure.note ?? null,
  };
}

async function total(db: AnyDb, set: RowSet, scope: MeasureScope): Promise<string> {
  const what = set.aggregate === 'count' ? sql`count(*)` : sql`coalesce(sum(quantity), 0)`;
  const { rows } = await sql<{
    total: string;
  }>`select trim_scale((${what})::numeric)::text as total from (${set.rows(scope)}) r`.execute(db);
  return rows[0]?.total ?? '0';
}

/** The rows behind one side of a figure, in the order of their keys, after `after`. */
export async function drillDown(
  db: AnyDb,
  measure: Measure,
  side: Side,
  scope: MeasureScope,
  after: string | null,
  limit = 50,
): Promise<{ readonly rows: readonly DrillRow[]; readonly next: string | null }> {
  const set = measure[side];
  if (!set || 'fixed' in set) return { rows: [], next: null };
  const { rows } = await sql<DrillRow>`
    select ref::text as ref, label, trim_scale(quantity::numeric)::text as quantity, url from (${set.rows(scope)}) r
     where ${after}::text is null or ref::text > ${after}
     order by ref::text limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ ref }) => ref);
}

/** What a figure is when it is told apart by a column that its rows carry; `null` stands for rows without a value. */
export type Part = {
  readonly key: string | null;
  readonly value: string | null;
  readonly numerator: string;
  /** null: the figure has no denominator. */
  readonly denominator: string | null;
};

/** The figure for each value of `column`, which the rows of both its sides carry besides what every row has. */
export async function partsOf(
  db: AnyDb,
  measure: Measure,
  column: string,
  scope: MeasureScope,
): Promise<readonly Part[]> {
  const above = await totals(db, measure.numerator, column, scope);
  const { denominator } = measure;
  const hasRows = denominator !== undefined && !('fixed' in denominator);
  const below = hasRows ? await totals(db, denominator, column, scope) : null;
  const keys = new Set([...above.keys(), ...(below?.keys() ?? [])]);
  return [...keys].map((key) => {
    const numerator = above.get(key) ?? '0';
    const divisor = hasRows
      ? (below?.get(key) ?? '0')
      : denominator && 'fixed' in denominator
        ? denominator.fixed(scope)
        : null;
    const value =
      divisor === null
        ? round(numerator, measure.decimals)
        : divide(numerator, divisor, measure.decimals, BigInt(measure.factor ?? 1));
    return { key, value, numerator, denominator: divisor };
  });
}

async function totals(
  db: AnyDb,
  set: RowSet,
  column: string,
  scope: MeasureScope,
): Promise<ReadonlyMap<string | null, string>> {
  const what = set.aggregate === 'count' ? sql`count(*)` : sql`coalesce(sum(quantity), 0)`;
  const { rows } = await sql<{ key: string | null; total: string }>`
    select r.${sql.ref(column)}::text as key, trim_scale((${what})::numeric)::text as total
      from (${set.rows(scope)}) r group by 1`.execute(db);
  return new Map(rows.map(({ key, total: sum }) => [key, sum]));
}

/** The same figure of those rows only whose `column` has this value: opening it shows what `partsOf` counted. */
export function partOf(measure: Measure, column: string, key: string | null): Measure {
  const only = (set: RowSet): RowSet => ({
    ...set,
    rows: (scope) => sql`
      select r.* from (${set.rows(scope)}) r where r.${sql.ref(column)}::text is not distinct from ${key}::text`,
  });
  const { numerator, denominator } = measure;
  return {
    ...measure,
    numerator: only(numerator),
    ...(denominator === undefined ? {} : { denominator: 'fixed' in denominator ? denominator : only(denominator) }),
  };
}
