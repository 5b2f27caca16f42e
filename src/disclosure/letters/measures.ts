import { type RawBuilder, sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../../kernel/index.ts';
import { letterText } from './text.ts';

const text = letterText.measures;
type Condition = (scope: MeasureScope) => RawBuilder<unknown>;

const letters = (label: string, condition: Condition): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select l.number as ref, l.number as label, 1 as quantity, null::text as url from pub.pub_letter l
     where l.sent_on between ${scope.from} and ${scope.to} and ${condition(scope)}
       and ${scope.agencyIds === null ? sql`true` : sql`l.agency_id = any(${[...scope.agencyIds]}::int[])`}`,
});
const sent = letters(text.rows.sent, () => sql`true`);

/** M-025: letters that asked for opinions, how many of them were answered, and how many too late or not at all. */
export const letterMeasures: readonly Measure[] = [
  { id: 'M-025', ...text.sent, decimals: 0, numerator: sent, note: text.note },
  {
    id: 'M-025-answered',
    ...text.answered,
    decimals: 2,
    factor: 100,
    numerator: letters(text.rows.answered, () => sql`l.answered_on is not null`),
    denominator: sent,
  },
  {
    id: 'M-025-late',
    ...text.late,
    decimals: 0,
    numerator: letters(
      text.rows.late,
      ({ to }) => sql`(l.answered_on > l.due_on or (l.answered_on is null and l.due_on < ${to}::date))`,
    ),
  },
];
