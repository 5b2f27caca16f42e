import { z } from 'zod';
import type { Check, Kernel, Web } from '../../kernel/index.ts';
import { refuse } from '../../kernel/index.ts';
import { listTroubledJobs, mendJob as mendJobEndpoint, readOperations, verifyNow } from '../contract.ts';
import { mendJob } from '../operations/jobs.ts';
import { overview } from '../operations/overview.ts';
import { beginVerification } from '../operations/verification.ts';
import { troubledJobs } from '../repo/jobs.ts';

/** What the operations page asks, and what a system administrator may do there. */
export function operationsRoutes(web: Web, kernel: Kernel, checks: () => readonly Check[]): void {
  const tags = ['operations'];
  web.get(
    readOperations.path,
    {
      config: { may: 'operations.see' },
      schema: { summary: 'How the program runs', tags, response: { 200: readOperations.response } },
    },
    (request) => overview(kernel, request.actor, kernel.now(), checks(), web.watch.dataDir),
  );
  web.get(
    listTroubledJobs.path,
    {
      config: { may: 'operations.see' },
      schema: { summary: 'Jobs that failed', tags, response: { 200: listTroubledJobs.response } },
    },
    async () => ({
      jobs: (await troubledJobs(kernel.pool)).map(({ createdAt, failedAt, runAt, ...job }) => ({
        ...job,
        createdAt: createdAt.toISOString(),
        failedAt: failedAt?.toISOString() ?? null,
        runAt: runAt instanceof Date ? runAt.toISOString() : null,
      })),
    }),
  );
  web.post(
    mendJobEndpoint.path,
    {
      config: { may: 'operations.mend' },
      schema: {
        summary: 'Try a job again, or give it up',
        tags,
        params: mendJobEndpoint.params,
        body: mendJobEndpoint.body,
        response: { 204: z.void() },
      },
    },
    async ({ actor, params, body }, reply) => {
      await mendJob(kernel, { ...params, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    verifyNow.path,
    {
      config: { may: 'operations.mend' },
      schema: { summary: 'Verify the ledger now', tags, response: { 204: z.void() } },
    },
    async (_request, reply) => {
      if (!(await beginVerification(kernel, kernel.now()))) throw refuse('operations/verification-running');
      return reply.code(204).send();
    },
  );
}
