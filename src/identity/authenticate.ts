import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Json, Kernel } from '../kernel/index.ts';
import { note } from './account.ts';
import { noteAtGate } from './gate.ts';
import { type Awaits, type LiveSession, liveSession, SECURE_SESSION_COOKIE, SESSION_COOKIE } from './session.ts';

/** The routes open to somebody of whom something is still awaited; those for everybody are open besides. */
const OPEN_WHILE: Readonly<Record<Awaits, ReadonlySet<string>>> = {
  code: new Set(),
  password: new Set(['/me', '/me/password', '/api/session/password']),
  factor: new Set(['/me/second-factor', '/me/second-factor/offer', '/me/second-factor/confirm']),
};

const sessions = new WeakMap<FastifyRequest, Promise<LiveSession | null>>();

/** The session of a request, as it began; `null` when nobody is signed in. */
export function sessionOf(kernel: Kernel, request: FastifyRequest): Promise<LiveSession | null> {
  const known = sessions.get(request);
  if (known) return known;
  const found = liveSession(kernel, tokenOf(request), kernel.now());
  sessions.set(request, found);
  return found;
}

/** Who is asking, as the web server wants to know it: `WebOptions.authenticate`. */
export const authenticate =
  (kernel: Kernel) =>
  async (request: FastifyRequest): Promise<Actor | null> => {
    const session = await sessionOf(kernel, request);
    if (!session) return null;
    const isOpen = session.awaits === null || OPEN_WHILE[session.awaits].has(request.routeOptions.url ?? '');
    return isOpen ? session.actor : null;
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

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';
const cookieName = (request: FastifyRequest): string => (isSecure(request) ? SECURE_SESSION_COOKIE : SESSION_COOKIE);

/** The token that the browser carries. Over https a cookie of the plain name is not ours: a sister site can plant it. */
export const tokenOf = (request: FastifyRequest): string | undefined => request.cookies[cookieName(request)];

/** Gives the browser its session; it ends with the browser, or when the server says so. */
export function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName(request), token, {
    path: '/',
    httpOnly: true,
    // Not strict: who comes by a link from a text message or another office's page is still signed in.
    sameSite: 'lax',
    secure: isSecure(request),
  });
}

export const takeCookie = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.clearCookie(cookieName(request), { path: '/', secure: isSecure(request) });
};
