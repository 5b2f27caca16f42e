import type { Kernel, Web } from '../../kernel/index.ts';
import { AgencyList, AgencyQuery, RegionList, RegionQuery } from '../contract.ts';
import { directoryOf } from '../directory.ts';

/** Agencies and regions: public, for anybody's pages and machines. */
export function directoryApi(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'identity.see-agencies' } } as const;
  web.get(
    '/api/agencies',
    {
      ...may,
      schema: { summary: 'Agencies', tags: ['identity'], querystring: AgencyQuery, response: { 200: AgencyList } },
    },
    async ({ query: { region, line } }) => {
      const { agencies } = await directoryOf(kernel.published);
      return {
        agencies: agencies.filter(
          (agency) =>
            (region === undefined || agency.region === region) && (line === undefined || agency.line === line),
        ),
      };
    },
  );
  web.get(
    '/api/regions',
    {
      ...may,
      schema: { summary: 'Regions', tags: ['identity'], querystring: RegionQuery, response: { 200: RegionList } },
    },
    async ({ query: { parent } }) => {
      const { regions } = await directoryOf(kernel.published);
      return { regions: regions.filter((region) => parent === undefined || region.parent === parent) };
    },
  );
}
