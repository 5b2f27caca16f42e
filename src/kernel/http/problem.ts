import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Log } from '../log-lines/index.ts';
import { Refusal } from '../refusal.ts';

/** What a refused request is answered with. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string;
  /** Which fields are wrong, for a body that does not fit. */
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
};

/** Renders a problem for a person; the public shell is not the kernel's. */
export type ProblemPage = (problem: Problem, request: FastifyRequest) => string;

type Options = {
  readonly sentence: (code: string, details?: Readonly<Record<string, unknown>>) => string;
  readonly problemPage: ProblemPage;
  readonly lines: Log;
};

const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');

export function problemHandler({ sentence, problemPage, lines }: Options) {
  const answer = (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply => {
    reply.code(problem.status);
    if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(problemPage(problem, request));
    return reply.type('application/problem+json').send(
      JSON.stringify({
        type: `about:problem/${problem.code}`,
        title: problem.title,
        status: problem.status,
        code: problem.code,
        requestId: problem.requestId,
        ...(problem.fields ? { fields: problem.fields } : {}),
      }),
    );
  };
  const signIn = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply.redirect(`/sign-in?next=${encodeURIComponent(request.method === 'GET' ? request.url : '/')}`, 303);

  return {
    error: (error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
      const requestId = request.id;
      if (error instanceof Refusal) {
        sayWhen(reply, error);
        if (error.code === 'access/sign-in-first' && wantsPage(request)) return signIn(request, reply);
        return answer(request, reply, {
          status: error.status,
          code: error.code,
          title: sentence(error.code, error.details),
          requestId,
          ...fieldsOf(error.details.fields),
        });
      }
      if (hasZodFastifySchemaValidationErrors(error)) {
        const fields = error.validation.map((fault) => ({ path: fault.instancePath, message: fault.message ?? '' }));
        return answer(request, reply, {
          status: 400,
          code: 'http/bad-input',
          title: sentence('http/bad-input'),
          requestId,
          fields,
        });
      }
      const known = clientFault(error);
      const { method } = request;
      const route = request.routeOptions.url ?? 'none';
      if (known) {
        if (known.status >= 500) lines('warn', known.code, { requestId, method, route, error });
        return answer(request, reply, { ...known, title: sentence(known.code), requestId });
      }
      lines('error', 'http/unexpected', { requestId, method, route, error });
      return answer(request, reply, {
        status: 500,
        code: 'http/unexpected',
        title: sentence('http/unexpected'),
        requestId,
      });
    },
    notFound: (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
      answer(request, reply, {
        status: 404,
        code: 'http/not-found',
        title: sentence('http/not-found'),
        requestId: request.id,
      }),
  };
}

/** Tells a program when to come again, where a refusal says so: `details.retryAfter`, in seconds. */
export function sayWhen(reply: FastifyReply, { details }: Refusal): void {
  if (typeof details.retryAfter === 'number') reply.header('retry-after', String(details.retryAfter));
}

/** Which fields a refusal is about, where it says so: `details.fields`. */
const fieldsOf = (fields: unknown): Pick<Problem, 'fields'> => {
  const parsed = Fields.safeParse(fields);
  return parsed.success ? { fields: parsed.data } : {};
};
const Fields = z.array(z.object({ path: z.string(), message: z.string() }));

/** Faults of the request that the server itself found before a route was asked. */
function clientFault(error: FastifyError): { readonly status: number; readonly code: string } | null {
  const status = error.statusCode ?? 500;
  if (status === 413 || error.code === 'FST_REQ_FILE_TOO_LARGE') return { status: 413, code: 'http/too-large' };
  if (status >= 400 && status < 500) return { status, code: 'http/bad-input' };
  if (UNWRITABLE.has(error.code) || BROKEN_FORM.test(error.message)) return { status: 400, code: 'http/bad-input' };
  const full = storageFault(error);
  if (full) return { status: 503, code: full };
  if (error.code === TOOK_TOO_LONG) return { status: 503, code: 'http/busy' };
  if (isDatabaseAway(error)) return { status: 503, code: 'http/database-away' };
  return null;
}

/** Storage that takes nothing more: of the database (SQLSTATE class 53, 58, 25) or of files. */
function storageFault({ code, message }: Error & { code?: unknown }): string | null {
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return 'http/no-space';
  if (code === 'EROFS' || (code === '58030' && /read-only file system/iu.test(message))) return 'http/read-only-disk';
  return code === '58030' ? 'http/no-space' : null;
}

/** The reader of forms with files has words for what breaks off, and no code. */
const BROKEN_FORM = /unexpected end of (?:form|multipart data|file)|^multipart: /iu;

/** A text with a character that PostgreSQL keeps nowhere, the zero character: nobody types it, attackers send it. */
const UNWRITABLE = new Set(['22021', '22P05']);

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
]);
/** The database broke a question off that took longer than it may: a figure over too many rows, or too many visitors. */
const TOOK_TOO_LONG = '57014';

const isDatabaseAway = (error: Error & { code?: unknown }): boolean =>
  (typeof error.code === 'string' && AWAY.has(error.code)) ||
  /Connection terminated|not queryable|timeout exceeded when trying to connect/u.test(error.message);
