import { downloadCsv } from '../kernel/download.ts';
import type { Kernel, Web } from '../kernel/index.ts';
import { figureCsv, freezeFigure, listFigureRows, listFigures } from './contract.ts';
import { allFigureRows, figureRows, figures, freeze, measureById, scopeOf } from './figures.ts';
import type { WorkbenchOptions } from './options.ts';
import { agenciesInSight, agenciesNamed } from './sight.ts';
import { csvText } from './text.ts';

/** Figures, the rows each is made of, and keeping one as it is reported. */
export function figureRoutes(web: Web, kernel: Kernel, { measures }: WorkbenchOptions): void {
  web.get(
    listFigures.path,
    {
      config: { may: 'measures.read' },
      schema: {
        summary: 'All figures of a period',
        querystring: listFigures.query,
        response: { 200: listFigures.response },
      },
    },
    async (request) => ({
      figures: await figures(kernel.db, measures, scopeOf(kernel, request.actor, request.query)),
      agencies: await agenciesNamed(kernel, agenciesInSight(kernel.access, request.actor)),
    }),
  );
  web.get(
    listFigureRows.path,
    {
      config: { may: 'measures.read' },
      schema: {
        summary: 'Rows behind a figure',
        params: listFigureRows.params,
        querystring: listFigureRows.query,
        response: { 200: listFigureRows.response },
      },
    },
    (request) => {
      const { side, after } = request.query;
      return figureRows(
        kernel,
        measureById(measures, request.params.id),
        side,
        scopeOf(kernel, request.actor, request.query),
        after ?? null,
      );
    },
  );
  web.get(
    figureCsv.path,
    {
      config: { may: 'measures.read' },
      schema: { summary: 'Rows behind a figure as CSV', params: figureCsv.params, querystring: figureCsv.query },
    },
    async (request, reply) => {
      const measure = measureById(measures, request.params.id);
      const rows = await allFigureRows(
        kernel.db,
        measure,
        request.query.side,
        scopeOf(kernel, request.actor, request.query),
      );
      const { from, to, side } = request.query;
      return downloadCsv(reply, `${measure.id}-${side}-${from}-${to}.csv`, [
        csvText.figure,
        ...rows.map((row) => [row.ref, row.label, row.quantity]),
      ]);
    },
  );
  web.post(
    freezeFigure.path,
    {
      config: { may: 'measures.freeze' },
      schema: {
        summary: 'Keep a figure as it is reported',
        params: freezeFigure.params,
        body: freezeFigure.body,
        response: { 200: freezeFigure.response },
      },
    },
    (request) => {
      const scope = scopeOf(kernel, request.actor, request.body);
      return freeze(kernel, kernel.db, measureById(measures, request.params.id), scope, request.actor, kernel.now());
    },
  );
}
