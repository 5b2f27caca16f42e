import { directoryOf } from '../../identity/index.ts';
import { downloadCsv } from '../../kernel/download.ts';
import type { Actor, Kernel, Web } from '../../kernel/index.ts';
import { putUpkeepRule, readUpkeep, upkeepCsv } from './contract.ts';
import { parts, setUpkeepRule, upkeepOfSites, upkeepRule } from './operations.ts';
import { upkeepText as text } from './text.ts';

const tags = ['sites'];

/** How the sites are kept from day to day, for who answers for them. */
export function upkeepRoutes(web: Web, kernel: Kernel): void {
  const seen = (actor: Actor) =>
    upkeepOfSites(kernel, ({ agencyId }) => kernel.access.may(actor, 'sites.see-health', { agencyId }), kernel.now());
  web.get(
    readUpkeep.path,
    {
      config: { may: 'sites.see-health' },
      schema: { summary: '网站日常维护', tags, response: { 200: readUpkeep.response } },
    },
    async ({ actor }) => {
      const city = (await directoryOf(kernel)).cityGovernment();
      return {
        parts: parts.length,
        rule: await upkeepRule(kernel),
        maySet: kernel.access.may(actor, 'sites.edit', { agencyId: city.id }),
        sites: (await seen(actor)).map(({ site, agency, daily, missing, news }) => ({
          key: site.key,
          name: site.name,
          agency,
          daily: { ...daily, days: [...daily.days] },
          missing: [...missing],
          news,
        })),
      };
    },
  );
  web.get(
    upkeepCsv.path,
    { config: { may: 'sites.see-health' }, schema: { summary: '网站日常维护（表格）', tags } },
    async ({ actor }, reply) => {
      const rows = (await seen(actor)).map(({ site, agency, daily, missing, news }) => [
        ...[site.name, agency, daily.latestOn ?? '', text.states[daily.state]],
        missing.map(({ name }) => name).join('；'),
        ...[String(news.total), String(news.news), String(news.percent)],
      ]);
      return downloadCsv(reply, 'site-upkeep.csv', [text.csvColumns, ...rows]);
    },
  );
  web.put(
    putUpkeepRule.path,
    {
      config: { may: 'sites.edit' },
      schema: {
        summary: '网站维护的提醒标准',
        tags,
        body: putUpkeepRule.body,
        response: { 200: putUpkeepRule.response },
      },
    },
    async ({ actor, body }) => {
      await setUpkeepRule(kernel, body, actor);
      return upkeepRule(kernel);
    },
  );
}
