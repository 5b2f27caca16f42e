import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { refuse } from '../../kernel/index.ts';

/** One page as it lies there. */
export type Fetched = { readonly bytes: Uint8Array; readonly charset: string | null };

/** A site to be brought in: its addresses in a fixed order, and what lies at each. */
export type SiteSource = {
  readonly addresses: () => AsyncIterable<string>;
  /** Null: nothing is there, or it may not be had. */
  readonly fetch: (address: string) => Promise<Fetched | null>;
};

const PAGE = /\.(?:[sxj]?html?|aspx?|jspx?|php\d?|do|action)$/iu;
/** Programs that copy sites write the query of an address into the name, some with @ for ?, and .html after it. */
const QUERY = /\.(?:aspx?|jspx?|php\d?|do|action|s?html?)[?@]([^?@]+)$/iu;
const MOST_BYTES = 32 * 1_048_576;

/** A folder that holds the pages of a site under their paths. */
export function folderSource(folder: string, base: string): SiteSource {
  const root = new URL(base);
  return {
    addresses: async function* () {
      for await (const path of filesUnder(folder))
        if (PAGE.test(path) || QUERY.test(path)) yield addressOf(relative(folder, path), root);
    },
    fetch: async (address) => {
      const url = new URL(address);
      if (url.host !== root.host || !url.pathname.startsWith(root.pathname)) return null;
      const names = url.pathname.slice(root.pathname.length).split('/').map(decoded);
      if (names.some((name) => name === null || name === '' || name.includes('\0'))) return null;
      const path = names.map(String);
      if (url.search === '') return fileAt(folder, path);
      const query = decoded(url.search.slice(1)) ?? url.search.slice(1);
      for (const ending of [`?${query}`, `?${query}.html`, `@${query}`, `@${query}.html`, '']) {
        const found = await fileAt(folder, [...path.slice(0, -1), `${path.at(-1) ?? ''}${ending}`]);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

/** show.asp?id=3.html is what was at /show.asp?id=3. */
function addressOf(path: string, root: URL): string {
  const query = QUERY.exec(path)?.[1];
  const plain = query === undefined ? path : path.slice(0, path.length - query.length - 1);
  const url = new URL(plain.split(sep).map(encodeURIComponent).join('/'), root);
  if (query !== undefined) url.search = query.replace(/(?<==[^&=]*)\.html$/iu, '');
  return url.href;
}

/** Links and dots lead out of the folder only by accident or by malice. */
async function fileAt(folder: string, names: readonly string[]): Promise<Fetched | null> {
  if (names.some((name) => name === '..' || name.includes('/') || name.includes('\0'))) return null;
  try {
    const path = await realpath(join(folder, ...names));
    if (!path.startsWith((await realpath(folder)) + sep) || (await stat(path)).size > MOST_BYTES) return null;
    return { bytes: await readFile(path), charset: null };
  } catch {
    return null;
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw refuse('disclosure/no-such-folder', { folder }, 422);
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesUnder(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}

export type Manners = {
  /** Between two requests. */
  readonly pauseMs: number;
  readonly timeoutMs: number;
  readonly mostPages: number;
};
const USUAL_MANNERS: Manners = { pauseMs: 100, timeoutMs: 15_000, mostPages: 100_000 };
const MOST_SITEMAPS = 500;

/**
 * A site behind its sitemap. One request at a time, only to the host of the sitemap, not where its robots.txt forbids.
 */
export function sitemapSource(sitemap: string, manners: Manners = USUAL_MANNERS): SiteSource {
  const { origin } = new URL(sitemap);
  const get = politely(origin, manners);
  return {
    addresses: async function* () {
      let pages = 0;
      for await (const address of listed(sitemap, get)) {
        if (pages >= manners.mostPages) return;
        pages += 1;
        yield address;
      }
    },
    fetch: get,
  };
}

/** Every page that the sitemap lists, or the sitemaps that it lists, on its own host. */
async function* listed(sitemap: string, get: SiteSource['fetch']): AsyncGenerator<string> {
  const { origin } = new URL(sitemap);
  const waiting = [sitemap];
  const seen = new Set<string>();
  for (let next = waiting.shift(); next !== undefined && seen.size < MOST_SITEMAPS; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const found = await get(next);
    if (found === null && next === sitemap) throw refuse('disclosure/no-sitemap', { address: sitemap }, 422);
    const own = locations(found?.bytes ?? new Uint8Array(), next).filter(
      ({ address }) => new URL(address).origin === origin,
    );
    waiting.push(...own.filter(({ kind }) => kind === 'sitemap').map(({ address }) => address));
    for (const { kind, address } of own) if (kind === 'page') yield address;
  }
}

function politely(origin: string, { pauseMs, timeoutMs }: Manners): SiteSource['fetch'] {
  let rules: readonly string[] | null = null;
  let before = 0;
  const raw = async (address: string): Promise<Fetched | null> => {
    await wait(Math.max(0, before + pauseMs - performance.now()));
    before = performance.now();
    try {
      return await request(address, origin, timeoutMs);
    } catch {
      return null;
    }
  };
  return async (address) => {
    if (!URL.canParse(address) || new URL(address).origin !== origin) return null;
    rules ??= forbidden((await raw(`${origin}/robots.txt`))?.bytes ?? new Uint8Array());
    const { pathname, search } = new URL(address);
    return rules.some((rule) => `${pathname}${search}`.startsWith(rule)) ? null : raw(address);
  };
}

/** Follows redirects within the host only. */
async function request(address: string, origin: string, timeoutMs: number, hops = 3): Promise<Fetched | null> {
  const response = await fetch(address, {
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { 'user-agent': 'mingtang-import-site' },
  });
  const target = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && target !== null && hops > 0) {
    await response.body?.cancel();
    const next = new URL(target, address);
    return next.origin === origin ? request(next.href, origin, timeoutMs, hops - 1) : null;
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    return null;
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body) {
    size += piece.length;
    if (size > MOST_BYTES) return null;
    pieces.push(piece);
  }
  const charset = /charset=["']?([\w-]+)/iu.exec(response.headers.get('content-type') ?? '')?.[1] ?? null;
  return { bytes: Buffer.concat(pieces), charset };
}

/** Paths that robots.txt forbids to everybody. */
function forbidden(robots: Uint8Array): readonly string[] {
  const rules: string[] = [];
  let isForAll = false;
  for (const line of new TextDecoder().decode(robots).slice(0, 200_000).split(/\r?\n/u)) {
    const [, name = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#\s]*)/u.exec(line) ?? [];
    if (/^user-agent$/iu.test(name)) isForAll = value === '*';
    else if (isForAll && /^disallow$/iu.test(name) && value !== '') rules.push(value.replace(/[*$].*$/u, ''));
  }
  return rules;
}

type Location = { readonly kind: 'sitemap' | 'page'; readonly address: string };

function locations(bytes: Uint8Array, at: string): readonly Location[] {
  const found: Location[] = [];
  const xml = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
  const way: string[] = [];
  let text = '';
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  // A sitemap that breaks off is read as far as it goes.
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name }) => {
    way.push(name);
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', () => {
    const [parent, name] = way.slice(-2);
    if (name === 'loc' && (parent === 'url' || parent === 'sitemap') && URL.canParse(text.trim(), at))
      found.push({ kind: parent === 'url' ? 'page' : 'sitemap', address: new URL(text.trim(), at).href });
    way.pop();
    text = '';
  });
  parser.write(new TextDecoder().decode(xml)).close();
  return found;
}
