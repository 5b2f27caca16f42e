import type { FastifyRequest } from 'fastify';
import type { Kernel } from '../kernel/index.ts';
import { type PageProps, pageContext } from '../ui/index.ts';
import { clusterOf } from './cluster.ts';
import type { Site } from './contract.ts';
import { frameOf } from './pages/frame.ts';
import { columnsFilled } from './repo/articles.ts';

/** A page that the program makes for one site of the cluster: it stands in the frame of that site. */
export async function siteContext(
  kernel: Pick<Kernel, 'published'>,
  request: FastifyRequest,
  site: Site,
): Promise<Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>> {
  const filled = new Set((await columnsFilled(kernel.published.pool, site.key)).keys());
  return { ...pageContext(request), site: frameOf(site, filled) };
}

/** The sites of agencies, by the agency. */
export const sitesOfAgencies = async (kernel: Pick<Kernel, 'published' | 'now'>): Promise<ReadonlyMap<number, Site>> =>
  (await clusterOf(kernel)).ofAgency;
