import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Kernel, Refusal, refuse, sayWhen, type Web } from '../../kernel/index.ts';
import {
  changePreferences,
  isPreferenceChange,
  localPath,
  pageContext,
  preferencesCookie,
  preferencesFromCookie,
  preferencesToCookie,
  renderPage,
} from '../../ui/index.ts';
import { deviceOf, giveCookie, sessionOf, takeCookie, tokenOf } from '../authenticate.ts';
import { enterCode } from '../operations/second-factor.ts';
import { signOut } from '../operations/sessions.ts';
import { signIn } from '../operations/sign-in.ts';
import type { LineError } from '../pages/line.tsx';
import { CodePage, SignInPage } from '../pages/sign-in.tsx';
import { type Awaits, type LiveSession, liveSession } from '../session.ts';
import { sentenceOf } from '../text.ts';

const line = z.string().max(300).default('');
const YEAR_SECONDS = 31_536_000;

export const html = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(page);

/** The faults a refusal names, each beside its input; the refusal itself beside `field` when it names none. */
export function errorsIn(refusal: Refusal, field: string): readonly LineError[] {
  const { faults } = refusal.details;
  const listed = Array.isArray(faults) ? faults : [];
  const errors = listed.flatMap((fault: unknown): readonly LineError[] => {
    if (typeof fault === 'string') return [{ path: field, message: sentenceOf(fault) }];
    const { success, data } = InputFaultShape.safeParse(fault);
    return success ? [{ path: data.field, message: sentenceOf(data.code) }] : [];
  });
  return errors.length > 0 ? errors : [{ path: field, message: sentenceOf(refusal.code, refusal.details) }];
}

const InputFaultShape = z.object({ field: z.string(), code: z.string() });

/** Where somebody goes of whom something is still awaited. */
const WAITING: Readonly<Record<Awaits, string>> = {
  code: '/sign-in/code',
  password: '/me',
  factor: '/me/second-factor',
};

/** Where somebody goes after signing in who did not come from a page. */
export const homeOf = (kind: string): string => (kind === 'staff' ? '/workbench/' : '/my');

/** Signing in and out as pages, and how pages are shown. */
export function pageRoutes(web: Web, kernel: Kernel): void {
  web.get(
    '/sign-in',
    {
      config: { may: 'identity.sign-in' },
      schema: {
        hide: true,
        querystring: z.object({ next: line, said: z.enum(['registered', 'signed-out']).optional().catch(undefined) }),
      },
    },
    async (request, reply) => {
      const { next, said } = request.query;
      const session = await sessionOf(kernel, request);
      if (session) return reply.redirect(onward(session, next), 303);
      return html(
        reply,
        renderPage(<SignInPage frame={pageContext(request)} name="" next={localPath(next)} errors={[]} said={said} />),
      );
    },
  );

  web.post(
    '/sign-in',
    {
      config: { may: 'identity.sign-in' },
      schema: { hide: true, body: z.object({ name: line, password: line, next: line }) },
    },
    async (request, reply) => {
      try {
        return await enter(kernel, request, reply, request.body);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        sayWhen(reply, error);
        const { name, next } = request.body;
        const page = (
          <SignInPage
            frame={{ ...pageContext(request), path: '/sign-in' }}
            name={name}
            next={localPath(next)}
            errors={errorsIn(error, 'password')}
          />
        );
        return html(reply, renderPage(page), error.status);
      }
    },
  );

  web.post('/sign-out', { config: { may: 'identity.sign-in' }, schema: { hide: true } }, async (request, reply) => {
    const session = await sessionOf(kernel, request);
    if (session) await signOut(kernel, session, kernel.now());
    takeCookie(request, reply);
    return reply.redirect('/sign-in?said=signed-out', 303);
  });

  web.get(
    '/preferences',
    {
      config: { may: 'identity.preferences' },
      schema: { hide: true, querystring: z.object({ set: line, back: line }) },
    },
    async (request, reply) => {
      const { set, back } = request.query;
      if (isPreferenceChange(set)) {
        const value = preferencesToCookie(
          changePreferences(preferencesFromCookie(request.cookies[preferencesCookie]), set),
        );
        // Pages served as files follow it by script, so script may read it.
        if (value === '') reply.clearCookie(preferencesCookie, { path: '/' });
        else reply.setCookie(preferencesCookie, value, { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS });
      }
      return reply.redirect(localPath(back), 303);
    },
  );
}

/** The code of the second factor, between the password and everything else. */
export function codePages(web: Web, kernel: Kernel): void {
  const config = { may: 'identity.sign-in' };
  web.get(
    '/sign-in/code',
    { config, schema: { hide: true, querystring: z.object({ next: line }) } },
    async (request, reply) => {
      const next = localPath(request.query.next);
      const session = await sessionOf(kernel, request);
      if (!session) return reply.redirect(`/sign-in?${new URLSearchParams({ next })}`, 303);
      if (session.awaits !== 'code') return reply.redirect(onward(session, next), 303);
      return html(reply, renderPage(<CodePage frame={pageContext(request)} next={next} errors={[]} />));
    },
  );
  web.post(
    '/sign-in/code',
    { config, schema: { hide: true, body: z.object({ code: line, next: line }) } },
    async (request, reply) => {
      const at = kernel.now();
      const next = localPath(request.body.next);
      const waiting = await sessionOf(kernel, request);
      if (!waiting) return reply.redirect(`/sign-in?${new URLSearchParams({ next })}`, 303);
      try {
        const { code } = request.body;
        const { token } = await enterCode(kernel, { session: waiting, code, device: deviceOf(request), at });
        const session = await liveSession(kernel, token, at);
        if (!session) throw refuse('identity/no-post-today', {}, 403);
        giveCookie(request, reply, token);
        return reply.redirect(onward(session, next), 303);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const frame = { ...pageContext(request), path: '/sign-in/code' };
        const page = <CodePage frame={frame} next={next} errors={errorsIn(error, 'code')} />;
        return html(reply, renderPage(page), error.status);
      }
    },
  );
}

/** Where a session leads: to what is awaited of it first, then to where the person was going. */
function onward({ awaits, actor }: LiveSession, next: string): string {
  const path = localPath(next);
  if (awaits === 'code' && path !== '/') return `${WAITING.code}?${new URLSearchParams({ next: path })}`;
  if (awaits !== null) return WAITING[awaits];
  return path === '/' ? homeOf(actor.kind) : path;
}

async function enter(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, password, next }: { readonly name: string; readonly password: string; readonly next: string },
): Promise<FastifyReply> {
  const at = kernel.now();
  const replacing = tokenOf(request);
  const { token } = await signIn(kernel, { name, password, device: deviceOf(request), at, replacing });
  const session = await liveSession(kernel, token, at);
  if (!session) throw refuse('identity/no-post-today', {}, 403);
  giveCookie(request, reply, token);
  return reply.redirect(onward(session, next), 303);
}
