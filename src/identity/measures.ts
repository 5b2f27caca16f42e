import { sql } from 'kysely';
import type { Measure, MeasureScope } from '../kernel/index.ts';
import { measureText } from './text.ts';

/** People in posts with a role on the last day of the period, by surname; somebody in two posts counts once. */
const holdersOf = (role: string) => (scope: MeasureScope) =>
  sql`
  select h.holder as ref, min(h.name_masked || '，' || h.agency_name || h.post) as label, 1 as quantity, null::text as url
    from pub.pub_post_holder h
   where h.from_on <= ${scope.to} and coalesce(h.until_on, 'infinity') >= ${scope.to} and h.role = ${role}
     and (${scope.agencyIds}::int[] is null or h.agency_id = any(${scope.agencyIds}))
   group by h.holder`;

const headcount = (
  id: string,
  role: string,
  { title, formula, label }: { readonly title: string; readonly formula: string; readonly label: string },
): Measure => ({
  id,
  title,
  formula,
  unit: measureText.people,
  decimals: 0,
  numerator: { label, aggregate: 'count', rows: holdersOf(role) },
});

/** M-048 公开人员数: how many people the disclosure of information has. */
export const measures: readonly Measure[] = [
  headcount('M-048.liaison', 'liaison', measureText.liaisons),
  headcount('M-048.officer', 'disclosure-officer', measureText.officers),
  headcount('M-048.hotline', 'hotline-agent', measureText.hotline),
];
