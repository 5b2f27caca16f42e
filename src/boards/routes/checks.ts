import { download } from '../../kernel/download.ts';
import { dayOf, fileById, type Kernel, sendFile, type Web } from '../../kernel/index.ts';
import { openBoard } from '../operations/boards.ts';
import { boardChecks, checkList, checkPhoto, gapsCsv, noteCheck } from '../operations/checks.ts';
import { notePrint, printList, printsCsv } from '../operations/prints.ts';
import {
  CheckFields,
  checkPhotoCall,
  checksCsv,
  enterCheck,
  enterPrint,
  listChecks,
  listPrints,
  printsCsv as printsCsvCall,
  readChecks,
} from '../wire-checks.ts';
import { readPhotoForm } from './upload.ts';

const tags = ['boards'];
const CSV = 'text/csv; charset=utf-8';

/** What is looked at on boards item by item, and what was printed elsewhere. */
export function checkRoutes(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'boards.read' } };
  web.get(
    listChecks.path,
    {
      ...may,
      schema: {
        summary: '公开栏检查缺口',
        tags,
        querystring: listChecks.query,
        response: { 200: listChecks.response },
      },
    },
    ({ query, actor }) => checkList(kernel, query, actor, kernel.now()),
  );
  web.get(
    checksCsv.path,
    { ...may, schema: { summary: '公开栏检查缺口（CSV）', tags, querystring: checksCsv.query } },
    async ({ query, actor }, reply) =>
      download(reply, '公开栏检查缺口.csv', CSV).send(await gapsCsv(kernel, query, actor, kernel.now())),
  );
  web.get(
    checkPhotoCall.path,
    { ...may, schema: { summary: '检查照片', tags, params: checkPhotoCall.params } },
    async (request, reply) => {
      const photo = await checkPhoto(kernel, request.params.id, request.actor);
      return sendFile(kernel, request, reply, await fileById(kernel.pool, photo), true);
    },
  );
  web.get(
    readChecks.path,
    {
      ...may,
      schema: {
        summary: '一个公开栏的检查清单',
        tags,
        params: readChecks.params,
        response: { 200: readChecks.response },
      },
    },
    ({ params, actor }) => boardChecks(kernel, params.key, actor, kernel.now()),
  );
  web.post(
    enterCheck.path,
    {
      config: { may: 'boards.post' },
      schema: {
        summary: '登记检查（附照片）',
        tags,
        params: enterCheck.params,
        response: { 200: enterCheck.response },
      },
    },
    async (request) => {
      const { key } = request.params;
      // Before anything of the file is kept.
      const { value } = await openBoard(kernel, key, kernel.now());
      kernel.access.check(request.actor, 'boards.post', { agencyId: value.agencyId });
      const { photo, fields } = await readPhotoForm(kernel, request);
      const { on, ...said } = CheckFields.parse(fields);
      const id = await noteCheck(kernel, {
        ...said,
        board: key,
        on: dayOf(new Date(`${on}T12:00:00+08:00`)),
        photo: photo?.fileId ?? null,
        photoTakenAt: photo?.takenAt ?? null,
        actor: request.actor,
        at: kernel.now(),
      });
      return { id };
    },
  );
  printRoutes(web, kernel);
}

function printRoutes(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'boards.read' } };
  web.get(
    listPrints.path,
    {
      ...may,
      schema: { summary: '其他印制记录', tags, querystring: listPrints.query, response: { 200: listPrints.response } },
    },
    ({ query, actor }) => printList(kernel, query, actor),
  );
  web.get(
    printsCsvCall.path,
    { ...may, schema: { summary: '其他印制记录（CSV）', tags, querystring: printsCsvCall.query } },
    async ({ query, actor }, reply) => download(reply, '印制记录.csv', CSV).send(await printsCsv(kernel, query, actor)),
  );
  web.post(
    enterPrint.path,
    { config: { may: 'boards.campaign' }, schema: { summary: '登记其他印制', tags, body: enterPrint.body } },
    async ({ body, actor }, reply) => {
      await notePrint(kernel, { ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}
