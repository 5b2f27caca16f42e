import { z } from 'zod';
import { fileById, type Kernel, matterById, refuse, sendFile, type Web } from '../../kernel/index.ts';
import {
  ActBody,
  Acted,
  CaseFile,
  CaseId,
  CaseView,
  Checklist,
  ConsultationBody,
  FileQuery,
  Received,
  UnmaskBody,
  WindowBody,
} from '../contract.ts';
import { saveChecklist } from '../operations/acceptance.ts';
import { caseView } from '../operations/case-view.ts';
import { answerQuestion, consult } from '../operations/consult.ts';
import { unmask } from '../operations/unmask.ts';
import { submitAtWindow } from '../operations/window.ts';
import { papersOf } from './shared.ts';
import { doAct } from './staff-acts.ts';

/** What the workbench asks of cases. */
export function staffRoutes(web: Web, kernel: Kernel): void {
  reading(web, kernel);
  acting(web, kernel);
  intake(web, kernel);
}

function reading(web: Web, kernel: Kernel): void {
  web.get(
    '/api/cases/:id',
    { config: { may: 'cases.read' }, schema: { summary: '办件详情', params: CaseId, response: { 200: CaseView } } },
    (request) => caseView(kernel, { id: request.params.id, actor: request.actor, at: kernel.now() }),
  );
  web.get(
    '/api/cases/:id/files/:fileId',
    { config: { may: 'cases.act' }, schema: { summary: '办件的材料和文书', params: CaseFile, querystring: FileQuery } },
    async (request, reply) => {
      const snapshot = await matterById(kernel, request.params.id);
      kernel.access.check(request.actor, 'cases.act', { agencyId: snapshot.agencyId });
      const file = await fileById(kernel.pool, request.params.fileId);
      const owner = snapshot.kind === 'first-review' ? snapshot.parentId : snapshot.id;
      if (file.matterId === null || file.matterId !== owner) throw refuse('files/not-found', {}, 404);
      return sendFile(kernel, request, reply, file, request.query.show === '1');
    },
  );
}

function acting(web: Web, kernel: Kernel): void {
  web.post(
    '/api/cases/:id/acts',
    {
      config: { may: 'cases.act' },
      schema: { summary: '办理一步', params: CaseId, body: ActBody, response: { 200: Acted } },
    },
    async (request) => {
      const { id } = request.params;
      const who = { actor: request.actor, at: kernel.now(), papers: papersOf(request) };
      const { seq, to, took } = await doAct(kernel, id, request.body, who);
      return { id, seq, state: to, took };
    },
  );
  web.put(
    '/api/cases/:id/checklist',
    {
      config: { may: 'cases.check-materials' },
      schema: { summary: '暂存核对结果', params: CaseId, body: Checklist, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const doing = { matter: request.params.id, actor: request.actor, at: kernel.now(), papers: null };
      await saveChecklist(kernel, { ...doing, findings: request.body });
      return reply.code(204).send();
    },
  );
  web.post(
    '/api/cases/:id/unmask',
    {
      config: { may: 'cases.unmask' },
      schema: { summary: '查看完整的个人信息', params: CaseId, body: UnmaskBody, response: { 200: CaseView } },
    },
    (request) =>
      unmask(kernel, { id: request.params.id, actor: request.actor, at: kernel.now(), reason: request.body }),
  );
}

function intake(web: Web, kernel: Kernel): void {
  web.post(
    '/api/cases/window',
    { config: { may: 'cases.window' }, schema: { summary: '窗口收件', body: WindowBody, response: { 201: Received } } },
    async (request, reply) => {
      const { applicant, ...body } = request.body;
      const received = await submitAtWindow(kernel, {
        ...body,
        caller: applicant,
        actor: request.actor,
        at: kernel.now(),
        papers: papersOf(request),
      });
      return reply.code(201).send(received);
    },
  );
  web.post(
    '/api/consultations',
    {
      config: { may: 'cases.answer' },
      schema: { summary: '登记咨询', body: ConsultationBody, response: { 201: Received } },
    },
    async (request, reply) => {
      const { answer, ...body } = request.body;
      const { actor } = request;
      const at = kernel.now();
      kernel.access.check(actor, 'cases.answer', { agencyId: body.agencyId });
      const received = await consult(kernel, { ...body, askedBy: null, actor, at });
      if (answer !== undefined) await answerQuestion(kernel, { matter: received.id, actor, at, papers: null, answer });
      return reply.code(201).send(received);
    },
  );
}
