import type { FastifyRequest } from 'fastify';
import { refuse } from '../refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Another site can neither make a signed-in browser act nor sign a visitor in under an account of its own: every unsafe
 * request a browser sends must come from our own pages. Browsers say so themselves (`Sec-Fetch-Site`, `Origin`);
 * programs that send neither hold no cookie of anybody.
 *
 * @throws Refusal http/cross-site (403)
 */
export function assertSameOrigin(request: FastifyRequest): void {
  if (SAFE.has(request.method) || request.routeOptions.config.machine) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site === 'same-origin' || site === 'none') return;
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
