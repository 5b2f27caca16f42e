import { type RawBuilder, sql } from 'kysely';
import type { Measure, RowSet } from '../../kernel/index.ts';
import { reassessmentText } from './text.ts';

const text = reassessmentText.measures;

/** What came up in the period, by number: the titles of what is withheld are told to nobody. */
const cameUp = (label: string, condition: RawBuilder<unknown>): RowSet => ({
  label,
  aggregate: 'count',
  rows: ({ from, to, agencyIds }) => sql`
    select r.number as ref, r.number as label, 1 as quantity, null::text as url from pub.pub_reassessment r
     where r.came_up_on between ${from} and ${to} and ${condition}
       and ${agencyIds === null ? sql`true` : sql`r.agency_id = any(${[...agencyIds]}::int[])`}`,
});

const due = cameUp(text.due.title, sql`true`);
const count = (id: string, said: { readonly title: string; readonly formula: string }, numerator: RowSet): Measure => ({
  id,
  ...said,
  unit: text.unit,
  decimals: 0,
  numerator,
});

/** The regular look at what is withheld; each figure is its rows. @law 政府信息公开条例 第十八条 */
export const reassessmentMeasures: readonly Measure[] = [
  count('M-020-reassess-due', text.due, due),
  count('M-020-reassess-done', text.done, cameUp(text.done.title, sql`r.assessed_on is not null`)),
  count('M-020-reassess-public', text.released, cameUp(text.released.title, sql`r.became_public`)),
  {
    id: 'M-020-reassess-in-time',
    ...text.inTime,
    unit: text.percent,
    decimals: 2,
    factor: 100,
    numerator: cameUp(text.inTime.title, sql`r.assessed_on <= r.due_on`),
    denominator: due,
  },
];
