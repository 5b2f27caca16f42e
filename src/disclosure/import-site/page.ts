import { instant, isDay } from '../../kernel/day.ts';
import type { Converted } from '../editor/convert/converted.ts';
import { decodeText } from '../editor/convert/decode.ts';
import { htmlContent } from '../editor/convert/html.ts';
import { linksBeside, pagesBehind, withPlainLinks } from './file-links.ts';
import { inferred, isGone, isList, largestText } from './infer.ts';
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
  /** Title, date or text were taken from what the page shows, not from its tags: somebody may look. */
  readonly isInferred: boolean;
};

export type SkipReason =
  | 'no-article'
  | 'list'
  | 'gone'
  | 'no-title'
  | 'no-date'
  | 'bad-date'
  | 'no-body'
  | 'too-large'
  | 'unreadable';
export type Read =
  | { readonly page: SitePage }
  | {
      readonly skipped: SkipReason;
      /** Pages in its frames, or where it leads to: the article may stand there. */
      readonly behind?: readonly string[];
    };

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
  'TRS_UEDITOR',
  'trs_word',
  'xxgk_content',
  'arti_content',
  'info_content',
  'newsContent',
  'detail_content',
  'detail-content',
  'content_body',
  'fontzoom',
  'MyContent',
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
  const said = saidBy(html, mapping);
  if ('skipped' in said) return { ...said, behind: pagesBehind(html, at) };
  const { title, publishedAt, source, tags, isTagged } = said;
  const named = bodyOf(html, [...mapping.body, ...USUAL_BODIES]);
  const body = named ?? largestText(html);
  if (body === null) return { skipped: isTagged ? 'no-body' : 'no-article', behind: pagesBehind(html, at) };
  // A list has a date and a heading, too, and on some sites the tags of an article.
  if (isList(body, isTagged)) return { skipped: 'list' };
  const address = ownAddress(tags.get('url') ?? '', at);
  const content = htmlContent(withPlainLinks(body) + linksBeside(html, body), address);
  if (content.blocks.length === 0) return { skipped: 'no-body', behind: pagesBehind(html, at) };
  return {
    page: {
      address,
      title: title.slice(0, 300),
      publishedAt,
      source: source.slice(0, 200),
      column: tags.get((mapping.tags.column ?? '').toLowerCase()) || (tags.get('columnname') ?? ''),
      keywords: words(tags.get('keywords') ?? ''),
      summary: (tags.get('description') ?? '').slice(0, 2000),
      author: (tags.get('author') ?? '').slice(0, 100) || null,
      content,
      isInferred: !isTagged || named === null,
    },
  };
}

type Said = {
  readonly title: string;
  readonly publishedAt: Date;
  readonly source: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Title and date stand in tags. */
  readonly isTagged: boolean;
};

/** Title, date and source: of the tags, else of what the page shows. */
function saidBy(html: string, { tags: own }: Mapping): Said | { readonly skipped: SkipReason } {
  const tags = metaTags(html);
  const tag = (name: string, other: string | undefined): string =>
    (other && tags.get(other.toLowerCase())) || (tags.get(name) ?? '');
  const [ownTitle, ownDate] = [tag('articletitle', own.title), tag('pubdate', own.date)];
  const isTagged = ownTitle !== '' && ownDate !== '';
  const seen = isTagged ? null : inferred(html);
  const title = ownTitle || seen?.title || '';
  const date = ownDate || seen?.date || '';
  if (isGone(title)) return { skipped: 'gone' };
  if (title === '' && date === '') return { skipped: 'no-article' };
  if (title === '') return { skipped: 'no-title' };
  if (date === '') return { skipped: 'no-date' };
  const publishedAt = momentOf(date);
  if (publishedAt === null) return { skipped: 'bad-date' };
  return { title, publishedAt, source: tag('contentsource', own.source) || seen?.source || '', tags, isTagged };
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
export function metaTags(html: string): ReadonlyMap<string, string> {
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
  /^\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:[T\s]*(\d{1,2})\s*[:：时点]\s*(\d{1,2})分?(?:\s*[:：]?\s*\d{1,2}秒?(?:\.\d+)?)?)?\s*(?:\+08:?00)?\s*$/u;
const COMPACT = /^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:\d\d)?)?\s*$/u;
const CHINESE =
  /^\s*([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日\s*$/u;

/** The moment of publication, in the city's time: 2024-03-05 10:00, 2024.3.5, 2024年3月5日 10时30分, 二〇二四年三月五日, in any brackets. */
export function momentOf(text: string): Date | null {
  const bare = text.replace(/^[\s[【（(〔]+|[\s\]】）)〕]+$/gu, '');
  const chinese = CHINESE.exec(bare)?.slice(1).map(numberOf);
  const found = MOMENT.exec(bare)?.slice(1) ?? COMPACT.exec(bare)?.slice(1) ?? chinese ?? [];
  const [year = '', month = '', day = '', hour = '0', minute = '0'] = found;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(date) || Number(hour) > 23 || Number(minute) > 59) return null;
  return instant(date, `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`);
}

const FIGURES = '零一二三四五六七八九';
const figure = (sign: string): string => String(Math.max(0, FIGURES.indexOf(sign)));

/** 二〇二四, 三, 十二, 二十一. */
function numberOf(words: string): string {
  const [tens, ones] = words.split('十');
  if (ones === undefined) return [...words].map(figure).join('');
  return `${tens === '' ? '1' : figure(tens ?? '')}${ones === '' ? '0' : figure(ones)}`;
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
