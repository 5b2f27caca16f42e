import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type ReactElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  CaptchaFields,
  captchaFor,
  checkPerson,
  type Day,
  dayOf,
  instant,
  type Kernel,
  kernelSentences,
  matterById,
  pageOf,
  Refusal,
  refuse,
  type Web,
} from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { clusterOf, PORTAL } from '../cluster.ts';
import { sitesWithContent } from '../repo/lists.ts';
import {
  answerErrorReport,
  type ErrorReportRow,
  ErrorReportView,
  forwardErrorReport,
  readErrorReport,
  readErrorReports,
} from './contract.ts';
import {
  answerError,
  assertErrorWords,
  errorByCode,
  forwardError,
  pathIn,
  tellError,
  wordsOfError,
} from './operations.ts';
import { ErrorFormPage, ErrorProgressPage, ErrorTakenPage, type Typed } from './pages.tsx';
import { errorReportProcess } from './process.ts';
import { ERROR_KINDS, type ErrorRow, errorCounts, errorReportById, errorReports } from './repo.ts';
import { errorSentences } from './text.ts';

const MAY = { may: 'sites.read' } as const;
const PER_PAGE = 30;
const told = { name: 'sites.report-error', count: 10, seconds: 600 };
const asked = { name: 'sites.error-progress', count: 30, seconds: 60 };
const show = (reply: FastifyReply, page: ReactElement, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(renderPage(page));

/** 我为政府网站找错: the form, its answer, and the screens of those who mend. */
export function errorRoutes(web: Web, kernel: Kernel): void {
  formRoutes(web, kernel);
  progressRoutes(web, kernel);
  staffRoutes(web, kernel);
}

async function form(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  wrong: string | null,
  isQuestionWrong = false,
): Promise<FastifyReply> {
  const { sites, byKey } = await clusterOf(kernel);
  const open = new Set(await sitesWithContent(kernel.published.pool));
  const since = instant(`${dayOf(kernel.now()).slice(0, 4)}-01-01` as Day, '00:00');
  const props = {
    context: pageContext(request),
    sites: sites.filter(({ key }) => key === PORTAL || key === typed.site || open.has(key)),
    typed,
    wrong,
    isQuestionWrong,
    captcha: captchaFor(kernel, request.actor, kernel.now()),
    telephone: byKey.get(typed.site)?.contact ?? request.server.site.contact ?? '12345',
    counts: await errorCounts(kernel.published.pool, null, since),
  };
  return show(reply, createElement(ErrorFormPage, props), wrong === null ? 200 : 422);
}

function formRoutes(web: Web, kernel: Kernel): void {
  web.get(
    '/report-error',
    {
      config: MAY,
      schema: {
        hide: true,
        querystring: z.object({ page: z.string().max(500).optional(), site: z.string().max(60).optional() }),
      },
    },
    async (request, reply) => {
      const { page = '', site } = request.query;
      const path = pathIn(page);
      const typed = { site: site ?? siteIn(path), page: path ?? '', kind: 'broken-link', words: '', contact: '' };
      return form(kernel, request, reply, typed, null);
    },
  );
  const Body = z.object({
    site: z.string().max(60).default(PORTAL),
    page: z.string().max(500).default(''),
    kind: z.enum(ERROR_KINDS).catch('other'),
    words: z.string().max(4000).default(''),
    contact: z.string().max(200).default(''),
    ...CaptchaFields.shape,
  });
  web.post(
    '/report-error',
    { config: { ...MAY, allowance: told }, schema: { hide: true, body: Body } },
    async (request, reply) => {
      const { captchaToken, captcha, website, ...typed } = request.body;
      const { actor } = request;
      const at = kernel.now();
      try {
        assertErrorWords(typed.words);
        await checkPerson(kernel, actor, { captchaToken, captcha, website }, at);
        const taken = await tellError(kernel, { ...typed, actor, at });
        kernel.wake();
        return show(reply, createElement(ErrorTakenPage, { context: pageContext(request), ...taken }), 201);
      } catch (error) {
        const code = error instanceof Refusal ? error.code : '';
        const isQuestionWrong = code === 'captcha/wrong';
        const sentence = isQuestionWrong ? kernelSentences[code] : errorSentences[code];
        if (sentence === undefined) throw error;
        return form(kernel, request, reply, typed, sentence, isQuestionWrong);
      }
    },
  );
}

/** The site that an address belongs to. */
const siteIn = (path: string | null): string => /^\/site\/([a-z0-9-]+)\//u.exec(path ?? '')?.[1] ?? PORTAL;

function progressRoutes(web: Web, kernel: Kernel): void {
  web.get('/report-error/progress', { config: MAY, schema: { hide: true } }, async (request, reply) => {
    const props = { context: pageContext(request), number: '', wrong: null, found: null };
    return show(reply, createElement(ErrorProgressPage, props));
  });
  web.post(
    '/report-error/progress',
    {
      config: { ...MAY, allowance: asked },
      schema: {
        hide: true,
        body: z.object({ number: z.string().max(40).default(''), code: z.string().max(40).default('') }),
      },
    },
    async (request, reply) => {
      const { number, code } = request.body;
      const context = pageContext(request);
      try {
        const row = await errorByCode(kernel, number, code);
        const found = {
          state: stateTitle(row),
          toldAt: row.toldAt,
          dueOn: row.dueOn as Day | null,
          answer: row.answer,
        };
        return show(reply, createElement(ErrorProgressPage, { context, number: row.number, wrong: null, found }));
      } catch (error) {
        const sentence = error instanceof Refusal ? errorSentences[error.code] : undefined;
        if (sentence === undefined) throw error;
        return show(reply, createElement(ErrorProgressPage, { context, number, wrong: sentence, found: null }), 404);
      }
    },
  );
}

const stateTitle = ({ state }: Pick<ErrorRow, 'state'>): string =>
  Object.entries(errorReportProcess.states).find(([key]) => key === state)?.[1].title ?? state;

function staffRoutes(web: Web, kernel: Kernel): void {
  const config = { may: 'sites.answer-errors' };
  web.get(
    readErrorReports.path,
    {
      config,
      schema: {
        summary: '网站找错列表',
        tags: ['sites'],
        querystring: readErrorReports.query,
        response: { 200: readErrorReports.response },
      },
    },
    async ({ actor, query }) => {
      const directory = await directoryOf(kernel);
      const agencies = directory.agencies
        .filter(({ id }) => kernel.access.may(actor, 'sites.answer-errors', { agencyId: id }))
        .map(({ id }) => id);
      const found = await errorReports(kernel.pool, {
        agencies,
        open: query.which === 'open',
        before: query.before ?? null,
        most: PER_PAGE + 1,
      });
      const { byKey } = await clusterOf(kernel);
      const { rows, next } = pageOf(found, PER_PAGE, ({ id }) => id);
      return { rows: rows.map((row) => lineOf(row, byKey.get(row.site)?.name ?? row.site)), next };
    },
  );
  web.get(
    readErrorReport.path,
    {
      config,
      schema: {
        summary: '网站找错',
        tags: ['sites'],
        params: readErrorReport.params,
        response: { 200: ErrorReportView },
      },
    },
    async ({ actor, params }) => view(kernel, actor, params.id),
  );
  web.post(
    forwardErrorReport.path,
    {
      config,
      schema: {
        summary: '受理并转办找错',
        tags: ['sites'],
        params: forwardErrorReport.params,
        body: forwardErrorReport.body,
        response: { 200: ErrorReportView },
      },
    },
    async ({ actor, params, body }) => {
      await view(kernel, actor, params.id);
      await forwardError(kernel, { id: params.id, ...body, actor, at: kernel.now() });
      return view(kernel, actor, params.id);
    },
  );
  web.post(
    answerErrorReport.path,
    {
      config,
      schema: {
        summary: '答复找错',
        tags: ['sites'],
        params: answerErrorReport.params,
        body: answerErrorReport.body,
        response: { 200: ErrorReportView },
      },
    },
    async ({ actor, params, body }) => {
      await view(kernel, actor, params.id);
      await answerError(kernel, { id: params.id, ...body, actor, at: kernel.now() });
      return view(kernel, actor, params.id);
    },
  );
}

const lineOf = (row: ErrorRow, siteName: string): ErrorReportRow => ({
  id: row.id,
  number: row.number,
  state: row.state,
  stateTitle: stateTitle(row),
  dueOn: row.answeredAt === null ? row.dueOn : null,
  site: row.site,
  siteName,
  page: row.page,
  kind: row.kind,
  toldAt: row.toldAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
});

/** @throws Refusal access/denied and matter/not-found */
async function view(kernel: Kernel, actor: Actor, id: number): Promise<ErrorReportView> {
  const row = await errorReportById(kernel.pool, id);
  if (!row) throw refuse('matter/not-found', {}, 404);
  kernel.access.check(actor, 'sites.answer-errors', { agencyId: row.agencyId });
  const { byKey } = await clusterOf(kernel);
  const { seq } = await matterById(kernel, id);
  return {
    ...lineOf(row, byKey.get(row.site)?.name ?? row.site),
    seq,
    ...wordsOfError(kernel, row),
    answer: row.answer,
    wasRight: row.wasRight,
    mayAct: actor.grants.some(({ role, agencyId }) => role === 'liaison' && agencyId === row.agencyId),
  };
}
