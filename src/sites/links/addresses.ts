/** A link as a page has it. */
export type PageLink = { readonly href: string; readonly title: string };

const LINK = /<(a|img)\s[^>]*?(?:href|src)="([^"]+)"[^>]*>(?:([\s\S]*?)<\/a>)?/giu;

/** The links and pictures of clean HTML, each address once. */
export function linksIn(html: string): readonly PageLink[] {
  const found = new Map<string, string>();
  for (const [, tag = '', raw = '', inside = ''] of html.matchAll(LINK)) {
    const href = raw.replaceAll('&amp;', '&').trim();
    if (href === '' || href.startsWith('#') || /^(?:mailto|tel|data):/iu.test(href)) continue;
    const words = tag.toLowerCase() === 'a' ? inside.replaceAll(/<[^>]*>/gu, '').trim() : '';
    if (!found.has(href)) found.set(href, words.slice(0, 200));
  }
  return [...found].map(([href, title]) => ({ href, title }));
}

/** Where a link leads within the city: its path; null when it leads elsewhere. @param hosts names of the city's own sites */
export function innerPath(href: string, from: string, hosts: ReadonlySet<string>): string | null {
  const base = `https://here.invalid${from}`;
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  if (url.hostname !== 'here.invalid' && !hosts.has(url.hostname)) return null;
  return decodedPath(url.pathname);
}

function decodedPath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** First parts of addresses that are answered when they are asked for and have no file: nothing can be missing there. */
const ANSWERED: ReadonlySet<string> = new Set([
  'guides',
  'annual-reports',
  'catalogue',
  'enforcement',
  'evaluations',
  'execution-opinions',
  'gazette',
  'information-requests',
  'items',
  'leaving',
  'log',
  'my',
  'policies',
  'preferences',
  'reading-point',
  'report-error',
  'search',
  'security',
  'sign-in',
  'sitemap',
  'sites',
  'institutions',
  'statistics',
  'verify',
]);

/** Whether a path is answered by the program itself, by its first part. */
export const isAnswered = (path: string): boolean =>
  path === '/' || ANSWERED.has(path.split('/')[1] ?? '') || path.startsWith('/content/word/');
