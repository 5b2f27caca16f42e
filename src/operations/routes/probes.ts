import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { EXPOSITION_TYPE, type Kernel, pendingMigrations, refuse, type Web } from '../../kernel/index.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What the program has set up for those who watch over it. */
    watch: Watch;
  }
}

/** What the routes need to know of the program they stand in. */
export type Watch = {
  /** With this word figures are told to machines elsewhere; null: only on this machine. */
  readonly metricsToken: string | null;
  readonly isDraining: () => boolean;
  /** The folder whose disk is watched. */
  readonly dataDir: string;
  readonly onFault: (name: string, error: unknown) => void;
};

const Ready = z.object({ status: z.enum(['ready', 'draining', 'database-away', 'migrations-pending']) });

/** Where machines ask: may requests be sent here, and how is it going. */
export function probeRoutes(web: Web, kernel: Kernel): void {
  web.get(
    '/readyz',
    {
      config: { may: 'operations.probe', probe: true, machine: true },
      schema: { summary: 'Whether requests may be sent here', response: { 200: Ready, 503: Ready } },
    },
    async (_request, reply) => {
      const status = await readiness(kernel, web.watch);
      return reply.code(status === 'ready' ? 200 : 503).send({ status });
    },
  );
  web.get(
    '/metrics',
    {
      config: { may: 'operations.metrics', probe: true, machine: true },
      schema: { summary: 'Figures about the running program, for Prometheus' },
    },
    async (request, reply) => {
      // Who may not ask is not told that there is something.
      if (!mayScrape(request, web.watch.metricsToken)) throw refuse('http/not-found', {}, 404);
      return reply.type(EXPOSITION_TYPE).send(await kernel.instruments.scrape(web.watch.onFault));
    },
  );
}

async function readiness(kernel: Kernel, watch: Watch): Promise<z.infer<typeof Ready>['status']> {
  if (watch.isDraining()) return 'draining';
  try {
    return (await pendingMigrations(kernel.pool)).length === 0 ? 'ready' : 'migrations-pending';
  } catch {
    return 'database-away';
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Whoever sends one of these stands between us and somebody else. */
const PROXIED = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

/**
 * From this machine without ado, from elsewhere with the word. A proxy on this machine that the program was not told
 * to trust must not make everybody a neighbour.
 */
function mayScrape(request: FastifyRequest, token: string | null): boolean {
  const said = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1];
  if (said !== undefined) return token !== null && isSame(said, token);
  const isDirect = PROXIED.every((name) => request.headers[name] === undefined);
  return isDirect && LOOPBACK.has(request.socket.remoteAddress ?? '');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
