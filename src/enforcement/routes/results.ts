import { downloadCsv } from '../../kernel/download.ts';
import type { Kernel, Web } from '../../kernel/index.ts';
import { actOnMany } from '../operations/batch.ts';
import { enterResult, reviseResult } from '../operations/enter.ts';
import { decideField } from '../operations/fields.ts';
import { enteringAt, resultList, resultsForTable, resultView } from '../operations/view.ts';
import type { Say } from '../say.ts';
import { kindTitles, listText } from '../text.ts';
import {
  batchResults,
  decideFieldCall,
  enterResultCall,
  listResults,
  readEntering,
  readResult,
  resultsCsv,
  reviseResultCall,
} from '../wire.ts';

const tags = ['enforcement'];
const mayRead = { config: { may: 'enforcement.read' } };
const mayEnter = { config: { may: 'enforcement.enter' } };

/** What the workbench asks of results of enforcement. */
export function resultRoutes(web: Web, kernel: Kernel, say: Say): void {
  reading(web, kernel, say);
  writing(web, kernel, say);
}

function reading(web: Web, kernel: Kernel, say: Say): void {
  web.get(
    listResults.path,
    {
      ...mayRead,
      schema: { summary: '执法结果', tags, querystring: listResults.query, response: { 200: listResults.response } },
    },
    ({ query, actor }) => resultList(kernel, query, actor, kernel.now()),
  );
  web.get(
    resultsCsv.path,
    { ...mayRead, schema: { summary: '执法结果（表格）', tags, querystring: resultsCsv.query } },
    async ({ query, actor }, reply) => {
      const rows = await resultsForTable(kernel, query, actor, kernel.now());
      const yesNo = (is: boolean): string => (is ? listText.yes : listText.no);
      const lines = rows.map((row) => [
        ...[row.number, kindTitles[row.kind], row.documentNumber, row.subject, row.party, row.agency, row.decidedOn],
        ...[row.stateTitle, row.dueOn, yesNo(row.late || row.light === 'red'), row.index, row.publishedOn],
        ...[yesNo(row.shown), row.shownUntil],
      ]);
      return downloadCsv(reply, listText.csvName, [[...listText.csv], ...lines]);
    },
  );
  web.get(
    readEntering.path,
    {
      ...mayEnter,
      schema: {
        summary: '登记执法结果的单位和执法证',
        tags,
        querystring: readEntering.query,
        response: { 200: readEntering.response },
      },
    },
    ({ query, actor }) => enteringAt(kernel, query.agency, actor, kernel.now()),
  );
  web.get(
    readResult.path,
    {
      ...mayRead,
      schema: { summary: '一条执法结果', tags, params: readResult.params, response: { 200: readResult.response } },
    },
    ({ params, actor }) => resultView(kernel, params.id, actor, kernel.now(), say),
  );
}

function writing(web: Web, kernel: Kernel, say: Say): void {
  web.post(
    enterResultCall.path,
    {
      ...mayEnter,
      schema: {
        summary: '登记执法结果',
        tags,
        body: enterResultCall.body,
        response: { 200: enterResultCall.response },
      },
    },
    async ({ body, actor }) => {
      const { id, number, masked } = await enterResult(kernel, { ...body, actor, at: kernel.now() });
      return { id, number, masked };
    },
  );
  web.post(
    reviseResultCall.path,
    {
      ...mayEnter,
      schema: {
        summary: '修改执法结果',
        tags,
        params: reviseResultCall.params,
        body: reviseResultCall.body,
        response: { 200: reviseResultCall.response },
      },
    },
    ({ params: { id }, body: { result }, actor }) => reviseResult(kernel, { id, result, actor, at: kernel.now() }),
  );
  web.post(
    decideFieldCall.path,
    {
      ...mayEnter,
      schema: {
        summary: '处理执法结果里的一处个人信息',
        tags,
        params: decideFieldCall.params,
        body: decideFieldCall.body,
      },
    },
    async ({ params: { id }, body, actor }, reply) => {
      await decideField(kernel, { id, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    batchResults.path,
    {
      // Reviewers act here, too; who may do what is said by the process.
      ...mayRead,
      schema: {
        summary: '批量提交或者审核执法结果',
        tags,
        body: batchResults.body,
        response: { 200: batchResults.response },
      },
    },
    async ({ body, actor }) => {
      const { done, refused } = await actOnMany(kernel, { ...body, actor, at: kernel.now() });
      return {
        done,
        refused: refused.map(({ id, documentNumber, refusal: { code, details } }) => ({
          ...{ id, documentNumber },
          why: say(code, details),
        })),
      };
    },
  );
}
