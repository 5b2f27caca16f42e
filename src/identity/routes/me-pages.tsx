import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Kernel, Refusal, refuse, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { allowances } from '../allowances.ts';
import { deviceOf, sessionOf } from '../authenticate.ts';
import { directoryOf } from '../directory.ts';
import { changePassword } from '../operations/password.ts';
import { type InputFault, registerCitizen, registerEnterprise } from '../operations/register.ts';
import { actFor, endSessions, sessionList } from '../operations/sessions.ts';
import type { LineError } from '../pages/line.tsx';
import { MePage } from '../pages/me.tsx';
import { RegisterEnterprisePage, RegisterPage } from '../pages/register.tsx';
import { words } from '../pages/text.ts';
import { personNames, personView } from '../people.ts';
import { isRole } from '../roles.ts';
import { browserName } from '../rules/browser-name.ts';
import type { LiveSession } from '../session.ts';
import { roleText } from '../text.ts';
import { errorsIn, html } from './pages.tsx';

const line = z.string().max(300).default('');

/** @throws Refusal access/sign-in-first (401) */
export async function ownSession(kernel: Kernel, request: FastifyRequest): Promise<LiveSession> {
  const session = await sessionOf(kernel, request);
  if (!session) throw refuse('access/sign-in-first', {}, 401);
  return session;
}

/** What a person sees and does about his own account. */
export function mePages(web: Web, kernel: Kernel): void {
  web.get(
    '/me',
    {
      config: { may: 'identity.me' },
      schema: {
        hide: true,
        querystring: z.object({ said: z.enum(['changed', 'registered']).optional().catch(undefined) }),
      },
    },
    async (request, reply) => sendMe(kernel, request, reply, { errors: [], said: request.query.said }),
  );

  web.post(
    '/me/password',
    {
      config: { may: 'identity.me' },
      schema: { hide: true, body: z.object({ current: line, next: line, again: line }) },
    },
    async (request, reply) => {
      const session = await ownSession(kernel, request);
      const { current, next, again } = request.body;
      try {
        if (next !== again) throw registrationFault('again', 'identity/passwords-differ');
        const { actor, id: sessionId } = session;
        await changePassword(kernel, { actor, sessionId, current, next, device: deviceOf(request), at: kernel.now() });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const field = error.code === 'identity/password-wrong' ? 'current' : 'next';
        return sendMe(kernel, request, reply, { errors: errorsIn(error, field) });
      }
      return reply.redirect('/me?said=changed', 303);
    },
  );

  web.post(
    '/me/sessions/end',
    {
      config: { may: 'identity.me' },
      schema: {
        hide: true,
        body: z.object({ which: z.union([z.literal('others'), z.coerce.number().int().positive()]) }),
      },
    },
    async (request, reply) => {
      await endSessions(kernel, await ownSession(kernel, request), request.body.which, kernel.now());
      return reply.redirect('/me#sessions', 303);
    },
  );

  web.post(
    '/me/act-for',
    {
      config: { may: 'identity.represent' },
      schema: {
        hide: true,
        body: z.object({ principal: z.union([z.literal(''), z.coerce.number().int().positive()]) }),
      },
    },
    async (request, reply) => {
      const { principal } = request.body;
      await actFor(kernel, await ownSession(kernel, request), principal === '' ? null : principal, kernel.now());
      return reply.redirect('/me#principals', 303);
    },
  );
}

/** Registration: of citizens by anybody, of enterprises by a citizen who is signed in. */
export function registerPages(web: Web, kernel: Kernel): void {
  web.get('/register', { config: { may: 'identity.register' }, schema: { hide: true } }, async (request, reply) =>
    sendRegister(request, reply, { typed: { name: '', residentId: '', phone: '' }, errors: [] }),
  );

  web.post(
    '/register',
    {
      config: { may: 'identity.register', allowance: allowances.register },
      schema: {
        hide: true,
        body: z.object({ name: line, residentId: line, phone: line, password: line, again: line }),
      },
    },
    async (request, reply) => {
      const { again, ...form } = request.body;
      try {
        if (form.password !== again) throw registrationFault('again', 'identity/passwords-differ');
        await registerCitizen(kernel, { ...form, device: deviceOf(request), at: kernel.now() });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return sendRegister(request, reply, { typed: form, errors: errorsIn(error, 'name') });
      }
      return reply.redirect('/sign-in?said=registered', 303);
    },
  );

  web.get(
    '/register/enterprise',
    { config: { may: 'identity.represent' }, schema: { hide: true } },
    async (request, reply) =>
      sendEnterprise(request, reply, { typed: { creditCode: '', name: '', legalRepresentative: '' }, errors: [] }),
  );

  web.post(
    '/register/enterprise',
    {
      config: { may: 'identity.represent', allowance: allowances.register },
      schema: { hide: true, body: z.object({ creditCode: line, name: line, legalRepresentative: line }) },
    },
    async (request, reply) => {
      try {
        await registerEnterprise(kernel, {
          ...request.body,
          actor: request.actor,
          device: deviceOf(request),
          at: kernel.now(),
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return sendEnterprise(request, reply, { typed: request.body, errors: errorsIn(error, 'creditCode') });
      }
      return reply.redirect('/me?said=registered', 303);
    },
  );
}

const registrationFault = (field: string, code: string): Refusal =>
  refuse('identity/registration-faulty', { faults: [{ field, code } satisfies InputFault] }, 422);

const UNPROCESSABLE = 422;
const statusOf = (errors: readonly LineError[]): number => (errors.length > 0 ? UNPROCESSABLE : 200);

type Shown<Typed> = { readonly typed: Typed; readonly errors: readonly LineError[] };

const sendRegister = (
  request: FastifyRequest,
  reply: FastifyReply,
  { typed, errors }: Shown<Parameters<typeof RegisterPage>[0]['typed']>,
): FastifyReply =>
  html(
    reply,
    renderPage(<RegisterPage frame={pageContext(request)} typed={typed} errors={errors} />),
    statusOf(errors),
  );

const sendEnterprise = (
  request: FastifyRequest,
  reply: FastifyReply,
  { typed, errors }: Shown<Parameters<typeof RegisterEnterprisePage>[0]['typed']>,
): FastifyReply =>
  html(
    reply,
    renderPage(<RegisterEnterprisePage frame={pageContext(request)} typed={typed} errors={errors} />),
    statusOf(errors),
  );

async function sendMe(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  { errors, said }: { readonly errors: readonly LineError[]; readonly said?: 'changed' | 'registered' | undefined },
): Promise<FastifyReply> {
  const session = await ownSession(kernel, request);
  const [person, sessions, duties] = await Promise.all([
    personView(kernel, session.personId),
    sessionList(kernel, session, kernel.now()),
    dutiesOf(kernel, session),
  ]);
  const page = (
    <MePage
      frame={{ ...pageContext(request), path: '/me' }}
      person={{
        name: person.maskedName,
        document: person.maskedDocument,
        phone: person.maskedPhone,
        address: person.maskedAddress,
        isCitizen: person.kind === 'citizen',
      }}
      duties={duties}
      principals={session.principals.map(({ id, name }) => ({ id, name, isActing: id === session.actingFor }))}
      sessions={sessions.map(({ device, ...row }) => ({
        ...row,
        ip: device.ip,
        browser: browserName(device.browser) ?? words.me.unknownBrowser,
      }))}
      hasFactor={session.factorSince !== null}
      mustChange={session.awaits === 'password'}
      said={said}
      errors={errors}
    />
  );
  return html(reply, renderPage(page), statusOf(errors));
}

async function dutiesOf(kernel: Kernel, { actor }: LiveSession) {
  if (actor.grants.length === 0) return [];
  const directory = await directoryOf(kernel);
  const givers = await personNames(
    kernel,
    actor.grants.flatMap(({ delegatedBy }) => delegatedBy ?? []),
  );
  return actor.grants.map(({ role, agencyId, delegatedBy }) => ({
    role: isRole(role) ? roleText[role].title : role,
    agency: directory.agencyShortName(agencyId),
    giver: delegatedBy === undefined ? null : (givers.get(delegatedBy) ?? null),
  }));
}
