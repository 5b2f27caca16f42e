import type pg from 'pg';
import type { Transaction } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

export type PageFault = {
  readonly path: string;
  /** The link, the tag, the element. */
  readonly what: string;
  readonly site: string;
  readonly title: string;
  readonly fault: 'no-page' | 'no-file' | 'no-tag' | 'no-foot';
  readonly isHome: boolean;
};

/** Articles in order of their address, for going through all of them. */
export async function articlesAfter(
  source: Source,
  after: string,
  most: number,
): Promise<readonly { readonly ref: string; readonly index: string; readonly path: string; readonly site: string }[]> {
  const { rows } = await source.query<{ ref: string; index: string; path: string; site: string }>(
    `select ref, index_number as index, path, site from sites.article where ref > $1 and not withdrawn order by ref limit $2`,
    [after, most],
  );
  return rows;
}

/** Puts what was found on pages in the place of what was found before. */
export async function putPageFaults(
  tx: Transaction,
  paths: readonly string[],
  faults: readonly PageFault[],
  at: Date,
): Promise<void> {
  await tx.client.query(
    `delete from sites.page_fault f where path = any($1)
        and not exists (select from unnest($2::text[], $3::text[]) x(path, what) where x.path = f.path and x.what = f.what)`,
    [paths, faults.map(({ path }) => path), faults.map(({ what }) => what)],
  );
  if (faults.length === 0) return;
  await tx.client.query(
    `insert into sites.page_fault (path, what, site, title, fault, is_home, found_at, checked_at)
     select path, what, site, title, fault, "isHome", $2, $2 from jsonb_to_recordset($1) x(path text, what text, site text,
       title text, fault text, "isHome" boolean)
     on conflict (path, what) do update set site = excluded.site, title = excluded.title, fault = excluded.fault,
       checked_at = excluded.checked_at`,
    [JSON.stringify(faults), at],
  );
}

/** Faults on pages that are there no longer. */
export const forgetGonePages = async (source: Source): Promise<void> =>
  void (await source.query(
    `delete from sites.page_fault f where not exists (select from sites.page p where p.path = f.path and p.status = 200)`,
  ));

/** Files of publications that stand, of these ids. */
export async function filesThatStand(source: Source, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await source.query<{ id: string }>(
    'select distinct file_id::text as id from pub.pub_publication_file where file_id = any($1::uuid[])',
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Foreign addresses that were not looked at since, or that did not work and were not since a shorter time. */
export async function foreignDue(
  source: Source,
  { since, faultySince, most }: { readonly since: Date; readonly faultySince: Date; readonly most: number },
): Promise<readonly string[]> {
  const { rows } = await source.query<{ url: string }>(
    `select url from sites.foreign_link l join sites.article a on a.ref = l.ref and not a.withdrawn
      group by url
     having min(coalesce(checked_at, '-infinity')) < $1
         or (bool_or(fault is not null) and min(coalesce(checked_at, '-infinity')) < $2)
      order by min(coalesce(checked_at, '-infinity')), url limit $3`,
    [since, faultySince, most],
  );
  return rows.map(({ url }) => url);
}

export const noteForeign = async (
  source: Source,
  found: readonly { readonly url: string; readonly fault: string | null }[],
  at: Date,
): Promise<void> =>
  void (await source.query(
    `update sites.foreign_link l set checked_at = $3, fault = x.fault from unnest($1::text[], $2::text[]) x(url, fault)
      where l.url = x.url`,
    [found.map(({ url }) => url), found.map(({ fault }) => fault), at],
  ));

export type FaultyLink = {
  readonly page: string;
  readonly pageTitle: string;
  readonly href: string;
  readonly title: string;
  readonly fault: string;
  readonly foreign: boolean;
  readonly checkedAt: Date;
  readonly index: string | null;
};

/** The links of a site that lead nowhere, on its front page first. */
export async function faultyLinks(source: Source, site: string, most: number): Promise<readonly FaultyLink[]> {
  const { rows } = await source.query<FaultyLink>(
    `select * from (
       select f.path as page, coalesce(a.title, f.path) as "pageTitle", f.what as href, f.title, f.fault, false as foreign,
              f.checked_at as "checkedAt", a.index_number as index, f.is_home
         from sites.page_fault f left join sites.article a on a.path = f.path where f.site = $1
       union all
       select a.path, a.title, l.url, l.title, l.fault, true, l.checked_at, a.index_number, false
         from sites.foreign_link l join sites.article a on a.ref = l.ref
        where a.site = $1 and not a.withdrawn and l.fault is not null) x
      order by is_home desc, page collate "C", href collate "C" limit $2`,
    [site, most],
  );
  return rows;
}

/** The bytes of pages as they are kept, and what they are. */
export async function pagesAt(
  source: Source,
  paths: readonly string[],
): Promise<readonly { readonly path: string; readonly kind: string; readonly br: Buffer }[]> {
  const { rows } = await source.query<{ path: string; kind: string; br: Buffer }>(
    'select path, kind, br from sites.page where path = any($1) and status = 200',
    [paths],
  );
  return rows;
}

/** The front page of a site and the first page of each of its columns. */
export async function frontPages(source: Source, site: string): Promise<readonly string[]> {
  const { rows } = await source.query<{ path: string }>(
    `select path from sites.page where site = $1 and kind in ('home', 'column') and path like '%/' and status = 200 order by path`,
    [site],
  );
  return rows.map(({ path }) => path);
}

/** What the routine found when it last asked these foreign addresses; none for those that no published page links to. */
export async function knownForeign(
  source: Source,
  urls: readonly string[],
): Promise<readonly { readonly url: string; readonly fault: string | null; readonly checkedAt: Date }[]> {
  if (urls.length === 0) return [];
  const { rows } = await source.query<{ url: string; fault: string | null; checkedAt: Date }>(
    `select distinct on (url) url, fault, checked_at as "checkedAt" from sites.foreign_link
      where url = any($1) and checked_at is not null order by url, checked_at desc`,
    [urls],
  );
  return rows;
}

export type LinkedArticle = {
  /** The address that was asked for. */
  readonly asked: string;
  /** Where it leads: itself, or what an old address was exchanged for. */
  readonly path: string;
  readonly title: string;
  readonly validity: 'in-force' | 'abolished' | 'lapsed';
  readonly withdrawn: boolean;
  /** What stands in its place, where it is withdrawn or out of force. */
  readonly newest: { readonly path: string; readonly title: string } | null;
};

/**
 * The articles at these addresses, old ones included, each with what took its place: what abolished it, what abolished
 * that, or the same document published again under its number.
 */
export async function linkedArticles(source: Source, paths: readonly string[]): Promise<readonly LinkedArticle[]> {
  if (paths.length === 0) return [];
  const { rows } = await source.query<LinkedArticle>(
    `with recursive found as (
       select x.asked, a.* from unnest($1::text[]) x(asked)
         left join pub.pub_redirect r on r.old_path = x.asked
         join pub.pub_article a on a.path = coalesce(r.new_path, x.asked)
     ), chain(start, at, depth) as (
       select index_number, index_number, 0 from found where withdrawn or validity <> 'in-force'
       union
       select c.start, l.to_index, c.depth + 1 from chain c
         join pub.pub_publication_link l on l.from_index = c.at and l.relation = 'abolished-by'
        where c.depth < 8
     ), again as (
       select * from chain
       union
       select c.start, n.index_number, c.depth from chain c
         join pub.pub_publication o on o.index_number = c.at
         join pub.pub_publication n on n.document_number = o.document_number and n.agency_id = o.agency_id
        where o.document_number <> ''
     ), best as (
       select distinct on (s.start) s.start, jsonb_build_object('path', a.path, 'title', a.title) as newest
         from again s join pub.pub_article a on a.index_number = s.at
        where not a.withdrawn and a.validity = 'in-force'
        order by s.start, s.depth desc, a.published_at desc
     )
     select f.asked, f.path, f.title, f.validity, f.withdrawn, b.newest
       from found f left join best b on b.start = f.index_number`,
    [paths],
  );
  return rows;
}

/** Where these old addresses lead now. */
export async function movedPaths(source: Source, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  const { rows } = await source.query<{ asked: string; path: string }>(
    'select old_path as asked, new_path as path from pub.pub_redirect where old_path = any($1)',
    [paths],
  );
  return new Map(rows.map(({ asked, path }) => [asked, path]));
}
