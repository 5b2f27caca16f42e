import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type ReactElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  CaptchaFields,
  captchaFor,
  checkPerson,
  type Kernel,
  kernelSentences,
  pageOf,
  Refusal,
  refuse,
  type Web,
} from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { answerOpinion, assertOpinion, opinionByCode, tellOpinion, wordsOfOpinion } from './operations.ts';
import { OpinionPage, OpinionProgressPage, OpinionTakenPage } from './pages.tsx';
import { askedAbout, heardOf, type OpinionRow, opinionById, opinionRows } from './repo.ts';
import { opinionSentences, opinionText } from './text.ts';
import { answerOpinionCall, listOpinions, type OpinionView, readOpinion } from './wire.ts';

const config = { may: 'disclosure.visit' } as const;
const PER_PAGE = 30;
const told = { name: 'disclosure.opinion', count: 10, seconds: 600 };
const asked = { name: 'disclosure.opinion-progress', count: 30, seconds: 60 };
const OfRef = z.object({ ref: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,89}$/u) });
const Written = z.object({
  words: z.string().max(4000).default(''),
  contact: z.string().max(200).default(''),
  ...CaptchaFields.shape,
});
type Written = z.output<typeof Written>;

const show = (reply: FastifyReply, page: ReactElement, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(renderPage(page));
const WRONG_ANSWER = 'captcha/wrong';
const FORM_SENTENCES: Readonly<Record<string, string | undefined>> = {
  ...opinionSentences,
  [WRONG_ANSWER]: kernelSentences[WRONG_ANSWER],
};
const sentenceOf = (error: unknown): string => {
  const sentence = error instanceof Refusal ? FORM_SENTENCES[error.code] : undefined;
  if (sentence === undefined) throw error;
  return sentence;
};
const isAboutCaptcha = (error: unknown): boolean => error instanceof Refusal && error.code === WRONG_ANSWER;

/** What visitors think of how something is carried out: the form, its answer, and the screens of those who answer. */
export function opinionRoutes(web: Web, kernel: Kernel): void {
  progressRoutes(web, kernel);
  formRoutes(web, kernel);
  staffRoutes(web, kernel);
}

/** @throws Refusal disclosure/opinion-not-asked (404) */
async function form(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: {
    readonly ref: string;
    readonly typed: Pick<Written, 'words' | 'contact'>;
    readonly wrong: string | null;
    /** What is wrong is the answer to the question, or it has not been asked yet: said beside it. */
    readonly question?: 'asked' | 'wrong';
  },
): Promise<FastifyReply> {
  const { pool } = kernel.published;
  const about = await askedAbout(pool, shown.ref);
  if (!about) throw refuse('disclosure/opinion-not-asked', {}, 404);
  const heard = await heardOf(pool, about.index);
  const props = {
    context: pageContext(request),
    reference: shown.ref,
    about,
    typed: shown.typed,
    wrong: shown.wrong,
    question: shown.question,
    captcha: captchaFor(kernel, request.actor, kernel.now()),
    heard,
  };
  return show(reply, createElement(OpinionPage, props), shown.wrong === null ? 200 : 422);
}

function formRoutes(web: Web, kernel: Kernel): void {
  const url = '/execution-opinions/:ref';
  web.get(url, { config, schema: { hide: true, params: OfRef } }, (request, reply) =>
    form(kernel, request, reply, { ref: request.params.ref, typed: { words: '', contact: '' }, wrong: null }),
  );
  web.post(
    url,
    { config: { ...config, allowance: told }, schema: { hide: true, params: OfRef, body: Written } },
    async (request, reply) => {
      const { ref } = request.params;
      const { actor, body } = request;
      const { words, contact } = body;
      const typed = { words, contact };
      // The box on an article is a static page, which cannot ask anything: whoever comes from there is asked now.
      const isUnasked = actor.personId === null && body.captchaToken === '' && body.website === '';
      try {
        assertOpinion(words);
        if (isUnasked) return await form(kernel, request, reply, { ref, typed, wrong: null, question: 'asked' });
        await checkPerson(kernel, actor, body, kernel.now());
        const taken = await tellOpinion(kernel, { ref, ...typed, actor, at: kernel.now() });
        kernel.wake();
        const { number, code, dueOn } = taken;
        return show(
          reply,
          createElement(OpinionTakenPage, { context: pageContext(request), number, code, dueOn }),
          201,
        );
      } catch (error) {
        const wrong = sentenceOf(error);
        const question = isAboutCaptcha(error) ? { question: 'wrong' as const } : {};
        return form(kernel, request, reply, { ref, typed, wrong, ...question });
      }
    },
  );
}

function progressRoutes(web: Web, kernel: Kernel): void {
  const url = '/execution-opinions/progress';
  web.get(url, { config, schema: { hide: true } }, (request, reply) =>
    show(
      reply,
      createElement(OpinionProgressPage, { context: pageContext(request), number: '', wrong: null, found: null }),
    ),
  );
  const Body = z.object({ number: z.string().max(40).default(''), code: z.string().max(40).default('') });
  web.post(
    url,
    { config: { ...config, allowance: asked }, schema: { hide: true, body: Body } },
    async (request, reply) => {
      const { number, code } = request.body;
      const context = pageContext(request);
      try {
        const found = await opinionByCode(kernel, number, code);
        return show(reply, createElement(OpinionProgressPage, { context, number: found.number, wrong: null, found }));
      } catch (error) {
        const props = { context, number, wrong: sentenceOf(error), found: null };
        return show(reply, createElement(OpinionProgressPage, props), 404);
      }
    },
  );
}

function staffRoutes(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'disclosure.opinions' } };
  const tags = ['disclosure'];
  web.get(
    listOpinions.path,
    {
      ...may,
      schema: {
        summary: '执行情况意见',
        tags,
        querystring: listOpinions.query,
        response: { 200: listOpinions.response },
      },
    },
    async ({ actor, query }) => {
      const agencies = (await directoryOf(kernel)).agencies
        .filter(({ id }) => kernel.access.may(actor, 'disclosure.opinions', { agencyId: id }))
        .map(({ id }) => id);
      const before = query.before ?? null;
      const found = await opinionRows(kernel.pool, {
        ...{ agencies, open: query.which === 'open', before, most: PER_PAGE + 1 },
      });
      const { rows, next } = pageOf(found, PER_PAGE, ({ id }) => id);
      return { rows: rows.map(lineOf), next };
    },
  );
  web.get(
    readOpinion.path,
    {
      ...may,
      schema: {
        summary: '一条执行情况意见',
        tags,
        params: readOpinion.params,
        response: { 200: readOpinion.response },
      },
    },
    ({ actor, params }) => view(kernel, actor, params.id),
  );
  web.post(
    answerOpinionCall.path,
    {
      ...may,
      schema: {
        summary: '答复执行情况意见',
        tags,
        params: answerOpinionCall.params,
        body: answerOpinionCall.body,
        response: { 200: answerOpinionCall.response },
      },
    },
    async ({ actor, params, body }) => {
      await view(kernel, actor, params.id);
      await answerOpinion(kernel, { id: params.id, ...body, actor, at: kernel.now() });
      return view(kernel, actor, params.id);
    },
  );
}

const lineOf = (row: OpinionRow) => ({
  ...{ id: row.id, number: row.number, title: row.title },
  stateTitle: row.answeredAt === null ? opinionText.process.told : opinionText.process.answered,
  dueOn: row.answeredAt === null ? row.dueOn : null,
  toldAt: row.toldAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
});

/** @throws Refusal access/forbidden (403), matter/not-found (404) */
async function view(kernel: Kernel, actor: Actor, id: number): Promise<OpinionView> {
  const row = await opinionById(kernel.pool, id);
  if (!row) throw refuse('matter/not-found', {}, 404);
  kernel.access.check(actor, 'disclosure.opinions', { agencyId: row.agencyId });
  const { seq, path, reply, said, improved } = row;
  return {
    ...lineOf(row),
    ...{ seq, path, reply, said, improved },
    ...wordsOfOpinion(kernel, row),
    mayAct: actor.grants.some(({ role, agencyId }) => role === 'liaison' && agencyId === row.agencyId),
  };
}
