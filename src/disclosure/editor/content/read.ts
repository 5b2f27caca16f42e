import sanitizeHtml from 'sanitize-html';
import { isKeptImage, linkAddress } from './addresses.ts';
import { headingsToText, tidyBlocks } from './headings.ts';
import type { Block, Mark, Run, Side } from './nodes.ts';
import { paragraphsOf, textRun } from './runs.ts';
import { type RawCell, type RawRow, tableOf } from './tables.ts';

export type ReadOptions = {
  /** Address of the page the HTML comes from; relative links are resolved by it. Null: it is a page of this site. */
  readonly base?: string | null;
  /** What to do with a picture that is not kept yet: its new address, or null to leave it out. */
  readonly image?: (src: string, alt: string) => string | null;
};

const MARKS: Readonly<Record<string, Mark>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  cite: 'em',
  del: 'del',
  s: 'del',
  strike: 'del',
  sub: 'sub',
  sup: 'sup',
};
const FLOW = new Set(
  'p div section article main header footer aside nav address center figure figcaption pre dl dt dd li form fieldset details summary'.split(
    ' ',
  ),
);
const PLACES = new Set('ul ol table blockquote tr td th caption thead tbody tfoot li'.split(' '));
const STRUCTURE =
  'h1 h2 h3 h4 h5 h6 ul ol table caption thead tbody tfoot tr td th blockquote br hr img a span font'.split(' ');
/** Their words are none of the text. */
const SILENT =
  'script style textarea option select button noscript title template svg math object embed applet iframe frameset audio video canvas xml head noframes noembed plaintext xmp datalist map'.split(
    ' ',
  );
const DEEPEST = 16;

/** Reads any HTML as content. What it cannot be is left out; words are kept. */
export function readContent(html: string, options: ReadOptions = {}): readonly Block[] {
  const reader = new ContentReader(options);
  for (const token of tokens(allowed(html))) reader.take(token);
  return tidyBlocks(reader.end());
}

/** Reads what `writeContent` has written: it needs no first fence. */
export function readWritten(html: string): readonly Block[] {
  const reader = new ContentReader({});
  for (const token of tokens(html)) reader.take(token);
  return tidyBlocks(reader.end());
}

/** First of two fences: the library knows how hostile HTML is written; what it lets pass is built anew from nothing. */
const allowed = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: [...Object.keys(MARKS), ...FLOW, ...STRUCTURE],
    allowedAttributes: {
      a: ['href'],
      img: ['src', 'alt'],
      p: ['align', 'class', 'style'],
      div: ['align', 'class', 'style'],
      td: ['colspan', 'rowspan', 'scope'],
      th: ['colspan', 'rowspan', 'scope'],
      ol: ['start'],
    },
    allowedStyles: { '*': { 'text-align': [/^(?:left|center|right)$/u] } },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data', 'image'] },
    nonTextTags: SILENT,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: false,
    parseStyleAttributes: true,
  });

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly tag: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'close'; readonly tag: string };

const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+(?:="[^"]*")?)*) ?\/?>|[^<]+|</gu;
const ATTRIBUTE = / ([a-z]+)="([^"]*)"/gu;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
const decoded = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp);/gu, (whole, name: string) => ENTITIES[name] ?? whole);

function* tokens(clean: string): Generator<Token> {
  for (const [whole, slash, tag, attributes] of clean.matchAll(TOKEN)) {
    if (tag === undefined) yield { kind: 'text', text: decoded(whole) };
    else if (slash === '/') yield { kind: 'close', tag };
    else {
      const pairs = [...(attributes ?? '').matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [
        name,
        decoded(value),
      ]);
      yield { kind: 'open', tag, attributes: Object.fromEntries(pairs) };
    }
  }
}

/** A place that blocks are put into. */
type Place = {
  readonly tag: string;
  readonly blocks: Block[];
  runs: Run[];
  /** Of a list. */
  readonly items: (readonly Block[])[];
  readonly start: number;
  /** Of a table. */
  readonly rows: RawRow[];
  caption: readonly Run[];
  isHead: boolean;
  /** Of a cell. */
  readonly cell: Omit<RawCell, 'blocks'> | null;
};

const placeOf = (tag: string, start = 1, cell: Place['cell'] = null): Place => ({
  tag,
  blocks: [],
  runs: [],
  items: [],
  start,
  rows: [],
  caption: [],
  isHead: false,
  cell,
});

class ContentReader {
  readonly #options: ReadOptions;
  readonly #root = placeOf('root');
  readonly #places: Place[] = [this.#root];
  readonly #marks: Mark[] = [];
  readonly #links: (string | null)[] = [];
  /** How the open elements wish their paragraphs: side and, in a heading, its level. */
  readonly #ways: { readonly tag: string; readonly side: Side; readonly level: number }[] = [];
  #preformatted = 0;
  /** Containers that are too deep to be kept apart. */
  #beyond = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  take(token: Token): void {
    if (token.kind === 'text') this.#text(token.text);
    else if (token.kind === 'open') this.#open(token.tag, token.attributes);
    else this.#close(token.tag);
  }

  end(): readonly Block[] {
    while (this.#places.length > 1) this.#leave(this.#here().tag);
    this.#flush();
    return this.#root.blocks;
  }

  #here(): Place {
    return this.#places.at(-1) ?? this.#root;
  }

  #text(text: string): void {
    const marks = new Set(this.#marks);
    const href = this.#links.at(-1) ?? null;
    if (this.#preformatted === 0) this.#here().runs.push(textRun(text, marks, href));
    else
      text.split(/\r?\n/u).forEach((line, at) => {
        if (at > 0) this.#here().runs.push({ kind: 'break' });
        this.#here().runs.push(textRun(line, marks, href));
      });
  }

  #open(tag: string, attributes: Readonly<Record<string, string>>): void {
    const mark = MARKS[tag];
    if (mark !== undefined) this.#marks.push(mark);
    else if (tag === 'a') this.#links.push(linkAddress(attributes.href ?? '', this.#options.base ?? null));
    else if (tag === 'br') this.#here().runs.push({ kind: 'break' });
    else if (tag === 'img') this.#image(attributes.src ?? '', attributes.alt ?? '');
    else if (tag !== 'span' && tag !== 'font') this.#openBlock(tag, attributes);
  }

  #openBlock(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#flush();
    if (PLACES.has(tag)) this.#enter(tag, attributes);
    else if (tag === 'hr') this.#here().blocks.push({ kind: 'rule' });
    else {
      const around = this.#ways.at(-1);
      const level = /^h[1-6]$/u.test(tag) ? Number(tag.slice(1)) : (around?.level ?? 0);
      this.#ways.push({ tag, side: sideOf(tag, attributes) ?? around?.side ?? 'left', level });
      if (tag === 'pre') this.#preformatted += 1;
      if (tag === 'dt') this.#marks.push('strong');
    }
  }

  #close(tag: string): void {
    if (MARKS[tag] !== undefined) this.#marks.pop();
    else if (tag === 'a') this.#links.pop();
    else if (PLACES.has(tag)) this.#leave(tag);
    else if (FLOW.has(tag) || /^h[1-6]$/u.test(tag)) {
      this.#flush();
      this.#ways.pop();
      if (tag === 'pre') this.#preformatted -= 1;
      if (tag === 'dt') this.#marks.pop();
    }
  }

  #enter(tag: string, attributes: Readonly<Record<string, string>>): void {
    const here = this.#here();
    if (tag === 'thead' || tag === 'tbody' || tag === 'tfoot') {
      if (here.tag === 'table') here.isHead = tag === 'thead';
      return;
    }
    const isStray =
      (tag === 'li' && here.tag !== 'ul' && here.tag !== 'ol') ||
      ((tag === 'tr' || tag === 'caption') && here.tag !== 'table') ||
      ((tag === 'td' || tag === 'th') && here.tag !== 'tr' && here.tag !== 'table');
    if (isStray || this.#places.length > DEEPEST * 3) {
      this.#beyond += 1;
      this.#places.push({ ...placeOf(`beyond-${tag}`) });
      return;
    }
    if ((tag === 'td' || tag === 'th') && here.tag === 'table') this.#places.push(placeOf('tr'));
    const start = Number.parseInt(attributes.start ?? '1', 10);
    const cell = tag === 'td' || tag === 'th' ? cellOf(tag, attributes) : null;
    this.#places.push(placeOf(tag, start > 1 && start < 10_000 ? start : 1, cell));
  }

  #leave(tag: string): void {
    this.#flush();
    if (tag === 'thead' || tag === 'tbody' || tag === 'tfoot') {
      if (this.#here().tag === 'table') this.#here().isHead = false;
      return;
    }
    // A row that only a stray cell opened ends with its table.
    if (tag === 'table' && this.#here().tag === 'tr') this.#leave('tr');
    const here = this.#here();
    if (here === this.#root || (here.tag !== tag && here.tag !== `beyond-${tag}`)) return;
    this.#places.pop();
    this.#put(here, this.#here());
  }

  #put(done: Place, into: Place): void {
    const { tag, blocks } = done;
    if (tag.startsWith('beyond-')) into.blocks.push(...blocks);
    else if (tag === 'li') into.items.push(...itemsBefore(into), ...itemOf(blocks));
    else if (tag === 'ul' || tag === 'ol') {
      const items = [...done.items, ...itemsBefore(done)];
      if (items.length > 0) into.blocks.push({ kind: 'list', isOrdered: tag === 'ol', start: done.start, items });
    } else if (tag === 'blockquote') {
      if (blocks.length > 0) into.blocks.push({ kind: 'quote', blocks: headingsToText(blocks) });
    } else if (tag === 'caption') into.caption = captionOf([into.caption, ...blocks.map(runsOf)]);
    else if (tag === 'tr') {
      // Words between cells stand before the table, as browsers show them.
      into.blocks.push(...blocks);
      into.rows.push({ isHead: into.isHead, cells: done.rows.flatMap(({ cells }) => cells) });
    } else if (done.cell) into.rows.push({ isHead: false, cells: [{ ...done.cell, blocks: headingsToText(blocks) }] });
    else if (tag === 'table') into.blocks.push(...blocks, ...tableOf(done.caption, done.rows));
  }

  #image(src: string, alt: string): void {
    const words = paragraphsOf([textRun(alt, new Set(), null)], true)[0]?.[0];
    const plainAlt = words?.kind === 'text' ? words.text : '';
    const kept = isKeptImage(src) && !this.#options.base ? src : (this.#options.image?.(src, plainAlt) ?? null);
    if (kept !== null && isKeptImage(kept)) this.#here().runs.push({ kind: 'image', src: kept, alt: plainAlt });
  }

  /** Ends the open paragraph. */
  #flush(): void {
    const here = this.#here();
    if (here.runs.length === 0) return;
    const way = this.#ways.at(-1);
    const level = way?.level ?? 0;
    for (const runs of paragraphsOf(here.runs, level > 0))
      here.blocks.push(
        level > 0 ? { kind: 'heading', level, runs } : { kind: 'paragraph', side: way?.side ?? 'left', runs },
      );
    here.runs = [];
  }
}

/** Blocks that stand in a list outside its items become one. */
function itemsBefore(list: Place): readonly (readonly Block[])[] {
  return itemOf(list.blocks.splice(0));
}

const itemOf = (blocks: readonly Block[]): readonly (readonly Block[])[] =>
  blocks.length > 0 ? [headingsToText(blocks)] : [];

const runsOf = (block: Block): readonly Run[] =>
  block.kind === 'paragraph' || block.kind === 'heading' ? block.runs : [];

function captionOf(parts: readonly (readonly Run[])[]): readonly Run[] {
  const full = parts.filter((runs) => runs.length > 0);
  const joined = full.flatMap((runs, at): readonly Run[] => (at > 0 ? [{ kind: 'break' }, ...runs] : runs));
  return paragraphsOf(joined, true)[0] ?? [];
}

function sideOf(
  tag: string,
  { align = '', class: name = '', style = '' }: Readonly<Record<string, string>>,
): Side | null {
  if (tag === 'center') return 'center';
  const wish = /text-align:\s*(left|center|right)/u.exec(style)?.[1] ?? (align.toLowerCase() || name);
  return wish === 'center' || wish === 'right' || wish === 'left' ? wish : null;
}

function cellOf(tag: string, { colspan, rowspan, scope }: Readonly<Record<string, string>>): Omit<RawCell, 'blocks'> {
  const span = (value: string | undefined): number =>
    Math.min(Math.max(Number.parseInt(value ?? '1', 10) || 1, 1), 200);
  const heads = tag === 'td' ? null : scope === 'row' || scope === 'rowgroup' ? 'row' : 'col';
  return { heads, columns: span(colspan), rows: span(rowspan), hasScope: scope !== undefined };
}
