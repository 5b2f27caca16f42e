import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { renderPage } from '../../ui/index.ts';
import type { Papers } from '../operations/papers.ts';

const HTML = 'text/html; charset=utf-8';

export const show = (reply: FastifyReply, page: ReactElement, status = 200): FastifyReply =>
  reply.code(status).type(HTML).send(renderPage(page));

/** POST → 303 → GET. */
export const goTo = (reply: FastifyReply, url: string): FastifyReply => reply.redirect(url, 303);

/** Where the papers that a request makes say they can be checked. */
export const papersOf = (request: FastifyRequest): Papers => ({ publicUrl: request.server.publicUrl });

export const DraftId = z.object({ draft: z.uuid() });
export const Number_ = z.object({ number: z.string().max(60) });
/** Fields of an HTML form; what they may hold is the form's own business. */
export const Fields = z.record(z.string(), z.unknown());

declare module 'fastify' {
  interface FastifyInstance {
    /** The address people reach the program by, without a slash at its end. */
    publicUrl: string;
  }
}

/** `1.2 MB`, `340 KB`. */
export const sizeText = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
