import {
  type Announced,
  dayOf,
  indexDocuments,
  inTransaction,
  type Kernel,
  type RecordListener,
  type SearchDocument,
} from '../../kernel/index.ts';
import { type Cluster, clusterOf, PORTAL } from '../cluster.ts';
import type { Site } from '../contract.ts';
import { hexOf } from '../engine/encode.ts';
import { type ArticleRow, columnsFilled, placedBefore, putArticles, putForeignLinks } from '../repo/articles.ts';
import { type Publication, publications } from '../repo/publications.ts';
import { articlePath, foreignLinks, refOf, wordsOf } from '../rules/address.ts';
import { type Place, placesOf } from '../rules/placing.ts';
import { noteUpdates } from './duties.ts';
import { publishPages } from './publish.ts';
import { refreshColumns, type Touched } from './refresh.ts';
import { renderArticle } from './render.ts';

const KIND = 'publication';
export const SEARCH_KIND = 'article';
/** So many are placed and rendered together. */
const AT_ONCE = 200;

type Placed = ArticleRow & { readonly places: readonly Place[]; readonly publication: Publication };

/** Shows what the city has said and says no longer: places it in its columns, renders it, and what lists it. */
export const showRecords: RecordListener = async (kernel, changes, at) => {
  const keys = [...new Set(changes.filter(({ kind }) => kind === KIND).map(({ key }: Announced) => key))].toSorted();
  if (keys.length > 0) await showPublications(kernel, keys, at);
};

export async function showPublications(kernel: Kernel, indexes: readonly string[], at: Date): Promise<void> {
  const touched: Touched[] = [];
  for (let i = 0; i < indexes.length; i += AT_ONCE) {
    touched.push(...(await showSome(kernel, indexes.slice(i, i + AT_ONCE), at)));
  }
  await refreshColumns(kernel, touched, at);
  await noteUpdates(kernel, touched, at);
}

async function showSome(kernel: Kernel, indexes: readonly string[], at: Date): Promise<readonly Touched[]> {
  // Read as a visitor: what is not published cannot get onto a page.
  const found = await publications(kernel.published.pool, indexes);
  const before = await placedBefore(kernel.pool, indexes);
  const cluster = await clusterOf(kernel);
  const placed = found.map((publication) => placedNow(cluster, publication, before.get(publication.index)?.path));
  await inTransaction(kernel.pool, async (tx) => {
    await putArticles(
      tx,
      placed.map(({ publication: _, ...row }) => row),
      at,
    );
    await putForeignLinks(
      tx,
      placed.map(({ ref }) => ref),
      placed.flatMap(linksOf),
    );
    await indexDocuments(tx.client, {
      kind: SEARCH_KIND,
      documents: placed.filter(({ withdrawn }) => !withdrawn).map(searchDocumentOf),
      gone: placed.filter(({ withdrawn }) => withdrawn).map(({ ref }) => ref),
    });
  });
  for (const [site, articles] of Map.groupBy(placed, (article) => article.site)) {
    await publishArticles(kernel, cluster, site, articles, at);
  }
  return placed.flatMap(({ index, places, publishedAt, withdrawn }) => {
    const all = [...(before.get(index)?.places ?? []), ...places];
    return all.map((place) => ({ ...place, publishedAt, isNews: !withdrawn }));
  });
}

async function publishArticles(
  kernel: Kernel,
  cluster: Cluster,
  siteKey: string,
  articles: readonly Placed[],
  at: Date,
): Promise<void> {
  const site = cluster.byKey.get(siteKey);
  if (!site) return;
  const filled = new Set((await columnsFilled(kernel.published.pool, siteKey)).keys());
  const pages = articles.map((article) =>
    renderArticle(kernel, site, article.column, filled, article, article.publication),
  );
  const [one] = articles;
  const cause = articles.length === 1 && one ? `article ${one.index}` : `${articles.length} articles`;
  await publishPages(kernel, { site: siteKey, pages, cause, at });
}

function placedNow(cluster: Cluster, publication: Publication, path: string | undefined): Placed {
  const { index, content, withdrawn } = publication;
  const ref = refOf(index, hexOf);
  const sites = sitesFor(cluster, publication);
  const places = placesOf(sites, { ...publication, hasFiles: (content?.attachments.length ?? 0) > 0 });
  const fallback = sites[0] ?? cluster.byKey.get(PORTAL);
  const [first = { site: fallback?.key ?? PORTAL, column: fallback?.columns[0]?.key ?? '' }] = places;
  return {
    ref,
    index,
    version: publication.version,
    path: path ?? articlePath(ref, publication.publishedAt),
    title: publication.title,
    agencyId: publication.agencyId,
    site: first.site,
    column: first.column,
    publishedAt: publication.publishedAt,
    validity: publication.validity,
    withdrawn,
    text: withdrawn ? '' : textOf(publication),
    places: withdrawn ? [] : places,
    publication,
  };
}

/** The sites something can stand on, nearest first: its agency's, its region's government's, those above it. */
function sitesFor({ ofAgency, ofRegion }: Cluster, { agencyId, region }: Publication): readonly Site[] {
  const above = [region, region.slice(0, 9), region.slice(0, 6), `${region.slice(0, 4)}00`].map((code) =>
    ofRegion.get(code),
  );
  return [...new Set([ofAgency.get(agencyId), ...above])].filter((site) => site !== undefined);
}

const textOf = ({ content, summary }: Publication): string =>
  [
    wordsOf(content?.body ?? ''),
    summary,
    ...(content?.attachments ?? []).flatMap(({ name, html }) => [name, wordsOf(html ?? '')]),
  ]
    .filter((part) => part !== '')
    .join('\n');

const linksOf = ({ ref, publication }: Placed): readonly { ref: string; url: string; title: string }[] =>
  [publication.content?.body ?? '', ...(publication.content?.attachments ?? []).map(({ html }) => html ?? '')].flatMap(
    (html) => [...foreignLinks(html)].map(([url, title]) => ({ ref, url, title })),
  );

/** What the search finds, and what it can be narrowed by. */
const searchDocumentOf = ({
  ref,
  text,
  path,
  column,
  places,
  publication,
  publishedAt,
}: Placed): Omit<SearchDocument, 'kind'> => ({
  ref,
  title: publication.title,
  url: path,
  summary: publication.summary.slice(0, 200),
  text: [publication.documentNumber ?? '', publication.index, ...publication.keywords, text].join('\n'),
  agencyId: publication.agencyId,
  region: publication.region,
  publishedOn: dayOf(publishedAt),
  facets: {
    agency: publication.content?.agency ?? '',
    number: publication.documentNumber,
    column,
    validity: publication.validity,
  },
  filters: {
    year: [dayOf(publishedAt).slice(0, 4)],
    agency: [String(publication.agencyId)],
    validity: [publication.validity],
    site: [...new Set(places.map(({ site }) => site))],
    column: [...new Set(places.map((place) => `${place.site}/${place.column}`))],
    genre: [publication.genre],
  },
});
