import type pg from 'pg';

type Source = Pick<pg.Pool, 'query'>;
export type Values = Readonly<Record<string, string>>;

export type YearRow = {
  readonly id: number;
  readonly number: string;
  readonly seq: number;
  readonly state: 'owed' | 'published';
  readonly dueOn: string | null;
  readonly site: string;
  readonly agencyId: number;
  readonly year: number;
  readonly entered: Values;
  readonly figures: Values | null;
  readonly publishedAt: Date | null;
};

const SELECT = `select y.matter_id as id, m.number, m.seq, m.state, y.site, y.agency_id as "agencyId", y.year, y.entered,
    y.figures, y.published_at as "publishedAt",
    (select due_on::text from kernel.clock c where c.matter_id = m.id and c.name = 'publish') as "dueOn"
  from sites.year_table y join kernel.matter m on m.id = y.matter_id`;

export async function yearTables(
  source: Source,
  {
    agencies,
    onlyOpen,
    before,
    limit,
  }: Readonly<{ agencies: readonly number[]; onlyOpen: boolean; before: number | null; limit: number }>,
): Promise<readonly YearRow[]> {
  const { rows } = await source.query<YearRow>(
    `${SELECT} where y.agency_id = any($1) and (not $2 or y.published_at is null) and ($3::bigint is null or y.matter_id < $3)
      order by y.matter_id desc limit $4`,
    [agencies, onlyOpen, before, limit],
  );
  return rows;
}

export async function yearTableById(source: Source, id: number): Promise<YearRow | null> {
  const { rows } = await source.query<YearRow>(`${SELECT} where y.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

export async function sitesWithYear(source: Source, year: number): Promise<ReadonlySet<string>> {
  const { rows } = await source.query<{ site: string }>('select site from sites.year_table where year = $1', [year]);
  return new Set(rows.map(({ site }) => site));
}

/** Sites that anything stood on by the end of a year. */
export async function sitesRunningIn(published: Source, year: number): Promise<ReadonlySet<string>> {
  const { rows } = await published.query<{ site: string }>(
    `select distinct site from pub.pub_placement where published_at < make_timestamptz($1 + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')`,
    [year],
  );
  return new Set(rows.map(({ site }) => site));
}

/** What is counted of a site's year, by the keys of the table; read as a visitor. */
export async function countedOf(
  published: Source,
  site: string,
  agencyId: number,
  year: number,
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await published.query<Record<string, number>>(
    `with span as (select make_timestamptz($3, 1, 1, 0, 0, 0, 'Asia/Shanghai') as a,
                          make_timestamptz($3 + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai') as b),
     told as (select distinct p.ref, r.genre, r.node from pub.pub_placement p join pub.pub_article t on t.ref = p.ref
                join pub.pub_publication r on r.index_number = t.index_number, span
               where p.site = $1 and not t.withdrawn and p.published_at >= a and p.published_at < b),
     items as (select distinct on (code) code, online from pub.pub_offer, span
                where agency_id = $2 and valid_from < (b at time zone 'Asia/Shanghai')::date
                  and (valid_to is null or valid_to >= (b at time zone 'Asia/Shanghai')::date - 1) order by code, version desc)
     select (select count(*)::int from told) as published,
            (select count(*)::int from told where genre = 'news') as news,
            (select count(*)::int from told where genre <> 'news') as catalogue,
            (select count(*)::int from told where genre = 'interpretation') as interpretations,
            (select count(*)::int from items) as items,
            (select count(*)::int from items where online) as "itemsOnline",
            (select count(*)::int from pub.pub_error_report, span where site = $1 and told_at >= a and told_at < b) as errors,
            (select count(*)::int from pub.pub_error_report, span
              where site = $1 and answered_at >= a and answered_at < b) as "errorsAnswered"`,
    [site, agencyId, year],
  );
  return rows[0] ?? {};
}

export type PublishedYear = {
  readonly site: string;
  readonly year: number;
  readonly figures: Values;
  readonly publishedAt: Date;
};

export async function publishedYears(published: Source): Promise<readonly Omit<PublishedYear, 'figures'>[]> {
  const { rows } = await published.query<Omit<PublishedYear, 'figures'>>(
    `select site, year, published_at as "publishedAt" from pub.pub_site_year order by year desc, site limit 2000`,
  );
  return rows;
}

export async function publishedYear(published: Source, site: string, year: number): Promise<PublishedYear | null> {
  const { rows } = await published.query<PublishedYear>(
    `select site, year, figures, published_at as "publishedAt" from pub.pub_site_year where site = $1 and year = $2`,
    [site, year],
  );
  return rows[0] ?? null;
}
