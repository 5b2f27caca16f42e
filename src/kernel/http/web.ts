import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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
import type { Allowance } from '../allowance/allowance.ts';
import type { Instruments } from '../instruments/index.ts';
import { type Log, noLog, requestIdFrom, withRequestId } from '../log-lines/index.ts';
import { Refusal } from '../refusal.ts';
import { type AtHand, answersAtHand } from './at-hand.ts';
import { assertSameOrigin } from './csrf.ts';
import type { Draining } from './draining.ts';
import { securityHeaders } from './headers.ts';
import { type ProblemPage, problemHandler } from './problem.ts';
import { requestCounts } from './request-counts.ts';
import { webLogger } from './web-logger.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The permission the route asks for; a route without one does not start. */
    may?: string;
    /** A machine or a terminal calls it with its own credentials: no cookie, so no cross-site forgery either. */
    machine?: true;
    /** How often one person, or one address where nobody is signed in, may ask for this. */
    allowance?: Allowance;
    /** Whoever watches over the program asks here; it is answered also by a copy that is on its way out. */
    probe?: true;
  }
  interface FastifyRequest {
    actor: Actor;
  }
  interface FastifyInstance {
    /**
     * Answers of routes with this permission that are whole before anybody asks, and the same for everybody.
     * @throws when not everybody holds the permission
     */
    answersAtHand: (may: string, source: AtHand) => void;
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
  /** Who is asking; reads the session cookie. Not called for machines. */
  readonly authenticate: (request: FastifyRequest) => Promise<Actor | null>;
  /** Counts one use of an allowance, and refuses when nothing is left of it. */
  readonly spend: (request: FastifyRequest, allowance: Allowance) => Promise<void>;
  /** Called for each refusal of a right, for the audit ledger. */
  readonly refused: (request: FastifyRequest, permission: string, code: string) => Promise<void>;
  readonly sentence: (code: string, details?: Readonly<Record<string, unknown>>) => string;
  readonly problemPage: ProblemPage;
  readonly title: string;
  readonly maxUploadBytes: number;
  readonly trustProxy: boolean;
  /** What is written down: nothing (tests), faults of the program, or every request besides. */
  readonly log: 'nothing' | 'faults' | 'requests';
  /** Where it is written. */
  readonly lines?: Log;
  readonly instruments?: Instruments;
  readonly draining?: Draining;
};

/** Every route that was registered, with the permission it names; gates and tests enumerate it. */
export type RouteList = readonly { readonly method: string; readonly url: string; readonly may: string }[];

/** How long an open connection may wait for its next request. */
const KEEP_ALIVE_MS = 72_000;

/** Refusals that are about who asks, not about what. */
const RIGHTS: ReadonlySet<string> = new Set(['access/forbidden', 'matter/not-yours']);

/**
 * A web server on which a route without a known permission makes the start fail, every refusal has a code and a
 * sentence, and nothing but declared fields is answered.
 */
export async function createWeb(options: WebOptions): Promise<{ readonly web: Web; readonly routes: RouteList }> {
  const { access, draining } = options;
  const lines = options.log === 'nothing' ? noLog : (options.lines ?? noLog);
  const counts = options.instruments ? requestCounts(options.instruments) : null;
  const routes: { method: string; url: string; may: string }[] = [];
  const atGate = new WeakSet<FastifyRequest>();
  const { trustProxy, log } = options;
  const atHand = answersAtHand({ trustProxy, log, lines, counts, draining });
  const web: Web = fastify({
    serverFactory: (handler) => {
      const server = createServer((request, response) => {
        if (!atHand.answer(request, response)) handler(request, response);
      });
      // To a server of our own Fastify does not give its own times.
      return Object.assign(server, { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 });
    },
    loggerInstance: webLogger(lines),
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy, and what it added last: whatever stands before that in the header was written by the visitor.
    trustProxy: options.trustProxy ? (_address, hop) => hop === 0 : false,
    bodyLimit: 1_048_576,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // A request that arrives on an open connection while the server closes is served like the others.
    return503OnClosing: false,
    genReqId: ({ headers }) => requestIdFrom(options.trustProxy ? headers['x-request-id'] : undefined),
  }).withTypeProvider<ZodTypeProvider>();
  web.setValidatorCompiler(validatorCompiler);
  web.setSerializerCompiler(serializerCompiler);
  web.decorate('answersAtHand', (may, source) => {
    if (!access.mayEver(anonymous, may)) throw new Error(`answers at hand are not for everybody under ${may}`);
    atHand.add(source);
  });
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
  web.addHook('onRequest', (request, _reply, done) => withRequestId(request.id, done));
  // A body arrives by events of the socket, which know nothing of the request they belong to.
  web.addHook('preValidation', (request, _reply, done) => withRequestId(request.id, done));
  web.addHook('onRequest', async (request) => {
    draining?.admit({ method: request.method, isProbe: request.routeOptions.config.probe === true });
  });
  web.addHook('onSend', securityHeaders);
  web.addHook('onSend', async (_request, reply) => {
    if (draining && draining.state() !== 'serving') reply.header('connection', 'close');
  });
  // The route's pattern, never the address itself: addresses can hold what people typed.
  web.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    counts?.({ method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    if (options.log !== 'requests') return;
    const ms = Math.round(reply.elapsedTime);
    lines('info', 'request', { requestId: request.id, method, route, status: reply.statusCode, ms });
  });
  web.addHook('onRequest', async (request) => {
    const { may, machine, allowance } = request.routeOptions.config;
    // What a machine may send without coming from our pages is never done in the name of a browser's session.
    const known = machine ? null : await options.authenticate(request);
    Object.defineProperty(request, 'actor', { value: known ?? anonymous, configurable: true });
    assertSameOrigin(request);
    if (may === undefined || access.mayEver(request.actor, may)) {
      if (allowance) await options.spend(request, allowance);
      return;
    }
    const code = request.actor.kind === 'anonymous' ? 'access/sign-in-first' : 'access/forbidden';
    await options.refused(request, may, code);
    atGate.add(request);
    access.check(request.actor, may, { agencyId: -1, subjectId: -1 });
  });
  const onProblem = problemHandler({ ...options, lines });
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
