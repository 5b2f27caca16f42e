import type pg from 'pg';
import type { Transaction } from '../../kernel/index.ts';
import type { Place } from '../rules/placing.ts';

type Source = Pick<pg.Pool, 'query'>;

export type ArticleRow = {
  readonly ref: string;
  readonly index: string;
  readonly version: number;
  readonly path: string;
  readonly title: string;
  readonly agencyId: number;
  readonly site: string;
  readonly column: string;
  readonly publishedAt: Date;
  readonly validity: string;
  readonly withdrawn: boolean;
  readonly text: string;
};

/** A line of a list. */
export type ListLine = {
  readonly path: string;
  readonly title: string;
  readonly publishedAt: Date;
  readonly validity: string;
};

/** Articles as they were placed before, with all their places. */
export async function placedBefore(
  source: Source,
  indexes: readonly string[],
): Promise<ReadonlyMap<string, { readonly path: string; readonly site: string; readonly places: readonly Place[] }>> {
  const { rows } = await source.query<{ index: string; path: string; site: string; places: Place[] }>(
    `select a.index_number as index, a.path, a.site,
            coalesce(jsonb_agg(jsonb_build_object('site', p.site, 'column', p.column_key)) filter (where p.site is not null), '[]') as places
       from sites.article a left join sites.placement p on p.ref = a.ref
      where a.index_number = any($1) group by a.ref`,
    [indexes],
  );
  return new Map(rows.map((row) => [row.index, row]));
}

export async function putArticles(
  tx: Transaction,
  articles: readonly (ArticleRow & { readonly places: readonly Place[] })[],
  at: Date,
): Promise<void> {
  if (articles.length === 0) return;
  const { client } = tx;
  await client.query(
    `insert into sites.article (ref, index_number, version, path, title, agency_id, site, column_key, published_at, validity,
       withdrawn, text, placed_at)
     select ref, index, version, path, title, "agencyId", site, "column", "publishedAt", validity, withdrawn, text, $2
       from jsonb_to_recordset($1) x(ref text, index text, version integer, path text, title text, "agencyId" integer,
         site text, "column" text, "publishedAt" timestamptz, validity text, withdrawn boolean, text text)
     on conflict (ref) do update set version = excluded.version, title = excluded.title, agency_id = excluded.agency_id,
       site = excluded.site, column_key = excluded.column_key, published_at = excluded.published_at,
       validity = excluded.validity, withdrawn = excluded.withdrawn, text = excluded.text, placed_at = excluded.placed_at`,
    [JSON.stringify(articles), at],
  );
  const refs = articles.map(({ ref }) => ref);
  await client.query('delete from sites.placement where ref = any($1)', [refs]);
  const rows = articles.flatMap(({ ref, publishedAt, places }) =>
    places.map(({ site, column }) => ({ ref, site, column, publishedAt })),
  );
  await client.query(
    `insert into sites.placement (site, column_key, ref, published_at)
     select distinct on (site, "column", ref) site, "column", ref, "publishedAt"
       from jsonb_to_recordset($1) x(site text, "column" text, ref text, "publishedAt" timestamptz)`,
    [JSON.stringify(rows)],
  );
}

export async function putForeignLinks(
  tx: Transaction,
  refs: readonly string[],
  links: readonly { readonly ref: string; readonly url: string; readonly title: string }[],
): Promise<void> {
  await tx.client.query('delete from sites.foreign_link where ref = any($1)', [refs]);
  if (links.length === 0) return;
  await tx.client.query(
    `insert into sites.foreign_link (url, ref, title)
     select url, ref, title from jsonb_to_recordset($1) x(url text, ref text, title text) on conflict do nothing`,
    [JSON.stringify(links)],
  );
}

/** The lines of a column, newest first. */
export async function linesIn(
  source: Source,
  site: string,
  column: string,
  offset: number,
  most: number,
): Promise<readonly ListLine[]> {
  const { rows } = await source.query<ListLine>({
    name: 'sites-lines-in',
    text: `select a.path, a.title, p.published_at as "publishedAt", a.validity
             from (select ref, published_at from pub.pub_placement where site = $1 and column_key = $2
                    order by published_at desc, ref desc offset $3 limit $4) p
             join pub.pub_article a on a.ref = p.ref order by p.published_at desc, p.ref desc`,
    values: [site, column, offset, most],
  });
  return rows;
}

/** What stands in the columns of a site, and when each was updated last. */
export async function columnsFilled(
  source: Source,
  site: string,
): Promise<ReadonlyMap<string, { readonly count: number; readonly latest: Date }>> {
  const { rows } = await source.query<{ column: string; count: number; latest: Date }>({
    name: 'sites-columns-filled',
    text: `select column_key as column, count(*)::int as count, max(published_at) as latest
             from pub.pub_placement where site = $1 group by column_key`,
    values: [site],
  });
  return new Map(rows.map(({ column, ...rest }) => [column, rest]));
}

/** The newest of a whole site, each once: for feeds. */
export async function newestOf(
  source: Source,
  site: string,
  most: number,
): Promise<readonly (ListLine & { readonly ref: string; readonly text: string; readonly column: string })[]> {
  const { rows } = await source.query<ListLine & { ref: string; text: string; column: string }>({
    name: 'sites-newest-of',
    text: `select a.ref, a.path, a.title, a.published_at as "publishedAt", a.validity, left(a.text, 300) as text,
                  n.column_key as column
             from (select ref, min(column_key) as column_key, max(published_at) as published_at from (
                     select ref, column_key, published_at from pub.pub_placement where site = $1
                      order by published_at desc, ref desc limit $2 * 4) p
                    group by ref order by max(published_at) desc, ref desc limit $2) n
             join pub.pub_article a on a.ref = n.ref order by n.published_at desc, n.ref desc`,
    values: [site, most],
  });
  return rows;
}

/** Every address of a site that search engines should know. */
export async function addressesOf(
  source: Source,
  site: string,
): Promise<readonly { readonly path: string; readonly at: Date }[]> {
  const { rows } = await source.query<{ path: string; at: Date }>(
    `select path, published_at as at from pub.pub_page
      where site = $1 and kind in ('home', 'column', 'article') and status = 200 order by path limit 50000`,
    [site],
  );
  return rows;
}
