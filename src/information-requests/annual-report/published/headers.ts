import { COLUMNS, type Column, GROUPS, type Group, type Result } from '../form.ts';
import { bare, type Grid, turned } from './blocks.ts';
import { cellOf, isFigure } from './cell.ts';
import { columnOf, groupOf, isSubtotal, resultOf } from './labels.ts';

export type Place<T> = { readonly what: T; readonly x: number };

/** What the rows above the figures say of the columns. */
export type Heads = {
  /** Rows without a figure since the last one that has some. */
  above: (readonly string[])[];
  readonly columns: Map<Column, number>;
  width: number;
  /** Where 小计 stands last in the line that begins with 自然人. */
  subtotal: number | null;
  readonly results: Map<number, Result>;
  readonly groups: Map<number, Group>;
};

export const noHeads = (): Heads => ({
  above: [],
  columns: new Map(),
  width: 0,
  subtotal: null,
  results: new Map(),
  groups: new Map(),
});

const LEAST_RESULTS = 4;
const LEAST_COLUMNS = 5;

const placesOf = <T>(row: readonly string[], read: (text: string) => T | null): readonly Place<T>[] =>
  row.flatMap((text, x): readonly Place<T>[] => {
    const what = read(text);
    return what === null ? [] : [{ what, x }];
  });

/** What may stand before a line of numbers that counts the columns. */
const RULER = /^(?:甲|乙|丙|丁|栏次|列次|行次|序号|编号|项目|指标|类别|\(?栏\)?)?$/u;

/** A line that counts the columns: 栏次 1 2 3 4 5 6 7. */
export function isRuler(row: readonly string[]): boolean {
  const start = row.findIndex((text) => cellOf(text).kind === 'number');
  const counted = row.slice(start).map(cellOf);
  const last = counted.findLastIndex(({ kind }) => kind !== 'blank') + 1;
  const [from] = counted;
  if (start < 0 || last < COLUMNS.length - 1 || from?.kind !== 'number' || from.value < 1 || from.value > start + 1)
    return false;
  return (
    row.slice(0, start).every((text) => RULER.test(bare(text))) &&
    counted.slice(0, last).every((cell, i) => cell.kind === 'number' && cell.value === from.value + i)
  );
}

const hasNumber = (row: readonly string[]): boolean => row.some((text) => cellOf(text).kind === 'number');

/** Takes a row as one of headings, if it is one: 自然人 … 总计, or 结果维持 … 总计. */
export function readHeads(heads: Heads, row: readonly string[]): boolean {
  if (hasNumber(row)) return false;
  heads.above.push(row);
  for (const { what, x } of placesOf(row, groupOf)) heads.groups.set(x, what);
  const results = placesOf(row, resultOf);
  if (results.length >= LEAST_RESULTS && results.some(({ what }) => what === 'upheld')) {
    for (const { what, x } of results) if (!heads.results.has(x)) heads.results.set(x, what);
    return true;
  }
  const columns = placesOf(row, columnOf);
  if (!columns.some(({ what }) => what !== 'other' && what !== 'total')) return false;
  for (const { what, x } of columns) if (!heads.columns.has(what)) heads.columns.set(what, x);
  heads.width = Math.max(heads.width, row.length);
  const last = row.findLastIndex((text) => bare(text) !== '');
  if (columns.some(({ what }) => what === 'natural') && isSubtotal(row[last] ?? '')) heads.subtotal = last;
  return true;
}

/**
 * Completes the headings when the first figures come: a name that is drawn over two rows (科研 above 机构) is put together.
 */
export function completeHeads(heads: Heads): void {
  const { above } = heads;
  heads.above = [];
  totalBySubtotal(heads, above);
  if (above.length < 2) return;
  const width = Math.max(...above.map((row) => row.length));
  const taken = new Set(heads.columns.values());
  for (let x = 0; x < width; x += 1) {
    const names = namesAt(above, x);
    const column = taken.has(x) ? undefined : names.map(columnOf).find((found) => found !== null);
    if (column && !heads.columns.has(column) && isBeside(heads, column)) heads.columns.set(column, x);
    const result = names.map(resultOf).find((found) => found !== null);
    if (result && !heads.results.has(x) && heads.results.size > 0) heads.results.set(x, result);
  }
  if (heads.results.size === 0) composedResults(heads, above, width);
}

/** 小计 is the total where no other column is, and it is not the sum of 法人或其他组织 below their heading. */
function totalBySubtotal(heads: Heads, above: readonly (readonly string[])[]): void {
  const { columns, subtotal } = heads;
  heads.subtotal = null;
  if (subtotal === null || columns.has('total') || [...columns.values()].some((x) => x >= subtotal)) return;
  const isOfOrganisations = above.some((row) => /^法人/u.test(bare(row[subtotal] ?? '')));
  if (!isOfOrganisations) columns.set('total', subtotal);
}

/** 其他 and 总计 are words of many tables: they are columns beside such as 自然人. */
const isBeside = ({ columns }: Heads, column: Column): boolean =>
  (column !== 'other' && column !== 'total') || columns.size > 0;

function composedResults(heads: Heads, above: readonly (readonly string[])[], width: number): void {
  const found = Array.from({ length: width }, (_, x) => ({
    x,
    what: namesAt(above, x)
      .map(resultOf)
      .find((result) => result !== null),
  })).flatMap(({ x, what }) => (what ? [{ x, what }] : []));
  if (found.length < LEAST_RESULTS || !found.some(({ what }) => what === 'upheld')) return;
  for (const { x, what } of found) heads.results.set(x, what);
}

/** What may be the name of a column: the lowest words, with those above them, and so on. */
function namesAt(above: readonly (readonly string[])[], x: number): readonly string[] {
  const words = above
    .map((row) => bare(row[x] ?? ''))
    .filter((text, i, all) => text !== '' && text !== all[i - 1])
    .toReversed();
  return words.map((_, i) =>
    words
      .slice(0, i + 1)
      .toReversed()
      .join(''),
  );
}

/** A table in which applicants, or results of cases, stand one below the other is turned. */
export function upright(grid: Grid): Grid {
  if (grid.length > MOST_TURNED) return grid;
  const onSide = turned(grid);
  if (onSide.length > MOST_TURNED) return grid;
  const most = (lines: Grid, read: (text: string) => unknown): number =>
    Math.max(0, ...lines.map((line) => new Set(line.map(read).filter((found) => found !== null)).size));
  const isTurned =
    (most(onSide, columnOf) >= LEAST_COLUMNS && most(grid, columnOf) < 3) ||
    (most(onSide, resultOf) >= LEAST_RESULTS && most(grid, resultOf) < LEAST_RESULTS && most(grid, groupOf) >= 2);
  return isTurned ? onSide : grid;
}

/** A form has some thirty lines; what is longer is no form that lies on its side. */
const MOST_TURNED = 80;

/** The groups of section four in the order of their columns, where their headings say it. */
export function groupsAt({ groups }: Heads, starts: readonly number[]): readonly Group[] {
  const named = starts.map((start) => {
    const before = [...groups.keys()].filter((x) => x <= start);
    return before.length === 0 ? null : (groups.get(Math.max(...before)) ?? null);
  });
  const known = named.filter((group) => group !== null);
  return new Set(known).size === starts.length ? known : GROUPS;
}

/**
 * Where the figures of a row stand: under their headings; where the row was drawn wider or narrower by wrong merging, as
 * far from its end; and in the last seven places where nothing else is known.
 */
export function placesIn(heads: Heads, row: readonly string[]): readonly Place<Column>[] | null {
  const start = row.length - COLUMNS.length;
  const last = COLUMNS.map((what, i) => ({ what, x: start + i }));
  const endsInFigures =
    start > 0 &&
    row.slice(start).every(isFigure) &&
    // The line may be numbered between its label and its figures.
    (isLabel(row[start - 1]) || (isLabel(row[start - 2]) && /^\d{1,2}$/u.test(bare(row[start - 1] ?? ''))));
  if (heads.columns.size === 0) return endsInFigures ? last : behindLabel(row);
  const places = [...heads.columns].map(([what, x]) => ({ what, x }));
  const shift = row.length - heads.width;
  if (shift !== 0 && heads.width > 0) {
    const moved = places.map(({ what, x }) => ({ what, x: x + shift }));
    if (fits(row, moved)) return moved;
  }
  // A heading that lacks its merging stands over labels: then the order of the form counts.
  const isOverLabels = places.some(({ x }) => isLabel(row[x]) && !isFigure(row[x] ?? ''));
  return isOverLabels && endsInFigures ? last : places;
}

/** Seven places behind the label, in a sheet that is wider than this table. */
function behindLabel(row: readonly string[]): readonly Place<Column>[] | null {
  const start = row.findLastIndex(isLabel) + 1;
  const own = row.slice(start, start + COLUMNS.length);
  const isForm =
    start > 0 &&
    own.length === COLUMNS.length &&
    own.every(isFigure) &&
    hasNumber(own) &&
    row.slice(start + COLUMNS.length).every((text) => bare(text) === '');
  return isForm ? COLUMNS.map((what, i) => ({ what, x: start + i })) : null;
}

const isLabel = (text: string | undefined): boolean => /\p{Script=Han}/u.test(text ?? '') && !isFigure(text ?? '');

/** Figures in all places and a label before them. */
function fits(row: readonly string[], places: readonly Place<Column>[]): boolean {
  const first = Math.min(...places.map(({ x }) => x));
  return first > 0 && places.every(({ x }) => x < row.length && isFigure(row[x] ?? '')) && isLabel(row[first - 1]);
}
