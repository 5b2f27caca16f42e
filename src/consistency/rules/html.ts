// What a published page says, read from its bytes.

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Words as they are read, without entities and with single blanks. */
export const wordsOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu, (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number.parseInt(decimal, 10));
      return NAMED[name ?? ''] ?? whole;
    })
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** The content of a national page tag; null when the page has none. */
export function tagOf(html: string, name: string): string | null {
  const found = new RegExp(`<meta name="${name}" content="([^"]*)"`, 'u').exec(html);
  return found ? wordsOf(found[1] ?? '') : null;
}

const LINK = /<a\b[^>]*\bhref="(\/content\/[^"#?]+\.html)"[^>]*>(.*?)<\/a>/gsu;

/** Articles that a page leads to, with the words of the link. */
export const articleLinks = (html: string): readonly { readonly path: string; readonly title: string }[] =>
  [...html.matchAll(LINK)].map(([, path = '', words = '']) => ({ path, title: wordsOf(words) }));

const ITEM = /<(item|entry)>(.*?)<\/\1>/gsu;

/** Entries of an RSS or Atom feed. */
function xmlEntries(xml: string): readonly { readonly url: string; readonly title: string }[] {
  return [...xml.matchAll(ITEM)].map(([, , item = '']) => ({
    url: wordsOf(/<link>([^<]*)<\/link>|<link href="([^"]*)"/u.exec(item)?.slice(1).find(Boolean) ?? ''),
    title: wordsOf(/<title>([^<]*)<\/title>/u.exec(item)?.[1] ?? ''),
  }));
}

function jsonEntries(json: string): readonly { readonly url: string; readonly title: string }[] {
  try {
    const { items } = JSON.parse(json) as { items?: readonly { url?: unknown; title?: unknown }[] };
    return (items ?? []).map(({ url, title }) => ({
      url: String(url),
      title: String(title).replaceAll(/\s+/gu, ' ').trim(),
    }));
  } catch {
    return [];
  }
}

/** What a feed leads to, by the path of the article. */
export function feedEntries(name: string, body: string): readonly { readonly path: string; readonly title: string }[] {
  const entries = name.endsWith('.json') ? jsonEntries(body) : xmlEntries(body);
  return entries.map(({ url, title }) => ({ path: pathOf(url), title }));
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Titles are the same when they read the same. */
export const sameWords = (a: string, b: string): boolean =>
  a.replaceAll(/\s+/gu, ' ').trim() === b.replaceAll(/\s+/gu, ' ').trim();
