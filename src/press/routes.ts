import { documentMatter } from '../disclosure/index.ts';
import { csv } from '../kernel/csv.ts';
import type { Kernel, Web } from '../kernel/index.ts';
import { noteCarried, strikeCarried } from './carried.ts';
import { followUpFor, recordFollowUp } from './follow-ups.ts';
import { formTitles, gateTitles, lackingTitles, pressWords as words } from './text.ts';
import { coverage, coverageForTable, dossier, followUpView, returned, returnedForTable } from './view.ts';
import * as wire from './wire.ts';

const tags = ['press'];
const mayRead = { config: { may: 'press.read' } };
const mayNote = { config: { may: 'press.note' } };
const sheet = 'text/csv; charset=utf-8';

/** What the workbench asks of how documents are explained. */
export function pressRoutes(web: Web, kernel: Kernel): void {
  coverageRoutes(web, kernel);
  returnRoutes(web, kernel);
  carriedRoutes(web, kernel);
  followUpRoutes(web, kernel);
}

function coverageRoutes(web: Web, kernel: Kernel): void {
  const { listCoverage, coverageCsv, readDossier } = wire;
  web.get(
    listCoverage.path,
    {
      ...mayRead,
      schema: {
        summary: '政策文件的解读情况',
        tags,
        querystring: listCoverage.query,
        response: { 200: listCoverage.response },
      },
    },
    ({ query, actor }) => coverage(kernel, query, actor),
  );
  web.get(
    coverageCsv.path,
    { ...mayRead, schema: { summary: '政策文件的解读情况（表格）', tags, querystring: coverageCsv.query } },
    async ({ query, actor }, reply) => {
      const lines = (await coverageForTable(kernel, query, actor)).map((row) => [
        ...[row.index, row.title, row.documentNumber, row.agency, row.publishedOn, words.standings[row.standing]],
        ...[row.lagDays, row.materials, row.forms.map((form) => formTitles[form] ?? form).join('、')],
        ...[row.headLed ? words.yes : words.no, row.carried],
      ]);
      reply.header('content-disposition', 'attachment; filename="interpretation.csv"');
      return reply.type(sheet).send(csv([[...words.coverageCsv], ...lines]));
    },
  );
  web.get(
    readDossier.path,
    {
      ...mayRead,
      schema: {
        summary: '一份政策文件的解读档案',
        tags,
        querystring: readDossier.query,
        response: { 200: readDossier.response },
      },
    },
    ({ query, actor }) => dossier(kernel, query.index, actor),
  );
}

function returnRoutes(web: Web, kernel: Kernel): void {
  const { listReturns, returnsCsv } = wire;
  web.get(
    listReturns.path,
    {
      ...mayRead,
      schema: {
        summary: '退文登记',
        tags,
        querystring: listReturns.query,
        response: { 200: listReturns.response },
      },
    },
    ({ query, actor }) => returned(kernel, query, actor),
  );
  web.get(
    returnsCsv.path,
    { ...mayRead, schema: { summary: '退文登记（表格）', tags, querystring: returnsCsv.query } },
    async ({ query, actor }, reply) => {
      const lines = (await returnedForTable(kernel, query, actor)).map((row) => [
        ...[row.number, row.title, row.agency, gateTitles[row.gate], row.at],
        ...[row.by, row.lacking.map((each) => lackingTitles[each]).join('、'), row.words],
      ]);
      reply.header('content-disposition', 'attachment; filename="returns.csv"');
      return reply.type(sheet).send(csv([[...words.returnsCsv], ...lines]));
    },
  );
}

function carriedRoutes(web: Web, kernel: Kernel): void {
  web.post(
    wire.noteCarried.path,
    {
      ...mayNote,
      schema: {
        summary: '登记媒体刊载',
        tags,
        body: wire.noteCarried.body,
        response: { 200: wire.noteCarried.response },
      },
    },
    async ({ body, actor }) => ({ id: await noteCarried(kernel, { ...body, actor, at: kernel.now() }) }),
  );
  web.post(
    wire.strikeCarried.path,
    {
      ...mayNote,
      schema: {
        summary: '划去一条媒体刊载',
        tags,
        params: wire.strikeCarried.params,
        body: wire.strikeCarried.body,
        response: { 200: wire.strikeCarried.response },
      },
    },
    async ({ params: { id }, body, actor }) => {
      await strikeCarried(kernel, { id, ...body, actor, at: kernel.now() });
      return { id };
    },
  );
}

function followUpRoutes(web: Web, kernel: Kernel): void {
  web.get(
    wire.readFollowUp.path,
    {
      ...mayRead,
      schema: {
        summary: '解读跟踪',
        tags,
        params: wire.readFollowUp.params,
        response: { 200: wire.readFollowUp.response },
      },
    },
    async ({ params: { id }, actor }) => {
      const row = await followUpFor(kernel, id, actor);
      const { index, title, agencyId } = row;
      return { ...followUpView(row), index, title, agencyId, documentId: await documentMatter(kernel.pool, index) };
    },
  );
  web.post(
    wire.recordFollowUp.path,
    {
      ...mayNote,
      schema: {
        summary: '登记解读跟踪结果',
        tags,
        params: wire.recordFollowUp.params,
        body: wire.recordFollowUp.body,
        response: { 200: wire.recordFollowUp.response },
      },
    },
    async ({ params: { id }, body, actor }) => {
      await recordFollowUp(kernel, { id, ...body, actor, at: kernel.now() });
      return { id };
    },
  );
}
