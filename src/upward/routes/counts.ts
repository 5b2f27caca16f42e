import { directoryOf } from '../../identity/index.ts';
import { download, XLSX } from '../../kernel/download.ts';
import { dayOf, type Kernel, type Web } from '../../kernel/index.ts';
import { agenciesInSight } from '../operations/acting.ts';
import { countsInSight } from '../operations/counts.ts';
import { endSite, nameSite } from '../operations/sites.ts';
import { demonstrationRegister } from '../registers.ts';
import { periodTitle } from '../rules/period.ts';
import { countsCsv, countsXlsx } from '../sheets.ts';
import { countText } from '../text.ts';
import {
  countsCsvCall,
  countsXlsxCall,
  endSite as endSiteCall,
  listSites,
  putSite,
  readCountRows,
  readCounts,
} from '../wire.ts';

const tags = ['upward'];
const may = { config: { may: 'upward.read' } };

/** Per-unit counts with their rows, and the demonstration sites that the bulletin tells of. */
export function countRoutes(web: Web, kernel: Kernel): void {
  web.get(
    readCounts.path,
    {
      ...may,
      schema: { summary: '各单位统计', tags, querystring: readCounts.query, response: { 200: readCounts.response } },
    },
    async ({ query: { period }, actor }) => {
      const { units } = await countsInSight(kernel, actor, period, kernel.now());
      return { units: [...units] };
    },
  );
  web.get(
    readCountRows.path,
    {
      ...may,
      schema: {
        summary: '统计的明细',
        tags,
        querystring: readCountRows.query,
        response: { 200: readCountRows.response },
      },
    },
    async ({ query: { period, agency, what }, actor }) => {
      kernel.access.check(actor, 'upward.read', { agencyId: agency });
      const { rows } = await countsInSight(kernel, actor, period, kernel.now());
      return { rows: rows.filter((row) => row.agencyId === agency && row.what === what) };
    },
  );
  web.get(
    countsCsvCall.path,
    { ...may, schema: { summary: '各单位统计（CSV）', tags, querystring: countsCsvCall.query } },
    async ({ query: { period }, actor }, reply) => {
      const counts = await countsInSight(kernel, actor, period, kernel.now());
      return download(reply, `${countText.file(periodTitle(period))}.csv`, 'text/csv; charset=utf-8').send(
        countsCsv(counts),
      );
    },
  );
  web.get(
    countsXlsxCall.path,
    { ...may, schema: { summary: '各单位统计和明细（XLSX）', tags, querystring: countsXlsxCall.query } },
    async ({ query: { period }, actor }, reply) => {
      const counts = await countsInSight(kernel, actor, period, kernel.now());
      return download(reply, `${countText.file(periodTitle(period))}.xlsx`, XLSX).send(
        Buffer.from(await countsXlsx(counts)),
      );
    },
  );
  sites(web, kernel);
}

function sites(web: Web, kernel: Kernel): void {
  web.get(
    listSites.path,
    { ...may, schema: { summary: '政务公开示范点', tags, response: { 200: listSites.response } } },
    async ({ actor }) => {
      const directory = await directoryOf(kernel);
      const inSight = new Set(agenciesInSight(kernel, actor));
      const kept = new Set(agenciesInSight(kernel, actor, 'upward.sites'));
      const all = await demonstrationRegister.list(kernel.pool, dayOf(kernel.now()));
      return {
        sites: all
          .filter(({ value }) => inSight.has(value.agencyId))
          .map(({ key, value, validFrom }) => ({
            ...value,
            key,
            agency: directory.agencyName(value.agencyId),
            since: validFrom,
          })),
        agencies: directory.agencies.filter(({ id }) => kept.has(id)).map(({ id, name }) => ({ id, name })),
        mayKeep: kept.size > 0,
      };
    },
  );
  web.put(
    putSite.path,
    {
      config: { may: 'upward.sites' },
      schema: { summary: '登记示范点', tags, params: putSite.params, body: putSite.body },
    },
    async ({ params: { key }, body, actor }, reply) => {
      await nameSite(kernel, key, body, { actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.delete(
    endSiteCall.path,
    { config: { may: 'upward.sites' }, schema: { summary: '取消示范点', tags, params: endSiteCall.params } },
    async ({ params: { key }, actor }, reply) => {
      await endSite(kernel, key, { actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}
