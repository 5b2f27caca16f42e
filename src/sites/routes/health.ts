import { directoryOf, personNames } from '../../identity/index.ts';
import type { Kernel, Web } from '../../kernel/index.ts';
import { judgeSite, readSiteHealth } from '../contract.ts';
import card from '../data/score-card.json' with { type: 'json' };
import { faultyLinks } from '../links/repo.ts';
import { healthOfSites, judge } from '../operations/health.ts';
import { latestAlarms } from '../repo/alarms.ts';
import { healthDays, judgements } from '../repo/health.ts';
import { judgedItems } from '../rules/health.ts';

const ALARMS_SHOWN = 50;
const DAYS_SHOWN = 30;
const LINKS_SHOWN = 100;

/** How fresh and how sound the sites are, for who answers for them. */
export function healthRoutes(web: Web, kernel: Kernel): void {
  web.get(
    readSiteHealth.path,
    {
      config: { may: 'sites.see-health' },
      schema: {
        summary: 'Sites against the score card of inspections',
        tags: ['sites'],
        response: { 200: readSiteHealth.response },
      },
    },
    async ({ actor }) => {
      // Who answers for the whole city: a right everywhere.
      const seesAll = kernel.access.may(actor, 'sites.see-health', {
        agencyId: (await directoryOf(kernel)).cityGovernment().id,
      });
      const found = await healthOfSites(
        kernel,
        ({ agencyId }) => kernel.access.may(actor, 'sites.see-health', { agencyId }),
        kernel.now(),
      );
      return {
        document: card.document,
        items: judgedItems.map((item) => ({ ...item, rules: [...item.rules] })),
        sites: await Promise.all(
          found.map(async ({ site, health }) => ({
            key: site.key,
            name: site.name,
            passed: health.passed,
            score: health.score,
            vetoes: [...health.vetoes],
            deductions: [...health.deductions],
            bonus: health.bonus,
            manual: [...health.manual],
            judged: await judgedOf(kernel, site.key),
            mayJudge: kernel.access.may(actor, 'sites.judge', { agencyId: site.agencyId }),
            columns: health.columns.map(({ key, title, count, latestAt, dueAt, rule, state }) => ({
              key,
              title,
              count,
              latestAt: latestAt?.toISOString() ?? null,
              dueAt: dueAt?.toISOString() ?? null,
              rule: rule?.title ?? null,
              state,
            })),
            days: [...(await healthDays(kernel.pool, site.key, DAYS_SHOWN))],
            links: (await faultyLinks(kernel.pool, site.key, LINKS_SHOWN)).map(({ checkedAt, index: _, ...link }) => ({
              ...link,
              checkedAt: checkedAt.toISOString(),
            })),
          })),
        ),
        alarms: (await latestAlarms(kernel.pool, ALARMS_SHOWN, seesAll ? null : found.map(({ site }) => site.key))).map(
          ({ at, restoredAt, ...alarm }) => ({
            ...alarm,
            at: at.toISOString(),
            restoredAt: restoredAt?.toISOString() ?? null,
          }),
        ),
      };
    },
  );
  web.post(
    judgeSite.path,
    {
      config: { may: 'sites.judge' },
      schema: { summary: '网站检查：人工评判', tags: ['sites'], params: judgeSite.params, body: judgeSite.body },
    },
    async ({ params, body, actor }, reply) => {
      await judge(kernel, { ...params, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

async function judgedOf(kernel: Kernel, site: string) {
  const found = await judgements(kernel.pool, site);
  const names = await personNames(kernel, [...new Set(found.map(({ personId }) => personId))]);
  return found.map(({ item, times, note, personId, at }) => ({
    ...{ item, note, times: [...times] },
    by: names.get(personId) ?? null,
    at: at.toISOString(),
  }));
}
