import {
  type Check,
  COLUMNS,
  type Column,
  GROUPS,
  type Group,
  LEAVES,
  PART_COLUMNS,
  RESULT_PARTS,
  RESULTS,
  type Result,
  ROWS,
  type Row,
} from './form.ts';

/**
 * What stands in one cell: a number, nothing (`blank`, counted as nought where it is a part; `isSaid` by a sign such as /
 * or 无), or words that are no number (`text`). A cell that the form of its year does not have is absent.
 */
export type Cell =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'blank'; readonly isSaid?: true }
  | { readonly kind: 'text'; readonly text: string };

export type Section3 = Readonly<Partial<Record<Row, Readonly<Partial<Record<Column, Cell>>>>>>;
export type Section4 = Readonly<Partial<Record<Group, Readonly<Partial<Record<Result, Cell>>>>>>;

/** A result with a label of its own; it has no code. */
export type FurtherRow = { readonly label: string; readonly cells: Readonly<Partial<Record<Column, Cell>>> };

export type Violation = {
  readonly check: Check;
  /** Code of the row; null where a whole column or a group is meant. */
  readonly row: Row | null;
  /** Code of the column; in section four the code of the result. */
  readonly column: Column | Result | null;
  readonly group: Group | null;
  readonly expected: number | null;
  /** null: nothing, or no number, stands there. */
  readonly found: number | null;
};

type Read = (row: Row, column: Column) => number | null;

/** Every violated check of one report, in the order of the form. @law 国办公开办函〔2021〕30号 */
export function violationsOf(
  three: Section3,
  four: Section4,
  further: readonly FurtherRow[] = [],
): readonly Violation[] {
  const inThree = Object.keys(three).length > 0 ? section3Violations(three, further) : [];
  return [...inThree, ...section4Violations(four)];
}

/** What can be said of a form that has no sums over its requests: each figure is one, and cases add up. */
export const figureViolations = (three: Section3, four: Section4): readonly Violation[] => [
  ...cellsViolations(three),
  ...section4Violations(four),
];

const cellsViolations = (three: Section3): readonly Violation[] =>
  ROWS.flatMap((row) => COLUMNS.flatMap((column) => cellViolations(three[row]?.[column], { row, column })));

function section3Violations(three: Section3, further: readonly FurtherRow[]): readonly Violation[] {
  const value = readerOf(three);
  return [
    ...cellsViolations(three),
    ...blankTotals(three, value),
    ...ROWS.flatMap((row) => rowViolations(three, row)),
    ...COLUMNS.flatMap((column) => sumViolations(three, further, column, value)),
    ...COLUMNS.flatMap((column) => balanceViolations(column, value)),
  ];
}

/**
 * A number to go on reckoning with: a blank part is nought, a blank total is what it ought to be, so that one omission is
 * reported once and hides nothing else. null where words stand.
 */
function readerOf(three: Section3): Read {
  const read: Read = (row, column) => {
    const cell = three[row]?.[column];
    if (cell && cell.kind !== 'blank') return numberIn(cell);
    if (column === 'total' && three[row] !== undefined) return sum(PART_COLUMNS.map((each) => read(row, each)));
    return row === '3.7' ? sum(LEAVES.map((leaf) => read(leaf, column))) : 0;
  };
  return read;
}

/** A part: blank and absent are nought, words are unknown. */
function numberIn(cell: Cell | undefined): number | null {
  if (cell === undefined || cell.kind === 'blank') return 0;
  return cell.kind === 'number' ? cell.value : null;
}

/** null as soon as one part is unknown: nothing can be said of such a sum. */
const sum = (parts: readonly (number | null)[]): number | null =>
  parts.reduce<number | null>((all, part) => (all === null || part === null ? null : all + part), 0);

const violation = (check: Check, what: Partial<Violation>): Violation => ({
  check,
  row: null,
  column: null,
  group: null,
  expected: null,
  found: null,
  ...what,
});

function cellViolations(cell: Cell | undefined, where: Partial<Violation>): readonly Violation[] {
  if (cell?.kind === 'text') return [violation('CELL', where)];
  if (cell?.kind !== 'number' || (Number.isSafeInteger(cell.value) && cell.value >= 0)) return [];
  return [violation('CELL', { ...where, found: cell.value })];
}

/** Totals that nobody wrote: cell by cell, or the row or column as one where the whole of it is missing. */
function blankTotals(three: Section3, value: Read): readonly Violation[] {
  const hasColumn = ROWS.some((row) => three[row]?.total !== undefined);
  const inRows = hasColumn
    ? ROWS.filter((row) => row !== '3.7' && three[row] !== undefined)
        .filter((row) => isLeftBlank(three[row]?.total, value(row, 'total')))
        .map((row) => violation('S3-BLANK', { row, column: 'total', expected: value(row, 'total') }))
    : [violation('S3-BLANK', { column: 'total', expected: null })];
  if (three['3.7'] === undefined) {
    return [...inRows, violation('S3-BLANK', { row: '3.7', expected: value('3.7', 'total') })];
  }
  const inSum = COLUMNS.filter((column) => column !== 'total' || hasColumn)
    .filter((column) => isLeftBlank(three['3.7']?.[column], value('3.7', column)))
    .map((column) => violation('S3-BLANK', { row: '3.7', column, expected: value('3.7', column) }));
  return [...inRows, ...inSum];
}

/** A total for which somebody wrote a sign for nothing is one where nothing is right. */
const isLeftBlank = (cell: Cell | undefined, expected: number | null): boolean =>
  isBlank(cell) && !(cell?.kind === 'blank' && cell.isSaid === true && expected === 0);

const isBlank = (cell: Cell | undefined): boolean => cell === undefined || cell.kind === 'blank';

function rowViolations(three: Section3, row: Row): readonly Violation[] {
  const cells = three[row];
  if (cells?.total?.kind !== 'number') return [];
  // The sum row may leave its parts blank; then each of them is reported and there is nothing to add up.
  if (row === '3.7' && PART_COLUMNS.some((column) => isBlank(cells[column]))) return [];
  const expected = sum(PART_COLUMNS.map((column) => numberIn(cells[column])));
  const found = cells.total.value;
  return expected === null || expected === found
    ? []
    : [violation('S3-ROW', { row, column: 'total', expected, found })];
}

function sumViolations(
  three: Section3,
  further: readonly FurtherRow[],
  column: Column,
  value: Read,
): readonly Violation[] {
  const cell = three['3.7']?.[column];
  if (cell?.kind !== 'number') return [];
  const expected = sum([
    ...LEAVES.map((leaf) => value(leaf, column)),
    ...further.map(({ cells }) =>
      column === 'total' && isBlank(cells.total)
        ? sum(PART_COLUMNS.map((each) => numberIn(cells[each])))
        : numberIn(cells[column]),
    ),
  ]);
  return expected === null || expected === cell.value
    ? []
    : [violation('S3-SUM', { row: '3.7', column, expected, found: cell.value })];
}

function balanceViolations(column: Column, value: Read): readonly Violation[] {
  const expected = sum([value('R1', column), value('R2', column)]);
  const found = sum([value('3.7', column), value('R4', column)]);
  return expected === null || found === null || expected === found
    ? []
    : [violation('S3-BALANCE', { column, expected, found })];
}

function section4Violations(four: Section4): readonly Violation[] {
  return GROUPS.flatMap((group) => {
    const cells = four[group];
    if (cells === undefined) return [];
    const bad = RESULTS.flatMap((column) => cellViolations(cells[column], { column, group }));
    const expected = sum(RESULT_PARTS.map((part) => numberIn(cells[part])));
    const found = cells.total?.kind === 'number' ? cells.total.value : null;
    if (cells.total?.kind === 'text' || expected === null || expected === found) return bad;
    // Who had no case and left all of it blank has said nothing wrong.
    if (found === null && expected === 0) return bad;
    return [...bad, violation('S4-SUM', { column: 'total', group, expected, found })];
  });
}

/** What one year hands on the next has to take up, column by column. */
export function carryViolations(before: Section3, after: Section3): readonly Violation[] {
  if (before.R4 === undefined || after.R2 === undefined) return [];
  const [was, is] = [readerOf(before), readerOf(after)];
  return COLUMNS.flatMap((column) => {
    const expected = was('R4', column);
    const found = is('R2', column);
    return expected === null || found === null || expected === found
      ? []
      : [violation('YEAR-CARRY', { row: 'R2', column, expected, found })];
  });
}
