import { type Mapped, mapped } from './mapped.ts';
import { addUnescaped, readMarkup } from './markup.ts';
import type { Part } from './part.ts';

const BLOCKS =
  /^(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|section|article|header|footer|table|form|fieldset|pre|blockquote|option|title|tbody|thead|caption|address|main|nav|aside|figure|figcaption|label|legend)$/u;
/** Attributes that hold no words: they would only cost time and give false finds. */
const NOT_WORDS =
  /^(?:class|style|width|height|d|points|viewbox|rel|type|charset|integrity|colspan|rowspan|align|valign|border|bgcolor|lang|dir)$/iu;

/** A picture's address is mostly a number of the machine; it says something where it has words, or is a number of a person. */
const ADDRESS = /^(?:src|srcset|data-src|id)$/iu;
const OF_A_PERSON = /\p{Script=Han}|%e[4-9]|(?<!\d)(?:\d{17}[\dx]|1[3-9]\d{9})(?!\d)/iu;
const saysSomething = (attribute: string, value: string): boolean =>
  !ADDRESS.test(attribute) || (!value.startsWith('data:') && OF_A_PERSON.test(value.slice(0, 2000)));

const LONGEST_CELL = 2000;
const LONGEST_WORDS = 300;

/**
 * Whether a cell holds a few words and no table of its own: what Word exports has a paragraph in each cell, and its ends
 * are no ends of the row. A page that is laid out with tables keeps its lines.
 */
function isSmallCell(source: string, from: number): boolean {
  CELL_END.lastIndex = from;
  const found = CELL_END.exec(source);
  if (!found || found.index - from > LONGEST_CELL || found[1] === undefined) return false;
  return source.slice(from, found.index).replace(/<[^>]*>|\s+/gu, '').length <= LONGEST_WORDS;
}
const CELL_END = /<(?:(\/t[dhr]\b|t[dhr]\b)|(?:table|\/table)\b)/giu;

/** A page of the web: what is seen, what is in its head and attributes, its comments, its scripts; each a part. */
export function htmlParts(source: string, way: readonly string[]): readonly Part[] {
  const texts: Record<'text' | 'attributes' | 'comments' | 'scripts', Mapped> = {
    text: mapped(),
    attributes: mapped(),
    comments: mapped(),
    scripts: mapped(),
  };
  let within: string | null = null;
  let isInCell = false;
  /** Ends within a small cell wait for what follows them: two blanks would look like two cells. */
  let [hasWords, isWaiting] = [false, false];
  const lineEnd = (): void => {
    if (!isInCell) texts.text.gap('\n');
    else isWaiting = hasWords;
  };
  readMarkup(source, true, {
    open: (name, attributes, _isEmpty, start) => {
      if (name === 'script' || name === 'style') within = name;
      if (name === 'td' || name === 'th') {
        isInCell = isSmallCell(source, source.indexOf('>', start) + 1);
        hasWords = false;
        isWaiting = false;
      }
      if (name === 'br' || BLOCKS.test(name)) lineEnd();
      for (const { name: attribute, start, end } of attributes) {
        if (end - start < 3 || NOT_WORDS.test(attribute) || !saysSomething(attribute, source.slice(start, end)))
          continue;
        addUnescaped(texts.attributes, source, start, end);
        texts.attributes.gap('\n');
      }
    },
    close: (name) => {
      if (name === within) within = null;
      if (name === 'td' || name === 'th' || name === 'tr' || name === 'table') isInCell = false;
      if (name === 'td' || name === 'th') texts.text.gap('\t');
      if (name === 'tr' || BLOCKS.test(name)) lineEnd();
      if (name === 'script' || name === 'style') texts.scripts.gap('\n');
    },
    text: (start, end, isLiteral) => {
      if (within === 'style') addWritten(texts.scripts, source, start, end);
      else if (isLiteral || within === 'script') addSpelled(texts.scripts, source, start, end);
      // Line ends of the source are blanks on the page; within a cell they would tear a row apart.
      else {
        if (isInCell && /\S/u.test(source.slice(start, end))) {
          if (isWaiting) texts.text.gap(' ');
          [hasWords, isWaiting] = [true, false];
        } else if (isInCell) return;
        addLine(texts.text, source, start, end);
      }
    },
    comment: (start, end) => {
      texts.comments.verbatim(source, start, end);
      texts.comments.gap('\n');
    },
  });
  return Object.entries(texts)
    .filter(([, text]) => text.length() > 0)
    .map(([part, text]) => ({ part, text: text.text(), source: { way, mapped: text } }));
}

function addLine(text: Mapped, source: string, start: number, end: number): void {
  for (let at = start; at < end; ) {
    const found = source.slice(at, end).search(/\s*[\r\n]\s*/u);
    const stop = found === -1 ? end : at + found;
    addUnescaped(text, source, at, stop);
    if (found === -1) return;
    text.gap(' ');
    at = stop + (/^\s*[\r\n]\s*/u.exec(source.slice(stop, end))?.[0].length ?? 1);
  }
}

const SPELLED = /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/giu;

/** A script or the data a page carries: signs may be written as their numbers, Chinese mostly is. */
function addSpelled(text: Mapped, source: string, start: number, end: number): void {
  const piece = source.slice(start, end);
  let at = 0;
  if (piece.includes('\\'))
    for (const { 0: all, 1: long, 2: short, index } of piece.matchAll(SPELLED)) {
      text.verbatim(source, start + at, start + index);
      text.written(
        String.fromCharCode(Number.parseInt(long ?? short ?? '', 16)),
        start + index,
        start + index + all.length,
      );
      at = index + all.length;
    }
  text.verbatim(source, start + at, end);
}

/** Of a style only what it writes on the page: `content: "…"`. */
function addWritten(text: Mapped, source: string, start: number, end: number): void {
  for (const found of source.slice(start, end).matchAll(/content\s*:\s*(?:"[^"]*"|'[^']*')/giu)) {
    text.verbatim(source, start + found.index, start + found.index + found[0].length);
    text.gap('\n');
  }
}
