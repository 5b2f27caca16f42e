import { refuse } from '../../kernel/refusal.ts';
import type { Mapped } from './mapped.ts';

export type Attribute = { readonly name: string; readonly start: number; readonly end: number };

/** What a reader of XML or HTML is told, with places in the source. */
export type MarkupEvents = {
  readonly open?: (name: string, attributes: readonly Attribute[], isEmpty: boolean, start: number) => void;
  readonly close?: (name: string, end: number) => void;
  readonly text?: (start: number, end: number, isLiteral: boolean) => void;
  readonly comment?: (start: number, end: number) => void;
};

const TAG = /<(\/?)([A-Za-z_][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/uy;
const LOOSE_TAG = /<(\/?)([A-Za-z_][^\s/>]*)([^>]*)>/uy;
const ATTRIBUTE = /([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gu;
const RAW = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'xmp']);
const MOST_DEEP = 512;

/**
 * Goes through XML or HTML and says where everything stands, which is what masking needs and no library tells. XML has no
 * declarations, so no entity can multiply or fetch; HTML is taken as browsers take it, whatever is wrong with it.
 *
 * @throws Refusal files/unsafe-xml, files/broken (422), for XML only
 */
export function readMarkup(source: string, isHtml: boolean, events: MarkupEvents): void {
  const open: string[] = [];
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const end = next === -1 ? source.length : next;
    if (end > at) events.text?.(at, end, false);
    if (next === -1) break;
    at = special(source, next, isHtml, events);
    if (at === next) at = tag(source, next, isHtml, open, events);
  }
  if (!isHtml && open.length > 0) throw refuse('files/broken', {}, 422);
}

function special(source: string, at: number, isHtml: boolean, events: MarkupEvents): number {
  const endOf = (mark: string, from: number): number => {
    const found = source.indexOf(mark, from);
    if (found === -1 && !isHtml) throw refuse('files/broken', {}, 422);
    return found === -1 ? source.length : found;
  };
  if (source.startsWith('<!--', at)) {
    const end = endOf('-->', at + 4);
    events.comment?.(at + 4, end);
    return end + 3;
  }
  if (source.startsWith('<![CDATA[', at)) {
    const end = endOf(']]>', at + 9);
    events.text?.(at + 9, end, true);
    return end + 3;
  }
  if (source.startsWith('<?', at)) return endOf('>', at + 2) + 1;
  if (!source.startsWith('<!', at)) return at;
  if (!isHtml) throw refuse('files/unsafe-xml', {}, 422);
  return endOf('>', at) + 1;
}

function tag(source: string, at: number, isHtml: boolean, open: string[], events: MarkupEvents): number {
  TAG.lastIndex = at;
  let found = TAG.exec(source);
  if (!found && isHtml) {
    LOOSE_TAG.lastIndex = at;
    found = LOOSE_TAG.exec(source);
  }
  if (!found) {
    if (!isHtml) throw refuse('files/broken', {}, 422);
    events.text?.(at, at + 1, false);
    return at + 1;
  }
  const [all, slash, full = '', rest = ''] = found;
  const end = at + all.length;
  const name = isHtml ? full.toLowerCase() : full;
  if (slash === '/') {
    if (!isHtml && open.pop() !== name) throw refuse('files/broken', {}, 422);
    events.close?.(name, end);
    return end;
  }
  const isEmpty = rest.endsWith('/');
  events.open?.(name, attributesOf(rest, at + 1 + full.length), isEmpty, at);
  if (!isHtml && isEmpty) events.close?.(name, end);
  if (isHtml) return RAW.has(name) && !isEmpty ? raw(source, end, name, events) : end;
  if (!isEmpty) open.push(name);
  if (open.length > MOST_DEEP) throw refuse('files/unsafe-xml', {}, 422);
  return end;
}

/** Within a script or a style nothing is a tag but its own end. */
function raw(source: string, from: number, name: string, events: MarkupEvents): number {
  const closing = new RegExp(`</${name}[^>]*>`, 'giu');
  closing.lastIndex = from;
  const found = closing.exec(source);
  const end = found?.index ?? source.length;
  if (end > from) events.text?.(from, end, name === 'script' || name === 'style');
  events.close?.(name, end + (found?.[0].length ?? 0));
  return end + (found?.[0].length ?? 0);
}

function attributesOf(rest: string, offset: number): readonly Attribute[] {
  const all: Attribute[] = [];
  ATTRIBUTE.lastIndex = 0;
  for (let found = ATTRIBUTE.exec(rest); found; found = ATTRIBUTE.exec(rest)) {
    const value = found[2] ?? found[3] ?? found[4] ?? '';
    const quote = found[4] === undefined ? 1 : 0;
    const end = offset + found.index + found[0].length - quote;
    all.push({ name: found[1] ?? '', start: end - value.length, end });
  }
  return all;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  zwnj: '\u200c',
  zwj: '\u200d',
  shy: '\u00ad',
  middot: '·',
  mdash: '—',
  ndash: '–',
  hyphen: '‐',
  commat: '@',
  ldquo: '“',
  rdquo: '”',
  period: '.',
};
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([A-Za-z]{2,8}));?/giu;

/** Puts a piece of markup into a text with its entities read. */
export function addUnescaped(into: Mapped, source: string, start: number, end: number): void {
  const piece = source.slice(start, end);
  if (!piece.includes('&')) {
    into.verbatim(source, start, end);
    return;
  }
  let at = 0;
  ENTITY.lastIndex = 0;
  for (let found = ENTITY.exec(piece); found; found = ENTITY.exec(piece)) {
    const [all, hex, decimal, name] = found;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : null;
    const character =
      code === null ? NAMED[name ?? ''] : code > 0 && code < 0x110000 ? String.fromCodePoint(code) : undefined;
    if (character === undefined) continue;
    into.verbatim(source, start + at, start + found.index);
    into.written(character, start + found.index, start + found.index + all.length);
    at = found.index + all.length;
  }
  into.verbatim(source, start + at, end);
}
