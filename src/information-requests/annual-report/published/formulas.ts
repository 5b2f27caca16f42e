/** What a cell of a sheet holds before formulas are reckoned. */
export type SheetCell = {
  readonly text: string;
  readonly isNumber: boolean;
  /** As it is written, without the sign `=`. */
  readonly formula: string | null;
  /** Whether the file holds what the formula came to. */
  readonly isKept: boolean;
};
export type Sheets = ReadonlyMap<string, ReadonlyMap<string, SheetCell>>;

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|((?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?(\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![\p{L}\p{N}_(])|(SUM)(?=\()|([-+*/(),]))/uy;

type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'place'; readonly sheet: string | null; readonly place: string }
  | { readonly kind: 'sign'; readonly sign: string };

/** No form adds up more. */
const MOST_TOKENS = 2000;
const MOST_CELLS = 20_000;
const DEEPEST = 60;

function tokensOf(formula: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const text = formula.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found || tokens.length > MOST_TOKENS) return null;
    const [, number, sheet, place, sum, sign] = found;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (place !== undefined)
      tokens.push({
        kind: 'place',
        place: place.replaceAll('$', ''),
        sheet: sheet === undefined ? null : named(sheet),
      });
    else tokens.push({ kind: 'sign', sign: sum ?? sign ?? '' });
  }
  return tokens;
}

const named = (sheet: string): string => sheet.slice(0, -1).replace(/^'|'$/gu, '').replaceAll("''", "'");

/**
 * What simple formulas come to: sums of cells and ranges, with + - * / and brackets, as spreadsheet programs reckon them. A
 * sum passes over words, also over numbers that were written as words.
 *
 * @returns null for every other formula, and for one that needs itself
 */
export function reckonerOf(sheets: Sheets): (sheet: string, place: string) => number | null {
  const known = new Map<string, number | null>();
  let left = MOST_CELLS;
  /** undefined: words, or nothing. */
  const valueAt = (sheet: string, place: string, depth: number): number | undefined | null => {
    const cell = sheets.get(sheet)?.get(place);
    left -= 1;
    if (!cell || left < 0) return left < 0 ? null : undefined;
    if (cell.formula === null || cell.isKept) return cell.isNumber ? Number(cell.text) : undefined;
    return reckon(sheet, place, depth + 1);
  };
  const reckon = (sheet: string, place: string, depth: number): number | null => {
    const key = `${sheet}!${place}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // A formula that comes round to itself finds that it is not known.
    known.set(key, null);
    const formula = sheets.get(sheet)?.get(place)?.formula;
    const tokens = formula === undefined || formula === null || depth > DEEPEST ? null : tokensOf(formula);
    const wordsAt = (at: string | null, where: string): string => sheets.get(at ?? sheet)?.get(where)?.text ?? '';
    const value = tokens
      ? evaluated(tokens, { at: (on, where) => valueAt(on ?? sheet, where, depth), words: wordsAt })
      : null;
    known.set(key, value);
    return value;
  };
  return (sheet, place) => reckon(sheet, place, 0);
}

type Look = {
  readonly at: (sheet: string | null, place: string) => number | undefined | null;
  readonly words: (sheet: string | null, place: string) => string;
};

function evaluated(tokens: readonly Token[], look: Look): number | null {
  let at = 0;
  const sign = (): string | null => {
    const token = tokens[at];
    return token?.kind === 'sign' ? token.sign : null;
  };
  const isNext = (...signs: readonly string[]): string | null => {
    const found = sign();
    if (found === null || !signs.includes(found)) return null;
    at += 1;
    return found;
  };
  const sum = (): number | null => {
    let whole = term();
    for (let next = isNext('+', '-'); next !== null; next = isNext('+', '-')) {
      const part = term();
      whole = whole === null || part === null ? null : next === '+' ? whole + part : whole - part;
    }
    return whole;
  };
  const term = (): number | null => {
    let whole = factor();
    for (let next = isNext('*', '/'); next !== null; next = isNext('*', '/')) {
      const part = factor();
      whole =
        whole === null || part === null || (next === '/' && part === 0)
          ? null
          : next === '*'
            ? whole * part
            : whole / part;
    }
    return whole;
  };
  const factor = (): number | null => {
    if (isNext('+')) return factor();
    if (isNext('-')) return negated(factor());
    if (isNext('(')) return closed(sum());
    if (isNext('SUM')) return isNext('(') ? all() : null;
    const token = tokens[at];
    at += 1;
    if (token?.kind === 'number') return token.value;
    return token?.kind === 'place' && !token.place.includes(':') ? single(look, token.sheet, token.place) : null;
  };
  const closed = (value: number | null): number | null => (isNext(')') ? value : null);
  const all = (): number | null => {
    let whole: number | null = 0;
    do {
      const token = tokens[at];
      const after = tokens[at + 1];
      const isWhole = token?.kind === 'place' && after?.kind === 'sign' && (after.sign === ',' || after.sign === ')');
      if (isWhole) at += 1;
      const part = isWhole ? ofRange(look, token.sheet, token.place) : sum();
      whole = whole === null || part === null ? null : whole + part;
    } while (isNext(','));
    return closed(whole);
  };
  const value = sum();
  return at === tokens.length && value !== null && Number.isFinite(value) ? value : null;
}

const negated = (value: number | null): number | null => (value === null ? null : -value);

/** A cell that is added by itself: a number written as words is one, other words are a fault. */
function single(look: Look, sheet: string | null, place: string): number | null {
  const value = look.at(sheet, place);
  if (value !== undefined) return value;
  const words = look.words(sheet, place).trim();
  return /^-?\d*(?:\.\d+)?$/u.test(words) ? Number(words) : null;
}

function ofRange(look: Look, sheet: string | null, range: string): number | null {
  const [from, until = from] = range.split(':').map(placeOf);
  if (!from || !until) return null;
  const [top, bottom] = [Math.min(from.y, until.y), Math.max(from.y, until.y)];
  const [left, right] = [Math.min(from.x, until.x), Math.max(from.x, until.x)];
  if ((bottom - top + 1) * (right - left + 1) > MOST_CELLS) return null;
  let whole = 0;
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const value = look.at(sheet, nameOf({ x, y }));
      if (value === null) return null;
      whole += value ?? 0;
    }
  }
  return whole;
}

type Place = { readonly x: number; readonly y: number };

/** Column and line, both from 0. */
export function placeOf(name: string): Place | null {
  const [, letters, line] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/u.exec(name) ?? [];
  if (letters === undefined || line === undefined) return null;
  return { x: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, y: Number(line) - 1 };
}

export function nameOf({ x, y }: Place): string {
  let letters = '';
  for (let left = x + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${y + 1}`;
}

/** A formula that cells share, as it reads in another of them. */
export function moved(formula: string, from: string, to: string): string {
  const [a, b] = [placeOf(from), placeOf(to)];
  if (!a || !b) return formula;
  const shifted = (name: string): string => {
    const at = placeOf(name);
    if (!at) return name;
    return nameOf({
      x: at.x + (name.startsWith('$') ? 0 : b.x - a.x),
      y: at.y + (/[A-Z]\$/u.test(name) ? 0 : b.y - a.y),
    });
  };
  return formula.replace(/(?<![\p{L}\p{N}_.'])\$?[A-Z]{1,3}\$?\d{1,7}(?![\p{L}\p{N}_(!])/gu, shifted);
}
