import { bare, type Grid } from './blocks.ts';
import { cellOf } from './cell.ts';
import { columnOf, groupOf, isNote, resultOf, yearOfHeading } from './labels.ts';

/** A year that is named, or 上年 and 本年 of a report whose year stands elsewhere. */
export type PartYear = number | 'last' | 'this';
/** What of a table belongs to one year; `null`: all of it, to whichever year its surroundings say. */
export type Part = { readonly year: PartYear | null; readonly grid: Grid };

/** Headings stand at the top, with a title above them. */
const MOST_ABOVE = 12;

const YEAR = /^\(?(20\d\d)年?度?(?:数|数据|情况|统计数|合计)?\)?$/u;
const LAST = /^\(?(?:(?:上|去|前一)(?:一)?年(?:度)?(?:数|数据|同期|情况)?|上期数?)\)?$/u;
const THIS = /^\(?(?:(?:本|今|报告)年(?:度)?(?:数|数据|情况)?|本期数?)\)?$/u;
const NAMED = /^\(?(20\d\d)年?度?\)?[-—–:/、_]?(?=\p{Script=Han})/u;

/** `2024` for 2024年, `last` for 上年; null for anything else. */
export function yearIn(text: string): PartYear | null {
  const words = bare(text);
  const year = YEAR.exec(words)?.[1];
  if (year !== undefined) return Number(year);
  return LAST.test(words) ? 'last' : THIS.test(words) ? 'this' : null;
}

type Headed = { readonly year: PartYear; readonly rest: string };

/** Also 2024年自然人, and the title of a report over its columns. */
function headedBy(text: string): Headed | null {
  const own = yearIn(text);
  if (own !== null) return { year: own, rest: '' };
  const words = bare(text);
  const named = NAMED.exec(words);
  const rest = named ? words.slice(named[0].length) : '';
  if (named && (columnOf(rest) !== null || resultOf(rest) !== null)) return { year: Number(named[1]), rest };
  const titled = isNote(text) ? null : yearOfHeading(text);
  return titled === null ? null : { year: titled, rest: text };
}

/**
 * Two years may stand beside each other in one sheet: two whole tables, or one column of labels and the columns of each
 * year, or both years under each column. Then each year is a table of its own; any other table stays as it is.
 */
export function yearsApart(grid: Grid): readonly Part[] {
  const whole = [{ year: null, grid }];
  const top = grid.slice(0, MOST_ABOVE).findIndex(isFigured);
  const head = grid.slice(0, top < 0 ? MOST_ABOVE : top);
  const line = head.findIndex((row) => new Set(row.map(headedBy).flatMap((each) => each?.year ?? [])).size > 1);
  const named = grid[line];
  if (named === undefined) return whole;
  // Section four below is headed anew.
  const end = grid.findIndex((row, y) => y > line && grid.slice(line, y).some(isFigured) && row.some(isOfCases));
  const own = end < 0 ? grid : grid.slice(0, end);
  const rest = end < 0 ? [] : yearsApart(grid.slice(end));
  const width = Math.max(...own.map((row) => row.length));
  const years = carried(named, width);
  const all = [...new Set(years.filter((year) => year !== null))];
  const isEven = all.every((year) => years.filter((each) => each === year).length >= LEAST_COLUMNS);
  if (!isEven) return whole;
  return [...all.map((year) => ({ year, grid: own.map((row, y) => rowOf(row, y, { year, years, line })) })), ...rest];
}

const isOfCases = (text: string): boolean => resultOf(text) === 'upheld' || groupOf(text) !== null;

/** So few columns hold no form: the heading speaks of something else. */
const LEAST_COLUMNS = 5;

const isFigured = (row: readonly string[]): boolean =>
  row.filter((text) => cellOf(text).kind === 'number' && yearIn(text) === null).length >= LEAST_COLUMNS;

/** The year of each column: a heading reaches over the blank places behind it. */
function carried(row: readonly string[], width: number): readonly (PartYear | null)[] {
  let last: PartYear | null = null;
  return Array.from({ length: width }, (_, x) => {
    const text = row[x] ?? '';
    if (bare(text) !== '') last = headedBy(text)?.year ?? null;
    return last;
  });
}

type Cut = { readonly year: PartYear; readonly years: readonly (PartYear | null)[]; readonly line: number };

/** The columns of a year with those that belong to none; a name above the years reaches over all of them. */
function rowOf(row: readonly string[], y: number, { year, years, line }: Cut): readonly string[] {
  let name = '';
  return years.flatMap((of, x) => {
    const text = row[x] ?? '';
    if (bare(text) !== '' || of === null) name = text;
    if (of !== null && of !== year) return [];
    if (y === line && of !== null) return [headedBy(text)?.rest ?? text];
    return [y < line && of !== null ? name : text];
  });
}
