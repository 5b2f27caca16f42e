import type pg from 'pg';
import type { Day } from '../../kernel/index.ts';
import type { DayCount } from './rules.ts';

type Source = Pick<pg.Pool, 'query'>;

/** How much came up on each site on each day since one, and when the last came. Read as a visitor. */
export async function updatesSince(
  source: Source,
  sites: readonly string[],
  since: Day,
): Promise<ReadonlyMap<string, { readonly days: readonly DayCount[]; readonly latestOn: Day }>> {
  const { rows } = await source.query<{ site: string; days: DayCount[]; latestOn: Day }>(
    `select site, max(on_day)::text as "latestOn",
            coalesce(jsonb_agg(jsonb_build_object('on', on_day, 'count', n)) filter (where on_day >= $2), '[]') as days
       from (select site, (published_at at time zone 'Asia/Shanghai')::date as on_day, count(distinct ref)::int as n
               from pub.pub_placement where site = any($1) group by 1, 2) d
      group by site`,
    [sites, since],
  );
  return new Map(rows.map(({ site, ...rest }) => [site, rest]));
}

/** What organs say of themselves in a register that anybody may read, by the keys of the agencies. */
export async function saidOf(
  source: Source,
  view: 'guide' | 'institution',
  on: Day,
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const from =
    view === 'institution'
      ? 'pub.pub_institution where'
      : `pub.pub_register_entry where register = 'disclosure-guide' and`;
  const { rows } = await source.query<{ key: string; value: Record<string, unknown> }>(
    `select distinct on (key) key, value from ${from} valid_from <= $1 and (valid_to is null or valid_to >= $1)
      order by key, version desc`,
    [on],
  );
  return new Map(rows.map(({ key, value }) => [key, value]));
}

export type AgencyCounts = {
  readonly agencyId: number;
  readonly told: number;
  readonly charts: number;
};

/** How much each agency has told, and how many flow charts stand: those of items are drawn, others are found by title. */
export async function agencyCounts(
  source: Source,
  on: Day,
  titled: readonly string[],
): Promise<ReadonlyMap<number, AgencyCounts>> {
  const { rows } = await source.query<AgencyCounts>(
    `select agency_id as "agencyId", sum(told)::int as told, sum(charts)::int as charts from (
       select agency_id, count(*) as told,
              count(*) filter (where exists (select from unnest($2::text[]) w where strpos(title, w) > 0)) as charts
         from pub.pub_publication where not withdrawn group by agency_id
       union all
       select agency_id, 0, count(*) from pub.pub_offer
        where valid_from <= $1 and (valid_to is null or valid_to >= $1) group by agency_id) x
      group by agency_id`,
    [on, titled],
  );
  return new Map(rows.map((row) => [row.agencyId, row]));
}

export type NewsCount = { readonly agencyId: number; readonly total: number; readonly news: number };

/** What each agency told from one day to another, and how much of it is plain news. */
export async function newsCounts(source: Source, from: Day, to: Day): Promise<readonly NewsCount[]> {
  const { rows } = await source.query<NewsCount>(
    `select agency_id as "agencyId", count(*)::int as total, (count(*) filter (where genre = 'news'))::int as news
       from pub.pub_publication
      where not withdrawn and (published_at at time zone 'Asia/Shanghai')::date between $1 and $2
      group by agency_id order by agency_id`,
    [from, to],
  );
  return rows;
}

/** Who was warned of which agency in a month. */
export async function warnedIn(source: Source, period: string): Promise<ReadonlySet<string>> {
  const { rows } = await source.query<{ said: string }>(
    `select concat_ws(' ', person_id, params->>'agencyId') as said from kernel.notice
      where code = 'sites.news-share' and params->>'period' = $1`,
    [period],
  );
  return new Set(rows.map(({ said }) => said));
}

/** Who was told that which site is silent, and since when it was: one lapse of one site. */
export async function toldOfSilence(source: Source, sites: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await source.query<{ said: string }>(
    `select concat(person_id, ' ', params->>'key', ' ', params->>'since') as said from kernel.notice
      where code in ('sites.silent', 'sites.never-updated') and params->>'key' = any($1)`,
    [sites],
  );
  return new Set(rows.map(({ said }) => said));
}
