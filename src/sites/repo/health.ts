import type pg from 'pg';

type Source = Pick<pg.Pool, 'query'>;

const one = async (source: Source, text: string, values: readonly unknown[]): Promise<number> =>
  (await source.query<{ n: number }>(text, [...values])).rows[0]?.n ?? 0;

/** Changed files that nobody has put right yet. */
export const openAlarmCount = (source: Source): Promise<number> =>
  one(source, 'select count(*)::int as n from sites.alarm where restored_at is null', []);

/**
 * Articles that bear an earlier date than the ledger has them, by more than a day. What was moved in from another site
 * has its old address kept, or came together with hundreds of others, and is left out.
 */
export const backdatedCount = (source: Source, site: string): Promise<number> =>
  one(
    source,
    `select count(*)::int as n from sites.article a
       join sites.page_version v on v.path = a.path and v.version = 1 join sites.batch b on b.id = v.batch
      where a.site = $1 and b.pages = 1 and a.published_at < v.at - interval '1 day'
        and not exists (select from sites.redirect r where r.new_path = a.path)`,
    [site],
  );

/** Links of a site to pages of the city that are not there, and to foreign ones that did not answer. */
export const brokenLinks = (source: Source, site: string): Promise<number> =>
  one(
    source,
    `select count(*)::int as n from sites.foreign_link l join sites.article a on a.ref = l.ref
      where a.site = $1 and not a.withdrawn and l.fault is not null`,
    [site],
  );

/** Interpretations that lead to no document. */
export const unlinkedPolicies = (source: Source, site: string): Promise<number> =>
  one(
    source,
    `select count(*)::int as n from sites.article a join pub.pub_publication p on p.index_number = a.index_number
      where a.site = $1 and not a.withdrawn and p.genre = 'interpretation'
        and not exists (select from pub.pub_publication_link l where l.from_index = p.index_number and l.relation = 'interprets')`,
    [site],
  );
