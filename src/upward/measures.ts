import { sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';
import { measureText as text } from './text.ts';

const among = (scope: MeasureScope) =>
  scope.agencyIds === null ? sql`true` : sql`r.agency_id = any(${[...scope.agencyIds]}::int[])`;

const sent: RowSet = {
  label: text.sent.rows,
  aggregate: 'count',
  rows: (scope) => sql`
    select r.matter_id::text as ref, coalesce(r.title, ${text.hidden}) as label, 1 as quantity, null::text as url from pub.pub_upward_report r
     where r.first_sent_on between ${scope.from} and ${scope.to} and ${among(scope)}`,
};

const decided = (label: string, only: 'adopted' | null): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select r.matter_id::text as ref, coalesce(r.title, ${text.hidden}) as label, 1 as quantity, null::text as url from pub.pub_upward_report r
     where r.decided_on between ${scope.from} and ${scope.to} and ${among(scope)}
       and (${only}::text is null or r.outcome = ${only})`,
});

/** M-037 信息报送, and what became of it. */
export const measures: readonly Measure[] = [
  { id: 'M-037', title: text.sent.title, formula: text.sent.formula, unit: text.pieces, decimals: 0, numerator: sent },
  {
    id: 'M-037-adopted',
    title: text.adopted.title,
    formula: text.adopted.formula,
    unit: text.pieces,
    decimals: 0,
    numerator: decided(text.adopted.rows, 'adopted'),
  },
  {
    id: 'M-037-rate',
    title: text.rate.title,
    formula: text.rate.formula,
    unit: text.percent,
    decimals: 1,
    factor: 100,
    numerator: decided(text.adopted.rows, 'adopted'),
    denominator: decided(text.rate.rows, null),
  },
];
