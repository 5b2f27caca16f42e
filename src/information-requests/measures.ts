import { sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';

const among = (scope: MeasureScope) =>
  scope.agencyIds === null ? sql`true` : sql`r.agency_id = any(${[...scope.agencyIds]}::int[])`;

/** Requests received in the period; `condition` narrows them. */
const received = (label: string, condition: ReturnType<typeof sql>): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select r.number as ref, r.number as label, 1 as quantity, null::text as url from pub.pub_information_request r
     where r.received_on between ${scope.from} and ${scope.to} and ${among(scope)} and ${condition}`,
});

const all = received('期内收到的申请', sql`true`);
const answered = received('其中已经答复或者办结的', sql`r.concluded_on is not null`);

/** @law 政府信息公开条例 第五十条 */
export const measures: readonly Measure[] = [
  {
    id: 'M-041',
    title: '依申请公开收到申请',
    formula: '期内收到（收到申请之日在期内）的政府信息公开申请件数',
    unit: '件',
    decimals: 0,
    numerator: all,
  },
  {
    id: 'M-041-answered',
    title: '依申请公开已答复',
    formula: '期内收到的申请中已经答复或者办结的件数',
    unit: '件',
    decimals: 0,
    numerator: answered,
  },
  {
    id: 'M-042',
    title: '依申请公开办结率',
    formula: '期内收到并已答复或者办结的申请 ÷ 期内收到的申请 × 100%',
    unit: '%',
    decimals: 2,
    factor: 100,
    numerator: answered,
    denominator: all,
    note: '考核要求不低于 95%。',
  },
];
