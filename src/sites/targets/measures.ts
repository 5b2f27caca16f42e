import { type RawBuilder, sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../../kernel/index.ts';

const among = (scope: MeasureScope, column: string): RawBuilder<unknown> =>
  scope.agencyIds === null ? sql`true` : sql`${sql.ref(column)} = any(${[...scope.agencyIds]}::int[])`;

const CITY = sql`exists (select from pub.pub_agency g join pub.pub_region r on r.code = g.region where g.id = a.agency_id and r.level = 'city')`;

/**
 * One row for each publication on each of the city's own sites that was not withdrawn: of agencies of the city, of its
 * counties and townships, or of all of them.
 */
const standing =
  (condition: RawBuilder<unknown>) =>
  (scope: MeasureScope): RawBuilder<unknown> =>
    sql`
  select distinct p.site || ' ' || p.ref as ref, a.title as label, 1 as quantity, a.path as url
    from pub.pub_placement p join pub.pub_article a on a.ref = p.ref
   where not a.withdrawn and ${condition} and ${among(scope, 'a.agency_id')}
     and (p.published_at at time zone 'Asia/Shanghai')::date between ${scope.from} and ${scope.to}`;

const onSites = standing(sql`true`);

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
    formula: '期内在本市网站（不含撤回的）、公开栏、外部平台发布的条数之和',
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

const channel = (
  id: string,
  { title, formula, note }: { readonly title: string; readonly formula: string; readonly note?: string },
  rows: RowSet['rows'],
): Measure => ({
  id,
  title,
  formula,
  unit: '条',
  decimals: 0,
  numerator: rowSet(title, rows),
  ...(note === undefined ? {} : { note }),
});

const external = delivered(['external']);

/** M-023: what was published by channel; both sums are made of the rows of their parts. */
export const channelMeasures: readonly Measure[] = [
  channel(
    'M-023-city',
    { title: '市本级网站公开量', formula: '期内市本级单位在本市网站公开、没有撤回的条数' },
    standing(CITY),
  ),
  channel(
    'M-023-counties',
    { title: '县区网站公开量', formula: '期内县（市、区）和乡镇在本市网站公开、没有撤回的条数' },
    standing(sql`not ${CITY}`),
  ),
  channel(
    'M-023-external',
    {
      title: '微信、微博等外部平台公开量',
      formula: '期内登记在外部平台发布的条数',
      note: '外部平台包括微信、微博和上级平台，各平台的条数见“发布渠道”。',
    },
    external,
  ),
  channel('M-023-sites', { title: '网站公开总量', formula: '市本级网站公开量 + 县区网站公开量' }, onSites),
  channel(
    'M-023',
    { title: '各渠道公开总量', formula: '网站公开总量 + 微信、微博等外部平台公开量' },
    (scope) => sql`${onSites(scope)} union all ${external(scope)}`,
  ),
];
