import { type RawBuilder, sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';
import { itemLimits } from '../service-items/index.ts';
import { measureText as text } from './measure-text.ts';

type Sql = RawBuilder<unknown>;

// Figures are public: their rows are those of the published views, whoever asks for them.

/** Agencies and the item that a figure is asked for. */
const within = (scope: MeasureScope, table: string): Sql => sql`
  (${scope.agencyIds}::int[] is null or ${sql.ref(`${table}.agency_id`)} = any(${scope.agencyIds}::int[]))
  and (${scope.key ?? null}::text is null or ${sql.ref(`${table}.item_code`)} = ${scope.key ?? null})`;

const during = (column: Sql, { from, to }: MeasureScope): Sql => sql`${column} between ${from}::date and ${to}::date`;

/** Applications that meet a condition, each with a quantity, by the number of its matter. */
const applications =
  (condition: (scope: MeasureScope) => Sql, quantity: Sql): RowSet['rows'] =>
  (scope) =>
    sql`
    select a.number as ref, a.title as label, ${quantity} as quantity, null::text as url
      from pub.pub_application a
     where ${condition(scope)} and ${within(scope, 'a')}`;

const count = (label: string, condition: (scope: MeasureScope) => Sql): RowSet => ({
  label,
  aggregate: 'count',
  rows: applications(condition, sql`1`),
});
const sum = (label: string, condition: (scope: MeasureScope) => Sql, quantity: Sql): RowSet => ({
  label,
  aggregate: 'sum',
  rows: applications(condition, quantity),
});

const submittedIn = (scope: MeasureScope): Sql => during(sql`a.submitted_on`, scope);
const acceptedIn = (scope: MeasureScope): Sql => during(sql`a.accepted_on`, scope);
const completedIn = (scope: MeasureScope): Sql => during(sql`a.completed_on`, scope);
const and =
  (one: (scope: MeasureScope) => Sql, other: Sql) =>
  (scope: MeasureScope): Sql =>
    sql`${one(scope)} and ${other}`;

const applied = count(text.applied, submittedIn);
const accepted = count(text.accepted, acceptedIn);
const completed = count(text.completed, completedIn);
const sameDay = count(text.sameDay, and(completedIn, sql`a.completed_on = a.accepted_on`));
const DECIDED_PROMISED = sql`a.case_type = 'promised' and a.decided and a.handled_workdays is not null`;
const decidedPromised = and(completedIn, DECIDED_PROMISED);
const compared = and(completedIn, sql`${DECIDED_PROMISED} and a.statutory_workdays > 0`);

/** In the month that a scope ends in, no earlier than the scope begins. */
const inLastMonth =
  (column: Sql) =>
  (scope: MeasureScope): Sql =>
    sql`${during(column, scope)} and ${column} >= date_trunc('month', ${scope.to}::date)::date`;

/** Calendar months that a scope touches. */
function monthsOf({ from, to }: MeasureScope): string {
  const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return String(months(to) - months(from) + 1);
}
const months = { label: text.months, fixed: monthsOf };

/** One row for each day on which anything was accepted, with the share of it that was completed on that day. */
const dailyRates: RowSet['rows'] = (scope) => sql`
  select a.accepted_on::text as ref, a.accepted_on::text as label, null::text as url,
         count(*) filter (where a.completed_on = a.accepted_on)::numeric / count(*) as quantity
    from pub.pub_application a where ${acceptedIn(scope)} and ${within(scope, 'a')} group by a.accepted_on`;

/** One row for each item with a decision in the period, with a mean over its cases. */
const perItem =
  (mean: Sql): RowSet['rows'] =>
  (scope) =>
    sql`
    select a.item_code as ref, max(a.title) as label, '/items/' || a.item_code as url, ${mean} as quantity
      from pub.pub_application a
     where ${compared(scope)} and ${within(scope, 'a')} group by a.item_code`;

/**
 * One row for each item on offer, with its limit and the mean that handling a 承诺件 took; none while none was handled.
 * Means of items and means of cases are different things: that is what these figures say.
 */
const comparedLimits =
  (limits: RowSet, quantity: Sql): RowSet['rows'] =>
  (scope) =>
    // Materialized: the mean is wanted once, not for each item.
    sql`
    with handling as materialized (
      select avg(a.handled_workdays) as mean from pub.pub_application a
       where ${decidedPromised(scope)} and ${within(scope, 'a')})
    select l.ref, l.label, l.url, ${quantity} as quantity from (${limits.rows(scope)}) l cross join handling
     where handling.mean is not null`;

const againstLimits = (id: string, title: string, formula: string, limits: RowSet): Measure =>
  rate(
    id,
    title,
    formula,
    { label: text.limitsLessMean, aggregate: 'sum', rows: comparedLimits(limits, sql`l.quantity - handling.mean`) },
    { label: text.limits, aggregate: 'sum', rows: comparedLimits(limits, sql`l.quantity`) },
    text.notes.againstLimits,
  );

const consultations: RowSet = {
  label: text.consultations,
  aggregate: 'count',
  rows: (scope) => sql`
    select c.number as ref, c.title as label, 1 as quantity, null::text as url
      from pub.pub_consultation c
     where ${during(sql`c.asked_on`, scope)} and ${within(scope, 'c')}`,
};

const completedYearBefore = ({ from, to }: MeasureScope): Sql =>
  sql`(a.completed_on between (${from}::date - interval '1 year')::date and (${to}::date - interval '1 year')::date)`;

/**
 * Completed this period, less completed in the same days of the year before. Where a period is longer than a year the two
 * share days: what was completed on one of them counts on both sides and makes no difference.
 */
const moreThanLastYear: RowSet['rows'] = (scope) => sql`
  select a.number as ref, a.title as label, null::text as url,
         case when ${completedIn(scope)} then 1 else -1 end as quantity
    from pub.pub_application a
   where (${completedIn(scope)}) is distinct from ${completedYearBefore(scope)}
     and ${within(scope, 'a')}`;

const open: RowSet = {
  label: text.open,
  aggregate: 'count',
  rows: applications(
    ({ to }) => sql`a.accepted_on <= ${to}::date and (a.completed_on is null or a.completed_on > ${to}::date)`,
    sql`1`,
  ),
};

const cases = (id: string, title: string, formula: string, numerator: RowSet): Measure => ({
  id,
  title,
  formula,
  unit: text.piece,
  decimals: 0,
  numerator,
});
const rate = (
  id: string,
  title: string,
  formula: string,
  numerator: RowSet,
  denominator: RowSet,
  note?: string,
): Measure => ({
  id,
  title,
  formula,
  unit: '%',
  decimals: 2,
  factor: 100,
  numerator,
  denominator,
  ...(note === undefined ? {} : { note }),
});
const mean = (
  id: string,
  title: string,
  formula: string,
  unit: string,
  numerator: RowSet,
  denominator: Measure['denominator'],
  note?: string,
): Measure => ({
  id,
  title,
  formula,
  unit,
  decimals: 2,
  numerator,
  ...(denominator ? { denominator } : {}),
  ...(note === undefined ? {} : { note }),
});

const amount = sql`coalesce(a.amount_fen, 0) / 100.0`;
const withAmount = sql`a.amount_fen is not null`;
const amountAccepted = sum(text.amountAccepted, and(acceptedIn, withAmount), amount);
const amountGranted = sum(
  text.amountGranted,
  (scope) => sql`${during(sql`a.decided_on`, scope)} and a.granted and ${withAmount}`,
  amount,
);
const yuan = (id: string, title: string, numerator: RowSet): Measure => ({
  id,
  title,
  formula: numerator.label,
  unit: text.yuan,
  decimals: 2,
  numerator,
});

const { formulas, titles, notes } = text;

/** The figures of handling, each from its rows. Township is 行使层级 5. */
export const measures: readonly Measure[] = [
  cases('M-001', titles.consultations, formulas.consultations, consultations),
  cases('M-002-applied', titles.applied, formulas.applied, applied),
  cases('M-002-accepted', titles.accepted, formulas.accepted, accepted),
  cases('M-002-completed', titles.completed, formulas.completed, completed),
  rate('M-003', titles.completionRate, formulas.completionRate, completed, accepted),
  rate('M-004-accepted', titles.sameDayAccepted, formulas.sameDayAccepted, sameDay, accepted, notes.sameDay),
  rate('M-004-completed', titles.sameDayCompleted, formulas.sameDayCompleted, sameDay, completed, notes.sameDay),
  rate(
    'M-004-daily',
    titles.sameDayDaily,
    formulas.sameDayDaily,
    { label: text.dailyRates, aggregate: 'sum', rows: dailyRates },
    { label: text.daysWithAcceptance, aggregate: 'count', rows: dailyRates },
    notes.sameDay,
  ),
  { ...mean('M-005', titles.monthly, formulas.monthly, text.piece, completed, months), decimals: 0 },
  {
    ...mean(
      'M-005-difference',
      titles.monthlyMore,
      formulas.monthlyMore,
      text.piece,
      { label: text.more, aggregate: 'sum', rows: moreThanLastYear },
      months,
    ),
    decimals: 0,
  },
  rate(
    'M-007-cases',
    titles.speedUpCases,
    formulas.speedUpCases,
    sum(text.savedWorkdays, compared, sql`a.statutory_workdays - a.handled_workdays`),
    sum(text.statutoryWorkdays, compared, sql`a.statutory_workdays`),
    notes.speedUp,
  ),
  rate(
    'M-007-items',
    titles.speedUpItems,
    formulas.speedUpItems,
    {
      label: text.savedByItem,
      aggregate: 'sum',
      rows: perItem(sql`avg(a.statutory_workdays) - avg(a.handled_workdays)`),
    },
    { label: text.statutoryByItem, aggregate: 'sum', rows: perItem(sql`avg(a.statutory_workdays)`) },
    notes.speedUp,
  ),
  againstLimits('M-007-statutory', titles.speedUpStatutory, formulas.speedUpStatutory, itemLimits.statutory),
  againstLimits('M-007-promised', titles.speedUpPromised, formulas.speedUpPromised, itemLimits.promised),
  mean(
    'M-008',
    titles.acceptanceTime,
    formulas.acceptanceTime,
    text.day,
    sum(text.acceptanceHours, acceptedIn, sql`a.acceptance_hours`),
    sum(text.acceptedTimes24, acceptedIn, sql`24`),
    notes.acceptanceTime,
  ),
  mean(
    'M-009',
    titles.handlingTime,
    formulas.handlingTime,
    text.workday,
    sum(text.handledWorkdays, decidedPromised, sql`a.handled_workdays`),
    count(text.decidedPromised, decidedPromised),
    notes.handlingTime,
  ),
  yuan('M-013-accepted', titles.amountAccepted, amountAccepted),
  yuan('M-013-granted', titles.amountGranted, amountGranted),
  rate('M-013', titles.amountRate, formulas.amountRate, amountGranted, amountAccepted),
  rate(
    'M-014',
    titles.monthRate,
    formulas.monthRate,
    count(text.completedInMonth, inLastMonth(sql`a.completed_on`)),
    count(text.acceptedInMonth, inLastMonth(sql`a.accepted_on`)),
    notes.month,
  ),
  cases(
    'M-015-accepted',
    titles.townshipAccepted,
    formulas.townshipAccepted,
    count(text.townshipAccepted, and(acceptedIn, sql`a.level = 5`)),
  ),
  rate(
    'M-015',
    titles.township,
    formulas.township,
    count(text.townshipCompleted, and(completedIn, sql`a.level = 5`)),
    count(text.townshipAccepted, and(acceptedIn, sql`a.level = 5`)),
  ),
  rate('M-017', titles.acceptanceRate, formulas.acceptanceRate, accepted, applied),
  cases('M-018', titles.open, formulas.open, open),
];
