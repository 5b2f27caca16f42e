import { createElement } from 'react';
import { z } from 'zod';
import { dayOf, type Kernel, matterByNumber, Refusal, refuse, type Web } from '../kernel/index.ts';
import { pageContext, renderPage } from '../ui/index.ts';
import { rate, ratingOf, recordCallBack } from './operations.ts';
import { RatePage, ThanksPage } from './pages.tsx';
import { ratingRefusal } from './rules.ts';
import { sentences } from './text.ts';

const HTML = 'text/html; charset=utf-8';
const Number_ = z.object({ number: z.string().max(60) });
const Rating = z.object({ level: z.coerce.number(), comment: z.string().max(2000).optional() });
const Call = z.object({
  matter: z.number().int(),
  result: z.enum(['satisfied', 'dissatisfied', 'not-reached']),
  complaint: z.boolean(),
  note: z.string().max(500).optional(),
});

export function hallRoutes(web: Web, kernel: Kernel): void {
  web.get(
    '/rate/:number',
    { config: { may: 'hall.rate' }, schema: { hide: true, params: Number_ } },
    async (request, reply) => {
      const matter = await ownMatter(kernel, request.params.number, request.actor);
      const level = await ratingOf(kernel, matter.id);
      const context = pageContext(request);
      if (level !== null)
        return reply.type(HTML).send(renderPage(createElement(ThanksPage, { context, matter, level })));
      const closedOn = matter.closedAt === null ? null : dayOf(matter.closedAt);
      const refusal = ratingRefusal({ closedOn, rated: false }, dayOf(kernel.now()));
      if (refusal) throw refuse(refusal);
      return reply.type(HTML).send(renderPage(createElement(RatePage, { context, matter })));
    },
  );
  web.post(
    '/rate/:number',
    { config: { may: 'hall.rate' }, schema: { hide: true, params: Number_, body: Rating } },
    async (request, reply) => {
      const matter = await ownMatter(kernel, request.params.number, request.actor);
      const { level, comment } = request.body;
      try {
        await rate(kernel, {
          matter,
          level,
          channel: 'online',
          actor: request.actor,
          at: kernel.now(),
          ...(comment === undefined ? {} : { comment }),
        });
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'hall/no-such-level') throw error;
        const props = { context: pageContext(request), matter, wrong: sentences[error.code] ?? error.code };
        return reply
          .code(422)
          .type(HTML)
          .send(renderPage(createElement(RatePage, props)));
      }
      return reply.redirect(`/rate/${matter.number}`, 303);
    },
  );
  web.post(
    '/api/call-backs',
    {
      config: { may: 'hall.call-back' },
      schema: { summary: 'Record a call to somebody who was served', body: Call, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { note, ...call } = request.body;
      await recordCallBack(kernel, {
        ...call,
        ...(note === undefined ? {} : { note }),
        actor: request.actor,
        at: kernel.now(),
      });
      return reply.code(204).send();
    },
  );
}

/** A matter of the person's own; one of somebody else's looks as if it did not exist. */
async function ownMatter(kernel: Kernel, number: string, actor: Parameters<typeof rate>[1]['actor']) {
  const matter = await matterByNumber(kernel, number);
  if (!kernel.access.may(actor, 'hall.rate', { subjectId: matter.subjectId, agencyId: -1 }))
    throw refuse('matter/not-found', {}, 404);
  return matter;
}
