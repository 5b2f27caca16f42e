import type { Kernel } from '../../kernel/index.ts';
import { publicAssets } from '../../ui/index.ts';
import { clusterOf, PORTAL } from '../cluster.ts';
import { sitesWithContent } from '../repo/lists.ts';
import { standing } from '../repo/pages.ts';
import { indexesAfter } from '../repo/publications.ts';
import { showPublications } from './place.ts';
import { publishPages } from './publish.ts';
import { renderFront, renderMap } from './render.ts';

const SLICE = 1_000;
/** One copy at a time. */
const LOCK = [5909, 16] as const;

/**
 * Publishes anew whatever the program would render otherwise than it stands: after a change of the look or of the
 * program. Pages link to their style sheet by its hash, so each sheet stays published as long as a page may name it.
 */
export async function rebuildAll(kernel: Kernel, at: Date): Promise<void> {
  for (let after = ''; ; ) {
    const indexes = await indexesAfter(kernel.published.pool, after, SLICE);
    if (indexes.length > 0) await showPublications(kernel, indexes, at);
    if (indexes.length < SLICE) break;
    after = indexes.at(-1) ?? '';
  }
  for (const key of [PORTAL, ...(await sitesWithContent(kernel.published.pool))]) {
    await publishPages(kernel, { site: key, pages: await renderFront(kernel, key), cause: 'front', at });
  }
}

/** Publishes style sheet, script and icon; when they are new, and at the first start, all pages after them. */
export async function followTheLook(kernel: Kernel, at: Date): Promise<void> {
  if (!(await clusterOf(kernel)).byKey.has(PORTAL)) return;
  const assets = Object.values(publicAssets());
  const known = await standing(
    kernel.pool,
    assets.map(({ href }) => href),
  );
  if (assets.every(({ href }) => known.has(href))) return;
  const client = await kernel.pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [...LOCK]);
    if (!rows[0]?.mine) return;
    try {
      await rebuildAll(kernel, at);
      // Last: whoever dies before this begins again.
      const pages = assets.map(({ href, type, body }) => ({
        path: href,
        site: PORTAL,
        kind: 'asset' as const,
        mediaType: type,
        body,
      }));
      await publishPages(kernel, { site: PORTAL, pages, cause: 'look', at });
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', [...LOCK]);
    }
  } finally {
    client.release();
  }
}

/** Makes the maps of the sites on which something was published since theirs was made. */
export async function renewMaps(kernel: Kernel, at: Date): Promise<void> {
  const { rows } = await kernel.pool.query<{ site: string }>(
    `select site from (
       select site, max(batch) filter (where kind = 'sitemap') as map, max(batch) filter (where kind <> 'sitemap') as rest
         from sites.page group by site) s
      where rest is not null and (map is null or map < rest) order by site`,
  );
  for (const { site } of rows) {
    await publishPages(kernel, { site, pages: [await renderMap(kernel, site)], cause: 'map', at });
  }
}
