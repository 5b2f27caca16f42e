import { downloadCsv } from '../../kernel/download.ts';
import { dayOf, type Kernel, type Web } from '../../kernel/index.ts';
import { asXlsx } from '../routes/downloads.ts';
import { readStatistics, statisticsCsv, statisticsRows, statisticsXlsx } from './contract.ts';
import { sheetOf, statistics, statisticsRowsOf } from './operations.ts';
import { statisticsText as text } from './text.ts';

const FILE = 'information-request-statistics';

/** Statistics of requests, the rows of each figure, and the table as a file. */
export function statisticsRoutes(web: Web, kernel: Kernel): void {
  const config = { may: 'information-requests.read' };
  const today = () => dayOf(kernel.now());
  web.get(
    readStatistics.path,
    {
      config,
      schema: {
        summary: '依申请公开统计',
        querystring: readStatistics.query,
        response: { 200: readStatistics.response },
      },
    },
    ({ actor, query }) => statistics(kernel, query, { actor, today: today() }),
  );
  web.get(
    statisticsRows.path,
    {
      config,
      schema: {
        summary: '依申请公开统计数字所含的申请',
        querystring: statisticsRows.query,
        response: { 200: statisticsRows.response },
      },
    },
    ({ actor, query }) => statisticsRowsOf(kernel, query, { actor, today: today() }),
  );
  web.get(
    statisticsCsv.path,
    { config, schema: { summary: '依申请公开统计导出', querystring: statisticsCsv.query } },
    async ({ actor, query }, reply) =>
      downloadCsv(reply, `${FILE}.csv`, sheetOf(await statistics(kernel, query, { actor, today: today() }), query.by)),
  );
  web.get(
    statisticsXlsx.path,
    { config, schema: { summary: '依申请公开统计导出（Excel）', querystring: statisticsXlsx.query } },
    async ({ actor, query }, reply) => {
      const rows = sheetOf(await statistics(kernel, query, { actor, today: today() }), query.by);
      return asXlsx(reply, FILE, { sheet: text.sheet, rows });
    },
  );
}
