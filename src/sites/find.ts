import { type Kernel, search } from '../kernel/index.ts';
import { clusterOf } from './cluster.ts';
import { marked, type Snippet, wordsTyped } from './rules/snippet.ts';

export type SiteSearch = {
  /** What was typed, and what else it is called. */
  readonly typed: readonly string[];
  readonly site?: string | undefined;
  readonly column?: string | undefined;
  readonly year?: number | undefined;
  readonly agency?: number | undefined;
  readonly validity?: string | undefined;
  readonly offset: number;
  readonly limit: number;
};

export type Hit = {
  readonly href: string;
  readonly title: Snippet;
  readonly text: Snippet;
  readonly agency: string;
  readonly number: string | null;
  readonly on: string;
  readonly validity: string;
};

/** Characters of text around the first of the words. */
const BEFORE = 40;
const LENGTH = 140;

/** What was published and holds the words, attachments included, with the place where they stand. */
export async function searchSites(
  kernel: Pick<Kernel, 'published'>,
  { typed, offset, limit, ...narrow }: SiteSearch,
): Promise<{ readonly hits: readonly Hit[]; readonly more: boolean; readonly total: string }> {
  const wanted = {
    site: narrow.site,
    column: narrow.column,
    year: narrow.year,
    agency: narrow.agency,
    validity: narrow.validity,
  };
  const filters = Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, [String(value)]]])),
  );
  const found = await search(kernel.published.pool, { typed, kind: 'article', filters, offset, limit });
  const words = wordsTyped(typed);
  const texts = await around(
    kernel,
    found.rows.map(({ ref }) => ref),
    words,
  );
  const hits = found.rows.map(({ ref, url, title, facets, publishedOn }) => ({
    href: url,
    title: marked(title, words),
    text: marked(texts.get(ref) ?? '', words),
    agency: String(facets.agency ?? ''),
    number: typeof facets.number === 'string' ? facets.number : null,
    on: publishedOn,
    validity: String(facets.validity ?? 'in-force'),
  }));
  return { hits, more: found.more, total: found.total };
}

/** Of each text the part around the first word that occurs; only that much leaves the database. */
async function around(
  { published }: Pick<Kernel, 'published'>,
  refs: readonly string[],
  words: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await published.pool.query<{ ref: string; piece: string }>({
    name: 'sites-around',
    text: `select a.ref, substr(a.text, greatest(1, w.place - ${BEFORE}), ${LENGTH}) as piece
             from pub.pub_article a
             cross join lateral (
               select coalesce(min(nullif(strpos(lower(a.text), lower(word)), 0)), 1) as place from unnest($2::text[]) word) w
            where a.ref = any($1)`,
    values: [refs, words],
  });
  return new Map(rows.map(({ ref, piece }) => [ref, piece]));
}

/** The columns by which a search can be narrowed. */
export async function searchColumns(
  kernel: Pick<Kernel, 'published' | 'now'>,
): Promise<{ readonly columns: readonly { readonly value: string; readonly title: string }[] }> {
  const portal = (await clusterOf(kernel)).byKey.get('portal');
  return { columns: (portal?.columns ?? []).map(({ key, title }) => ({ value: `portal/${key}`, title })) };
}
