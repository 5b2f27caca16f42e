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
  if (site === undefined && (origin === undefined || isOurs(origin, request))) return;
  throw refuse('http/cross-site', {}, 403);
}

/** Under https a page that came by plain http is not ours: anybody on the way can have written it. */
function isOurs(origin: string, { host, protocol }: FastifyRequest): boolean {
  try {
    const from = new URL(origin);
    return from.host === host && (protocol !== 'https' || from.protocol === 'https:');
  } catch {
    return false;
  }
}
