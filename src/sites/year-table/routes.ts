import { createElement } from 'react';
import { z } from 'zod';
import { type Actor, agenciesWithin, type Kernel, pageOf, refuse, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { clusterOf } from '../cluster.ts';
import { listYearTables, publishYearTable, readYearTable, saveYearTable, type YearTable } from './contract.ts';
import * as operations from './operations.ts';
import { YearTablePage, YearTablesPage } from './pages.tsx';
import { publishedYear, publishedYears, type YearRow, yearTables } from './repo.ts';

const tags = ['sites'];
const PAGE = 30;
const config = { may: 'sites.answer-errors' };

/** 网站年度工作报表: filled in, published, read by everybody. */
export function yearTableRoutes(web: Web, kernel: Kernel): void {
  publicPages(web, kernel);
  web.get(
    listYearTables.path,
    {
      config,
      schema: {
        summary: '网站年度工作报表',
        tags,
        querystring: listYearTables.query,
        response: { 200: listYearTables.response },
      },
    },
    async ({ query: { which, before }, actor }) => {
      const agencies = agenciesWithin(kernel.access, actor, config.may);
      const asked = { agencies, onlyOpen: which === 'open', before: before ?? null, limit: PAGE + 1 };
      const { rows, next } = pageOf(await yearTables(kernel.pool, asked), PAGE, ({ id }) => id);
      const { byKey } = await clusterOf(kernel);
      return { rows: rows.map((row) => lineOf(row, byKey.get(row.site)?.name ?? row.site)), next };
    },
  );
  web.get(
    readYearTable.path,
    {
      config,
      schema: {
        summary: '一份年度报表',
        tags,
        params: readYearTable.params,
        response: { 200: readYearTable.response },
      },
    },
    ({ params: { id }, actor }) => view(kernel, id, actor),
  );
  web.put(
    saveYearTable.path,
    {
      config,
      schema: {
        summary: '填写年度报表',
        tags,
        params: saveYearTable.params,
        body: saveYearTable.body,
        response: { 200: saveYearTable.response },
      },
    },
    async ({ params: { id }, body: { entered, seenSeq }, actor }) => {
      await operations.fillYearTable(kernel, { id, actor, at: kernel.now(), seenSeq }, entered);
      return view(kernel, id, actor);
    },
  );
  web.post(
    publishYearTable.path,
    {
      config,
      schema: {
        summary: '发布年度报表',
        tags,
        params: publishYearTable.params,
        body: publishYearTable.body,
        response: { 200: publishYearTable.response },
      },
    },
    async ({ params: { id }, body: { seenSeq }, actor }) => {
      await operations.publishYearTable(kernel, { id, actor, at: kernel.now(), seenSeq });
      return view(kernel, id, actor);
    },
  );
}

const lineOf = ({ id, number, seq, site, year, state, dueOn, publishedAt, entered }: YearRow, siteName: string) => ({
  ...{ id, number, seq, site, siteName, year, state, dueOn },
  publishedAt: publishedAt?.toISOString() ?? null,
  missing: state === 'published' ? 0 : operations.missingOf(entered).length,
});

async function view(kernel: Kernel, id: number, actor: Actor): Promise<YearTable> {
  const row = await operations.yearTable(kernel, id, actor);
  const name = (await clusterOf(kernel)).byKey.get(row.site)?.name ?? row.site;
  return {
    ...lineOf(row, name),
    counted: row.figures ?? (await operations.countedValues(kernel, row)),
    entered: row.entered,
    mayWrite: row.state === 'owed' && kernel.access.may(actor, config.may, { agencyId: row.agencyId }),
  };
}

function publicPages(web: Web, kernel: Kernel): void {
  const may = { may: 'sites.read' };
  web.get('/year-tables', { config: may, schema: { hide: true } }, async (request, reply) => {
    const { byKey } = await clusterOf(kernel);
    const rows = (await publishedYears(kernel.published.pool)).map((row) => ({
      ...row,
      name: byKey.get(row.site)?.name ?? row.site,
    }));
    const page = createElement(YearTablesPage, { context: pageContext(request), rows });
    return reply.type('text/html; charset=utf-8').send(renderPage(page));
  });
  const params = z.object({ site: z.string().max(60), year: z.coerce.number().int().min(2000).max(2200) });
  web.get('/year-tables/:site/:year', { config: may, schema: { hide: true, params } }, async (request, reply) => {
    const { site, year } = request.params;
    const table = await publishedYear(kernel.published.pool, site, year);
    if (!table) throw refuse('sites/year-not-found', {}, 404);
    const name = (await clusterOf(kernel)).byKey.get(site)?.name ?? site;
    const page = createElement(YearTablePage, { context: pageContext(request), name, table });
    return reply.type('text/html; charset=utf-8').send(renderPage(page));
  });
}
