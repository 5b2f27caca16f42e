import { sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';

const among = (scope: MeasureScope) =>
  scope.agencyIds === null ? sql`true` : sql`h.agency_id = any(${[...scope.agencyIds]}::int[])`;

/** What may stay by law, and what is no personal data, is no problem. */
const hits = (
  label: string,
  day: 'found_on' | 'settled_on',
  condition: ReturnType<typeof sql> = sql`true`,
): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select h.number as ref, '隐私信息' as label, 1 as quantity, null::text as url from pub.pub_privacy_hit h
     where h.state not in ('kept', 'none') and ${condition}
       and ${sql.ref(`h.${day}`)} between ${scope.from} and ${scope.to} and ${among(scope)}`,
});

const self = hits('自查发现', 'found_on', sql`h.finder in ('scan', 'joint')`);
const joint = hits('市县联合排查发现', 'found_on', sql`h.finder = 'joint'`);
const assigned = hits('上级交办', 'found_on', sql`h.finder in ('province', 'superior')`);
const province = hits('省级交办', 'found_on', sql`h.finder = 'province'`);
const rectified = hits('已整改', 'settled_on');
const found = hits('自查发现和上级交办', 'found_on');
const rectifiedOfFound = hits('其中已整改', 'found_on', sql`h.settled_on is not null`);

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
    id: 'M-028-joint',
    title: '联合排查发现隐私信息',
    formula: '期内市县政务公开办联合排查发现的隐私信息处数',
    unit: '处',
    decimals: 0,
    numerator: joint,
  },
  {
    id: 'M-028-province',
    title: '省级交办隐私信息',
    formula: '期内省级交办的隐私信息处数',
    unit: '处',
    decimals: 0,
    numerator: province,
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
    note: '依法应当公开、写明理由保留的，和认定不属于个人信息的，不计入。',
  },
];
