import { directoryOf } from '../../identity/index.ts';
import { downloadCsv } from '../../kernel/download.ts';
import { dayOf, type Kernel, pageOf, type Web } from '../../kernel/index.ts';
import { agenciesInSight, PAGE } from '../operations/view.ts';
import { listRecalls, recallAct, recallsCsv } from './contract.ts';
import { endRecall } from './operations.ts';
import { recallProcess } from './process.ts';
import { type RecallRow, recalls } from './repo.ts';
import { recallText as text } from './text.ts';

const tags = ['boards'];
const MOST_ROWS = 10_000;
const titleOf = (state: string): string =>
  Object.entries(recallProcess.states).find(([name]) => name === state)?.[1].title ?? state;

/** 过期宣传品: what is about on paper and no longer said, and what was done about it. */
export function recallRoutes(web: Web, kernel: Kernel): void {
  const config = { may: 'boards.campaign' };
  web.get(
    listRecalls.path,
    {
      config,
      schema: { summary: '过期宣传品', tags, querystring: listRecalls.query, response: { 200: listRecalls.response } },
    },
    async ({ query: { which, before }, actor }) => {
      const agencyIds = agenciesInSight(kernel, actor, config.may);
      const asked = { agencyIds, onlyOpen: which === 'open', before: before ?? null, limit: PAGE + 1 };
      const { rows, next } = pageOf(await recalls(kernel.pool, asked), PAGE, ({ id }) => id);
      const directory = await directoryOf(kernel);
      return {
        rows: rows.map(({ agencyId, ...row }) => ({
          ...row,
          agency: directory.agencyShortName(agencyId),
          stateTitle: titleOf(row.state),
          mayAct: row.state === 'open' && kernel.access.may(actor, 'boards.keep', { agencyId }),
        })),
        next,
      };
    },
  );
  web.get(
    recallsCsv.path,
    { config, schema: { summary: '导出过期宣传品', tags, querystring: recallsCsv.query } },
    async ({ query: { which }, actor }, reply) => {
      const agencyIds = agenciesInSight(kernel, actor, config.may);
      const rows = await recalls(kernel.pool, {
        agencyIds,
        onlyOpen: which === 'open',
        before: null,
        limit: MOST_ROWS,
      });
      const directory = await directoryOf(kernel);
      const line = (row: RecallRow) => [
        ...[row.number, row.campaign, directory.agencyShortName(row.agencyId), row.title, row.change, row.copies],
        row.places.map(({ place, copies }) => text.place(place, copies)).join('；'),
        ...[row.dueOn ?? '', titleOf(row.state), row.replacedCopies ?? '', row.how ?? ''],
      ];
      return downloadCsv(reply, `${text.title} ${dayOf(kernel.now())}.csv`, [text.csv, ...rows.map(line)]);
    },
  );
  web.post(
    recallAct.path,
    {
      config,
      schema: { summary: '登记更换过期宣传品', tags, params: recallAct.params, body: recallAct.body },
    },
    async ({ params: { id }, body, actor }, reply) => {
      await endRecall(kernel, id, { ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}
