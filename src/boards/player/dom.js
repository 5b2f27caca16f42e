// Elements from words, never from markup: nothing that is shown can run.

export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** The parts of a text. */
export const partsOf = (parts) =>
  parts.map((part) => {
    if (part.kind === 'heading') return el('h2', {}, part.text);
    if (part.kind === 'paragraph') return el('p', {}, part.text);
    const row = (cells, tag) =>
      el(
        'tr',
        {},
        cells.map((cell) => el(tag, {}, cell)),
      );
    return el(
      'table',
      {},
      part.caption ? el('caption', {}, part.caption) : null,
      part.head.length > 0 ? el('thead', {}, row(part.head, 'th')) : null,
      el(
        'tbody',
        {},
        part.rows.map((cells) => row(cells, 'td')),
      ),
    );
  });

const KEPT = new Set([
  'H1',
  'H2',
  'H3',
  'P',
  'DL',
  'DT',
  'DD',
  'UL',
  'OL',
  'LI',
  'TABLE',
  'CAPTION',
  'THEAD',
  'TBODY',
  'TR',
  'TH',
  'TD',
  'TIME',
  'STRONG',
]);
const DROPPED = new Set(['FORM', 'SCRIPT', 'STYLE', 'SVG', 'NAV', 'BUTTON', 'INPUT', 'TEMPLATE', 'FIGURE']);

/** What a page of the portal says, without its forms and links: what can be read and nothing that can be followed. */
export function readable(node) {
  return [...node.childNodes].flatMap((child) => {
    if (child.nodeType === Node.TEXT_NODE) return child.textContent.trim() === '' ? [] : [child.textContent];
    if (child.nodeType !== Node.ELEMENT_NODE || DROPPED.has(child.tagName.toUpperCase())) return [];
    const inner = readable(child);
    return KEPT.has(child.tagName) ? [el(child.tagName.toLowerCase(), {}, inner)] : inner;
  });
}
