import { sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';

const among = (scope: MeasureScope, column: string) =>
  scope.agencyIds === null ? sql`true` : sql`${sql.ref(column)} = any(${[...scope.agencyIds]}::int[])`;

/** Matters whose subject could have rated them: finished in the period, with somebody to ask. */
const ratable: RowSet = {
  label: '办结并可评价的办件',
  aggregate: 'count',
  rows: (scope) => sql`
    select m.number as ref, m.title as label, 1 as quantity, null::text as url from pub.pub_ratable m
     where m.closed_on between ${scope.from} and ${scope.to} and ${among(scope, 'm.agency_id')}`,
};

/** Each under a number drawn by lot: whoever is rated cannot tell which case it was. */
const rated = (label: string, condition: ReturnType<typeof sql>, column: 'rated_on' | 'closed_on'): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select r.ref::text as ref, r.title as label, 1 as quantity, null::text as url from pub.pub_rating r
     where ${condition} and ${among(scope, 'r.agency_id')}
       and ${sql.ref(`r.${column}`)} between ${scope.from} and ${scope.to}`,
});

const calls = (label: string, condition: ReturnType<typeof sql>): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`select c.id::text as ref, c.title as label, 1 as quantity, null::text as url
     from pub.pub_call_back c
    where ${condition} and c.called_on between ${scope.from} and ${scope.to} and ${among(scope, 'c.agency_id')}`,
});

const facilityRows = (label: string, kinds: readonly string[]): RowSet => ({
  label,
  aggregate: 'count',
  rows: (
    scope,
  ) => sql`select f.key as ref, f.value->>'name' as label, 1 as quantity, null::text as url from pub.pub_register_entry f
    where f.register = 'hall-facility' and f.value->>'kind' = any(${[...kinds]}) and f.valid_from <= ${scope.to}
      and (f.valid_to is null or f.valid_to >= ${scope.to})
      and ${scope.agencyIds === null ? sql`true` : sql`(f.value->>'agencyId')::int = any(${[...scope.agencyIds]}::int[])`}`,
});

const facility = (part: string, title: string, kinds: readonly string[], unit = '个'): Measure => ({
  id: `M-016-${part}`,
  title,
  formula: '大厅设施登记册中在用的条数',
  unit,
  decimals: 0,
  numerator: facilityRows(title, kinds),
});

export const hallMeasures: readonly Measure[] = [
  {
    id: 'M-010',
    title: '评价率',
    formula: '期内办结并已评价的办件 ÷ 期内办结并可评价的办件 × 100%',
    unit: '%',
    decimals: 2,
    factor: 100,
    numerator: rated('已评价的办件', sql`true`, 'closed_on'),
    denominator: ratable,
    note: '未评价的不计为好评。',
  },
  {
    id: 'M-011',
    title: '满意度',
    formula: '期内“非常满意”“满意”“基本满意”的评价 ÷ 期内有效评价 × 100%',
    unit: '%',
    decimals: 2,
    factor: 100,
    numerator: rated('基本满意及以上的评价', sql`r.satisfied`, 'rated_on'),
    denominator: rated('有效评价', sql`true`, 'rated_on'),
    note: '经复核认定为误评、恶意评价的，分子、分母都不计。',
  },
  {
    id: 'M-012',
    title: '电话回访',
    formula: '期内回访并接通的人次',
    unit: '人次',
    decimals: 0,
    numerator: calls('回访接通', sql`c.result <> 'not-reached'`),
  },
  {
    id: 'M-012-dissatisfied',
    title: '回访不满意或者投诉',
    formula: '期内回访中不满意或者投诉的人次',
    unit: '人次',
    decimals: 0,
    numerator: calls('不满意或者投诉', sql`(c.result = 'dissatisfied' or c.complaint)`),
  },
  facility('windows', '办事窗口', ['work-window', 'comprehensive-window', 'charging-window', 'complaint-window']),
  facility('work', '工作窗口', ['work-window']),
  facility('comprehensive', '综合窗口', ['comprehensive-window']),
  facility('charging', '收费窗口', ['charging-window']),
  facility('complaint', '投诉窗口', ['complaint-window']),
  facility('enquiry', '政府信息公开查询点', ['enquiry-point']),
  facility('rest', '休息区', ['rest-area']),
  facility('devices', '政务服务评价仪', ['rating-device'], '套'),
  facility('screens', '电子触摸屏', ['touch-screen'], '台'),
];
