import type pg from 'pg';
import type { Topic } from '../topics.ts';
import type { CatalogueCursor, CatalogueRow } from './catalogue.ts';

type Source = Pick<pg.Pool, 'query'>;

const ROW = `p.index_number as index, p.title, a.path, p.document_number as "documentNumber", p.agency_id as "agencyId",
  p.node, p.axis, p.genre, p.topic, p.formed_on as "formedOn", p.published_at as "publishedAt", p.validity`;
const FROM = 'from pub.pub_publication p left join pub.pub_article a on a.index_number = p.index_number';
/** $1 domains, $2 entries, $3 words. */
const BELONGS = `not p.withdrawn and (p.domains && $1 or p.node = any($2)
  or exists (select from unnest($3::text[]) w where strpos(p.title, w) > 0))`;

/** What a special column gathers, newest first. */
export async function topicRows(
  source: Source,
  { domains, nodes, words }: Topic,
  after: CatalogueCursor | null,
  most: number,
): Promise<readonly CatalogueRow[]> {
  const { rows } = await source.query<CatalogueRow>(
    `select ${ROW} ${FROM} where ${BELONGS}
        and ($4::timestamptz is null or (p.published_at, p.index_number) < ($4, $5))
      order by p.published_at desc, p.index_number desc limit $6`,
    [domains, nodes, words, after?.at ?? null, after?.index ?? null, most],
  );
  return rows;
}

/** How much stands in each special column; a thousand is many, whatever comes after. */
export async function topicCounts(source: Source, topics: readonly Topic[]): Promise<ReadonlyMap<string, number>> {
  const counts = await Promise.all(
    topics.map(async ({ key, domains, nodes, words }) => {
      const { rows } = await source.query<{ count: number }>(
        `select count(*)::int as count from (select from pub.pub_publication p where ${BELONGS} limit 1000) x`,
        [domains, nodes, words],
      );
      return [key, rows[0]?.count ?? 0] as const;
    }),
  );
  return new Map(counts);
}

/** What agencies forbid their people, newest first: what says so itself, and what stands under the entry for it. */
export async function conductRows(source: Source, most: number): Promise<readonly CatalogueRow[]> {
  const { rows } = await source.query<CatalogueRow>(
    `select ${ROW} ${FROM}
      where not p.withdrawn and (p.category = 'GK.07' or p.node = 'ML.3.70.03')
      order by p.published_at desc, p.index_number desc limit $1`,
    [most],
  );
  return rows;
}

/** What of a special column is in force, by the agency and the day on which it was formed: how a compilation is read. */
export async function topicInForce(
  source: Source,
  { domains, nodes, words }: Topic,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<readonly string[]> {
  const { rows } = await source.query<{ index: string }>(
    `select p.index_number as index from pub.pub_publication p
      where ${BELONGS} and p.validity = 'in-force'
      order by p.agency_id, p.formed_on, p.index_number offset $4 limit $5`,
    [domains, nodes, words, from, most],
  );
  return rows.map(({ index }) => index);
}

/** How much of each special column is in force, exactly. */
export async function topicsInForce(source: Source, topics: readonly Topic[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { key, domains, nodes, words } of topics) {
    const { rows } = await source.query<{ count: number }>(
      `select count(*)::int as count from pub.pub_publication p where ${BELONGS} and p.validity = 'in-force'`,
      [domains, nodes, words],
    );
    counts.set(key, rows[0]?.count ?? 0);
  }
  return counts;
}
