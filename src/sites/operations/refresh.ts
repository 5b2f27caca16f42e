import type { Kernel } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import type { Site } from '../contract.ts';
import type { RenderedPage } from '../engine/page.ts';
import { columnsFilled } from '../repo/articles.ts';
import { columnPages, placedEarlier } from '../repo/lists.ts';
import { listPath, olderPages, PER_PAGE } from '../rules/paging.ts';
import type { Place } from '../rules/placing.ts';
import { publishPages } from './publish.ts';
import { renderColumn, renderFront } from './render.ts';

/** A column in which something came, went or changed. */
export type Touched = Place & { readonly publishedAt: Date; readonly isNews: boolean };

const FRONT_LAST = 'front';

/** Publishes anew the lists, front pages and feeds of what was touched; full older pages only from the change on. */
export async function refreshColumns(kernel: Kernel, touched: readonly Touched[], at: Date): Promise<void> {
  const { byKey } = await clusterOf(kernel);
  for (const [key, ofSite] of Map.groupBy(touched, ({ site }) => site)) {
    const site = byKey.get(key);
    if (site) await refreshSite(kernel, site, ofSite, at);
  }
}

async function refreshSite(kernel: Kernel, site: Site, touched: readonly Touched[], at: Date): Promise<void> {
  const found = await columnsFilled(kernel.published.pool, site.key);
  const filled = new Set(found.keys());
  const pages: RenderedPage[] = [];
  const removed: string[] = [];
  for (const [key, changes] of Map.groupBy(touched, ({ column }) => column)) {
    const column = site.columns.find((one) => one.key === key);
    if (!column) continue;
    const count = found.get(key)?.count ?? 0;
    const standing = await columnPages(kernel.pool, listPath(site.key, key, null));
    const stays = new Set<string>();
    for (let page = 1; page <= olderPages(count); page++) stays.add(listPath(site.key, key, page));
    if (count > 0) stays.add(listPath(site.key, key, null));
    removed.push(...standing.filter((path) => !stays.has(path)));
    if (count === 0) continue;
    const earliest = changes.reduce((a, b) => (a.publishedAt < b.publishedAt ? a : b)).publishedAt;
    const rank = await placedEarlier(kernel.published.pool, site.key, key, earliest);
    // The page before the first that changed leads to it under its new address.
    pages.push(...(await renderColumn(kernel, site, column, filled, count, Math.floor(rank / PER_PAGE))));
  }
  const cause = `columns ${[...new Set(touched.map(({ column }) => column))].toSorted().join(' ')}`;
  await publishPages(kernel, { site: site.key, pages, removed, cause, at });
  await publishPages(kernel, { site: site.key, pages: await renderFront(kernel, site.key), cause: FRONT_LAST, at });
}
