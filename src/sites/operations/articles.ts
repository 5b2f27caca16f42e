import type { Kernel } from '../../kernel/index.ts';
import { type Cluster, clusterOf, PORTAL } from '../cluster.ts';
import type { Site } from '../contract.ts';
import { hexOf } from '../engine/encode.ts';
import { type ArticleRow, columnsFilled, placedBefore } from '../repo/articles.ts';
import { type Publication, publications } from '../repo/publications.ts';
import { articlePath, refOf, wordsOf } from '../rules/address.ts';
import { type Place, placesOf } from '../rules/placing.ts';
import { publishPages } from './publish.ts';
import { renderArticle } from './render.ts';

export type Placed = ArticleRow & { readonly places: readonly Place[]; readonly publication: Publication };

/** Makes publications that stand where they stood anew, in the frame of today. */
export async function renderAnew(kernel: Kernel, indexes: readonly string[], at: Date): Promise<void> {
  const found = await publications(kernel.published.pool, indexes);
  const before = await placedBefore(kernel.pool, indexes);
  const cluster = await clusterOf(kernel);
  const placed = found.map((publication) => placedNow(cluster, publication, before.get(publication.index)?.path));
  await publishSome(kernel, placed, at);
}

/** The pages of publications that have their places. */
export async function publishSome(kernel: Kernel, placed: readonly Placed[], at: Date): Promise<void> {
  const cluster = await clusterOf(kernel);
  for (const [site, articles] of Map.groupBy(placed, (article) => article.site)) {
    await publishArticles(kernel, cluster, site, articles, at);
  }
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

/** Where a publication stands today. */
export function placedNow(cluster: Cluster, publication: Publication, path: string | undefined): Placed {
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
