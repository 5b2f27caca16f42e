import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Json, Kernel } from '../kernel/index.ts';
import { note } from './account.ts';
import { noteAtGate } from './gate.ts';
import { type LiveSession, liveSession, SESSION_COOKIE } from './session.ts';

/** What somebody may reach who has to choose a new password first. */
const WITH_OLD_PASSWORD = /^\/(me|sign-out|preferences|assets|api\/session)(\/|$|\?)/u;

/** The session of a request; `null` when nobody is signed in. */
export const sessionOf = (kernel: Kernel, request: FastifyRequest): Promise<LiveSession | null> =>
  liveSession(kernel, request.cookies[SESSION_COOKIE], kernel.now());

/** Who is asking, as the web server wants to know it: `WebOptions.authenticate`. */
export const authenticate =
  (kernel: Kernel) =>
  async (request: FastifyRequest): Promise<{ readonly actor: Actor; readonly formToken: string } | null> => {
    const session = await sessionOf(kernel, request);
    if (!session || (session.mustChange && !WITH_OLD_PASSWORD.test(request.url))) return null;
    return { actor: session.actor, formToken: session.formToken };
  };

/** Where a request came from; personal, so it is only ever sealed. */
export const deviceOf = (request: FastifyRequest): { readonly ip: string; readonly browser: string } => ({
  ip: request.ip,
  browser: (request.headers['user-agent'] ?? '').slice(0, 300),
});

/** Notes every refused right: `WebOptions.refused`. Who only opens a page before signing in is not noted. */
export const refused =
  (kernel: Kernel) =>
  async (request: FastifyRequest, permission: string, code: string): Promise<void> => {
    const at = kernel.now();
    const { personId } = request.actor;
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const facts = { permission, code, method: request.method, route: request.routeOptions.url ?? '' };
    const personal: Json = deviceOf(request);
    if (personId === null && isReading) return;
    if (personId === null) await noteAtGate(kernel, { act: 'right-refused', at, facts, personal });
    else await note(kernel, { personId, act: 'right-refused', actor: request.actor, at, facts, personal });
  };

/** Gives the browser its session; it ends with the browser, or when the server says so. */
export function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  });
}

export const takeCookie = (reply: FastifyReply): void => {
  reply.clearCookie(SESSION_COOKIE, { path: '/' });
};
