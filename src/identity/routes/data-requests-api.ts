import { z } from 'zod';
import { isDay, type Kernel, type Web } from '../../kernel/index.ts';
import { DataRequestList, IdParams, ReasonBody } from '../contract.ts';
import { fulfilRequest, refuseRequest } from '../operations/data-requests.ts';
import { personNames } from '../people.ts';
import { openRequests } from '../repo/data-requests.ts';
import { databaseOf } from '../repo/database.ts';
import { maskName } from '../rules/mask.ts';

/** What the security administrator does about people who want their data erased. */
export function dataRequestsApi(web: Web, kernel: Kernel): void {
  const config = { may: 'identity.data-requests' } as const;
  const tags = ['accounts'];
  web.get(
    '/api/data-requests',
    { config, schema: { summary: '个人信息删除申请', tags, response: { 200: DataRequestList } } },
    async () => {
      const rows = await openRequests(databaseOf(kernel));
      const names = await personNames(
        kernel,
        rows.flatMap(({ personId }) => personId ?? []),
      );
      return {
        requests: rows.map(({ id, number, personId, openedAt, dueOn }) => ({
          id,
          number,
          name: maskName(names.get(personId ?? -1) ?? ''),
          openedAt: openedAt.toISOString(),
          dueOn: isDay(dueOn) ? dueOn : null,
        })),
      };
    },
  );
  web.post(
    '/api/data-requests/:id/fulfil',
    { config, schema: { summary: '删除', tags, params: IdParams, response: { 204: z.void() } } },
    async ({ params, actor }, reply) => {
      await fulfilRequest(kernel, { matter: params.id, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    '/api/data-requests/:id/refuse',
    { config, schema: { summary: '不予删除', tags, params: IdParams, body: ReasonBody, response: { 204: z.void() } } },
    async ({ params, actor, body }, reply) => {
      await refuseRequest(kernel, { matter: params.id, actor, at: kernel.now(), reason: body.reason });
      return reply.code(204).send();
    },
  );
}
