import { sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';

const among = (scope: MeasureScope) =>
  scope.agencyIds === null ? sql`true` : sql`t.agency_id = any(${[...scope.agencyIds]}::int[])`;

const tickets = (label: string, day: 'found_on' | 'settled_on', condition: ReturnType<typeof sql>): RowSet => ({
  label,
  aggregate: 'sum',
  rows: (scope) => sql`
    select t.number as ref, '隐私信息整改' as label, t.findings as quantity, null::text as url from pub.pub_privacy_ticket t
     where ${condition} and ${sql.ref(`t.${day}`)} between ${scope.from} and ${scope.to} and ${among(scope)}`,
});

const self = tickets('自查发现', 'found_on', sql`t.origin = 'self' and t.rectified is not false`);
const assigned = tickets('上级交办', 'found_on', sql`t.origin = 'assigned' and t.rectified is not false`);
const rectified = tickets('已整改', 'settled_on', sql`t.rectified`);
const found = tickets('自查发现和上级交办', 'found_on', sql`t.rectified is not false`);
const rectifiedOfFound = tickets('其中已整改', 'found_on', sql`t.rectified`);

/** @law 个人信息保护法 第二十五条 */
export const screeningMeasures: readonly Measure[] = [
  {
    id: 'M-028',
    title: '隐私信息整改',
    formula: '期内核验销号的隐私信息处数（自查发现与上级交办合计）',
    unit: '处',
    decimals: 0,
    numerator: rectified,
  },
  {
    id: 'M-028-self',
    title: '自查发现隐私信息',
    formula: '期内自查发现的隐私信息处数',
    unit: '处',
    decimals: 0,
    numerator: self,
  },
  {
    id: 'M-028-assigned',
    title: '上级交办隐私信息',
    formula: '期内上级交办的隐私信息处数',
    unit: '处',
    decimals: 0,
    numerator: assigned,
  },
  {
    id: 'M-028-rate',
    title: '隐私信息整改率',
    formula: '期内发现并已整改的处数 ÷ 期内发现的处数 × 100%',
    unit: '%',
    decimals: 2,
    factor: 100,
    numerator: rectifiedOfFound,
    denominator: found,
    note: '认定不属于个人信息的，不计入。',
  },
];
