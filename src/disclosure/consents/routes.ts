import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { fileById, type Kernel, parseVerificationCode, refuse, sendFile, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { askThirdParties } from './ask.ts';
import { ConsentLetterPage } from './check-page.tsx';
import { actOnConsent, consentOf } from './operations.ts';
import { addPaper } from './papers.ts';
import { consentLetterByCode } from './repo.ts';
import { consentList, consentView } from './view.ts';
import { addConsentPaper, askConsents, consentAct, consentPaper, listConsents, readConsent } from './wire.ts';

const tags = ['disclosure'];
const read = { config: { may: 'disclosure.read' } };
const draft = { config: { may: 'disclosure.draft' } };
const checked = { name: 'disclosure.consent-letter', count: 30, seconds: 60 };

/** Asking third parties before something of theirs is told. */
export function consentRoutes(web: Web, kernel: Kernel): void {
  staffRoutes(web, kernel);
  paperRoutes(web, kernel);
  web.get(
    '/consent-letters/:code',
    {
      config: { may: 'disclosure.visit', allowance: checked },
      schema: { hide: true, params: z.object({ code: z.string().max(200) }) },
    },
    async (request, reply) => {
      const code = parseVerificationCode(request.params.code);
      const row = code && (await consentLetterByCode(kernel.published.pool, code));
      const letter = row && { ...row, agency: (await directoryOf(kernel.published)).agencyName(row.agencyId) };
      const page = createElement(ConsentLetterPage, { context: pageContext(request), letter: letter ?? null });
      return reply
        .code(letter ? 200 : 404)
        .type('text/html; charset=utf-8')
        .send(renderPage(page));
    },
  );
}

function staffRoutes(web: Web, kernel: Kernel): void {
  const of = { params: listConsents.params };
  web.get(
    listConsents.path,
    { ...read, schema: { summary: '公开件征求的第三方意见', tags, ...of, response: { 200: listConsents.response } } },
    ({ params, actor }) => consentList(kernel, params.id, actor),
  );
  web.post(
    askConsents.path,
    {
      ...draft,
      schema: {
        summary: '征求第三方意见',
        tags,
        ...of,
        body: askConsents.body,
        response: { 200: askConsents.response },
      },
    },
    async ({ params, body, actor, server }) => {
      const papers = { publicUrl: server.publicUrl };
      const request = { ...body, publication: params.id, papers, actor, at: kernel.now() };
      return { ids: [...(await askThirdParties(kernel, request))] };
    },
  );
  web.get(
    readConsent.path,
    { ...read, schema: { summary: '一件第三方意见', tags, ...of, response: { 200: readConsent.response } } },
    ({ params, actor }) => consentView(kernel, params.id, actor),
  );
  web.post(
    consentAct.path,
    {
      ...read,
      schema: {
        summary: '办理第三方意见',
        tags,
        ...of,
        body: consentAct.body,
        response: { 200: consentAct.response },
      },
    },
    async ({ params: { id }, body, actor, server }) => {
      const papers = { publicUrl: server.publicUrl };
      await actOnConsent(kernel, { ...body, id, papers, actor, at: kernel.now() });
      return consentView(kernel, id, actor);
    },
  );
}

function paperRoutes(web: Web, kernel: Kernel): void {
  web.post(
    addConsentPaper.path,
    {
      ...draft,
      schema: {
        summary: '上传第三方答复的扫描件',
        tags,
        params: addConsentPaper.params,
        response: { 200: addConsentPaper.response },
      },
    },
    async (request) => {
      const part = await request.file();
      if (!part) throw refuse('files/empty', {}, 422);
      const { id } = request.params;
      const file = { id, stream: part.file, name: part.filename, actor: request.actor, at: kernel.now() };
      return { fileId: await addPaper(kernel, file) };
    },
  );
  web.get(
    consentPaper.path,
    { ...read, schema: { summary: '第三方意见的文书和材料', tags, params: consentPaper.params } },
    async (request, reply) => {
      const { id, fileId } = request.params;
      const { agencyId } = await consentOf(kernel, id);
      kernel.access.check(request.actor, 'disclosure.read', { agencyId });
      const file = await fileById(kernel.pool, fileId);
      if (file.matterId !== id) throw refuse('files/not-found', {}, 404);
      return sendFile(kernel, request, reply, file);
    },
  );
}
