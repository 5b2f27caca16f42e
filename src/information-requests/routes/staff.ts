import { z } from 'zod';
import { downloadCsv } from '../../kernel/download.ts';
import {
  type Actor,
  addFile,
  day as dayIn,
  dayOf,
  type Kernel,
  refuse,
  sendFile,
  submissionTypes,
  type Web,
} from '../../kernel/index.ts';
import {
  ActBody,
  Acted,
  DraftBody,
  FilePage,
  PagesOfFile,
  RedactBody,
  Redacted,
  RefundBody,
  RegisterBody,
  Registered,
  RegisterPage,
  RegisterQuery,
  RequestFile,
  RequestId,
  RequestView,
  SameBody,
  UnmaskBody,
} from '../contract.ts';
import { markSame, receiveRequest } from '../operations/intake.ts';
import { pagePicture, pageSizes } from '../operations/page-pictures.ts';
import { refundFee } from '../operations/refunds.ts';
import { registerPage } from '../operations/register.ts';
import { type ExportFormat, registerExport } from '../operations/register-export.ts';
import { saveDraft } from '../operations/reply.ts';
import { requestOfOpinion, requestView } from '../operations/request-view.ts';
import { fileOfRequest, proofOfIdentity, unmask } from '../operations/unmask.ts';
import { redactFile } from '../redaction/redact.ts';
import { words } from '../words.ts';
import { asXlsx } from './downloads.ts';
import { papersOf } from './shared.ts';
import { doAct } from './staff-acts.ts';

const AT = '/api/information-requests';

/** What the workbench asks of information on request. */
export function staffRoutes(web: Web, kernel: Kernel): void {
  register(web, kernel);
  one(web, kernel);
  acting(web, kernel);
}

function register(web: Web, kernel: Kernel): void {
  const may = 'information-requests.read';
  web.get(
    AT,
    {
      config: { may },
      schema: { summary: '信息公开申请台账', querystring: RegisterQuery, response: { 200: RegisterPage } },
    },
    (request) => registerPage(kernel, request.query, { actor: request.actor, today: dayOf(kernel.now()) }),
  );
  registerFiles(web, kernel);
  web.post(
    AT,
    {
      config: { may: 'information-requests.register' },
      schema: { summary: '登记信息公开申请', body: RegisterBody, response: { 201: Registered } },
    },
    async (request, reply) => {
      const { applicant, arrivedOn, confirmedOn, ...body } = request.body;
      const received = await receiveRequest(kernel, {
        ...body,
        applicant: { ...applicant, personId: null },
        ...(arrivedOn === undefined ? {} : { arrivedOn: dayIn(arrivedOn) }),
        ...(confirmedOn === undefined ? {} : { confirmedOn: dayIn(confirmedOn) }),
        actor: request.actor,
        at: kernel.now(),
        papers: papersOf(request),
      });
      return reply.code(201).send(received);
    },
  );
}

/** The register to take along; what it holds of people is masked, and that it was taken is noted. */
function registerFiles(web: Web, kernel: Kernel): void {
  const may = 'information-requests.read';
  const rowsOf = ({ actor, query }: { readonly actor: Actor; readonly query: RegisterQuery }, format: ExportFormat) => {
    const at = kernel.now();
    return registerExport(kernel, query, { actor, at, today: dayOf(at) }, format);
  };
  web.get(
    `${AT}.csv`,
    { config: { may }, schema: { summary: '信息公开申请台账导出', querystring: RegisterQuery } },
    async (request, reply) => downloadCsv(reply, 'information-requests.csv', await rowsOf(request, 'csv')),
  );
  web.get(
    `${AT}.xlsx`,
    { config: { may }, schema: { summary: '信息公开申请台账导出（Excel）', querystring: RegisterQuery } },
    async (request, reply) =>
      asXlsx(reply, 'information-requests', { sheet: words.registerSheet, rows: await rowsOf(request, 'xlsx') }),
  );
}

function one(web: Web, kernel: Kernel): void {
  web.get(
    `${AT}/:id`,
    {
      config: { may: 'information-requests.read' },
      schema: { summary: '信息公开申请详情', params: RequestId, response: { 200: RequestView } },
    },
    (request) => requestView(kernel, { id: request.params.id, actor: request.actor, at: kernel.now() }),
  );
  web.get(
    `${AT}/opinions/:id`,
    {
      config: { may: 'information-requests.read' },
      schema: { summary: '征求意见函所属的申请', params: RequestId, response: { 200: RequestView } },
    },
    async (request) => {
      const id = await requestOfOpinion(kernel, request.params.id);
      return requestView(kernel, { id, actor: request.actor, at: kernel.now() });
    },
  );
  web.get(
    `${AT}/:id/files/:fileId`,
    {
      config: { may: 'information-requests.act' },
      schema: { summary: '信息公开申请的附件和文书', params: RequestFile },
    },
    async (request, reply) => {
      const file = await fileOfRequest(kernel, { ...request.params, actor: request.actor, at: kernel.now() });
      return sendFile(kernel, request, reply, file, false);
    },
  );
  web.post(
    `${AT}/:id/proof`,
    {
      config: { may: 'information-requests.unmask' },
      schema: { summary: '查看申请人的身份证明', params: RequestId, body: UnmaskBody },
    },
    async (request, reply) => {
      const { actor, body: reason } = request;
      const file = await proofOfIdentity(kernel, { id: request.params.id, actor, at: kernel.now(), reason });
      return sendFile(kernel, request, reply, file, false);
    },
  );
  web.get(
    `${AT}/:id/files/:fileId/pages`,
    {
      config: { may: 'information-requests.act' },
      schema: { summary: '附件的各页大小', params: RequestFile, response: { 200: PagesOfFile } },
    },
    async (request) => {
      const { id, fileId } = request.params;
      return { pages: [...(await pageSizes(kernel, { matter: id, fileId, actor: request.actor }))] };
    },
  );
  web.get(
    `${AT}/:id/files/:fileId/pages/:page`,
    {
      config: { may: 'information-requests.act' },
      schema: { summary: '附件一页的图像', params: FilePage },
    },
    async (request, reply) => {
      const { id, fileId, page } = request.params;
      const picture = await pagePicture(kernel, {
        ...{ matter: id, fileId, page, actor: request.actor },
        at: kernel.now(),
      });
      return reply.type('image/png').header('cache-control', 'private, no-store').send(picture);
    },
  );
  web.post(
    `${AT}/:id/unmask`,
    {
      config: { may: 'information-requests.unmask' },
      schema: { summary: '查看申请人的完整信息', params: RequestId, body: UnmaskBody, response: { 200: RequestView } },
    },
    (request) =>
      unmask(kernel, { id: request.params.id, actor: request.actor, at: kernel.now(), reason: request.body }),
  );
}

function acting(web: Web, kernel: Kernel): void {
  web.post(
    `${AT}/:id/acts`,
    {
      config: { may: 'information-requests.act' },
      schema: { summary: '办理信息公开申请的一步', params: RequestId, body: ActBody, response: { 200: Acted } },
    },
    async (request) => {
      const { id } = request.params;
      const who = { actor: request.actor, at: kernel.now(), papers: papersOf(request) };
      const { seq, to } = await doAct(kernel, id, request.body, who);
      return { id, seq, state: to };
    },
  );
  web.put(
    `${AT}/:id/draft`,
    {
      config: { may: 'information-requests.register' },
      schema: { summary: '暂存答复', params: RequestId, body: DraftBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { draft, seenSeq } = request.body;
      const doing = { matter: request.params.id, actor: request.actor, at: kernel.now(), papers: null, seenSeq };
      await saveDraft(kernel, { ...doing, draft });
      return reply.code(204).send();
    },
  );
  web.post(
    `${AT}/:id/refund`,
    {
      config: { may: 'information-requests.refund' },
      schema: { summary: '退还信息处理费', params: RequestId, body: RefundBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { on, ...refund } = request.body;
      const doing = { matter: request.params.id, actor: request.actor, at: kernel.now(), papers: null };
      await refundFee(kernel, { ...doing, ...refund, ...(on === undefined ? {} : { on: dayIn(on) }) });
      return reply.code(204).send();
    },
  );
  web.put(
    `${AT}/:id/same`,
    {
      config: { may: 'information-requests.act' },
      schema: { summary: '标记相同申请', params: RequestId, body: SameBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const doing = { matter: request.params.id, actor: request.actor, at: kernel.now(), papers: null };
      await markSame(kernel, { ...doing, earlier: request.body.earlier });
      return reply.code(204).send();
    },
  );
  web.post(
    `${AT}/:id/redactions`,
    {
      config: { may: 'information-requests.register' },
      schema: {
        summary: '遮盖不公开的内容，生成新文件',
        params: RequestId,
        body: RedactBody,
        response: { 201: Redacted },
      },
    },
    async (request, reply) => {
      const { fileId, ...marks } = request.body;
      const doing = { matter: request.params.id, actor: request.actor, at: kernel.now(), papers: null };
      const { id, name } = await redactFile(kernel, { ...doing, fileId, marks });
      return reply.code(201).send({ id, name });
    },
  );
  web.post(
    `${AT}/files`,
    {
      config: { may: 'information-requests.register' },
      schema: { summary: '上传答复附件', response: { 201: z.object({ id: z.string(), name: z.string() }) } },
    },
    async (request, reply) => {
      const part = await request.file();
      if (!part) throw refuse('files/not-found', {}, 422);
      const { id, name } = await addFile(kernel, part.file, {
        name: part.filename,
        maxBytes: MOST_BYTES,
        allowed: submissionTypes,
        ownerId: request.actor.personId,
        at: kernel.now(),
      });
      return reply.code(201).send({ id, name });
    },
  );
}

const MOST_BYTES = 20 * 1_048_576;
