import { directoryOf } from '../../identity/index.ts';
import type { Kernel, Web } from '../../kernel/index.ts';
import { readSiteHealth } from '../contract.ts';
import card from '../data/score-card.json' with { type: 'json' };
import { healthOfSites } from '../operations/health.ts';
import { latestAlarms } from '../repo/alarms.ts';

const ALARMS_SHOWN = 50;

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
        manual: [...(found[0]?.health.manual ?? [])],
        sites: found.map(({ site, health }) => ({
          key: site.key,
          name: site.name,
          passed: health.passed,
          score: health.score,
          vetoes: [...health.vetoes],
          deductions: [...health.deductions],
          columns: health.columns.map(({ key, title, count, latestAt, dueAt, rule, state }) => ({
            key,
            title,
            count,
            latestAt: latestAt?.toISOString() ?? null,
            dueAt: dueAt?.toISOString() ?? null,
            rule: rule?.title ?? null,
            state,
          })),
        })),
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
}
