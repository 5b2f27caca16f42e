import { sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';

/** Items in force on the last day of the scope, each with a number of working days. */
const itemDays = (label: string, days: ReturnType<typeof sql>): RowSet => ({
  label,
  aggregate: 'sum',
  rows: (scope: MeasureScope) => sql`
    select o.code as ref, o.name || '（' || o.agency_name || '）' as label, ${days} as quantity, '/items/' || o.code as url
      from pub.pub_offer o
     where o.valid_from <= ${scope.to}::date and (o.valid_to is null or o.valid_to >= ${scope.to}::date)
       and o.flow->'statutory'->'limit'->>'unit' = 'workday'
       and (${scope.agencyIds}::int[] is null or o.agency_id = any(${scope.agencyIds}::int[]))
       and (${scope.key ?? null}::text is null or o.code = ${scope.key ?? null})`,
});

const STATUTORY = sql`(o.flow->'statutory'->'limit'->>'n')::numeric`;
/** Settled at once counts as nought days. */
const PROMISED = sql`coalesce((o.flow->'promised'->>'n')::numeric, 0)`;

const note = '只计以工作日为单位的事项；当场办结的承诺时限按 0 计；按期末一天有效的事项版本计算。';
const eachItem = (set: RowSet, label: string): RowSet => ({ ...set, label, aggregate: 'count' });
const statutory = itemDays('法定时限之和（工作日）', STATUTORY);
const promised = itemDays('承诺时限之和（工作日）', PROMISED);

/** The limits of the items on offer, a row for each: what figures of handling are compared with. */
export const itemLimits = { statutory, promised } as const;

/** M-006 and the two means it is made of. */
export const measures: readonly Measure[] = [
  {
    id: 'M-006',
    title: '承诺提速',
    formula: '（法定时限 − 承诺时限）÷ 法定时限 × 100%，均为各事项之和',
    unit: '%',
    decimals: 2,
    factor: 100,
    numerator: itemDays('法定时限与承诺时限之差（工作日）', sql`${STATUTORY} - ${PROMISED}`),
    denominator: statutory,
    note,
  },
  {
    id: 'M-006-statutory',
    title: '平均法定时限',
    formula: '各事项法定时限之和 ÷ 事项数',
    unit: '个工作日',
    decimals: 2,
    numerator: statutory,
    denominator: eachItem(statutory, '事项数'),
    note,
  },
  {
    id: 'M-006-promised',
    title: '平均承诺时限',
    formula: '各事项承诺时限之和 ÷ 事项数',
    unit: '个工作日',
    decimals: 2,
    numerator: promised,
    denominator: eachItem(promised, '事项数'),
    note,
  },
];
