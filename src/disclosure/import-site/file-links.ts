/** Documents that hang on pages, by the ends of their names. */
const DOCUMENTS = 'pdf|docx?|xlsx?|pptx?|pps|wps|et|dps|ofd|ceb|rtf|txt|csv|zip|rar|7z|tar|gz';
const PICTURES = 'jpe?g|png|gif|bmp|webp|tiff?';
const FILE = new RegExp(`\\.(?:${DOCUMENTS}|${PICTURES})$`, 'iu');
const DOCUMENT = new RegExp(`\\.(?:${DOCUMENTS})$`, 'iu');
/** A name of a document in quotes, wherever it stands in a tag: an argument of a script, `data-url`. */
const QUOTED = new RegExp(
  `(?:"|'|&quot;|&#39;)([^"'<>&\\s]{1,500}?\\.(?:${DOCUMENTS})(?:\\?[^"'<>&\\s]{0,200})?)(?:"|'|&quot;|&#39;)`,
  'iu',
);
const LINK = /<a\b([^>]{0,3000})>/giu;
const FRAME = /<(iframe|embed|object)\b([^>]{0,3000})>/giu;
const ATTRIBUTE = (name: string): RegExp =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'iu');
/** Words near a link that say what hangs on a page. */
const HANGS = /附\s*件|附\s*表|下载|附图|fujian|attach|annex|appendix|download|\bfj\b/iu;
const NEAR = 300;
const MOST = 60;

/** The name of the file that an address leads to: of its path, or of a part of its query; null where it leads to none. */
export function fileNameOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { pathname, searchParams } = new URL(address);
  const last = (path: string): string => decoded(path.split(/[/\\]/u).at(-1) ?? '');
  if (FILE.test(pathname)) return last(pathname);
  for (const value of searchParams.values()) if (FILE.test(value)) return last(value);
  return null;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const valueIn = (attributes: string, name: string): string => {
  const [, a, b, c] = ATTRIBUTE(name).exec(attributes) ?? [];
  return (a ?? b ?? c ?? '').replaceAll('&amp;', '&').trim();
};

/**
 * HTML in which each file hangs on a plain link: those that a script opens, and those that are shown in a frame.
 */
export const withPlainLinks = (html: string): string =>
  html
    .replace(LINK, (whole, attributes: string) => {
      const href = valueIn(attributes, 'href');
      if (href !== '' && !/^(?:#|javascript:)/iu.test(href)) return whole;
      const file = QUOTED.exec(attributes)?.[1];
      return file === undefined ? whole : `<a href="${file}">`;
    })
    .replace(FRAME, (whole, tag: string, attributes: string) => {
      const file = framedFile(valueIn(attributes, tag.toLowerCase() === 'object' ? 'data' : 'src'));
      return file === null ? whole : `<p><a href="${file.replaceAll('"', '%22')}">${nameIn(file)}</a></p>`;
    });

/** The file in a frame, or the one that a viewer in it shows. */
function framedFile(src: string): string | null {
  const bare = src.split(/[?#]/u)[0] ?? '';
  if (DOCUMENT.test(bare)) return src.split('#')[0] ?? src;
  const shown = /[?&#](?:file|url|src|path)=([^&#]+)/iu.exec(src)?.[1];
  const file = shown === undefined ? '' : decoded(shown);
  return DOCUMENT.test(file.split(/[?#]/u)[0] ?? '') ? file : null;
}

const nameIn = (file: string): string =>
  decoded(file.split(/[?#]/u)[0]?.split('/').at(-1) ?? '').replaceAll(/[<>&"]/gu, '') || '附件';

/** Links to documents that hang on a page beside its text, under a word that says so. */
export function linksBeside(html: string, body: string): string {
  const start = html.indexOf(body);
  if (start === -1 || body === '') return '';
  const rest = withPlainLinks(`${html.slice(0, start)}\u0000${html.slice(start + body.length)}`);
  const links: string[] = [];
  for (const found of rest.matchAll(/<a\b([^>]{0,3000})>([\s\S]{0,500}?)<\/a\s*>/giu)) {
    const href = valueIn(found[1] ?? '', 'href');
    const words = (found[2] ?? '').replace(/<[^>]*>/gu, '').trim();
    const near = rest.slice(Math.max(0, found.index - NEAR), found.index) + found[0];
    const isDocument =
      DOCUMENT.test(href.split(/[?#]/u)[0] ?? '') || /[?&][^=]+=[^&]+\.(?:docx?|xlsx?|pdf|zip|rar)(?:&|$)/iu.test(href);
    if (!isDocument || !HANGS.test(near) || body.includes(href) || links.length >= MOST) continue;
    links.push(`<p>附件：<a href="${href.replaceAll('"', '%22')}">${words || nameIn(href)}</a></p>`);
  }
  return links.join('');
}

const FRAMES = /<(?:i?frame)\b([^>]{0,3000})>/giu;
const REFRESH =
  /<meta\b[^>]*http-equiv\s*=\s*["']?refresh["']?[^>]*content\s*=\s*["']?\s*\d+\s*;\s*url\s*=\s*["']?([^"'>\s]+)/iu;
const MOVED_BY_SCRIPT = /(?:window|document|self|top)?\.?location(?:\.href)?\s*=\s*["']([^"']{1,500})["']/iu;
const MOST_FRAMES = 6;

/** Pages that are shown in frames of this one, or that it leads to at once. */
export function pagesBehind(html: string, at: string): readonly string[] {
  const frames = [...html.matchAll(FRAMES)].map(([, attributes = '']) => valueIn(attributes, 'src'));
  const next = REFRESH.exec(html)?.[1] ?? (html.length < 4000 ? MOVED_BY_SCRIPT.exec(html)?.[1] : undefined);
  return [...frames, ...(next === undefined ? [] : [next.replaceAll('&amp;', '&')])]
    .filter((src) => src !== '' && !/^(?:javascript|about|data):/iu.test(src) && URL.canParse(src, at))
    .map((src) => new URL(src, at).href)
    .filter((address) => address !== at)
    .slice(0, MOST_FRAMES);
}
