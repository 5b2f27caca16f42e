import { type RawBuilder, sql } from 'kysely';
import type { Measure, RowSet } from '../kernel/index.ts';
import { measureText as text } from './text.ts';

/** What was published in the period and is shown, by index number. */
const shown = (label: string, condition: RawBuilder<unknown>): RowSet => ({
  label,
  aggregate: 'count',
  rows: ({ from, to, agencyIds }) => sql`
    select r.index_number as ref, r.document_number as label, 1 as quantity, null::text as url from pub.pub_enforcement_result r
     where (r.published_at at time zone 'Asia/Shanghai')::date between ${from} and ${to} and ${condition}
       and ${agencyIds === null ? sql`true` : sql`r.agency_id = any(${[...agencyIds]}::int[])`}`,
});

const granted: RowSet = {
  label: text.repairs.title,
  aggregate: 'count',
  rows: ({ from, to, agencyIds }) => sql`
    select r.number as ref, r.number as label, 1 as quantity, null::text as url from pub.pub_enforcement_repair r
     where r.outcome = 'granted' and r.decided_on between ${from} and ${to}
       and ${agencyIds === null ? sql`true` : sql`r.agency_id = any(${[...agencyIds]}::int[])`}`,
};

const count = (id: string, said: { readonly title: string; readonly formula: string }, numerator: RowSet): Measure => ({
  id,
  ...said,
  unit: text.unit,
  decimals: 0,
  numerator,
});

/** Results of enforcement in public; each figure is its rows. */
export const measures: readonly Measure[] = [
  count('M-027-shown', text.shown, shown(text.shown.title, sql`true`)),
  count('M-027-penalties', text.penalties, shown(text.penalties.title, sql`r.kind = 'penalty'`)),
  count('M-027-licences', text.licences, shown(text.licences.title, sql`r.kind = 'licence'`)),
  count('M-027-repairs', text.repairs, granted),
  {
    id: 'M-027-in-time',
    ...text.inTime,
    unit: text.percent,
    decimals: 2,
    factor: 100,
    numerator: shown(text.inTime.title, sql`(r.published_at at time zone 'Asia/Shanghai')::date <= r.due_on`),
    denominator: shown(text.shown.title, sql`true`),
  },
];
