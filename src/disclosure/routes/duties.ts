import { downloadCsv } from '../../kernel/download.ts';
import { type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { dutyText } from '../duty-text.ts';
import { excuse, meet } from '../operations/duties.ts';
import { dutiesForTable, dutyList } from '../operations/duty-list.ts';
import { dutyView } from '../operations/duty-view.ts';
import { beginFromFigures, dutyNamed, saveFigures } from '../operations/figures.ts';
import { figuresInFile } from '../operations/figures-file.ts';
import {
  beginDutyPublication,
  dutiesCsv,
  listDuties,
  readDuty,
  readFiguresFile,
  saveFiguresCall,
} from '../wire-duties.ts';
import { decideDuty } from '../wire-reports.ts';

const tags = ['disclosure'];
const mayRead = { config: { may: 'disclosure.read' } };
const mayEnter = { config: { may: 'disclosure.figures' } };

/** What the workbench asks of periodic duties. */
export function dutyRoutes(web: Web, kernel: Kernel): void {
  reading(web, kernel);
  deciding(web, kernel);
  figures(web, kernel);
}

function reading(web: Web, kernel: Kernel): void {
  web.get(
    listDuties.path,
    {
      ...mayRead,
      schema: { summary: '定期公开', tags, querystring: listDuties.query, response: { 200: listDuties.response } },
    },
    ({ query, actor }) => dutyList(kernel, query, actor, kernel.now()),
  );
  web.get(
    dutiesCsv.path,
    { ...mayRead, schema: { summary: '定期公开（表格）', tags, querystring: dutiesCsv.query } },
    async ({ query, actor }, reply) => {
      const rows = await dutiesForTable(kernel, query, actor, kernel.now());
      const yesNo = (is: boolean): string => (is ? dutyText.yes : dutyText.no);
      const lines = rows.map((row) => [
        ...[row.number, row.title, row.agency, dutyText.standings[row.standing], row.dueOn, row.metOn],
        ...[yesNo(row.late || row.standing === 'overdue'), row.index, yesNo(row.hasFigures)],
      ]);
      return downloadCsv(reply, 'duties.csv', [dutyText.csv, ...lines]);
    },
  );
  web.get(
    readDuty.path,
    {
      ...mayRead,
      schema: { summary: '一期定期公开', tags, params: readDuty.params, response: { 200: readDuty.response } },
    },
    ({ params, actor }) => dutyView(kernel, params.id, actor),
  );
}

function deciding(web: Web, kernel: Kernel): void {
  web.post(
    decideDuty.path,
    {
      config: { may: 'disclosure.draft' },
      schema: { summary: '定期公开', tags, params: decideDuty.params, body: decideDuty.body },
    },
    async ({ params: { id, decision }, body: { seenSeq, words }, actor }, reply) => {
      const who = { actor, at: kernel.now(), seenSeq };
      await (decision === 'meet' ? meet(kernel, id, words, who) : excuse(kernel, id, words, who));
      return reply.code(204).send();
    },
  );
}

function figures(web: Web, kernel: Kernel): void {
  web.post(
    saveFiguresCall.path,
    {
      ...mayEnter,
      schema: {
        summary: '保存一期数据',
        tags,
        params: saveFiguresCall.params,
        body: saveFiguresCall.body,
        response: { 200: saveFiguresCall.response },
      },
    },
    async ({ params: { id }, body, actor }) => ({
      version: await saveFigures(kernel, { id, ...body, actor, at: kernel.now() }),
    }),
  );
  web.post(
    readFiguresFile.path,
    {
      ...mayEnter,
      schema: {
        summary: '从工作簿读取数据',
        tags,
        params: readFiguresFile.params,
        response: { 200: readFiguresFile.response },
      },
    },
    async (request) => {
      const { agencyId } = await dutyNamed(kernel, request.params.id);
      kernel.access.check(request.actor, 'disclosure.figures', { agencyId });
      const part = await request.file();
      if (!part) throw refuse('files/empty', {}, 422);
      const { lines, notices } = await figuresInFile(kernel, part.file, part.filename);
      return { lines: [...lines], notices: [...notices] };
    },
  );
  web.post(
    beginDutyPublication.path,
    {
      ...mayEnter,
      schema: {
        summary: '用数据登记公开件',
        tags,
        params: beginDutyPublication.params,
        response: { 200: beginDutyPublication.response },
      },
    },
    async ({ params, actor }) => ({ id: await beginFromFigures(kernel, params.id, actor, kernel.now()) }),
  );
}
