import { GROUPS } from '../form.ts';
import { bare, type Grid } from './blocks.ts';
import { cellOf } from './cell.ts';
import { columnOf, groupOf, isSubtotal, resultOf } from './labels.ts';

type Found = { readonly x: number; readonly y: number };

/** Headings stand at the top: a form has some three lines of them, and a title and notes above. */
const MOST_ABOVE = 40;
const LEAST_RESULTS = 4;
const LEAST_COLUMNS = 5;

/**
 * Sections three and four may stand beside each other in one sheet; then each is a table of its own. Where one stands
 * below the other, or there is only one, the table stays as it is.
 */
export function apart(grid: Grid): readonly Grid[] {
  const top = grid.slice(0, MOST_ABOVE);
  const natural = placeOf(top, (text) => columnOf(text) === 'natural');
  const upheld = placeOf(top, (text) => resultOf(text) === 'upheld');
  if (!natural || !upheld || natural.x === upheld.x) return [grid];
  const at = natural.x < upheld.x ? endOfApplicants(top, natural, upheld) : endOfCases(top, natural);
  if (at === null) return [grid];
  const start = Math.max(natural.y, upheld.y) + 1;
  const left = grid.map((row) => row.slice(0, at));
  const right = grid.map((row) =>
    isOneText(row) && row.slice(0, at).some((text) => bare(text) !== '') ? [] : row.slice(at),
  );
  return [left, right].every((half) => half.slice(start).some(hasNumber)) ? [left, right] : [grid];
}

const hasNumber = (row: readonly string[]): boolean => row.some((text) => cellOf(text).kind === 'number');

/** A title over both is said once. */
const isOneText = (row: readonly string[]): boolean => new Set(row.filter((text) => bare(text) !== '')).size === 1;

function placeOf(grid: Grid, is: (text: string) => boolean): Found | null {
  const found = grid.flatMap((row, y) => {
    const x = row.findIndex(is);
    return x < 0 ? [] : [{ x, y }];
  });
  return found.toSorted((a, b) => a.x - b.x)[0] ?? null;
}

/** Behind the last column of applicants that stands before the results; null where they stand over one another. */
function endOfApplicants(grid: Grid, natural: Found, upheld: Found): number | null {
  const heads = grid.flatMap((row) =>
    row.flatMap((text, x) => {
      const column = x >= natural.x && x < upheld.x ? (columnOf(text) ?? (isSubtotal(text) ? 'sum' : null)) : null;
      return column === null ? [] : [{ column, x }];
    }),
  );
  if (new Set(heads.map(({ column }) => column)).size < LEAST_COLUMNS) return null;
  return 1 + Math.max(...heads.map(({ x }) => x));
}

/** Behind the last result that stands before the applicants, or the last group where results stand below one another. */
function endOfCases(grid: Grid, natural: Found): number | null {
  const ends = grid.flatMap((row) => {
    const before = row.slice(0, natural.x);
    const results = new Set(before.map(resultOf).filter((result) => result !== null));
    const groups = new Set(before.map(groupOf).filter((group) => group !== null));
    if (results.size >= LEAST_RESULTS) return [before.findLastIndex((text) => resultOf(text) !== null)];
    return groups.size === GROUPS.length ? [before.findLastIndex((text) => groupOf(text) !== null)] : [];
  });
  return ends.length === 0 ? null : 1 + Math.max(...ends);
}
