import { type RawBuilder, sql } from 'kysely';
import type { Day, Measure, MeasureScope, RowSet } from '../../kernel/index.ts';
import { statisticsText as text } from './text.ts';

type Sql = RawBuilder<unknown>;

const within = ({ agencyIds }: MeasureScope): Sql =>
  sql`(${agencyIds}::int[] is null or r.agency_id = any(${agencyIds}::int[]))`;
const during = (column: Sql, { from, to }: MeasureScope): Sql => sql`${column} between ${from}::date and ${to}::date`;

const receivedIn = (scope: MeasureScope): Sql => during(sql`r.received_on`, scope);
const concludedIn = (scope: MeasureScope): Sql => during(sql`r.concluded_on`, scope);
/** The reply is owed by the delayed clock where a delay was fixed, else by the ordinary one; nothing is late without one. */
const DUE = sql`coalesce(d.due_on, c.due_on, 'infinity')`;

type Meaning = {
  readonly condition: (scope: MeasureScope) => Sql;
  /** The day that says in which month it is counted. */
  readonly on: Sql;
  readonly quantity?: Sql;
};

/**
 * Requests that were received, and meet a condition; each row carries a column for each of `DIMENSIONS`. One that was taken back
 * before is counted nowhere.
 */
const rows =
  ({ condition, on, quantity = sql`1` }: Meaning): RowSet['rows'] =>
  (scope) =>
    sql`
    select m.number as ref, r.subject as label, ${quantity} as quantity,
           '/workbench/information-requests/' || m.id as url,
           r.agency_id as agency, r.channel, r.applicant_kind as kind, r.decision, to_char(${on}, 'YYYY-MM') as month
      from information_requests.request r join kernel.matter m on m.id = r.matter_id
      left join kernel.clock c on c.matter_id = r.matter_id and c.name = 'reply'
      left join kernel.clock d on d.matter_id = r.matter_id and d.name = 'delayed'
     where r.received_on is not null and ${condition(scope)} and ${within(scope)}`;

const set = (label: string, meaning: Meaning): RowSet => ({ label, aggregate: 'count', rows: rows(meaning) });

const RECEIVED_ON = sql`r.received_on`;
const CONCLUDED_ON = sql`r.concluded_on`;
const received = set(text.rows.received, { condition: receivedIn, on: RECEIVED_ON });
const concluded = set(text.rows.concluded, { condition: concludedIn, on: CONCLUDED_ON });
const onTime = set(text.rows.onTime, {
  condition: (scope) => sql`${concludedIn(scope)} and r.concluded_on <= ${DUE}`,
  on: CONCLUDED_ON,
});
const late = set(text.rows.late, {
  condition: (scope) => sql`${concludedIn(scope)} and r.concluded_on > ${DUE}`,
  on: CONCLUDED_ON,
});
const openLate = (today: Day): RowSet =>
  set(text.openLateRows, {
    condition: ({ to }) => sql`
      r.received_on <= ${to}::date and (r.concluded_on is null or r.concluded_on > ${to}::date)
      and ${DUE} < least(${to}::date + 1, ${today}::date)`,
    on: RECEIVED_ON,
  });
const days: RowSet = {
  label: text.daysRows,
  aggregate: 'sum',
  rows: rows({ condition: concludedIn, on: CONCLUDED_ON, quantity: sql`(r.concluded_on - r.received_on)` }),
};

const pieces = (id: keyof typeof text.measures, numerator: RowSet): Measure => ({
  id,
  ...text.measures[id],
  unit: text.piece,
  decimals: 0,
  numerator,
});

/**
 * The figures of the statistics (统计), as they stand on a day. They are for staff: their rows name what was asked.
 *
 * @law 政府信息公开条例 第四十五条, 第五十条
 */
export const statisticsOn = (today: Day): readonly Measure[] => [
  pieces('received', received),
  pieces('concluded', concluded),
  { ...pieces('onTime', onTime), unit: text.percent, decimals: 2, factor: 100, denominator: concluded },
  pieces('late', late),
  pieces('openLate', openLate(today)),
  { ...pieces('days', days), unit: text.day, decimals: 1, denominator: concluded },
];
