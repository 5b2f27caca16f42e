import { z } from 'zod';
import type { Kernel, Web } from '../kernel/index.ts';
import { closeCard, explain, returnCard } from './operations.ts';

const Card = z.object({ id: z.coerce.number().int() });
const Explanation = z.object({ explanation: z.string().max(2000), seenSeq: z.number().int() });
const Seen = z.object({ seenSeq: z.number().int() });

export function supervisionRoutes(web: Web, kernel: Kernel): void {
  for (const [name, operation, may] of [
    ['explain', explain, 'supervision.explain'],
    ['return', returnCard, 'supervision.judge'],
  ] as const) {
    web.post(
      `/api/supervision/cards/:id/${name}`,
      {
        config: { may },
        schema: { summary: `${name} a supervision card`, params: Card, body: Explanation, response: { 204: z.void() } },
      },
      async (request, reply) => {
        await operation(kernel, { card: request.params.id, ...request.body, actor: request.actor, at: kernel.now() });
        return reply.code(204).send();
      },
    );
  }
  web.post(
    '/api/supervision/cards/:id/close',
    {
      config: { may: 'supervision.judge' },
      schema: { summary: 'Close a supervision card', params: Card, body: Seen, response: { 204: z.void() } },
    },
    async (request, reply) => {
      await closeCard(kernel, { card: request.params.id, ...request.body, actor: request.actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}
