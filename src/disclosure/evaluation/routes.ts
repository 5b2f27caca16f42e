import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type ReactElement } from 'react';
import { z } from 'zod';
import { csv } from '../../kernel/csv.ts';
import {
  addressGroup,
  CaptchaFields,
  captchaFor,
  checkPerson,
  issuePass,
  type Kernel,
  kernelSentences,
  Refusal,
  refuse,
  spendPass,
  take,
  type Web,
} from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { evaluate, noteEvaluation } from './operations.ts';
import { EvaluatedPage, EvaluationPage } from './pages.tsx';
import { countsOf, evaluable } from './repo.ts';
import { evaluationSentences, evaluationText as text } from './text.ts';
import { assessment, evaluations, evaluationsForTable, evaluationsOf } from './view.ts';
import * as wire from './wire.ts';

const { FAULTS, VERDICTS } = wire;
const visit = { may: 'disclosure.visit' } as const;
const told = { name: 'disclosure.evaluation', count: 10, seconds: 600 };
const OfRef = z.object({ ref: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,89}$/u) });
const Vote = z
  .object({ verdict: z.string().max(10).optional(), pass: z.string().max(1000).default(''), ...CaptchaFields.shape })
  .catchall(z.string().max(10));
type Vote = z.output<typeof Vote>;

/** So many votes of one address in an hour are taken without a question; the next ones are asked a small one. */
const unasked = { name: 'disclosure.evaluation-unasked', count: 3, seconds: 3600 };
const passFor = (ref: string): string => `evaluation:${ref}`;

/** What stands in the form when it is shown again. */
type Again = {
  readonly faults: readonly wire.Fault[];
  readonly verdict: (typeof VERDICTS)[number] | null;
  readonly wrong: string;
  /** The question is asked with it. */
  readonly asks?: boolean;
  readonly captchaWrong?: string;
};

const said = (code: string): string => evaluationSentences[code] ?? kernelSentences[code] ?? code;

/**
 * Why a vote is not counted yet; null: it is. Whoever sends it opened the page first, and once; from the fourth of an address
 * in an hour on a person has to answer a question, whatever pages were opened.
 */
async function heldBack(
  kernel: Kernel,
  request: FastifyRequest<{ Body: Vote }>,
  ref: string,
): Promise<Pick<Again, 'wrong' | 'asks' | 'captchaWrong'> | null> {
  const { body, actor, ip } = request;
  const at = kernel.now();
  try {
    await spendPass(kernel, passFor(ref), body.pass, at);
  } catch (error) {
    if (error instanceof Refusal) return { wrong: said(error.code) };
    throw error;
  }
  if (actor.personId !== null) return null;
  if (body.captchaToken === '') {
    const wait = await take(kernel, unasked, `address:${addressGroup(ip)}`, at);
    return wait === 0 ? null : { wrong: said('disclosure/evaluation-question'), asks: true };
  }
  try {
    await checkPerson(kernel, actor, body, at);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const wrong = said(error.code);
    return { wrong, asks: true, captchaWrong: wrong };
  }
}
const sheet = 'text/csv; charset=utf-8';
const tags = ['disclosure'];
const mayRead = { config: { may: 'disclosure.read' } };

/** What people think of something that was published: the public form, and the screens of the third gate. */
export function evaluationRoutes(web: Web, kernel: Kernel): void {
  formRoutes(web, kernel);
  registerRoutes(web, kernel);
  staffRoutes(web, kernel);
}

const show = (reply: FastifyReply, page: ReactElement, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(renderPage(page));

/** @throws Refusal disclosure/evaluation-not-found (404) */
async function asking(kernel: Kernel, ref: string) {
  const about = await evaluable(kernel.published.pool, { ref });
  if (!about) throw refuse('disclosure/evaluation-not-found', {}, 404);
  return about;
}

function formRoutes(web: Web, kernel: Kernel): void {
  const url = '/evaluations/:ref';
  const form = async (
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string,
    again: Again | null,
  ): Promise<FastifyReply> => {
    const about = await asking(kernel, reference);
    const counts = await countsOf(kernel.published.pool, about.index);
    const context = pageContext(request);
    const now = kernel.now();
    const props = {
      ...{ context, reference, about, counts },
      ...{ faults: again?.faults ?? [], verdict: again?.verdict ?? null, wrong: again?.wrong ?? null },
      pass: issuePass(kernel, passFor(reference), now),
      captcha: again?.asks ? captchaFor(kernel, request.actor, now) : null,
      captchaWrong: again?.captchaWrong,
    };
    return show(reply, createElement(EvaluationPage, props), again === null ? 200 : 422);
  };
  web.get(url, { config: visit, schema: { hide: true, params: OfRef } }, (request, reply) =>
    form(request, reply, request.params.ref, null),
  );
  web.post(
    url,
    { config: { ...visit, allowance: told }, schema: { hide: true, params: OfRef, body: Vote } },
    async (request, reply) => {
      const { ref } = request.params;
      const about = await asking(kernel, ref);
      const { body } = request;
      const faults = FAULTS.filter((fault) => body[`fault-${fault}`] === '1');
      const verdict = VERDICTS.find((each) => each === body.verdict);
      if (verdict === undefined) {
        return form(request, reply, ref, { faults, verdict: null, wrong: said('disclosure/evaluation-no-verdict') });
      }
      const held = await heldBack(kernel, request, ref);
      if (held !== null) return form(request, reply, ref, { faults, verdict, ...held });
      await evaluate(kernel, { ref, verdict, faults, at: kernel.now() });
      const counts = await countsOf(kernel.published.pool, about.index);
      return show(reply, createElement(EvaluatedPage, { context: pageContext(request), about, counts }), 201);
    },
  );
}

function registerRoutes(web: Web, kernel: Kernel): void {
  const { listEvaluations, evaluationsCsv, assessmentCsv } = wire;
  web.get(
    listEvaluations.path,
    {
      ...mayRead,
      schema: {
        summary: '三关记录',
        tags,
        querystring: listEvaluations.query,
        response: { 200: listEvaluations.response },
      },
    },
    ({ query, actor }) => evaluations(kernel, query, actor),
  );
  web.get(
    evaluationsCsv.path,
    { ...mayRead, schema: { summary: '三关记录（表格）', tags, querystring: evaluationsCsv.query } },
    async ({ query, actor }, reply) => {
      const lines = (await evaluationsForTable(kernel, query, actor)).map((row) => [
        ...[row.index, row.title, row.agency],
        ...[row.department, row.office, row.secrecy, row.publishedOn, row.good, row.fair, row.poor, row.satisfied],
        row.faults.map((fault) => text.faults[fault]).join('、'),
      ]);
      reply.header('content-disposition', 'attachment; filename="three-gates.csv"');
      return reply.type(sheet).send(csv([[...text.csv], ...lines]));
    },
  );
  web.get(
    assessmentCsv.path,
    { ...mayRead, schema: { summary: '评议汇总（考核用表格）', tags, querystring: assessmentCsv.query } },
    async ({ query, actor }, reply) => {
      const lines = await assessment(kernel, query, actor);
      reply.header('content-disposition', 'attachment; filename="evaluation-by-agency.csv"');
      return reply.type(sheet).send(csv([[...text.assessmentCsv], ...lines]));
    },
  );
}

function staffRoutes(web: Web, kernel: Kernel): void {
  const { readEvaluations } = wire;
  web.get(
    readEvaluations.path,
    {
      ...mayRead,
      schema: {
        summary: '一条信息的评议',
        tags,
        params: readEvaluations.params,
        response: { 200: readEvaluations.response },
      },
    },
    ({ params, actor }) => evaluationsOf(kernel, params.id, actor),
  );
  web.post(
    wire.noteEvaluation.path,
    {
      config: { may: 'disclosure.evaluate' },
      schema: {
        summary: '登记评议',
        tags,
        params: wire.noteEvaluation.params,
        body: wire.noteEvaluation.body,
        response: { 200: wire.noteEvaluation.response },
      },
    },
    async ({ params: { id }, body, actor }) => ({
      id: await noteEvaluation(kernel, { ...body, id, actor, at: kernel.now() }),
    }),
  );
}
