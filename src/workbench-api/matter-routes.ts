import { dayOf, type Kernel, type Web } from '../kernel/index.ts';
import { matterChart, readMatter } from './contract.ts';
import { matterChartSvg, matterView } from './matter.ts';

/** One matter as every kind has it, and the picture of its process. */
export function matterRoutes(web: Web, kernel: Kernel): void {
  web.get(
    readMatter.path,
    {
      config: { may: 'workbench.see-matter' },
      schema: {
        summary: 'A matter with clocks and history',
        params: readMatter.params,
        response: { 200: readMatter.response },
      },
    },
    (request) => matterView(kernel, request.actor, request.params.id, dayOf(kernel.now())),
  );
  web.get(
    matterChart.path,
    {
      config: { may: 'workbench.see-matter' },
      schema: { summary: 'The process of a matter as SVG', params: matterChart.params, querystring: matterChart.query },
    },
    async (request, reply) =>
      reply.type('image/svg+xml').send(await matterChartSvg(kernel, request.actor, request.params.id)),
  );
}
