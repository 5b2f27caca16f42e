import { z } from 'zod';
import type { Kernel, Web } from '../../kernel/index.ts';
import { SignedBody } from '../../kernel/link/index.ts';
import { receiveOutcome } from '../operations/deliver.ts';

/** Where the superior outside tells what became of a report. His signature is his credential. */
export function noticeRoutes(web: Web, kernel: Kernel): void {
  web.post(
    '/links/reports',
    {
      config: {
        may: 'upward.notice',
        machine: true,
        allowance: { name: 'upward.notice', count: 600, seconds: 60 },
      },
      schema: {
        summary: 'Outcome of a report, signed by the superior',
        tags: ['upward'],
        body: SignedBody,
        response: { 200: z.object({ outcome: z.enum(['entered', 'known']) }) },
      },
    },
    async (request) => ({ outcome: await receiveOutcome(kernel, request.body, kernel.now()) }),
  );
}
