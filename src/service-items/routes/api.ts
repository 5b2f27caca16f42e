import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayOf, isDay, type Kernel, pageOf, refuse, type Web } from '../../kernel/index.ts';
import { ItemList, ItemListQuery, ItemView, NewItemVersion, Problem, StoredVersion } from '../contract.ts';
import { faultsOf, putItem } from '../operations.ts';
import { itemInForce, itemRegister, itemsOf } from '../register.ts';
import type { ItemFault } from '../rules.ts';
import { sentences } from '../text.ts';

const Params = z.object({ code: z.string().regex(/^[0-9A-Z]{31,33}$/u) });

/** The item list as the workbench keeps it. */
export function apiRoutes(web: Web, kernel: Kernel): void {
  list(web, kernel);
  one(web, kernel);
  newVersion(web, kernel);
}

function list(web: Web, kernel: Kernel): void {
  web.get(
    '/api/service-items',
    {
      config: { may: 'service-items.list' },
      schema: { summary: '事项列表', querystring: ItemListQuery, response: { 200: ItemList } },
    },
    async (request) => {
      const { after, limit, agency, ...filter } = request.query;
      const items = await itemsOf(kernel, { ...filter, agencyId: agency }, dayOf(kernel.now()), {
        after,
        limit: limit + 1,
      });
      const { rows, next } = pageOf(items, limit, ({ code }) => code);
      return { rows: [...rows], next };
    },
  );
}

function one(web: Web, kernel: Kernel): void {
  web.get(
    '/api/service-items/:code',
    {
      config: { may: 'service-items.list' },
      schema: { summary: '事项及其版本', params: Params, response: { 200: ItemView } },
    },
    async (request) => {
      const { code } = request.params;
      const versions = await itemRegister.history(kernel.pool, code);
      const [latest] = versions;
      if (!latest) throw refuse('service-items/not-found', {}, 404);
      const inForce = await itemInForce(kernel, code, dayOf(kernel.now()));
      return {
        inForce: inForce?.version ?? null,
        mayChange: kernel.access.may(request.actor, 'service-items.change', { agencyId: latest.value.agencyId }),
        item: latest.value,
        versions: versions.map(({ version, validFrom, validTo, source, changedAt }) => ({
          version,
          validFrom,
          validTo,
          source,
          changedAt: changedAt.toISOString(),
        })),
      };
    },
  );
}

function newVersion(web: Web, kernel: Kernel): void {
  web.post(
    '/api/service-items/:code/versions',
    {
      config: { may: 'service-items.change' },
      schema: {
        summary: '发布事项的新版本',
        params: Params,
        body: NewItemVersion,
        response: { 201: StoredVersion, 422: Problem },
      },
    },
    async (request, reply) => {
      const { item, validFrom, reason } = request.body;
      const at = kernel.now();
      if (item.code !== request.params.code) throw refuse('service-items/code-mismatch', {}, 422);
      if (!isDay(validFrom) || validFrom < dayOf(at)) throw refuse('service-items/begins-in-past', {}, 422);
      kernel.access.check(request.actor, 'service-items.change', { agencyId: item.agencyId });
      const faults = await faultsOf(kernel, item, dayOf(at));
      if (faults.length > 0) return faulty(request, reply, faults);
      const stored = await putItem(kernel, item, { validFrom, source: reason, actor: request.actor, at });
      return reply.code(201).send({ version: stored.version, validFrom: stored.validFrom });
    },
  );
}

/** Every fault at once, each with its place, so that the form can show it there. */
const faulty = (request: FastifyRequest, reply: FastifyReply, faults: readonly ItemFault[]): FastifyReply =>
  reply
    .code(422)
    .type('application/problem+json')
    .send({
      type: 'about:problem/service-items/faulty',
      title: sentences['service-items/faulty'].replace('{faults}', String(faults.length)),
      status: 422,
      code: 'service-items/faulty',
      requestId: request.id,
      fields: faults.map(({ path, message }) => ({ path, message })),
    });
