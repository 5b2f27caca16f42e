import type { Part, Shown } from '../contract.ts';

/** One slide: a heading and what fits under it in large type. */
export type Slide = { readonly heading: string; readonly lines: readonly string[]; readonly table: SlideTable | null };
type SlideTable = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** So much can be read from the last row. */
const MOST_CHARACTERS = 150;
const MOST_LINES = 5;
const MOST_ROWS = 6;
const LONGEST_LINE = 120;

const split = (text: string): readonly string[] => {
  if (text.length <= LONGEST_LINE) return [text];
  const pieces: string[] = [];
  let piece = '';
  for (const sentence of text.split(/(?<=[。；！？])/u)) {
    if (piece !== '' && piece.length + sentence.length > LONGEST_LINE) {
      pieces.push(piece);
      piece = '';
    }
    piece += sentence;
  }
  return [...pieces, piece]
    .flatMap((each) => each.match(new RegExp(`.{1,${MOST_CHARACTERS}}`, 'gsu')) ?? [])
    .filter((each) => each.trim() !== '');
};

/** The texts as slides: a heading begins a new one, and no slide holds more than can be read. */
export function slidesOf({ title, parts }: Shown): readonly Slide[] {
  const slides: Slide[] = [];
  let heading = title;
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) slides.push({ heading, lines, table: null });
    lines = [];
  };
  for (const part of parts) {
    if (part.kind === 'heading') {
      flush();
      heading = part.text;
    } else if (part.kind === 'table') {
      flush();
      slides.push(...tableSlides(part, heading));
    } else {
      for (const line of part.text.split('\n').flatMap(split)) {
        const characters = lines.reduce((all, each) => all + each.length, 0);
        if (lines.length >= MOST_LINES || (lines.length > 0 && characters + line.length > MOST_CHARACTERS)) flush();
        lines.push(line);
      }
    }
  }
  flush();
  return slides.length > 0 ? slides : [{ heading: title, lines: [], table: null }];
}

function tableSlides({ caption, head, rows }: Extract<Part, { kind: 'table' }>, heading: string): readonly Slide[] {
  const named = caption === '' ? heading : caption;
  return Array.from({ length: Math.max(1, Math.ceil(rows.length / MOST_ROWS)) }, (_, i) => ({
    heading: named,
    lines: [],
    table: { head, rows: rows.slice(i * MOST_ROWS, (i + 1) * MOST_ROWS) },
  }));
}
