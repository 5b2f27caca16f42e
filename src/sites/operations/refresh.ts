import type { Kernel } from '../../kernel/index.ts';
import { clusterOf, PORTAL } from '../cluster.ts';
import type { Site } from '../contract.ts';
import type { RenderedPage } from '../engine/page.ts';
import { frameKey } from '../pages/frame.ts';
import { columnsFilled } from '../repo/articles.ts';
import { columnPages, placedEarlier, sitesWithContent } from '../repo/lists.ts';
import { oldFrames } from '../repo/pages.ts';
import { keepAddresses } from '../repo/redirects.ts';
import { forgetTouched, type Touched, touchedColumns } from '../repo/touched.ts';
import { listPath, olderPages, PER_PAGE } from '../rules/paging.ts';
import { renderAnew } from './articles.ts';
import { noteUpdates } from './duties.ts';
import { publishPages } from './publish.ts';
import { renderColumn, renderFront } from './render.ts';

/** Lists, front pages and feeds are made by one copy of the program at a time: an older list never replaces a newer one. */
const LOCK = [5909, 17] as const;
/** After so many pages the next refresh waits for a multiple of the time they took: thousands that come in batches would have all lists made anew with each batch. */
const MANY = 60;
const REST = 4;

type Turn = { readonly endedAt: number; readonly rest: number };
const turns = new WeakMap<object, Turn>();

/** Makes anew what lists the columns that were touched, unless much was made just now: then the next turn does it. */
export async function refreshSoon(kernel: Kernel, at: Date): Promise<void> {
  const last = turns.get(kernel.pool);
  if (last && performance.now() - last.endedAt < last.rest) return;
  await refreshTouched(kernel, at);
}

/** Makes anew the lists, front pages and feeds of all columns that were touched, and starts the limits of the columns. */
export async function refreshTouched(kernel: Kernel, at: Date): Promise<void> {
  const client = await kernel.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1, $2)', [...LOCK]);
    try {
      const { touched, ids } = await touchedColumns(client);
      if (touched.length === 0) return;
      const began = performance.now();
      const pages = await refreshColumns(kernel, touched, at);
      await noteUpdates(kernel, touched, at);
      await forgetTouched(client, ids);
      const endedAt = performance.now();
      // A small site shows its new navigation at once, a large one within minutes.
      if (pages <= MANY) await followTouchedFrames(kernel, touched, at);
      turns.set(kernel.pool, { endedAt, rest: pages > MANY ? (endedAt - began) * REST : 0 });
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', [...LOCK]);
    }
  } finally {
    client.release();
  }
}

/** Publishes anew the lists, front pages and feeds of what was touched; full older pages only from the change on. */
async function refreshColumns(kernel: Kernel, touched: readonly Touched[], at: Date): Promise<number> {
  const { byKey } = await clusterOf(kernel);
  const made = await Promise.all(
    [...Map.groupBy(touched, ({ site }) => site)].map(async ([key, ofSite]) => {
      const site = byKey.get(key);
      return site ? await refreshSite(kernel, site, ofSite, at) : 0;
    }),
  );
  return made.reduce((a, b) => a + b, 0);
}

async function followTouchedFrames(kernel: Kernel, touched: readonly Touched[], at: Date): Promise<void> {
  const { byKey } = await clusterOf(kernel);
  for (const key of new Set(touched.map(({ site }) => site))) {
    const site = byKey.get(key);
    if (site) await followFrame(kernel, site, at);
  }
}

/** Pages of one site that a turn makes anew for their frame; the next turn goes on. */
const FRAMES_AT_ONCE = 200;

/**
 * Pages name the columns of their site and its organiser: when a column is filled for the first time, or the entry of the
 * site changes, all of them are made anew, some with each turn. Answers how many were.
 */
export async function followFrames(kernel: Kernel, at: Date): Promise<number> {
  const { byKey } = await clusterOf(kernel);
  let made = 0;
  for (const key of [PORTAL, ...(await sitesWithContent(kernel.published.pool)).filter((one) => one !== PORTAL)]) {
    const site = byKey.get(key);
    if (site) made += await followFrame(kernel, site, at);
  }
  return made;
}

async function followFrame(kernel: Kernel, site: Site, at: Date): Promise<number> {
  const found = await columnsFilled(kernel.published.pool, site.key);
  const filled = new Set(found.keys());
  const old = await oldFrames(kernel.pool, site.key, frameKey(site, filled), FRAMES_AT_ONCE);
  if (old.pages === 0) return 0;
  if (old.indexes.length > 0) await renderAnew(kernel, old.indexes, at);
  const isRest = old.pages > old.indexes.length;
  if (isRest) {
    const pages: RenderedPage[] = [...(await renderFront(kernel, site.key))];
    for (const column of site.columns) {
      const count = found.get(column.key)?.count ?? 0;
      if (count > 0) pages.push(...(await renderColumn(kernel, site, column, filled, count, 1)));
    }
    await publishPages(kernel, { site: site.key, pages, cause: 'frame', at });
  }
  return old.pages;
}

async function refreshSite(kernel: Kernel, site: Site, touched: readonly Touched[], at: Date): Promise<number> {
  const found = await columnsFilled(kernel.published.pool, site.key);
  const filled = new Set(found.keys());
  const pages: RenderedPage[] = [];
  const removed: string[] = [];
  for (const { column: key, publishedAt } of touched) {
    const column = site.columns.find((one) => one.key === key);
    const standing = await columnPages(kernel.pool, listPath(site.key, key, null));
    if (!column) {
      // A column that was taken away: whoever has kept its address is led to the front page.
      removed.push(...standing);
      const moves = standing.map((from) => ({ from, to: `/site/${site.key}/` }));
      await keepAddresses(kernel.pool, moves, 'removed-column', at);
      continue;
    }
    const count = found.get(key)?.count ?? 0;
    const stays = new Set<string>();
    for (let page = 1; page <= olderPages(count); page++) stays.add(listPath(site.key, key, page));
    if (count > 0) stays.add(listPath(site.key, key, null));
    removed.push(...standing.filter((path) => !stays.has(path)));
    if (count === 0) continue;
    const rank = await placedEarlier(kernel.published.pool, site.key, key, publishedAt);
    // The page before the first that changed leads to it under its new address.
    pages.push(...(await renderColumn(kernel, site, column, filled, count, Math.floor(rank / PER_PAGE))));
  }
  const cause = `columns ${[...new Set(touched.map(({ column }) => column))].toSorted().join(' ')}`;
  pages.push(...(await renderFront(kernel, site.key)));
  await publishPages(kernel, { site: site.key, pages, removed, cause: cause.slice(0, 300), at });
  return pages.length;
}
