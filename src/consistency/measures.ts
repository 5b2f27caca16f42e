import { sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';
import { text } from './text.ts';

const among = (scope: MeasureScope) =>
  scope.agencyIds === null ? sql`true` : sql`t.agency_id = any(${[...scope.agencyIds]}::int[])`;

const tickets = (label: string, condition: ReturnType<typeof sql>): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select t.number as ref, ${text.kind}::text as label, 1 as quantity, null::text as url from pub.pub_consistency_mismatch t
     where ${condition} and t.found_on between ${scope.from} and ${scope.to} and ${among(scope)}`,
});
const said = text.measures;
const found = tickets(said.found.rows, sql`true`);

/** What comparisons have found, and how much of it is done. */
export const measures: readonly Measure[] = [
  {
    id: 'M-R049',
    title: said.found.title,
    formula: said.found.formula,
    unit: said.found.unit,
    decimals: 0,
    numerator: found,
  },
  {
    id: 'M-R049-rate',
    title: said.rate.title,
    formula: said.rate.formula,
    unit: '%',
    decimals: 2,
    factor: 100,
    numerator: tickets(said.rate.rows, sql`t.is_closed`),
    denominator: found,
    note: said.rate.note,
  },
];
