import { dayOf, type Kernel } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import type { Site } from '../contract.ts';
import { columnsFilled } from '../repo/articles.ts';
import {
  backdatedCount,
  keepHealth,
  lookedAtOn,
  openAlarmCount,
  pageFaults,
  unlinkedPolicies,
} from '../repo/health.ts';
import { sitesWithContent } from '../repo/lists.ts';
import { type Health, healthOf } from '../rules/health.ts';

export type SiteHealth = { readonly site: Site; readonly health: Health };

/** The sites an official sees, each as an inspection would find it now; those with trouble first. */
export async function healthOfSites(
  kernel: Kernel,
  maySee: (site: Site) => boolean,
  at: Date,
): Promise<readonly SiteHealth[]> {
  const open = new Set(await sitesWithContent(kernel.pool));
  const sites = (await clusterOf(kernel)).sites.filter((site) => open.has(site.key) && maySee(site));
  const found: SiteHealth[] = [];
  for (const site of sites) found.push({ site, health: await healthOfSite(kernel, site, at) });
  const rank = ({ health }: SiteHealth): number => health.score ?? -1;
  return found.toSorted((a, b) => rank(a) - rank(b) || (a.site.key < b.site.key ? -1 : 1));
}

async function healthOfSite(kernel: Kernel, site: Site, at: Date): Promise<Health> {
  const filled = await columnsFilled(kernel.pool, site.key);
  const openAlarms = await openAlarmCount(kernel.pool);
  const newest = [...filled.values()].map(({ latest }) => latest.getTime());
  return healthOf(
    {
      columns: site.columns
        // What is not shown is no blank column.
        .filter(({ key }) => filled.has(key))
        .map(({ key, title, type, rule }) => ({
          key,
          title,
          type,
          rule,
          count: filled.get(key)?.count ?? 0,
          latestAt: filled.get(key)?.latest ?? null,
        })),
      homeAt: newest.length === 0 ? null : new Date(Math.max(...newest)),
      openAlarms,
      backdated: await backdatedCount(kernel.pool, site.key),
      ...(await pageFaults(kernel.pool, site.key)),
      unlinked: await unlinkedPolicies(kernel.pool, site.key),
      domainIsRegular: site.domain.endsWith('.gov.cn'),
    },
    at,
  );
}

/** Keeps a look at each site once a day, so that its way can be seen. Answers how many were looked at. */
export async function noteHealth(kernel: Kernel, at: Date): Promise<number> {
  const on = dayOf(at);
  const done = await lookedAtOn(kernel.pool, on);
  const found = await healthOfSites(kernel, ({ key }) => !done.has(key), at);
  for (const { site, health } of found) {
    const { passed, score, vetoes, deductions } = health;
    await keepHealth(kernel.pool, { site: site.key, at, on, passed, score }, { vetoes, deductions });
  }
  return found.length;
}
