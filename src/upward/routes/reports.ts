import type { Kernel, Web } from '../../kernel/index.ts';
import { decide, signFor } from '../operations/receive.ts';
import { openReport, retake, reviseReport, sendReport, takeStep } from '../operations/report.ts';
import { choices, receivedList, receivedView, reportList, reportView } from '../operations/view.ts';
import {
  listReceived,
  listReports,
  openReportCall,
  readChoices,
  readReceived,
  readReport,
  receivedAct,
  reportAct,
} from '../wire.ts';

const tags = ['upward'];
const may = { config: { may: 'upward.read' } };

/** What the workbench asks of what goes up, and of what came from below. */
export function reportRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listReports.path,
    {
      ...may,
      schema: { summary: '信息报送', tags, querystring: listReports.query, response: { 200: listReports.response } },
    },
    ({ query, actor }) => reportList(kernel, query, actor),
  );
  web.get(
    readChoices.path,
    {
      config: { may: 'upward.write' },
      schema: {
        summary: '可以报送的信息和上级',
        tags,
        querystring: readChoices.query,
        response: { 200: readChoices.response },
      },
    },
    ({ query, actor }) => choices(kernel, query, actor),
  );
  web.post(
    openReportCall.path,
    {
      config: { may: 'upward.write' },
      schema: { summary: '登记报送', tags, body: openReportCall.body, response: { 200: openReportCall.response } },
    },
    async ({ body, actor }) => {
      const { id, number } = await openReport(kernel, { ...body, actor, at: kernel.now() });
      return { id, number };
    },
  );
  web.get(
    readReport.path,
    {
      ...may,
      schema: { summary: '一次报送', tags, params: readReport.params, response: { 200: readReport.response } },
    },
    ({ params, actor }) => reportView(kernel, params.id, actor),
  );
  web.post(
    reportAct.path,
    // Reviewers act here too; who may do what is said by the process.
    { ...may, schema: { summary: '办理报送', tags, params: reportAct.params, body: reportAct.body } },
    async ({ params: { id }, body, actor }, reply) => {
      const acting = { actor, at: kernel.now(), seenSeq: body.seenSeq };
      if (body.act === 'revise') await reviseReport(kernel, id, body, acting);
      else if ('words' in body) await takeStep(kernel, id, { ...body, ...acting });
      else await (body.act === 'send' ? sendReport : retake)(kernel, id, acting);
      return reply.code(204).send();
    },
  );
  received(web, kernel);
}

function received(web: Web, kernel: Kernel): void {
  web.get(
    listReceived.path,
    {
      ...may,
      schema: {
        summary: '下级报送的信息',
        tags,
        querystring: listReceived.query,
        response: { 200: listReceived.response },
      },
    },
    ({ query, actor }) => receivedList(kernel, query, actor, kernel.now()),
  );
  web.get(
    readReceived.path,
    {
      ...may,
      schema: {
        summary: '一条下级报送的信息',
        tags,
        params: readReceived.params,
        response: { 200: readReceived.response },
      },
    },
    ({ params, actor }) => receivedView(kernel, params.id, actor),
  );
  web.post(
    receivedAct.path,
    {
      config: { may: 'upward.receive' },
      schema: { summary: '签收、采用或者退回', tags, params: receivedAct.params, body: receivedAct.body },
    },
    async ({ params: { id }, body, actor }, reply) => {
      const acting = { actor, at: kernel.now(), seenSeq: body.seenSeq };
      if (body.act === 'receive') await signFor(kernel, id, acting);
      else if (body.act === 'adopt') await decide(kernel, id, { ...body, outcome: 'adopted', ...acting });
      else {
        const outcome = body.act === 'decline' ? 'declined' : 'returned';
        await decide(kernel, id, { words: body.words, outcome, score: 0, usedWhere: '', ...acting });
      }
      return reply.code(204).send();
    },
  );
}
