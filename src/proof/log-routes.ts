import type { FastifyReply } from 'fastify';
import { createElement } from 'react';
import { z } from 'zod';
import { type Kernel, refuse, type Web } from '../kernel/index.ts';
import {
  consistencyOf,
  currentCheckpoint,
  inclusionAt,
  logKey,
  logOverview,
  logTrouble,
  publishedCheckpoint,
  servedTile,
} from '../kernel/log/index.ts';
import { pageContext, renderPage } from '../ui/index.ts';
import { LogPage } from './log-page.tsx';

const HTML = 'text/html; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';
/** What stands at these addresses never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const SECONDS = 'public, max-age=2';

const MAY = { config: { may: 'proof.log' } } as const;
const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Proof = z.object({ proof: z.array(z.string()) });

/** The static files of the log as C2SP tlog-tiles lays them out, a page that explains them, and proofs for convenience. */
export function logRoutes(web: Web, kernel: Kernel): void {
  const visitors = { pool: kernel.published.pool, log: kernel.log };
  web.get('/log', { ...MAY, schema: { hide: true } }, async (request, reply) => {
    const [overview, trouble] = await Promise.all([logOverview(visitors), logTrouble(visitors)]);
    const address = `${request.server.publicUrl}/log`;
    const props = { context: pageContext(request), overview, isStopped: trouble !== null, address };
    return reply.type(HTML).send(renderPage(createElement(LogPage, props)));
  });
  web.get(
    '/log/checkpoint',
    { ...MAY, schema: { summary: 'The latest checkpoint (C2SP tlog-checkpoint, signed-note)' } },
    async (_request, reply) => sendText(reply, (await currentCheckpoint(visitors))?.note ?? null, SECONDS),
  );
  web.get(
    '/log/checkpoints/:size',
    {
      ...MAY,
      schema: { summary: 'A checkpoint that was published for this number of entries', params: z.object({ size }) },
    },
    async (request, reply) => sendText(reply, await publishedCheckpoint(visitors, request.params.size), SECONDS),
  );
  web.get(
    '/log/vkey',
    { ...MAY, schema: { summary: 'The key that checkpoints are verified with' } },
    async (_request, reply) => {
      const key = await logKey(visitors);
      return sendText(reply, key === null ? null : `${key}\n`, SECONDS);
    },
  );
  web.get(
    '/log/tile/*',
    {
      ...MAY,
      schema: {
        summary: 'Tiles and bundles of entries (C2SP tlog-tiles)',
        params: z.object({ '*': z.string().max(60) }),
      },
    },
    async (request, reply) => {
      const bytes = await servedTile(visitors, `tile/${request.params['*']}`);
      if (!bytes) throw refuse('http/not-found', {}, 404);
      return reply.type(BYTES).header('cache-control', FOR_EVER).send(bytes);
    },
  );
  web.get(
    '/log/proof/inclusion',
    {
      ...MAY,
      schema: {
        summary: 'That the leaf at an index is in the log of a size (RFC 9162, 2.1.3)',
        querystring: z.object({ index: size, size }),
        response: { 200: Proof },
      },
    },
    async (request) => proofOf(await inclusionAt(visitors, request.query.index, request.query.size)),
  );
  web.get(
    '/log/proof/consistency',
    {
      ...MAY,
      schema: {
        summary: 'That the log of a size begins with the log of a smaller one (RFC 9162, 2.1.4)',
        querystring: z.object({ from: size, to: size }),
        response: { 200: Proof },
      },
    },
    async (request) => proofOf(await consistencyOf(visitors, request.query.from, request.query.to)),
  );
}

function sendText(reply: FastifyReply, text: string | null, caching: string): FastifyReply {
  if (text === null) throw refuse('http/not-found', {}, 404);
  return reply.type(TEXT).header('cache-control', caching).send(text);
}

function proofOf(proof: readonly Buffer[] | null): z.infer<typeof Proof> {
  if (!proof) throw refuse('http/not-found', {}, 404);
  return { proof: proof.map((hash) => hash.toString('base64')) };
}
