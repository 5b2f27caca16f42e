import { Parser } from 'htmlparser2';

// What a browser forgives silently: the page still looks right here and is something else in the next browser, or in what
// reads it aloud. The rules are those of the HTML standard that a program which writes pages can break.

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
/** What may stand in a paragraph, a heading, a label. */
const PHRASING = new Set(
  'a abbr audio b bdi bdo br button canvas cite code data datalist del dfn em i iframe img input ins kbd label link map mark math meta meter noscript object output picture progress q ruby rb rp rt s samp script select small span strong sub sup svg template textarea time u var video wbr'.split(
    ' ',
  ),
);
const ONLY_PHRASING = new Set(
  'p h1 h2 h3 h4 h5 h6 pre span em strong b i u small label button summary legend dt code time q cite sub sup'.split(
    ' ',
  ),
);
const INTERACTIVE = new Set('a button details iframe label select textarea'.split(' '));
/** Which elements may be children of these, and of what these have to be children. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  ul: ['li', 'script', 'template'],
  ol: ['li', 'script', 'template'],
  dl: ['dt', 'dd', 'div', 'script', 'template'],
  table: ['caption', 'colgroup', 'thead', 'tbody', 'tfoot', 'tr', 'script', 'template'],
  thead: ['tr'],
  tbody: ['tr'],
  tfoot: ['tr'],
  tr: ['th', 'td'],
  select: ['option', 'optgroup', 'hr'],
  html: ['head', 'body'],
  head: ['meta', 'title', 'link', 'script', 'style', 'base', 'noscript'],
};
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  li: ['ul', 'ol', 'menu'],
  dt: ['dl', 'div'],
  dd: ['dl', 'div'],
  tr: ['table', 'thead', 'tbody', 'tfoot'],
  td: ['tr'],
  th: ['tr'],
  caption: ['table'],
  thead: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  legend: ['fieldset'],
  summary: ['details'],
  figcaption: ['figure'],
  option: ['select', 'optgroup', 'datalist'],
  source: ['picture', 'audio', 'video'],
};
const OBSOLETE = new Set('center font big strike tt marquee frame frameset acronym dir applet'.split(' '));
const REFERENCES = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers'];

type Open = { readonly name: string; readonly inSvg: boolean };

/** What is wrong with a page as it was sent; nothing for a valid one. */
export function htmlFaults(html: string): readonly string[] {
  const reader = new Reader();
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => reader.opened(name, attributes),
      onattribute: (name) => reader.attribute(name),
      onopentagname: (name) => reader.beginTag(name),
      ontext: (text) => reader.text(text),
      onclosetag: (name, isImplied) => reader.closed(name, isImplied),
    },
    { recognizeSelfClosing: true },
  );
  parser.end(html);
  const doctype = /^<!doctype html>/iu.test(html) ? [] : ['no doctype'];
  return [...doctype, ...looseEnds(html), ...reader.ended()];
}

/** End tags that close nothing: a parser drops them. */
function looseEnds(html: string): readonly string[] {
  const body = html.replaceAll(/<(script|style|svg)\b[\s\S]*?<\/\1>/giu, '').replaceAll(/<!--[\s\S]*?-->/gu, '');
  const stack: string[] = [];
  const faults: string[] = [];
  for (const [, slash, raw = ''] of body.matchAll(/<(\/?)([a-z][a-z0-9-]*)\b[^>]*>/giu)) {
    const name = raw.toLowerCase();
    if (VOID.has(name)) continue;
    if (slash === '') {
      if (name === 'form' && stack.includes('form')) faults.push('<form> in <form>');
      stack.push(name);
    } else if (stack.at(-1) === name) stack.pop();
    else {
      faults.push(`</${name}> where <${stack.at(-1) ?? 'nothing'}> is open`);
      const at = stack.lastIndexOf(name);
      if (at >= 0) stack.length = at;
    }
  }
  return [...faults, ...stack.map((name) => `<${name}> is never closed`)];
}

class Reader {
  readonly #open: Open[] = [];
  readonly #faults: string[] = [];
  readonly #ids = new Set<string>();
  readonly #referred = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  #attributes = new Set<string>();
  #tag = '';

  beginTag(name: string): void {
    this.#tag = name;
    this.#attributes = new Set();
  }

  attribute(name: string): void {
    if (this.#attributes.has(name)) this.#fault(`${name} twice on <${this.#tag}>`);
    this.#attributes.add(name);
  }

  opened(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1);
    const inSvg = name === 'svg' || parent?.inSvg === true;
    if (!inSvg) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#references(name, attributes);
    if (!inSvg || name === 'svg') {
      this.#nesting(name, attributes);
      this.#needs(name, attributes);
    }
    this.#open.push({ name, inSvg });
  }

  text(text: string): void {
    const parent = this.#open.at(-1);
    if (text.trim() === '' || !parent || parent.inSvg) return;
    if (parent.name in CHILDREN && parent.name !== 'head')
      this.#fault(`text in <${parent.name}>: ${text.trim().slice(0, 20)}`);
  }

  closed(name: string, isImplied: boolean): void {
    const open = this.#open.pop();
    // In SVG every element may close itself.
    if (isImplied && !VOID.has(name) && !open?.inSvg) this.#fault(`<${name}> is closed by what follows`);
  }

  ended(): readonly string[] {
    for (const [id, by] of this.#referred) if (!this.#ids.has(id)) this.#fault(`${by} leads to no id: ${id}`);
    for (const name of ['html', 'head', 'title', 'body', 'main', 'h1']) {
      const count = this.#counts.get(name) ?? 0;
      if (count !== 1) this.#fault(`${count} × <${name}>`);
    }
    return this.#faults;
  }

  #fault(text: string): void {
    this.#faults.push(text);
  }

  #references(name: string, attributes: Readonly<Record<string, string>>): void {
    const { id } = attributes;
    if (id !== undefined) {
      if (id === '' || /\s/u.test(id)) this.#fault(`id "${id}"`);
      if (this.#ids.has(id)) this.#fault(`id twice: ${id}`);
      this.#ids.add(id);
    }
    for (const attribute of REFERENCES) {
      for (const to of (attributes[attribute] ?? '').split(/\s+/u).filter(Boolean))
        this.#referred.set(to, `${attribute} of <${name}>`);
    }
  }

  #nesting(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1)?.name ?? '';
    const names = new Set(this.#open.map((open) => open.name));
    if (OBSOLETE.has(name)) this.#fault(`obsolete <${name}>`);
    if (CHILDREN[parent] && !CHILDREN[parent].includes(name)) this.#fault(`<${name}> in <${parent}>`);
    if (PARENTS[name] && !PARENTS[name].includes(parent)) this.#fault(`<${name}> in <${parent}>`);
    if (ONLY_PHRASING.has(parent) && !PHRASING.has(name) && !(parent === 'summary' && /^h[1-6]$/u.test(name)))
      this.#fault(`<${name}> in <${parent}>`);
    if (name === 'main' && ['article', 'aside', 'footer', 'header', 'nav'].some((one) => names.has(one)))
      this.#fault('<main> within a part');
    if (
      (INTERACTIVE.has(name) || (name === 'input' && attributes.type !== 'hidden')) &&
      (names.has('a') || names.has('button'))
    )
      this.#fault(`<${name}> within <${names.has('a') ? 'a' : 'button'}>`);
  }

  #needs(name: string, attributes: Readonly<Record<string, string>>): void {
    const wants = (attribute: string): void => {
      if (attributes[attribute] === undefined) this.#fault(`<${name}> without ${attribute}`);
    };
    if (name === 'html') wants('lang');
    if (name === 'img') wants('alt');
    if (name === 'a' && attributes.href !== undefined && /\s/u.test(attributes.href))
      this.#fault(`a blank in href ${attributes.href}`);
    if (name === 'meta' && attributes.name !== undefined) wants('content');
    if (name === 'td' && attributes.scope !== undefined) this.#fault('scope on <td>');
    for (const attribute of ['colspan', 'rowspan']) {
      const value = attributes[attribute];
      if (value !== undefined && !/^[1-9]\d*$/u.test(value)) this.#fault(`${attribute}="${value}"`);
    }
  }
}
