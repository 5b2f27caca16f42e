import type { FastifyRequest } from 'fastify';
import { refuse } from '../refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Another site cannot make a signed-in browser act: every unsafe request must come from our own pages. Browsers say
 * so themselves (`Sec-Fetch-Site`, `Origin`); requests without cookies have nothing to forge.
 *
 * @throws Refusal http/cross-site (403)
 */
export function assertSameOrigin(request: FastifyRequest): void {
  if (SAFE.has(request.method) || request.routeOptions.config.machine) return;
  if (request.headers.cookie === undefined) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const { origin } = request.headers;
  if (site === undefined && (origin === undefined || hostOf(origin) === request.host)) return;
  throw refuse('http/cross-site', {}, 403);
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
