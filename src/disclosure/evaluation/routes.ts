import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type ReactElement } from 'react';
import { z } from 'zod';
import { csv } from '../../kernel/csv.ts';
import { type Kernel, refuse, type Web } from '../../kernel/index.ts';
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
const Vote = z.object({ verdict: z.string().max(10).optional() }).catchall(z.string().max(10));
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
    again: { readonly faults: readonly wire.Fault[]; readonly wrong: string } | null,
  ): Promise<FastifyReply> => {
    const about = await asking(kernel, reference);
    const counts = await countsOf(kernel.published.pool, about.index);
    const context = pageContext(request);
    const props = { context, reference, about, counts, faults: again?.faults ?? [], wrong: again?.wrong ?? null };
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
      const faults = FAULTS.filter((fault) => request.body[`fault-${fault}`] === '1');
      const verdict = VERDICTS.find((each) => each === request.body.verdict);
      if (verdict === undefined) {
        const wrong = evaluationSentences['disclosure/evaluation-no-verdict'] ?? '';
        return form(request, reply, ref, { faults, wrong });
      }
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
