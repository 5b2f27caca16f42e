const PLAIN = /^[A-Za-z0-9]{1,40}\/\d{4}-\d{1,12}$/u;

/** The last part of an article's address, from its index number; a number of another make gets a part of its hash. */
export const refOf = (indexNumber: string, hash: (text: string) => string): string =>
  PLAIN.test(indexNumber)
    ? indexNumber.replace('/', '-')
    : `${indexNumber
        .replace(/[^A-Za-z0-9]+/gu, '-')
        .replace(/^-+|-+$/gu, '')
        .slice(0, 60)}-${hash(indexNumber).slice(0, 12)}`.replace(/^-/u, '');

/** The address of an article: one for ever, whatever columns it stands in. */
export const articlePath = (ref: string, firstPublishedAt: Date): string =>
  `/content/${new Date(firstPublishedAt.getTime() + 8 * 3_600_000).getUTCFullYear()}/${ref}.html`;

/** Whether a link leads to a government site, or stays here. */
export function isOurs(href: string): boolean {
  if (!/^https?:/iu.test(href)) return !/^[a-z][a-z0-9+.-]*:/iu.test(href) && !href.startsWith('//');
  return URL.canParse(href) && new URL(href).hostname.endsWith('.gov.cn');
}

/** Links in clean HTML that lead to somebody who is no government: each address once, with its words. */
export function foreignLinks(html: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, href = '', words = ''] of html.matchAll(/<a\s[^>]*?href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/giu)) {
    const url = href.replaceAll('&amp;', '&');
    if (/^https?:/iu.test(url) && !isOurs(url) && URL.canParse(url)) found.set(url, wordsOf(words).slice(0, 200));
  }
  return found;
}

/** The way to a foreign address: over the page that says so. */
export const leavingPath = (url: string): string => `/leaving?to=${encodeURIComponent(url)}`;

/** Clean HTML with its foreign links leading over the leaving notice. @law 国办发〔2017〕47号 */
export const withNotice = (html: string): string =>
  html.replaceAll(/(<a\s[^>]*?href=")([^"]+)(")/giu, (all, before: string, href: string, after: string) => {
    const url = href.replaceAll('&amp;', '&');
    return /^https?:/iu.test(url) && !isOurs(url) && URL.canParse(url) ? `${before}${leavingPath(url)}${after}` : all;
  });

/** What clean HTML says, without its marks. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<\/(?:p|h\d|li|tr|td|th|div|caption|blockquote)>|<br\s*\/?>/giu, ' ')
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/gu, ' ')
    .trim();
