import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Kernel, Refusal, type Web } from '../../kernel/index.ts';
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
import { deviceOf, giveCookie, sessionOf, takeCookie } from '../authenticate.ts';
import { signOut } from '../operations/sessions.ts';
import { signIn } from '../operations/sign-in.ts';
import type { LineError } from '../pages/line.tsx';
import { SignInPage } from '../pages/sign-in.tsx';
import { liveSession, SESSION_COOKIE } from '../session.ts';
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
  return errors.length > 0 ? errors : [{ path: field, message: sentenceOf(refusal.code) }];
}

const InputFaultShape = z.object({ field: z.string(), code: z.string() });

/** Where somebody goes after signing in who did not come from a page. */
const homeOf = (kind: string): string => (kind === 'staff' ? '/workbench/' : '/my');

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
      if (session) return reply.redirect(session.mustChange ? '/me' : nextOf(next, session.actor.kind), 303);
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
    takeCookie(reply);
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

const nextOf = (next: string, kind: string): string => {
  const path = localPath(next);
  return path === '/' ? homeOf(kind) : path;
};

async function enter(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, password, next }: { readonly name: string; readonly password: string; readonly next: string },
): Promise<FastifyReply> {
  const at = kernel.now();
  const replacing = request.cookies[SESSION_COOKIE];
  const { token } = await signIn(kernel, { name, password, device: deviceOf(request), at, replacing });
  const session = await liveSession(kernel, token, at);
  giveCookie(request, reply, token);
  return reply.redirect(session?.mustChange ? '/me' : nextOf(next, session?.actor.kind ?? 'citizen'), 303);
}
