/** A sign of a page and the room it takes, in points from the lower left corner. */
export type Glyph = {
  readonly code: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
};

type Line = {
  text: string;
  left: number;
  right: number;
  bottom: number;
  height: number;
  hasColumns: boolean;
  count: number;
};

/** A gap as wide as this part of a sign divides columns: nothing within a sentence is so wide. */
const COLUMN_GAP = 0.7;
/** A line that ends no farther from the edge than this had no room for what follows. */
const EDGE = 1.3;
const SHORTEST_FULL = 12;

/**
 * A page as it is laid out: tabs where columns are apart, and one line for what goes on in the next only because there was
 * no more room, so that a number or a name is not torn apart.
 */
export function laidOut(glyphs: readonly Glyph[]): string {
  const lines = linesOf(glyphs);
  const plain = lines.filter(({ hasColumns, count }) => !hasColumns && count > 0);
  const right = Math.max(...plain.map((line) => line.right));
  const left = Math.min(...plain.map((line) => line.left));
  let text = '';
  for (const [i, line] of lines.entries()) {
    text += line.text;
    const next = lines[i + 1];
    if (next) text += goesOn(line, next, left, right) ? seam(line.text, next.text) : '\n';
  }
  return text;
}

function linesOf(glyphs: readonly Glyph[]): readonly Line[] {
  const lines: Line[] = [];
  let line = emptyLine();
  let last: Glyph | null = null;
  for (const glyph of glyphs) {
    // PDFium ends a line with both.
    if (glyph.code === 0x0d) continue;
    if (glyph.code === 0x0a) {
      lines.push(line);
      line = emptyLine();
      last = null;
      continue;
    }
    if (last && !isBlank(glyph) && isColumnGap(last, glyph)) {
      line.text = `${line.text.trimEnd()}\t`;
      line.hasColumns = true;
    }
    line.text += signOf(glyph.code);
    if (glyph.right > glyph.left) last = glyph;
    if (!isBlank(glyph)) widen(line, glyph);
  }
  lines.push(line);
  return lines.filter(({ count, text }, i) => count > 0 || text.trim() !== '' || lines[i - 1]?.count !== 0);
}

const isBlank = ({ code, left, right }: Glyph): boolean =>
  code === 0x20 || code === 0xa0 || code === 0x3000 || right <= left;

/** PDFium marks a hyphen at the end of a line with a character of its own. */
const signOf = (code: number): string =>
  code === 2 || code === 0xfffe ? '-' : code > 0 ? String.fromCodePoint(code) : '';

function widen(line: Line, { left, right, bottom, top }: Glyph): void {
  line.left = Math.min(line.left, left);
  line.right = Math.max(line.right, right);
  line.height = Math.max(line.height, top - bottom);
  line.bottom = bottom;
  line.count += 1;
}

const emptyLine = (): Line => ({
  text: '',
  left: Number.POSITIVE_INFINITY,
  right: Number.NEGATIVE_INFINITY,
  bottom: 0,
  height: 0,
  hasColumns: false,
  count: 0,
});

function isColumnGap(last: Glyph, next: Glyph): boolean {
  const height = Math.max(last.top - last.bottom, next.top - next.bottom);
  return Math.abs(last.bottom - next.bottom) < height / 2 && next.left - last.right > height * COLUMN_GAP;
}

const BEGINS_ANEW = /^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]|第[一二三四五六七八九十\d]{1,4}[条章节])/u;

function goesOn(line: Line, next: Line, left: number, right: number): boolean {
  if (line.hasColumns || next.hasColumns || line.count < SHORTEST_FULL || next.count === 0) return false;
  const { height } = line;
  if (line.right < right - height * EDGE || next.left > left + height / 2) return false;
  const down = line.bottom - next.bottom;
  if (down <= 0 || down > height * 2.6 || Math.abs(next.height - height) > height / 3) return false;
  return !/[。；！？：:]\s*$/u.test(line.text) && !BEGINS_ANEW.test(next.text);
}

/** A number that is whole at the end of a line does not go on with the digits of the next. */
const seam = (before: string, after: string): string =>
  /(?<!\d)(?:1[3-9]\d{9}|\d{16}|\d{18,19})$/u.test(before) && /^\d/u.test(after) ? ' ' : '';
