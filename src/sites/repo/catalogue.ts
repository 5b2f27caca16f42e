import type pg from 'pg';

type Source = Pick<pg.Pool, 'query'>;

/** What the platform does not hold: it is for what the law asks for alone. @law 国办公开办函〔2019〕61号 */
const NEWS = 'news';

export type CatalogueFilter = {
  readonly agency?: number | undefined;
  readonly axis?: string | undefined;
  readonly genre?: string | undefined;
  /** Entries, any of which will do. */
  readonly nodes?: readonly string[] | undefined;
  readonly validity?: string | undefined;
  readonly year?: number | undefined;
};

export type CatalogueRow = {
  readonly index: string;
  readonly title: string;
  readonly summary: string;
  readonly path: string | null;
  readonly documentNumber: string | null;
  readonly agencyId: number;
  readonly node: string;
  readonly axis: string | null;
  readonly genre: string;
  readonly topic: string | null;
  readonly formedOn: string | null;
  readonly publishedAt: Date;
  readonly validity: 'in-force' | 'abolished' | 'lapsed';
};

/** Where a page of the catalogue ended. */
export type CatalogueCursor = { readonly at: Date; readonly index: string };

/** What the catalogue lists, newest first. */
export async function catalogueRows(
  source: Source,
  filter: CatalogueFilter,
  after: CatalogueCursor | null,
  most: number,
): Promise<readonly CatalogueRow[]> {
  const values: unknown[] = [];
  const conditions = ['not p.withdrawn', `p.genre <> '${NEWS}'`];
  const add = (condition: (place: string) => string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  add((at) => `p.agency_id = ${at}`, filter.agency);
  add((at) => `p.axis = ${at}`, filter.axis);
  add((at) => `p.genre = ${at}`, filter.genre);
  add((at) => `p.node = any(${at}::text[])`, filter.nodes);
  add((at) => `p.validity = ${at}`, filter.validity);
  if (filter.year !== undefined) {
    add((at) => `p.published_at >= ${at}::timestamptz`, `${filter.year}-01-01T00:00:00+08:00`);
    add((at) => `p.published_at < ${at}::timestamptz`, `${filter.year + 1}-01-01T00:00:00+08:00`);
  }
  if (after) {
    values.push(after.at, after.index);
    conditions.push(`(p.published_at, p.index_number) < ($${values.length - 1}::timestamptz, $${values.length})`);
  }
  values.push(most);
  const { rows } = await source.query<CatalogueRow>(
    `select p.index_number as index, p.title, p.summary, a.path, p.document_number as "documentNumber", p.agency_id as "agencyId",
            p.node, p.axis, p.genre, p.topic, p.formed_on as "formedOn", p.published_at as "publishedAt", p.validity
       from pub.pub_publication p left join pub.pub_article a on a.index_number = p.index_number
      where ${conditions.join(' and ')} order by p.published_at desc, p.index_number desc limit $${values.length}`,
    values,
  );
  return rows;
}

/** Names of the entries of the catalogue that are in force. */
export async function nodeNames(
  source: Source,
  on: string,
): Promise<readonly { readonly key: string; readonly name: string }[]> {
  const { rows } = await source.query<{ key: string; name: string }>(
    `select distinct on (key) key, value->>'name' as name from pub.pub_register_entry
      where register = 'catalogue-node' and valid_from <= $1 and (valid_to is null or valid_to >= $1)
      order by key, version desc`,
    [on],
  );
  return rows;
}
