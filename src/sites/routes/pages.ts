import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { z } from 'zod';
import { type AnswerAtHand, type Kernel, refuse, sendFile, type Web } from '../../kernel/index.ts';
import { pageContext, preferencesCookie, preferencesFromCookie, renderPage, withPreferences } from '../../ui/index.ts';
import { ClosedPage } from '../closing/page.tsx';
import type { Shut } from '../closing/repo.ts';
import { isOpenAtHand, shutFor } from '../closing/shut.ts';
import { PORTAL, siteOf } from '../cluster.ts';
import type { KeptPage } from '../engine/cache.ts';
import { type PageStore, pageStoreOf } from '../engine/store.ts';
import { publishedFile } from '../repo/publications.ts';
import { newAddress } from '../repo/redirects.ts';

const PERMISSION = 'sites.read';
const MAY = { config: { may: PERMISSION }, schema: { hide: true } } as const;
/** Whoever has a page asks whether it still stands: what was withdrawn is gone at once. */
const ASK_AGAIN = 'public, max-age=0, must-revalidate';
/** Under what published pages stand. */
const ROUTES = ['/site/*', '/content/:year/:file', '/assets/*'] as const;
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Published pages, their files, and old addresses. */
export function pageRoutes(web: Web, kernel: Kernel): void {
  const store = pageStoreOf(kernel.published);
  const serve = (request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> => {
    const path = pathOf(request.url);
    const kept = isOpenAtHand(kernel, path) ? store.atHand(path) : undefined;
    return kept ? send(request, reply, path, kept) : serveSlowly(store, kernel, request, reply, path);
  };
  for (const url of ROUTES) web.get(url, MAY, serve);
  web.answersAtHand(PERMISSION, (path, accepted) => {
    const kept = isOpenAtHand(kernel, path) ? store.atHand(path) : undefined;
    return kept && answerOf(path, kept, codingFor(accepted));
  });
  web.get('/*', MAY, async (request, reply) => moved(kernel, request.url, reply));
  web.get(
    '/content/files/:file/:name',
    { ...MAY, schema: { hide: true, params: z.object({ file: z.uuid(), name: z.string().max(400) }) } },
    async (request, reply) => {
      const file = await publishedFile(kernel.published.pool, request.params.file);
      if (!file) throw refuse('sites/file-not-found', {}, 404);
      const { sha256 } = file;
      if (sha256 === null) throw refuse('files/waiting-for-scan', { name: file.name }, 423);
      return sendFile(kernel, request, reply, { ...file, sha256, scan: 'clean' });
    },
  );
}

const pathOf = (url: string): string => {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
};

async function serveSlowly(
  store: PageStore,
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<FastifyReply> {
  const shut = await shutFor(kernel, path);
  if (shut) return sendShut(kernel, request, reply, shut);
  const page = await store.page(path);
  if (page) return send(request, reply, path, page);
  // What people type who know that there are sites.
  if (path === '/site/') return reply.redirect(`/site/${PORTAL}/`, 302);
  if (!path.endsWith('/') && !/\.[a-z0-9]+$/u.test(path) && (await store.page(`${path}/`)))
    return reply.redirect(`${path}/`, 301);
  return moved(kernel, request.url, reply);
}

/** The site is shut for a while: everybody may come again after that. @law 国办发〔2017〕47号 */
async function sendShut(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  shut: Shut,
): Promise<FastifyReply> {
  const { name, organiser, contact } = await siteOf(kernel, shut.site);
  const seconds = Math.max(1, Math.ceil((shut.untilAt.getTime() - kernel.now().getTime()) / 1000));
  const { notice, fromAt, untilAt } = shut;
  const props = { context: pageContext(request), name, organiser, contact, notice, fromAt, untilAt };
  return reply
    .code(503)
    .header('retry-after', String(seconds))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(renderPage(createElement(ClosedPage, props)));
}

/** Where an old address leads now. @throws Refusal http/not-found */
async function moved(kernel: Kernel, url: string, reply: FastifyReply): Promise<FastifyReply> {
  const to = await newAddress(kernel.published.pool, url);
  if (to === null) throw refuse('http/not-found', {}, 404);
  return reply.redirect(to, 301);
}

type Coding = 'br' | 'gzip' | null;
const prepared = new WeakMap<KeptPage, Map<Coding, AnswerAtHand>>();

/** A page as everybody gets it who has chosen nothing: its headers and the form that his browser takes. */
function answerOf(path: string, page: KeptPage, coding: Coding): AnswerAtHand {
  const forms = prepared.get(page) ?? new Map<Coding, AnswerAtHand>();
  prepared.set(page, forms);
  const known = forms.get(coding);
  if (known) return known;
  const headers = [
    ...['content-type', typeOf(page)],
    ...['cache-control', path.startsWith('/assets/') ? FOR_EVER : ASK_AGAIN],
    ...['vary', isHtml(page) ? 'accept-encoding, cookie' : 'accept-encoding'],
    ...['last-modified', page.publishedAt.toUTCString()],
    ...['etag', coding === null ? `"${page.etag}"` : `"${page.etag}-${coding}"`],
    ...(coding === null ? [] : ['content-encoding', coding]),
  ];
  const body = coding === null ? page.plain : coding === 'br' ? page.br : page.gz;
  const route = ROUTES.find((url) => path.startsWith(url.slice(0, url.indexOf('/', 1) + 1))) ?? path;
  const answer = { route, status: page.status, headers, body };
  forms.set(coding, answer);
  return answer;
}

const isHtml = ({ mediaType }: KeptPage): boolean => mediaType.startsWith('text/html');
/** As Fastify completes it. */
const typeOf = ({ mediaType }: KeptPage): string =>
  mediaType.startsWith('text/') && !mediaType.includes('charset') ? `${mediaType}; charset=utf-8` : mediaType;

function send(request: FastifyRequest, reply: FastifyReply, path: string, page: KeptPage): FastifyReply {
  const { status, headers, body } = answerOf(path, page, codingFor(request.headers['accept-encoding']));
  void reply.code(status);
  const chosen = request.cookies[preferencesCookie];
  if (isHtml(page) && chosen !== undefined && chosen !== '') {
    const { site } = request.server;
    const html = withPreferences(page.plain.toString(), preferencesFromCookie(chosen), {
      path,
      action: site.preferencesHref,
    });
    void reply.type(page.mediaType).header('vary', 'accept-encoding, cookie');
    return reply.header('cache-control', 'private, no-cache').send(html);
  }
  for (let i = 0; i < headers.length; i += 2) void reply.header(headers[i] ?? '', headers[i + 1]);
  if (!isSame(request.headers['if-none-match'], page.etag)) return reply.send(body);
  return reply.removeHeader('content-encoding').code(304).send();
}

/** The best form that a browser takes; a quality of nothing is a refusal. */
export function codingFor(accepted: string | undefined): Coding {
  if (accepted === undefined) return null;
  const takes = (coding: string): boolean => {
    const found = accepted.split(',').find((part) => part.trim().toLowerCase().split(';')[0]?.trim() === coding);
    return found !== undefined && !/;\s*q=0(?:\.0*)?\s*$/u.test(found);
  };
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null;
}

const isSame = (given: string | undefined, etag: string): boolean =>
  given !== undefined && (given.trim() === '*' || given.includes(`"${etag}`));
