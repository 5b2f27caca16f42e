import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, dayOf, type Kernel, refuse, type Web, yearOf } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import {
  actOnReport,
  Format,
  listReports,
  type ReportRow,
  readCell,
  readReport,
  reportFile,
  saveReport as saveEndpoint,
} from './contract.ts';
import { disputesIn, frozenRequestsIn, requestsIn } from './counts.ts';
import { scopeOf } from './live.ts';
import {
  contentOf,
  existing,
  missingIn,
  publishReport,
  saveReport,
  sendBackReport,
  submitReport,
  violationsIn,
} from './operations.ts';
import { reportAs } from './outputs/file.ts';
import { ReportPage, ReportsPage } from './page.tsx';
import { publishedReport, publishedReports, reportsOf, type StoredReport, yearsOf } from './repo.ts';
import { stateTitles } from './text.ts';

const tags = ['annual-reports'];
const HTML = 'text/html; charset=utf-8';

/** Annual reports: what anybody may read, and the desk at which they are made. */
export function annualReportRoutes(web: Web, kernel: Kernel): void {
  publicPages(web, kernel);
  reading(web, kernel);
  cells(web, kernel);
  changes(web, kernel);
}

function publicPages(web: Web, kernel: Kernel): void {
  const MAY = { config: { may: 'annual-report.read' } } as const;
  const { published } = kernel;
  const query = z.object({ year: z.coerce.number().int().optional() });
  web.get('/annual-reports', { ...MAY, schema: { hide: true, querystring: query } }, async (request, reply) => {
    const directory = await directoryOf(published);
    const reports = (await publishedReports(published.pool, request.query.year ?? null)).map((report) => ({
      ...report,
      agency: directory.agencyName(report.agencyId),
    }));
    return reply.type(HTML).send(renderPage(createElement(ReportsPage, { context: pageContext(request), reports })));
  });
  const params = z.object({ id: z.coerce.number().int().min(1) });
  web.get('/annual-reports/:id', { ...MAY, schema: { hide: true, params } }, async (request, reply) => {
    const { id, content, hash } = await publishedOr404(kernel, request.params.id);
    return reply
      .type(HTML)
      .send(renderPage(createElement(ReportPage, { context: pageContext(request), id, content, hash })));
  });
  web.get(
    '/annual-reports/:id/file/:format',
    {
      ...MAY,
      schema: { summary: 'A published annual report as a file', tags, params: params.extend({ format: Format }) },
    },
    async ({ params: { id, format } }, reply) => {
      const { content, publishedOn } = await publishedOr404(kernel, id);
      const { type, bytes } = await reportAs(format, { content, number: String(id), on: publishedOn });
      return reply
        .type(type)
        .header('content-disposition', attachment(content.year, id, format))
        .send(bytes);
    },
  );
}

const attachment = (year: number, id: number, format: string): string =>
  `attachment; filename="annual-report-${year}-${id}.${format}"`;

async function publishedOr404(kernel: Kernel, id: number) {
  const report = await publishedReport(kernel.published.pool, id);
  if (!report) throw refuse('annual-report/not-found', {}, 404);
  return report;
}

function reading(web: Web, kernel: Kernel): void {
  web.get(
    listReports.path,
    {
      config: { may: 'annual-report.see' },
      schema: {
        summary: 'Annual reports',
        tags,
        querystring: listReports.query,
        response: { 200: listReports.response },
      },
    },
    async ({ actor, query }) => {
      const year = query.year ?? yearOf(dayOf(kernel.now())) - 1;
      const agencyIds = [...actor.agenciesBelow].filter((agencyId) =>
        kernel.access.may(actor, 'annual-report.see', { agencyId }),
      );
      const [reports, years] = await Promise.all([reportsOf(kernel.pool, agencyIds, year), yearsOf(kernel.pool)]);
      return { year, rows: await Promise.all(reports.map((report) => rowOf(kernel, report))), years: [...years] };
    },
  );
  web.get(
    readReport.path,
    {
      config: { may: 'annual-report.see' },
      schema: { summary: 'One annual report', tags, params: readReport.params, response: { 200: readReport.response } },
    },
    async ({ actor, params }) => {
      const report = await seen(kernel, actor, params.id);
      const content = await contentOf(kernel, report);
      return {
        report: await rowOf(kernel, report),
        content,
        hash: report.hash,
        violations: [...(await violationsIn(kernel, report, content))],
        missing: [...missingIn(report)],
        mayEdit:
          report.state === 'drafting' && kernel.access.may(actor, 'annual-report.edit', { agencyId: report.agencyId }),
      };
    },
  );
  web.get(
    reportFile.path,
    {
      config: { may: 'annual-report.see' },
      schema: { summary: 'An annual report as a file, also before it is published', tags, params: reportFile.params },
    },
    async ({ actor, params: { id, format } }, reply) => {
      const report = await seen(kernel, actor, id);
      const content = await contentOf(kernel, report);
      const on = report.publishedOn ?? dayOf(kernel.now());
      const { type, bytes } = await reportAs(format, { content, number: report.number, on });
      return reply
        .type(type)
        .header('content-disposition', attachment(report.year, id, format))
        .send(bytes);
    },
  );
}

function cells(web: Web, kernel: Kernel): void {
  web.get(
    readCell.path,
    {
      config: { may: 'annual-report.see' },
      schema: {
        summary: 'The requests or cases behind a figure',
        tags,
        params: readCell.params,
        querystring: readCell.query,
        response: { 200: readCell.response },
      },
    },
    async ({ actor, params, query: { row, column, group, result, after = null } }) => {
      const report = await seen(kernel, actor, params.id);
      const scope = await scopeOf(kernel, { agency: report.agencyId, year: report.year, covers: report.covers });
      const { agencyShortName } = await directoryOf(kernel);
      if (group && result) {
        const found = await disputesIn(kernel.db, scope, { group, result, after });
        return {
          rows: found.rows.map((each) => ({
            id: each.id,
            number: each.number,
            title: `${each.authority} ${each.caseNumber}`.trim(),
            agency: agencyShortName(each.agencyId),
            from: each.acceptedOn,
            until: each.resultOn,
          })),
          next: found.next,
        };
      }
      if (!row || !column) throw refuse('annual-report/no-cell', {}, 422);
      const cell = { row, column, after };
      const found = report.frozen
        ? await frozenRequestsIn(kernel.db, report.id, cell)
        : await requestsIn(kernel.db, scope, cell);
      return {
        rows: found.rows.map((each) => ({
          id: each.id,
          number: each.number,
          title: each.subject,
          agency: agencyShortName(each.agencyId),
          from: each.receivedOn,
          until: each.concludedOn,
        })),
        next: found.next,
      };
    },
  );
}

function changes(web: Web, kernel: Kernel): void {
  web.put(
    saveEndpoint.path,
    {
      config: { may: 'annual-report.edit' },
      schema: {
        summary: 'Keep texts and entered figures',
        tags,
        params: saveEndpoint.params,
        body: saveEndpoint.body,
        response: { 204: z.void() },
      },
    },
    async ({ actor, params, body }, reply) => {
      await allowed(kernel, actor, params.id, 'annual-report.edit');
      await saveReport(kernel, { ...params, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    actOnReport.path,
    {
      config: { may: 'annual-report.act' },
      schema: {
        summary: 'Submit, send back or publish an annual report',
        tags,
        params: actOnReport.params,
        body: actOnReport.body,
        response: { 204: z.void() },
      },
    },
    async ({ actor, params, body: { seenSeq, note } }, reply) => {
      await allowed(kernel, actor, params.id, 'annual-report.act');
      const step = { id: params.id, actor, at: kernel.now(), seenSeq };
      if (params.act === 'submit') await submitReport(kernel, step);
      else if (params.act === 'publish') await publishReport(kernel, step);
      else await sendBackReport(kernel, { ...step, ...(note === undefined ? {} : { note }) });
      return reply.code(204).send();
    },
  );
}

async function allowed(kernel: Kernel, actor: Actor, id: number, permission: string): Promise<StoredReport> {
  const report = await existing(kernel, id);
  kernel.access.check(actor, permission, { agencyId: report.agencyId });
  return report;
}

const seen = (kernel: Kernel, actor: Actor, id: number): Promise<StoredReport> =>
  allowed(kernel, actor, id, 'annual-report.see');

async function rowOf(
  kernel: Kernel,
  report: Pick<StoredReport, 'id' | 'number' | 'agencyId' | 'year' | 'covers' | 'dueOn' | 'publishedOn' | 'state'>,
): Promise<ReportRow> {
  const { id, number, agencyId, year, covers, dueOn, publishedOn, state } = report;
  return {
    id,
    number,
    agency: (await directoryOf(kernel)).agencyName(agencyId),
    year,
    covers,
    stateTitle: new Map<string, string>(Object.entries(stateTitles)).get(state) ?? state,
    dueOn,
    late: publishedOn === null && dueOn < dayOf(kernel.now()),
    publishedOn,
  };
}
