import { type RawBuilder, sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../../kernel/index.ts';

const among = (scope: MeasureScope, column: string): RawBuilder<unknown> =>
  scope.agencyIds === null ? sql`true` : sql`${sql.ref(column)} = any(${[...scope.agencyIds]}::int[])`;

/** One row for each publication on each of the city's own sites. */
const onSites = (scope: MeasureScope): RawBuilder<unknown> => sql`
  select distinct p.site || ' ' || p.ref as ref, a.title as label, 1 as quantity, a.path as url
    from pub.pub_placement p join pub.pub_article a on a.ref = p.ref
   where (p.published_at at time zone 'Asia/Shanghai')::date between ${scope.from} and ${scope.to}
     and ${among(scope, 'a.agency_id')}`;

const delivered =
  (kinds: readonly string[]) =>
  (scope: MeasureScope): RawBuilder<unknown> =>
    sql`
  select 'delivery ' || d.id as ref, d.title as label, 1 as quantity, null::text as url from pub.pub_delivery d
   where d.kind = any(${[...kinds]}) and d.published_on between ${scope.from} and ${scope.to} and ${among(scope, 'd.agency_id')}`;

const rowSet = (label: string, rows: RowSet['rows']): RowSet => ({ label, aggregate: 'count', rows });

const part = (id: string, title: string, rows: RowSet['rows']): Measure => ({
  id,
  title,
  formula: `期内在${title}发布的条数`,
  unit: '条',
  decimals: 0,
  numerator: rowSet(title, rows),
});

/** 发布量 by target; the whole is the sum of its parts, row by row. */
export const targetMeasures: readonly Measure[] = [
  {
    id: 'M-045',
    title: '信息发布量',
    formula: '期内在本市网站、公开栏、外部平台发布的条数之和',
    unit: '条',
    decimals: 0,
    numerator: rowSet(
      '各渠道发布条数',
      (scope) => sql`${onSites(scope)} union all ${delivered(['board', 'external'])(scope)}`,
    ),
    note: '同一条信息在几个渠道发布，按渠道各计一条。来源文件写总数 836、分项相加 816，本系统只认分项之和。',
  },
  part('M-045-sites', '本市网站', onSites),
  part('M-045-boards', '公开栏', delivered(['board'])),
  part('M-045-external', '外部平台', delivered(['external'])),
];
