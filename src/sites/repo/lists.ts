import type pg from 'pg';
import type { Site } from '../contract.ts';

type Source = Pick<pg.Pool, 'query'>;

/** Addresses of the pages of a column that stand. @param base the address of the column, with a slash at its end */
export async function columnPages(source: Source, base: string): Promise<readonly string[]> {
  const { rows } = await source.query<{ path: string }>(
    `select path from sites.page where path = $1 or path ^@ ($1 || 'list-')`,
    [base],
  );
  return rows.map(({ path }) => path);
}

/** How many in a column were published before an instant. */
export async function placedEarlier(source: Source, site: string, column: string, at: Date): Promise<number> {
  const { rows } = await source.query<{ n: number }>({
    name: 'sites-placed-earlier',
    text: 'select count(*)::int as n from pub.pub_placement where site = $1 and column_key = $2 and published_at < $3',
    values: [site, column, at],
  });
  return rows[0]?.n ?? 0;
}

/** The sites on which something stands; the others are in the register and have no pages, so that nobody meets a blank one. */
export async function sitesWithContent(source: Source): Promise<readonly string[]> {
  const { rows } = await source.query<{ site: string }>({
    name: 'sites-with-content',
    // One step of the index for each site, however much stands on it.
    text: `with recursive s as (
             (select site from pub.pub_placement order by site limit 1)
             union all
             select (select p.site from pub.pub_placement p where p.site > s.site order by p.site limit 1) from s
              where s.site is not null)
           select site from s where site is not null`,
  });
  return rows.map(({ site }) => site);
}

/** Everything that stands on a site or may come to stand there: its agency's, and of its region and those below. */
export async function articlesOfSite(
  source: Source,
  { key, agencyId, region, template }: Pick<Site, 'key' | 'agencyId' | 'region' | 'template'>,
): Promise<readonly string[]> {
  const { rows } = await source.query<{ index: string }>(
    `select a.index_number as index from sites.article a
      where not a.withdrawn and (a.site = $1 or a.agency_id = $2
        or exists (select from sites.placement p where p.ref = a.ref and p.site = $1)
        or ($3 and exists (select from pub.pub_publication p where p.index_number = a.index_number and p.region like $4 || '%')))
      order by a.published_at, a.index_number`,
    [
      key,
      agencyId,
      template === 'portal' || template === 'government' || template === 'township',
      region.replace(/(?:00)+$/u, ''),
    ],
  );
  return rows.map(({ index }) => index);
}
