import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import { renderPage } from '../../ui/index.ts';
import type { Papers } from '../operations/doing.ts';

const HTML = 'text/html; charset=utf-8';

export const show = (reply: FastifyReply, page: ReactElement, status = 200): FastifyReply =>
  reply.code(status).type(HTML).send(renderPage(page));

/** Where the papers that a request makes say they can be checked. */
export const papersOf = (request: FastifyRequest): Papers => ({ publicUrl: request.server.publicUrl });
