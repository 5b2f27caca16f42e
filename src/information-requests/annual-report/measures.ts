import { type RawBuilder, sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../../kernel/index.ts';
import { measureText as text } from './text.ts';

type Sql = RawBuilder<unknown>;

const within = (scope: MeasureScope, table: string): Sql =>
  sql`(${scope.agencyIds}::int[] is null or ${sql.ref(`${table}.agency_id`)} = any(${scope.agencyIds}::int[]))`;

/** Requests that were received in the period; a figure is their numbers, without who asked for what. */
const received = (label: string, condition: (scope: MeasureScope) => Sql): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select r.number as ref, ${text.request}::text as label, 1 as quantity, null::text as url from pub.pub_information_request r
     where r.received_on between ${scope.from}::date and ${scope.to}::date and ${within(scope, 'r')} and ${condition(scope)}`,
});

const accepted = received(text.accepted, () => sql`true`);
const answered = received(text.answered, (scope) => sql`r.concluded_on <= ${scope.to}::date`);

const lost: RowSet = {
  label: text.lostRows,
  aggregate: 'count',
  rows: (scope) => sql`
    select d.number as ref, d.kind_title as label, 1 as quantity, null::text as url from pub.pub_dispute d
     where d.counted_on between ${scope.from}::date and ${scope.to}::date and ${within(scope, 'd')}`,
};

/** M-041 to M-043: how many asked, how many have their answer, and what was set right by others. */
export const requestMeasures: readonly Measure[] = [
  {
    id: 'M-041',
    title: text.requests,
    formula: text.requestsFormula,
    unit: text.unit,
    decimals: 0,
    numerator: accepted,
  },
  {
    id: 'M-042',
    title: text.rate,
    formula: text.rateFormula,
    unit: '%',
    decimals: 2,
    factor: 100,
    numerator: answered,
    denominator: accepted,
  },
  { id: 'M-043', title: text.lost, formula: text.lostFormula, unit: text.unit, decimals: 0, numerator: lost },
];
