import { z } from 'zod';
import type { Kernel, Web } from '../kernel/index.ts';
import { decideFinding, findingsOf } from './operations/documents.ts';
import { lastPass } from './operations/pass.ts';
import { dismiss, rectify, returnTicket, verify } from './operations/tickets.ts';
import type { StockSource } from './stock.ts';

const Id = z.object({ id: z.coerce.number().int() });
const Seen = z.object({ seenSeq: z.number().int() });
const Reason = Seen.extend({ reason: z.string().max(2000) });
const Finding = z.object({
  id: z.number(),
  part: z.string(),
  kind: z.string(),
  masked: z.string(),
  decision: z.enum(['mask', 'keep', 'false-positive']).nullable(),
  reason: z.string().nullable(),
});
const Pass = z.object({
  beganAt: z.date(),
  endedAt: z.date().nullable(),
  documents: z.number(),
  findings: z.number(),
  unread: z.number(),
});

export function screeningRoutes(web: Web, kernel: Kernel, sources: () => readonly StockSource[]): void {
  web.get(
    '/api/screening/pass',
    {
      config: { may: 'screening.judge' },
      schema: {
        summary: 'How far the stock is looked through',
        response: { 200: z.object({ pass: Pass.nullable() }) },
      },
    },
    async () => ({ pass: await lastPass(kernel) }),
  );
  web.get(
    '/api/screening/documents/:id/findings',
    {
      config: { may: 'screening.judge' },
      schema: {
        summary: 'What was found in a document, masked',
        params: Id,
        querystring: z.object({ after: z.coerce.number().int().default(0) }),
        response: { 200: z.object({ findings: z.array(Finding), next: z.number().nullable() }) },
      },
    },
    async (request) => {
      const findings = await findingsOf(kernel, request.params.id, request.query.after, 100);
      return { findings: [...findings], next: findings.length === 100 ? (findings.at(-1)?.id ?? null) : null };
    },
  );
  web.post(
    '/api/screening/findings/:id/decide',
    {
      config: { may: 'screening.judge' },
      schema: {
        summary: 'Decide what becomes of a finding',
        params: Id,
        body: z.object({ decision: z.enum(['mask', 'keep', 'false-positive']), reason: z.string().max(500) }),
        response: { 204: z.void() },
      },
    },
    async (request, reply) => {
      const by = request.actor.personId ?? 0;
      await decideFinding(kernel, { finding: request.params.id, ...request.body, by, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  ticketRoutes(web, kernel, sources);
}

function ticketRoutes(web: Web, kernel: Kernel, sources: () => readonly StockSource[]): void {
  for (const [name, operation, may] of [
    [
      'rectify',
      (kernel: Kernel, given: Parameters<typeof verify>[1]) => rectify(kernel, sources(), given),
      'screening.decide',
    ],
    ['verify', verify, 'screening.judge'],
  ] as const) {
    web.post(
      `/api/screening/tickets/:id/${name}`,
      {
        config: { may },
        schema: { summary: `${name} a privacy ticket`, params: Id, body: Seen, response: { 204: z.void() } },
      },
      async (request, reply) => {
        await operation(kernel, { ticket: request.params.id, ...request.body, actor: request.actor, at: kernel.now() });
        return reply.code(204).send();
      },
    );
  }
  for (const [name, operation] of [
    ['return', returnTicket],
    ['dismiss', dismiss],
  ] as const) {
    web.post(
      `/api/screening/tickets/:id/${name}`,
      {
        config: { may: 'screening.judge' },
        schema: { summary: `${name} a privacy ticket`, params: Id, body: Reason, response: { 204: z.void() } },
      },
      async (request, reply) => {
        await operation(kernel, { ticket: request.params.id, ...request.body, actor: request.actor, at: kernel.now() });
        return reply.code(204).send();
      },
    );
  }
}
