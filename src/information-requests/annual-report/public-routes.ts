import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { CellQuery, Format } from './contract.ts';
import { reportAs } from './outputs/file.ts';
import { ReportPage, ReportsPage, RowsPage } from './page.tsx';
import { type PublishedCell, publishedRows } from './published-rows.ts';
import { editionsOf, publishedReport, publishedReports } from './repo.ts';
import { cellTitle } from './text.ts';

const HTML = 'text/html; charset=utf-8';
const MAY = { config: { may: 'annual-report.read' } } as const;
const Id = z.coerce.number().int().min(1).max(2_147_483_647);
const Edition = z.object({ edition: z.coerce.number().int().min(1).max(10_000).optional() });

/** What anybody may read: the reports, their editions, and what each figure counts. */
export function publicReportRoutes(web: Web, kernel: Kernel): void {
  const { published } = kernel;
  const query = z.object({
    year: z.coerce.number().int().min(2008).max(2100).optional(),
    agency: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  });
  web.get('/annual-reports', { ...MAY, schema: { hide: true, querystring: query } }, async (request, reply) => {
    const directory = await directoryOf(published);
    const { year = null, agency = null } = request.query;
    const found = await publishedReports(published.pool, year, agency);
    const reports = found.map((report) => ({ ...report, agency: directory.agencyName(report.agencyId) }));
    return reply
      .type(HTML)
      .send(renderPage(createElement(ReportsPage, { context: pageContext(request), reports, year })));
  });
  const params = z.object({ id: Id });
  web.get(
    '/annual-reports/:id',
    { ...MAY, schema: { hide: true, params, querystring: Edition } },
    async (request, reply) => {
      const report = await publishedOr404(kernel, request.params.id, request.query.edition);
      const editions = await editionsOf(published.pool, report.id);
      return reply
        .type(HTML)
        .send(renderPage(createElement(ReportPage, { context: pageContext(request), report, editions })));
    },
  );
  rows(web, kernel);
  web.get(
    '/annual-reports/:id/file/:format',
    {
      ...MAY,
      schema: {
        summary: 'A published annual report as a file',
        tags: ['annual-reports'],
        params: params.extend({ format: Format }),
        querystring: Edition,
      },
    },
    async ({ params: { id, format }, query: { edition } }, reply) => {
      const { content, publishedOn } = await publishedOr404(kernel, id, edition);
      const { type, bytes } = await reportAs(format, { content, number: String(id), on: publishedOn });
      return reply
        .type(type)
        .header('content-disposition', attachment(content.year, id, format))
        .send(bytes);
    },
  );
}

function rows(web: Web, kernel: Kernel): void {
  const querystring = CellQuery.extend(Edition.shape);
  web.get(
    '/annual-reports/:id/rows',
    { ...MAY, schema: { hide: true, params: z.object({ id: Id }), querystring } },
    async (request, reply) => {
      const { edition, after = null, ...asked } = request.query;
      const report = await publishedOr404(kernel, request.params.id, edition);
      const cell = publishedCell(asked);
      const found = await publishedRows(kernel.published.pool, report, cell, after);
      return reply.type(HTML).send(
        renderPage(
          createElement(RowsPage, {
            context: pageContext(request),
            report,
            title: cellTitle(asked),
            asked: said({ ...asked, edition: edition === undefined ? undefined : String(edition) }),
            entered: asked.figure === undefined ? undefined : report.content.entered[asked.figure],
            ...found,
          }),
        ),
      );
    },
  );
}

/** The parameters that were given. */
const said = (asked: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(asked).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

/** @throws Refusal annual-report/no-cell (422) */
function publishedCell({
  row,
  column,
  group,
  result,
  figure,
}: Omit<z.infer<typeof CellQuery>, 'after'>): PublishedCell {
  if (figure) return { kind: 'item', figure };
  if (group && result) return { kind: 'dispute', group, result };
  if (row && column) return { kind: 'request', row, column };
  throw refuse('annual-report/no-cell', {}, 422);
}

export const attachment = (year: number, id: number, format: string): string =>
  `attachment; filename="annual-report-${year}-${id}.${format}"`;

async function publishedOr404(kernel: Kernel, id: number, edition: number | undefined) {
  const report = await publishedReport(kernel.published.pool, id, edition ?? null);
  if (!report) throw refuse('annual-report/not-found', {}, 404);
  return report;
}
