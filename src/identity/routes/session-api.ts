import { z } from 'zod';
import { type Actor, dayOf, type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { deviceOf, giveCookie, sessionOf, takeCookie, tokenOf } from '../authenticate.ts';
import { CodeBody, PasswordBody, SessionView, SignInBody } from '../contract.ts';
import { directoryOf } from '../directory.ts';
import { changePassword } from '../operations/password.ts';
import { enterCode } from '../operations/second-factor.ts';
import { signOut } from '../operations/sessions.ts';
import { signIn } from '../operations/sign-in.ts';
import { personNames } from '../people.ts';
import { isRole } from '../roles.ts';
import { type LiveSession, liveSession } from '../session.ts';
import { roleText } from '../text.ts';

/** Signing in and out, for the workbench. */
export function sessionApi(web: Web, kernel: Kernel): void {
  web.post(
    '/api/session',
    {
      config: { may: 'identity.sign-in' },
      schema: { summary: 'Sign in', tags: ['identity'], body: SignInBody, response: { 200: SessionView } },
    },
    async (request, reply) => {
      const at = kernel.now();
      const replacing = tokenOf(request);
      const { token } = await signIn(kernel, { ...request.body, device: deviceOf(request), at, replacing });
      const session = await liveSession(kernel, token, at);
      if (!session) throw refuse('identity/no-post-today', {}, 403);
      giveCookie(request, reply, token);
      return viewOf(kernel, session);
    },
  );

  web.post(
    '/api/session/code',
    {
      config: { may: 'identity.sign-in' },
      schema: { summary: 'Show the second factor', tags: ['identity'], body: CodeBody, response: { 200: SessionView } },
    },
    async (request, reply) => {
      const at = kernel.now();
      const waiting = await sessionOf(kernel, request);
      if (!waiting) throw refuse('access/sign-in-first', {}, 401);
      const { code } = request.body;
      const { token } = await enterCode(kernel, { session: waiting, code, device: deviceOf(request), at });
      const session = await liveSession(kernel, token, at);
      if (!session) throw refuse('access/sign-in-first', {}, 401);
      giveCookie(request, reply, token);
      return viewOf(kernel, session);
    },
  );

  web.get(
    '/api/session',
    {
      config: { may: 'identity.sign-in' },
      schema: { summary: 'Who is signed in', tags: ['identity'], response: { 200: SessionView } },
    },
    async (request) => {
      const session = await sessionOf(kernel, request);
      if (!session) throw refuse('access/sign-in-first', {}, 401);
      return viewOf(kernel, session);
    },
  );

  web.delete(
    '/api/session',
    {
      config: { may: 'identity.sign-in' },
      schema: { summary: 'Sign out', tags: ['identity'], response: { 204: z.void() } },
    },
    async (request, reply) => {
      const session = await sessionOf(kernel, request);
      if (session) await signOut(kernel, session, kernel.now());
      takeCookie(request, reply);
      return reply.code(204).send();
    },
  );

  web.post(
    '/api/session/password',
    {
      config: { may: 'identity.me' },
      schema: { summary: 'Choose a new password', tags: ['identity'], body: PasswordBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const session = await sessionOf(kernel, request);
      if (!session) throw refuse('access/sign-in-first', {}, 401);
      const { actor, id: sessionId } = session;
      await changePassword(kernel, { ...request.body, actor, sessionId, device: deviceOf(request), at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

async function viewOf(kernel: Kernel, session: LiveSession): Promise<z.input<typeof SessionView>> {
  const { awaits } = session;
  // Before everything was shown that is asked for, nothing is told but the name.
  const actor = awaits === null ? session.actor : { ...session.actor, grants: [], actsFor: [] };
  const directory = await directoryOf(kernel);
  const givers = await personNames(
    kernel,
    actor.grants.flatMap(({ delegatedBy }) => delegatedBy ?? []),
  );
  const kind = actor.kind === 'staff' || actor.kind === 'enterprise' ? actor.kind : 'citizen';
  return {
    person: { id: session.personId, name: actor.name, kind },
    grants: actor.grants.map(({ role, agencyId, delegatedBy }) => ({
      role,
      roleTitle: isRole(role) ? roleText[role].title : role,
      agencyId,
      agency: directory.agencyShortName(agencyId),
      delegatedBy: delegatedBy === undefined ? null : (givers.get(delegatedBy) ?? null),
    })),
    permissions: awaits !== null ? [] : await offeredTo(kernel, actor),
    actingFor: session.actingFor,
    principals: awaits !== null ? [] : session.principals.map(({ id, name }) => ({ id, name })),
    awaits,
    expiresAt: session.expiresAt.toISOString(),
  };
}

/** What somebody may do to something at least; what is about one agency's things, to those. */
async function offeredTo(kernel: Kernel, actor: Actor): Promise<string[]> {
  const offered: string[] = [];
  for (const name of kernel.access.names()) {
    if (!kernel.access.mayEver(actor, name)) continue;
    const placeOf = kernel.places.get(name);
    const place = await placeOf?.(kernel, dayOf(kernel.now()));
    if (!place || kernel.access.may(actor, name, { agencyId: place.id })) offered.push(name);
  }
  return offered;
}
