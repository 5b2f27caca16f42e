import writeWorkbook from 'write-excel-file/node';
import { directoryOf, personNames } from '../../identity/index.ts';
import { download, XLSX } from '../../kernel/download.ts';
import { type Kernel, pageOf, refuse, type Web } from '../../kernel/index.ts';
import { importFile } from '../operations/import.ts';
import { agenciesFor } from '../operations/view.ts';
import { type ImportRow, importById, listedImports } from '../repo/imports.ts';
import { columnsOf } from '../rules/import.ts';
import type { Say } from '../say.ts';
import { fieldTitles, importText } from '../text.ts';
import { importResults, importTemplate, listImports, readImport } from '../wire.ts';

const tags = ['enforcement'];
const PAGE = 30;
const mayEnter = { may: 'enforcement.enter' };

/** Files of results: a template, what was brought in, and the report of each. */
export function importRoutes(web: Web, kernel: Kernel, say: Say): void {
  web.get(
    importTemplate.path,
    { config: mayEnter, schema: { summary: '导入模板', tags, querystring: importTemplate.query } },
    async ({ query: { kind } }, reply) => {
      const { needed, more } = columnsOf(kind);
      const titles = [...needed, ...more].map((field) => ({ value: fieldTitles[field], fontWeight: 'bold' as const }));
      const bytes = await writeWorkbook([
        { sheet: importText.sheet, data: [titles] },
        { sheet: importText.hints, data: importText.hintRows.map((row) => row.map((value) => ({ value }))) },
      ]).toBuffer();
      return download(reply, importText.template(kind), XLSX).send(Buffer.from(bytes));
    },
  );
  web.post(
    importResults.path,
    {
      config: { ...mayEnter, allowance: { name: 'enforcement.import', count: 20, seconds: 600 } },
      schema: {
        summary: '导入执法结果',
        tags,
        params: importResults.params,
        response: { 200: importResults.response },
      },
    },
    async (request) => {
      const { id: agencyId, kind } = request.params;
      const { actor } = request;
      kernel.access.check(actor, 'enforcement.enter', { agencyId });
      const part = await request.file();
      if (!part) throw refuse('files/empty', {}, 422);
      const importing = { agencyId, kind, actor, at: kernel.now(), say };
      return reportOf(kernel, await importFile(kernel, part.file, part.filename, importing));
    },
  );
  web.get(
    listImports.path,
    {
      config: mayEnter,
      schema: { summary: '导入记录', tags, querystring: listImports.query, response: { 200: listImports.response } },
    },
    async ({ query: { before }, actor }) => {
      const own = await agenciesFor(kernel, actor, 'enforcement.enter');
      const found = await listedImports(kernel.pool, own, before ?? null, PAGE + 1);
      const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
      return {
        rows: await Promise.all(rows.map((row) => reportOf(kernel, row))),
        next,
      };
    },
  );
  web.get(
    readImport.path,
    {
      config: mayEnter,
      schema: { summary: '一次导入', tags, params: readImport.params, response: { 200: readImport.response } },
    },
    async ({ params: { id }, actor }) => {
      const row = await importById(kernel.pool, id);
      if (!row) throw refuse('enforcement/not-found', {}, 404);
      kernel.access.check(actor, 'enforcement.enter', { agencyId: row.agencyId });
      return reportOf(kernel, row);
    },
  );
}

async function reportOf(kernel: Kernel, row: ImportRow) {
  const { id, fileName, kind, entered, changed, unchanged, refused } = row;
  const [directory, names] = await Promise.all([directoryOf(kernel), personNames(kernel, [row.importedBy])]);
  return {
    ...{ id, fileName, kind, entered, changed, unchanged, refused },
    agency: directory.agencyShortName(row.agencyId),
    importedBy: names.get(row.importedBy) ?? '',
    importedAt: row.importedAt.toISOString(),
    finished: row.finishedAt !== null,
    lines: [...row.lines],
  };
}
