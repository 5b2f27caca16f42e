import { instant, isDay } from '../../kernel/day.ts';
import type { Converted } from '../editor/convert/converted.ts';
import { decodeText } from '../editor/convert/decode.ts';
import { htmlContent } from '../editor/convert/html.ts';
import type { Mapping } from './mapping.ts';

/** What a page of an existing site says. */
export type SitePage = {
  /** The address it had. */
  readonly address: string;
  readonly title: string;
  readonly publishedAt: Date;
  readonly source: string;
  readonly column: string;
  readonly keywords: readonly string[];
  readonly summary: string;
  readonly author: string | null;
  readonly content: Converted;
};

export type SkipReason = 'no-article' | 'no-title' | 'no-date' | 'bad-date' | 'no-body' | 'too-large' | 'unreadable';
export type Read = { readonly page: SitePage } | { readonly skipped: SkipReason };

const MOST_BYTES = 5 * 1_048_576;
const USUAL_BODIES = [
  'UCAP-CONTENT',
  'zoom',
  'Zoom',
  'TRS_Editor',
  'trs_editor_view',
  'article-content',
  'article_content',
  'articleContent',
  'news_content',
  'wp_articlecontent',
  'v_news_content',
  'pages_content',
  'con_con',
  'content',
];

/**
 * Reads a page by the national tags, or those of the mapping: title, date, source, column; and the text out of its
 * element. Dots, slashes and seconds in the date are accepted; broken HTML is read as far as it goes.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引 附件
 */
export function readPage(bytes: Uint8Array, at: string, charset: string | null, mapping: Mapping): Read {
  if (bytes.length > MOST_BYTES) return { skipped: 'too-large' };
  const html = decodeText(bytes, charset);
  const tags = metaTags(html);
  const tag = (name: string, own: string | undefined): string =>
    (own && tags.get(own.toLowerCase())) || (tags.get(name) ?? '');
  const { tags: own } = mapping;
  const title = tag('articletitle', own.title);
  const date = tag('pubdate', own.date);
  if (title === '' && date === '') return { skipped: 'no-article' };
  if (title === '') return { skipped: 'no-title' };
  if (date === '') return { skipped: 'no-date' };
  const publishedAt = momentOf(date);
  if (publishedAt === null) return { skipped: 'bad-date' };
  const body = bodyOf(html, [...mapping.body, ...USUAL_BODIES]);
  if (body === null) return { skipped: 'no-body' };
  const address = ownAddress(tags.get('url') ?? '', at);
  const content = htmlContent(body, address);
  if (content.blocks.length === 0) return { skipped: 'no-body' };
  return {
    page: {
      address,
      title: title.slice(0, 300),
      publishedAt,
      source: tag('contentsource', own.source).slice(0, 200),
      column: tag('columnname', own.column),
      keywords: words(tags.get('keywords') ?? ''),
      summary: (tags.get('description') ?? '').slice(0, 2000),
      author: (tags.get('author') ?? '').slice(0, 100) || null,
      content,
    },
  };
}

/** A page says its own address only for its own site. */
function ownAddress(said: string, at: string): string {
  if (!URL.canParse(said, at)) return at;
  const url = new URL(said, at);
  return url.host === new URL(at).host ? url.href : at;
}

const words = (text: string): readonly string[] =>
  [...new Set(text.split(/[\s,，;；、|]+/u).filter((word) => word !== '' && word.length <= 40))].slice(0, 20);

const META = /<meta\b([^>]{0,4000})>/giu;
const ATTRIBUTE = /([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;

/** Meta tags by name in small letters, the first of each. */
function metaTags(html: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const [, inside = ''] of html.slice(0, 200_000).matchAll(META)) {
    const attributes = new Map(
      [...inside.matchAll(ATTRIBUTE)].map(([, name = '', a, b, c]) => [name.toLowerCase(), a ?? b ?? c ?? '']),
    );
    const name = attributes.get('name')?.trim().toLowerCase();
    const content = plain(attributes.get('content') ?? '');
    if (name !== undefined && content !== '' && !tags.has(name)) tags.set(name, content);
  }
  return tags;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
  mdash: '—',
};
const plain = (text: string): string =>
  text
    .replaceAll(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/giu,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : '';
      },
    )
    .replaceAll(/<[^>]*>|[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .toWellFormed()
    .trim();

const MOMENT =
  /^\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[T\s]+(\d{1,2})[:：](\d{1,2})(?:[:：]\d{1,2}(?:\.\d+)?)?)?\s*(?:\+08:?00)?\s*$/u;

/** The moment of publication, in the city's time: 2024-03-05 10:00, 2024.3.5, 2024年3月5日 10:00:59. */
export function momentOf(text: string): Date | null {
  const [, year = '', month = '', day = '', hour = '0', minute = '0'] = MOMENT.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(date) || Number(hour) > 23 || Number(minute) > 59) return null;
  return instant(date, `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`);
}

/** What is within the first element of these names that is there; to the end of the page where it is never closed. */
function bodyOf(html: string, names: readonly string[]): string | null {
  for (const name of names) {
    const open = new RegExp(
      `<([a-z][a-z0-9]*)\\b[^>]{0,2000}?\\b(?:id|class)\\s*=\\s*(?:"(?:[^"]*\\s)?${name}(?:\\s[^"]*)?"|'(?:[^']*\\s)?${name}(?:\\s[^']*)?'|${name}(?=[\\s>]))[^>]{0,2000}>`,
      'iu',
    ).exec(html);
    if (open?.[1] !== undefined) return within(html, open[1], open.index + open[0].length);
  }
  return null;
}

function within(html: string, tag: string, from: number): string {
  const edges = new RegExp(`<(/?)${tag}\\b[^>]*>`, 'giu');
  edges.lastIndex = from;
  let depth = 1;
  for (let edge = edges.exec(html); edge !== null; edge = edges.exec(html)) {
    if (edge[0].endsWith('/>')) continue;
    depth += edge[1] === '/' ? -1 : 1;
    if (depth === 0) return html.slice(from, edge.index);
  }
  return html.slice(from);
}
