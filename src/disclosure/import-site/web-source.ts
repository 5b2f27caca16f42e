import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../../kernel/index.ts';
import { robotsRules } from './robots.ts';
import { type Location, locations } from './sitemap.ts';
import { type Fetched, type FetchFault, type Lost, type Missing, MOST_BYTES, type SiteSource } from './sources.ts';

export type Manners = {
  /** Between two requests. */
  readonly pauseMs: number;
  readonly timeoutMs: number;
  readonly mostPages: number;
};
const USUAL_MANNERS: Manners = { pauseMs: 100, timeoutMs: 15_000, mostPages: 100_000 };
const MOST_SITEMAPS = 500;
const MOST_HOPS = 5;
/** A server that has not answered so often is down: what is left is asked for another time. */
const MOST_SILENT = 10;
const TRIED_AGAIN: ReadonlySet<FetchFault> = new Set(['slow', 'server-fault', 'no-answer']);

/**
 * A site behind its sitemap. One request at a time, only to the host of the sitemap, not where its robots.txt forbids; what
 * failed on its way is asked for once more.
 *
 * @throws Refusal disclosure/site-away (503) once it has not answered ten times in a row: another run goes on from there
 */
export function sitemapSource(sitemap: string, manners: Manners = USUAL_MANNERS): SiteSource {
  const { origin } = new URL(sitemap);
  const get = politely(origin, manners);
  const lost: Lost[] = [];
  return {
    addresses: async function* () {
      lost.length = 0;
      let pages = 0;
      for await (const address of listed(sitemap, get, lost)) {
        pages += 1;
        if (pages <= manners.mostPages) yield address;
        else lost.push({ address, reason: 'too-many-pages' });
      }
    },
    fetch: get,
    lost: () => lost,
  };
}

/** Every page that the sitemap lists, or the sitemaps that it lists, on its own host; what is left out is noted. */
async function* listed(sitemap: string, get: SiteSource['fetch'], lost: Lost[]): AsyncGenerator<string> {
  const { origin } = new URL(sitemap);
  const waiting = [sitemap];
  const seen = new Set<string>();
  const read = async (address: string): Promise<readonly Location[] | null> => {
    const found = await get(address);
    return 'missing' in found ? null : locations(found.bytes, address);
  };
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (seen.size > MOST_SITEMAPS) {
      lost.push({ address: next, reason: 'too-many-sitemaps' });
      continue;
    }
    const all = await read(next);
    if (all === null && next === sitemap) throw refuse('disclosure/no-sitemap', { address: sitemap }, 422);
    if (all === null) lost.push({ address: next, reason: 'sitemap-not-read' });
    for (const { kind, address } of all ?? []) {
      if (new URL(address).origin !== origin) lost.push({ address, reason: 'other-host' });
      else if (kind === 'sitemap') waiting.push(address);
      else yield address;
    }
  }
}

function politely(origin: string, { pauseMs, timeoutMs }: Manners): SiteSource['fetch'] {
  let mayAsk: ((path: string) => boolean) | null = null;
  let before = 0;
  let silent = 0;
  const once = async (address: string): Promise<Fetched | Missing> => {
    await wait(Math.max(0, before + pauseMs - performance.now()));
    before = performance.now();
    try {
      return await request(address, origin, timeoutMs);
    } catch (error) {
      return { missing: error instanceof Error && error.name === 'TimeoutError' ? 'slow' : 'no-answer' };
    }
  };
  const patiently = async (address: string): Promise<Fetched | Missing> => {
    const first = await once(address);
    const found = 'missing' in first && TRIED_AGAIN.has(first.missing) ? await once(address) : first;
    silent = 'missing' in found && (found.missing === 'slow' || found.missing === 'no-answer') ? silent + 1 : 0;
    if (silent >= MOST_SILENT) throw refuse('disclosure/site-away', { site: origin }, 503);
    return found;
  };
  return async (address) => {
    if (!URL.canParse(address) || new URL(address).origin !== origin) return { missing: 'elsewhere' };
    if (!mayAsk) {
      const robots = await patiently(`${origin}/robots.txt`);
      mayAsk = robotsRules('missing' in robots ? new Uint8Array() : robots.bytes);
    }
    const { pathname, search } = new URL(address);
    return mayAsk(`${pathname}${search}`) ? patiently(address) : { missing: 'robots' };
  };
}

/** Follows redirects within the host only, and not round and round. */
async function request(address: string, origin: string, timeoutMs: number, hops = 0): Promise<Fetched | Missing> {
  const response = await fetch(address, {
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { 'user-agent': 'mingtang-import-site' },
  });
  const target = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && target !== null) {
    await response.body?.cancel();
    if (hops >= MOST_HOPS) return { missing: 'loop' };
    if (!URL.canParse(target, address) || new URL(target, address).origin !== origin) return { missing: 'elsewhere' };
    return request(new URL(target, address).href, origin, timeoutMs, hops + 1);
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    return { missing: faultOf(response.status) };
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body) {
    size += piece.length;
    if (size > MOST_BYTES) return { missing: 'too-heavy' };
    pieces.push(piece);
  }
  const charset = /charset=["']?([\w-]+)/iu.exec(response.headers.get('content-type') ?? '')?.[1] ?? null;
  return { bytes: Buffer.concat(pieces), charset };
}

function faultOf(status: number): FetchFault {
  if (status === 401 || status === 403) return 'not-allowed';
  return status === 429 || status >= 500 ? 'server-fault' : 'not-there';
}
