import { type Actor, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import type { JudgeBody, Site } from '../contract.ts';
import { columnsFilled } from '../repo/articles.ts';
import {
  backdatedCount,
  insertJudgement,
  judgements,
  keepHealth,
  lookedAtOn,
  offersServices,
  openAlarmCount,
  pageFaults,
  unlinkedPolicies,
} from '../repo/health.ts';
import { sitesWithContent } from '../repo/lists.ts';
import { type Health, healthOf, judgedItem } from '../rules/health.ts';

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

const WITH_SERVICES: ReadonlySet<Site['template']> = new Set(['portal', 'government', 'township']);

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
      // A portal is where all of its place is asked for.
      hasServices: WITH_SERVICES.has(site.template) || (await offersServices(kernel.pool, site.agencyId)),
      judged: await judgements(kernel.pool, site.key),
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

/**
 * Writes down what a person found of an item: how often each of its rules was broken, and where. It counts until somebody
 * looks again, at most as long as an inspection looks back.
 *
 * @throws Refusal sites/site-not-found (404), access/forbidden (403), sites/not-judged, sites/too-many-points,
 *   sites/nothing-noted (422)
 * @law 国办秘函〔2019〕19号 检查指标
 */
export async function judge(
  kernel: Kernel,
  asked: JudgeBody & { readonly site: string; readonly actor: Actor; readonly at: Date },
): Promise<void> {
  const { site: key, item: id, note, actor, at } = asked;
  const site = (await clusterOf(kernel)).sites.find((one) => one.key === key);
  if (!site) throw refuse('sites/site-not-found', {}, 404);
  kernel.access.check(actor, 'sites.judge', { agencyId: site.agencyId });
  const item = judgedItem(id);
  const times = asked.times.slice(0, item?.rules.length ?? 0);
  // What the program counts itself is not entered by hand.
  if (!item || actor.personId === null || item.rules.every(({ counted }) => counted))
    throw refuse('sites/not-judged', {}, 422);
  const entered = item.rules.map(({ counted }, i) => (counted ? 0 : (times[i] ?? 0)));
  if (entered.some((count) => count > item.most)) throw refuse('sites/too-many-points', { most: item.most }, 422);
  if (entered.some((count) => count > 0) && note.trim().length < 5) throw refuse('sites/nothing-noted', {}, 422);
  await insertJudgement(kernel.pool, key, {
    item: id,
    times: entered,
    note: note.trim(),
    personId: actor.personId,
    at,
  });
}
