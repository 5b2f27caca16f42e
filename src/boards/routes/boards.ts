import { download, XLSX } from '../../kernel/download.ts';
import { dayOf, fileById, type Kernel, refuse, sendFile, type Web } from '../../kernel/index.ts';
import { BOARD_KINDS } from '../contract.ts';
import { ledgerCsv, ledgerXlsx } from '../ledger.ts';
import { putBoard, putRule } from '../operations/boards.ts';
import { excuseBoardDuty } from '../operations/duties.ts';
import { choose, endEarly, post, postingById, print, reviewAccounts, reviseAccounts } from '../operations/postings.ts';
import { agenciesInSight, boardList, boardView, postingList, postingView } from '../operations/view.ts';
import { postingPaper } from '../papers.ts';
import { ruleFor } from '../registers.ts';
import { sourcesLike } from '../repo/sources.ts';
import {
  choosePosting,
  excuseDuty,
  findSources,
  listBoards,
  listPostings,
  PostFields,
  postingAct,
  postingPaperCall,
  postingPhoto,
  postingsCsv,
  postingsXlsx,
  postPosting,
  putBoardCall,
  putRuleCall,
  readBoard,
  readPosting,
  readRules,
} from '../wire.ts';
import { readPhotoForm } from './upload.ts';

const tags = ['boards'];

/** What the workbench asks of boards and of what hangs on them. */
export function boardRoutes(web: Web, kernel: Kernel): void {
  registry(web, kernel);
  ledger(web, kernel);
  postings(web, kernel);
  evidence(web, kernel);
}

function registry(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'boards.read' } };
  web.get(
    listBoards.path,
    {
      ...may,
      schema: { summary: '公开栏', tags, querystring: listBoards.query, response: { 200: listBoards.response } },
    },
    ({ query, actor }) => boardList(kernel, query, actor, kernel.now()),
  );
  web.get(
    readRules.path,
    { ...may, schema: { summary: '公开栏规则', tags, response: { 200: readRules.response } } },
    async () => ({
      rules: await Promise.all(BOARD_KINDS.map((kind) => ruleFor(kernel, kind, dayOf(kernel.now())))),
    }),
  );
  web.post(
    putRuleCall.path,
    { config: { may: 'boards.rule' }, schema: { summary: '修改公开栏规则', tags, body: putRuleCall.body } },
    async ({ body, actor }, reply) => {
      await putRule(kernel, body, actor, kernel.now());
      return reply.code(204).send();
    },
  );
  web.get(
    readBoard.path,
    {
      ...may,
      schema: { summary: '一个公开栏', tags, params: readBoard.params, response: { 200: readBoard.response } },
    },
    ({ params, actor }) => boardView(kernel, params.key, actor, kernel.now()),
  );
  web.post(
    putBoardCall.path,
    { config: { may: 'boards.keep' }, schema: { summary: '登记公开栏', tags, body: putBoardCall.body } },
    async ({ body: { key, board, isNew }, actor }, reply) => {
      await putBoard(kernel, { key, board, actor, at: kernel.now() }, isNew);
      return reply.code(204).send();
    },
  );
  web.get(
    findSources.path,
    {
      ...may,
      schema: {
        summary: '可以上栏、印制和上屏的公开内容',
        tags,
        querystring: findSources.query,
        response: { 200: findSources.response },
      },
    },
    async ({ query: { q, kind } }) => ({ rows: [...(await sourcesLike(kernel, kind, q ?? '', dayOf(kernel.now())))] }),
  );
}

function ledger(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'boards.read' } };
  web.get(
    listPostings.path,
    {
      ...may,
      schema: {
        summary: '张贴台账',
        tags,
        querystring: listPostings.query,
        response: { 200: listPostings.response },
      },
    },
    ({ query, actor }) => postingList(kernel, query, actor, kernel.now()),
  );
  web.get(
    postingsCsv.path,
    { ...may, schema: { summary: '张贴台账（CSV）', tags, querystring: postingsCsv.query } },
    async ({ query, actor }, reply) =>
      download(reply, '张贴台账.csv', 'text/csv; charset=utf-8').send(
        await ledgerCsv(kernel, { ...query, agencyIds: agenciesInSight(kernel, actor) }),
      ),
  );
  web.get(
    postingsXlsx.path,
    { ...may, schema: { summary: '张贴台账（XLSX）', tags, querystring: postingsXlsx.query } },
    async ({ query, actor }, reply) =>
      download(reply, '张贴台账.xlsx', XLSX).send(
        Buffer.from(await ledgerXlsx(kernel, { ...query, agencyIds: agenciesInSight(kernel, actor) })),
      ),
  );
}

function postings(web: Web, kernel: Kernel): void {
  web.post(
    choosePosting.path,
    {
      config: { may: 'boards.post' },
      schema: { summary: '选定张贴内容', tags, body: choosePosting.body, response: { 200: choosePosting.response } },
    },
    async ({ body: { sources, accounts, ...rest }, actor }) => {
      const asked = { ...rest, actor, at: kernel.now() };
      const { id, number } = await choose(
        kernel,
        accounts ? { ...asked, accounts } : { ...asked, sources: sources ?? [] },
      );
      return { id, number };
    },
  );
  web.get(
    readPosting.path,
    {
      config: { may: 'boards.read' },
      schema: { summary: '一次张贴', tags, params: readPosting.params, response: { 200: readPosting.response } },
    },
    ({ params, actor }) => postingView(kernel, params.id, actor),
  );
  web.post(
    postingAct.path,
    // Whoever reviews accounts acts here too; who may do what is said by the process.
    {
      config: { may: 'boards.read' },
      schema: { summary: '办理张贴', tags, params: postingAct.params, body: postingAct.body },
    },
    async ({ params: { id }, body, actor }, reply) => {
      const acting = { actor, at: kernel.now(), seenSeq: body.seenSeq };
      if (body.act === 'print') await print(kernel, id, body.copies, acting);
      else if (body.act === 'revise') await reviseAccounts(kernel, id, body.accounts, acting);
      else if (body.act === 'pass' || body.act === 'return')
        await reviewAccounts(kernel, id, body.act === 'pass', body.words, acting);
      else await endEarly(kernel, id, body.act, body.words, acting);
      return reply.code(204).send();
    },
  );
  web.post(
    excuseDuty.path,
    {
      config: { may: 'boards.rule' },
      schema: { summary: '本期免张贴', tags, params: excuseDuty.params, body: excuseDuty.body },
    },
    async ({ params: { id }, body: { words, seenSeq }, actor }, reply) => {
      await excuseBoardDuty(kernel, id, words, { actor, at: kernel.now(), seenSeq });
      return reply.code(204).send();
    },
  );
}

function evidence(web: Web, kernel: Kernel): void {
  web.post(
    postPosting.path,
    {
      config: { may: 'boards.post' },
      schema: { summary: '张贴（附照片）', tags, params: postPosting.params, response: { 200: postPosting.response } },
    },
    async (request) => {
      const { id } = request.params;
      const { row } = await postingById(kernel, id);
      kernel.access.check(request.actor, 'boards.post', { agencyId: row.agencyId });
      const { photo, fields } = await readPhotoForm(kernel, request);
      const { postedOn, showDays, seenSeq } = PostFields.parse(fields);
      return post(kernel, id, {
        photo: photo?.fileId ?? null,
        photoTakenAt: photo?.takenAt ?? null,
        postedOn: dayOf(new Date(`${postedOn}T12:00:00+08:00`)),
        actor: request.actor,
        at: kernel.now(),
        showDays,
        seenSeq,
      });
    },
  );
  const may = { config: { may: 'boards.read' } };
  web.get(
    postingPaperCall.path,
    { ...may, schema: { summary: '张贴页（PDF）', tags, params: postingPaperCall.params } },
    async ({ params: { id }, actor }, reply) => {
      const posting = await postingById(kernel, id);
      kernel.access.check(actor, 'boards.read', { agencyId: posting.row.agencyId });
      const pdf = await postingPaper(kernel, posting);
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${posting.snapshot.number}.pdf"`)
        .send(Buffer.from(pdf));
    },
  );
  web.get(
    postingPhoto.path,
    { ...may, schema: { summary: '张贴照片', tags, params: postingPhoto.params } },
    async (request, reply) => {
      const { row } = await postingById(kernel, request.params.id);
      kernel.access.check(request.actor, 'boards.read', { agencyId: row.agencyId });
      if (row.photo === null) throw refuse('files/not-found', {}, 404);
      return sendFile(kernel, request, reply, await fileById(kernel.pool, row.photo), true);
    },
  );
}
