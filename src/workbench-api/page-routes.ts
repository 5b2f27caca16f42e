import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse, type Web } from '../kernel/index.ts';
import { type Asset, builtAssets, encodedFor } from './assets.ts';

const YEAR_SECONDS = 31_536_000;

/** The built pages below `/workbench/`: hashed files for a year, everything else is the one page that finds its way. */
export async function pageRoutes(web: Web, folder: string): Promise<void> {
  const assets = await builtAssets(folder);
  const send = (request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply => {
    const { body, encoding } = encodedFor(asset, request.headers['accept-encoding'] ?? '');
    if (encoding) reply.header('content-encoding', encoding);
    reply.header('vary', 'accept-encoding');
    reply.header('cache-control', asset.immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    return reply.type(asset.type).send(body);
  };
  const config = { may: 'workbench.open' };
  web.get('/workbench', { config }, (_request, reply) => reply.redirect('/workbench/', 301));
  web.get<{ Params: { '*': string } }>('/workbench/*', { config }, (request, reply) => {
    const path = request.params['*'];
    const asset = assets.get(path);
    if (asset) return send(request, reply, asset);
    // A file of an older build: the page asks for a reload instead of running HTML as script.
    if (path.startsWith('assets/')) throw refuse('http/not-found', {}, 404);
    const page = assets.get('index.html');
    if (!page) throw refuse('workbench/not-built', {}, 503);
    return send(request, reply, page);
  });
}
