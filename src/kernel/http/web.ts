import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawServerDefault,
} from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { type Actor, anonymous } from '../access/actor.ts';
import type { Access } from '../access/permission.ts';
import { Refusal } from '../refusal.ts';
import { assertSameOrigin } from './csrf.ts';
import { securityHeaders } from './headers.ts';
import { type ProblemPage, problemHandler } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The permission the route asks for; a route without one does not start. */
    may?: string;
    /** A machine or a terminal calls it with its own credentials: no cookie, so no cross-site forgery either. */
    machine?: true;
  }
  interface FastifyRequest {
    actor: Actor;
    /** Ties forms to the session they were shown in. */
    formToken: string;
  }
}

/** The web server, typed by the Zod shapes of each route. */
export type Web = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export type WebOptions = {
  readonly access: Access;
  /** Who is asking; reads the session cookie. */
  readonly authenticate: (
    request: FastifyRequest,
  ) => Promise<{ readonly actor: Actor; readonly formToken: string } | null>;
  /** Called for each refusal of a right, for the audit ledger. */
  readonly refused: (request: FastifyRequest, permission: string, code: string) => Promise<void>;
  readonly sentence: (code: string, details?: Readonly<Record<string, unknown>>) => string;
  readonly problemPage: ProblemPage;
  readonly title: string;
  readonly maxUploadBytes: number;
  readonly trustProxy: boolean;
  /** What is written to standard error: nothing (tests), faults of the program, or every request besides. */
  readonly log: 'nothing' | 'faults' | 'requests';
};

/** Every route that was registered, with the permission it names; gates and tests enumerate it. */
export type RouteList = readonly { readonly method: string; readonly url: string; readonly may: string }[];

/** Refusals that are about who asks, not about what. */
const RIGHTS: ReadonlySet<string> = new Set(['access/forbidden', 'matter/not-yours']);

/**
 * A web server on which a route without a known permission makes the start fail, every refusal has a code and a
 * sentence, and nothing but declared fields is answered.
 */
export async function createWeb(options: WebOptions): Promise<{ readonly web: Web; readonly routes: RouteList }> {
  const { access } = options;
  const routes: { method: string; url: string; may: string }[] = [];
  const atGate = new WeakSet<FastifyRequest>();
  const web: Web = fastify({
    logger:
      options.log === 'nothing'
        ? false
        : { level: options.log === 'requests' ? 'info' : 'error', stream: process.stderr, redact: ['req.headers'] },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: 1_048_576,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    genReqId: () => crypto.randomUUID(),
  }).withTypeProvider<ZodTypeProvider>();
  web.setValidatorCompiler(validatorCompiler);
  web.setSerializerCompiler(serializerCompiler);
  web.decorateRequest('actor', { getter: () => anonymous });
  await web.register(cookie);
  await web.register(formbody);
  await web.register(multipart, {
    limits: { fileSize: options.maxUploadBytes, files: 20, fields: 500, fieldSize: 200_000, parts: 520 },
  });
  await web.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: options.title, version: '1' } },
    transform: jsonSchemaTransform,
  });

  web.addHook('onRoute', (route) => {
    const may = route.config?.may;
    const where = `${String(route.method)} ${route.url}`;
    if (may === undefined) throw new Error(`route ${where} names no permission`);
    if (!access.knows(may)) throw new Error(`route ${where} names the unknown permission ${may}`);
    for (const method of [route.method].flat()) routes.push({ method, url: route.url, may });
  });
  web.addHook('onSend', securityHeaders);
  // The route's pattern, never the address itself: addresses can hold what people typed.
  web.addHook('onResponse', async (request, reply) => {
    const { url } = request.routeOptions;
    request.log.info({
      requestId: request.id,
      method: request.method,
      route: url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  web.addHook('onRequest', async (request) => {
    const known = await options.authenticate(request);
    Object.defineProperty(request, 'actor', { value: known?.actor ?? anonymous, configurable: true });
    Object.defineProperty(request, 'formToken', { value: known?.formToken ?? '', configurable: true });
    assertSameOrigin(request);
    const { may } = request.routeOptions.config;
    if (may === undefined || access.mayEver(request.actor, may)) return;
    const code = request.actor.kind === 'anonymous' ? 'access/sign-in-first' : 'access/forbidden';
    await options.refused(request, may, code);
    atGate.add(request);
    access.check(request.actor, may, { agencyId: -1, subjectId: -1 });
  });
  const onProblem = problemHandler(options);
  web.setErrorHandler(async (error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply) => {
    const { may } = request.routeOptions.config;
    // Who holds a right and reaches for what it does not cover is noted like who holds none.
    if (may !== undefined && !atGate.has(request) && error instanceof Refusal && RIGHTS.has(error.code))
      await options.refused(request, may, error.code);
    return onProblem.error(error, request, reply);
  });
  web.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => onProblem.notFound(request, reply));
  return { web, routes };
}
