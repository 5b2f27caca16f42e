import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, dayOf, type Kernel, type Web, yearOf } from '../../kernel/index.ts';
import { cellOf } from './cells.ts';
import {
  actOnReport,
  listReports,
  type ReportRow,
  readCell,
  readReport,
  reportFile,
  saveReport as saveEndpoint,
} from './contract.ts';
import { scopeOf } from './live.ts';
import {
  contentOf,
  existing,
  missingIn,
  publishReport,
  reopenReport,
  saveReport,
  sendBackReport,
  submitReport,
  violationsIn,
} from './operations.ts';
import { reportAs } from './outputs/file.ts';
import type { ProactiveSources } from './proactive.ts';
import { attachment, publicReportRoutes } from './public-routes.ts';
import { editionsOf, reportsOf, type StoredReport, yearsOf } from './repo.ts';
import { stateTitles } from './text.ts';

const tags = ['annual-reports'];

/** Annual reports: what anybody may read, and the desk at which they are made. */
export function annualReportRoutes(web: Web, kernel: Kernel, sources: ProactiveSources): void {
  publicReportRoutes(web, kernel);
  reading(web, kernel, sources);
  cells(web, kernel, sources);
  changes(web, kernel, sources);
}

function reading(web: Web, kernel: Kernel, sources: ProactiveSources): void {
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
      const content = await contentOf(kernel, report, sources);
      return {
        report: await rowOf(kernel, report),
        content,
        hash: report.hash,
        violations: [...(await violationsIn(kernel, report, content))],
        missing: [...missingIn(report, content.proactive ?? {})],
        mayEdit:
          report.state === 'drafting' && kernel.access.may(actor, 'annual-report.edit', { agencyId: report.agencyId }),
        edition: report.edition,
        editions: [...(await editionsOf(kernel.pool, report.id))],
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
      const content = await contentOf(kernel, report, sources);
      const on = report.publishedOn ?? dayOf(kernel.now());
      const { type, bytes } = await reportAs(format, { content, number: report.number, on });
      return reply
        .type(type)
        .header('content-disposition', attachment(report.year, id, format))
        .send(bytes);
    },
  );
}

function cells(web: Web, kernel: Kernel, sources: ProactiveSources): void {
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
    async ({ actor, params, query: { after = null, ...cell } }) => {
      const report = await seen(kernel, actor, params.id);
      const scope = await scopeOf(kernel, { agency: report.agencyId, year: report.year, covers: report.covers });
      return cellOf(kernel, report, scope, sources, cell, after);
    },
  );
}

function changes(web: Web, kernel: Kernel, sources: ProactiveSources): void {
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
        summary: 'Submit, send back, publish or correct an annual report',
        tags,
        params: actOnReport.params,
        body: actOnReport.body,
        response: { 204: z.void() },
      },
    },
    async ({ actor, params, body: { seenSeq, note } }, reply) => {
      await allowed(kernel, actor, params.id, 'annual-report.act');
      const step = { id: params.id, actor, at: kernel.now(), seenSeq };
      if (params.act === 'submit') await submitReport(kernel, step, sources);
      else if (params.act === 'publish') await publishReport(kernel, step);
      else {
        const said = { ...step, ...(note === undefined ? {} : { note }) };
        await (params.act === 'reopen' ? reopenReport(kernel, said) : sendBackReport(kernel, said));
      }
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
