import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { z } from 'zod';
import {
  type Kernel,
  matterByNumber,
  packageRoot,
  publishedCalendar,
  Refusal,
  refuse,
  type Web,
} from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import type { Result } from '../verifier/result.ts';
import { checkReceipt, cityKeys, MOST_RECEIPT_BYTES } from './check.ts';
import { ReceiptCheckPage, VERIFIER } from './pages.tsx';
import { sendReceipt } from './send.ts';
import { receiptText } from './text.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const SCRIPT = 'text/javascript; charset=utf-8';
const anyone = { may: 'proof.log' };
const own = { may: 'proof.own' };

const source = (path: string): Buffer => readFileSync(join(packageRoot, 'src/proof', path));

/** Receipts of one's own matters, and the place where anybody checks one. */
export function receiptRoutes(web: Web, kernel: Kernel): void {
  checking(web, kernel);
  published(web, kernel);
  web.get(
    '/my/receipts/:number.json',
    { config: own, schema: { hide: true, params: Params, querystring: Query } },
    async (request, reply) =>
      sendReceipt(kernel, reply, await ownMatter(kernel, request), { format: 'json', withWords: request.query.words }),
  );
  web.get('/my/receipts/:number.pdf', { config: own, schema: { hide: true, params: Params } }, async (request, reply) =>
    sendReceipt(kernel, reply, await ownMatter(kernel, request), { format: 'pdf' }),
  );
}

const Params = z.object({ number: z.string().max(60) });
const Query = z.object({ words: z.stringbool().default(false).catch(false) });

/**
 * A matter about the person who asks. Somebody else's is answered like one that was never opened.
 *
 * @throws Refusal matter/not-found (404)
 */
async function ownMatter(
  kernel: Kernel,
  { actor, params }: Pick<FastifyRequest, 'actor'> & { readonly params: z.infer<typeof Params> },
): Promise<number> {
  const { id, kind, subjectId } = await matterByNumber(kernel, params.number);
  const isOwn = actor.personId !== null && kernel.access.may(actor, 'proof.own', { subjectId });
  if (!isOwn || !kernel.kinds.of(kind).receipts) throw refuse('matter/not-found', {}, 404);
  return id;
}

function checking(web: Web, kernel: Kernel): void {
  const script = source('receipt/browser/check-receipt.js');
  const href = `/assets/check-receipt.${createHash('sha256').update(script).digest('hex').slice(0, 16)}.js`;
  web.get(href, { config: anyone, schema: { hide: true } }, async (_request, reply) =>
    reply.type(SCRIPT).header('cache-control', FOR_EVER).send(script),
  );
  const show = async (request: FastifyRequest, reply: FastifyReply, found: { result?: Result; wrong?: string }) => {
    const props = { context: pageContext(request), keys: await cityKeys(kernel.published), script: href, ...found };
    return reply
      .code(found.wrong === undefined ? 200 : 422)
      .type('text/html; charset=utf-8')
      .send(renderPage(createElement(ReceiptCheckPage, props)));
  };
  web.get('/verify/receipt', { config: anyone, schema: { hide: true } }, async (request, reply) =>
    show(request, reply, {}),
  );
  web.post('/verify/receipt', { config: anyone, schema: { hide: true } }, async (request, reply) => {
    const { text, isTooLarge } = await sent(request).catch((error: unknown) => {
      // A form that breaks off or is none: the reader of forms says so with an error that has no status.
      throw error instanceof Refusal ? error : refuse('http/bad-input', {}, 400);
    });
    if (isTooLarge) return show(request, reply, { wrong: receiptText.tooLarge });
    if (text === '') return show(request, reply, { wrong: receiptText.nothing });
    return show(request, reply, { result: await checkReceipt(text, await cityKeys(kernel.published)) });
  });
}

/** The receipt of a form, chosen as a file or pasted; kept in memory and nowhere else. */
async function sent(request: FastifyRequest): Promise<{ readonly text: string; readonly isTooLarge: boolean }> {
  const reading = {
    throwFileSizeLimit: false,
    limits: { fileSize: MOST_RECEIPT_BYTES, fieldSize: MOST_RECEIPT_BYTES, files: 1, fields: 4, parts: 5 },
  };
  let text = '';
  let isTooLarge = false;
  for await (const part of request.parts(reading)) {
    if (part.type === 'field') {
      isTooLarge ||= part.valueTruncated;
      if (part.fieldname === 'text' && typeof part.value === 'string') text ||= part.value.trim();
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk);
    isTooLarge ||= part.file.truncated;
    text = Buffer.concat(chunks).toString('utf8').trim() || text;
  }
  return { text, isTooLarge };
}

/** What checking needs and never changes: the verifier as one file, and every calendar that ever dated anything. */
function published(web: Web, kernel: Kernel): void {
  const verifier = source('verifier/verify-receipt.mjs');
  web.get(
    VERIFIER,
    { config: anyone, schema: { summary: 'The receipt verifier: one file without packages, for Node and browsers' } },
    async (_request, reply) => reply.type(SCRIPT).header('cache-control', 'public, max-age=60').send(verifier),
  );
  web.get(
    '/log/calendars/:hash.json',
    {
      config: anyone,
      schema: {
        summary: 'A calendar by the SHA-256 of its text, which stands beside every date it gave',
        params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/u) }),
      },
    },
    async (request, reply) => {
      const text = await publishedCalendar(kernel.published.pool, request.params.hash);
      if (text === null) throw refuse('http/not-found', {}, 404);
      return reply.type('application/json; charset=utf-8').header('cache-control', FOR_EVER).send(text);
    },
  );
}
