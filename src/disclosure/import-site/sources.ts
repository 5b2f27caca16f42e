import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { refuse } from '../../kernel/index.ts';

/** One page as it lies there. */
export type Fetched = { readonly bytes: Uint8Array; readonly charset: string | null };

/** Why something could not be had. */
export type FetchFault =
  | 'not-there'
  | 'not-allowed'
  | 'robots'
  | 'loop'
  | 'elsewhere'
  | 'slow'
  | 'server-fault'
  | 'no-answer'
  | 'too-heavy';
export type Missing = { readonly missing: FetchFault };

export type Lost = { readonly address: string; readonly reason: LostReason };
type LostReason = 'sitemap-not-read' | 'too-many-pages' | 'too-many-sitemaps' | 'other-host';

/** A site to be brought in: its addresses in a fixed order, and what lies at each. */
export type SiteSource = {
  readonly addresses: () => AsyncIterable<string>;
  readonly fetch: (address: string) => Promise<Fetched | Missing>;
  /** What the list of addresses left out, once it was gone through. */
  readonly lost?: () => readonly Lost[];
};

const PAGE = /\.(?:[sxj]?html?|aspx?|jspx?|php\d?|do|action)$/iu;
/** Programs that copy sites write the query of an address into the name, some with @ for ?, and .html after it. */
const QUERY = /\.(?:aspx?|jspx?|php\d?|do|action|s?html?)[?@]([^?@]+)$/iu;
export const MOST_BYTES = 32 * 1_048_576;

/** A folder that holds the pages of a site under their paths. */
export function folderSource(folder: string, base: string): SiteSource {
  const root = new URL(base);
  const nowhere: Missing = { missing: 'not-there' };
  return {
    addresses: async function* () {
      for await (const path of filesUnder(folder))
        if (PAGE.test(path) || QUERY.test(path)) yield addressOf(relative(folder, path), root);
    },
    fetch: async (address) => {
      const url = new URL(address);
      if (url.host !== root.host) return { missing: 'elsewhere' };
      if (!url.pathname.startsWith(root.pathname)) return nowhere;
      const names = url.pathname.slice(root.pathname.length).split('/').map(decoded);
      if (names.some((name) => name === null || name === '' || name.includes('\0'))) return nowhere;
      const path = names.map(String);
      if (url.search === '') return (await fileAt(folder, path)) ?? nowhere;
      const query = decoded(url.search.slice(1)) ?? url.search.slice(1);
      for (const ending of [`?${query}`, `?${query}.html`, `@${query}`, `@${query}.html`, '']) {
        const found = await fileAt(folder, [...path.slice(0, -1), `${path.at(-1) ?? ''}${ending}`]);
        if (found !== null) return found;
      }
      return nowhere;
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
async function fileAt(folder: string, names: readonly string[]): Promise<Fetched | Missing | null> {
  if (names.some((name) => name === '..' || name.includes('/') || name.includes('\0'))) return null;
  try {
    const path = await realpath(join(folder, ...names));
    if (!path.startsWith((await realpath(folder)) + sep)) return null;
    if ((await stat(path)).size > MOST_BYTES) return { missing: 'too-heavy' };
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
