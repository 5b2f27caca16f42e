import { type Column, GROUPS, type Group, type Result, type Row } from '../form.ts';
import { columnOfKey, groupOfKey, resultOfKey, rowOfKey } from './keys.ts';
import { columnOf, groupOf, resultOf, rowOfCode, rowOfLabels } from './labels.ts';

/** The cell that one key names by itself. */
export type FlatCell = { readonly year: number | null } & (
  | { readonly row: Row; readonly column: Column }
  | { readonly group: Group; readonly result: Result }
);

/** No path is longer, or has more steps. */
const LONGEST = 200;
const MOST_STEPS = 30;
const STEP = /[./:|>＞→]/u;
const CODE = /(?:^|[^\p{L}\p{N}])(?:row[-_]?|r(?=3))?(R[124]|3[._-][1-7](?:[._-][1-8])?)$/iu;
const GROUP_CODE = /(?:^|[^\p{N}])4[._-]([1-3])$/u;
const ORGANISATIONS =
  /[-_./:|>](?:[^-_./:|>]*法人[^-_./:|>]*|org(?:s|ani[sz]ations?)?|legal_?(?:persons?|entity|entities))$/iu;

/** Whether a key may be a path: steps with marks between them. */
export const isPath = (key: string): boolean => {
  if (key.length > LONGEST) return false;
  const steps = key.split(/[-_./:|>—→]/u).length;
  return steps > 1 && steps <= MOST_STEPS;
};

/**
 * Reads a key that is a path to one cell: `3.1.natural`, `section4.reconsideration.upheld`, `2025.R1.total`,
 * `natural.results.denied.stateSecret`, `行政复议-结果维持`; null for any other.
 */
export function flatCellOf(key: string): FlatCell | null {
  if (!isPath(key)) return null;
  const named = /^(?:year_?)?(20\d\d)年?度?[-_./:|>]/u.exec(key);
  const path = named ? key.slice(named[0].length) : key;
  const year = named?.[1] === undefined ? null : Number(named[1]);
  const cuts = [...path].flatMap((mark, i) => (/[-_./:|>—→]/u.test(mark) ? [i] : []));
  for (const cut of cuts.toReversed()) {
    const [before, last] = [path.slice(0, cut), path.slice(cut + 1)];
    const column = columnOf(last) ?? columnOfKey(last);
    const row = column && rowOfPath(before.replace(ORGANISATIONS, ''));
    if (column && row) return { year, row, column };
    const result = resultOf(last) ?? resultOfKey(last);
    const group = result && groupOfPath(before);
    if (result && group) return { year, group, result };
  }
  return columnFirst(path, cuts, year);
}

/** Applicants before results. */
function columnFirst(path: string, cuts: readonly number[], year: number | null): FlatCell | null {
  for (const cut of cuts) {
    const before = path.slice(0, cut);
    const column = first(ends(before), (name) => columnOf(name) ?? columnOfKey(name));
    const after = path.slice(cut + 1);
    // In the form of 2019 there is one figure for all other results.
    const row = column && (rowOfPath(after) ?? (/[./:|>]other$/iu.test(after) ? '3.6.3' : null));
    if (column && row) return { year, row, column };
  }
  return null;
}

/** Where the first step of every key is the section (`3.R1.total`), `3.3.1` is its row 3.1. */
export const isUnderSection = (keys: readonly string[]): boolean =>
  keys.some((key) => /^3[-_./:]R[124](?:[-_./:]|$)/iu.test(key));
export const withoutSection = (key: string): string => key.replace(/^3[-_./:]/u, '');

/** The only row that is called so, even without its heading. */
const OTHERWISE = /(?:^|[^\d])3[.、]其他$/u;

/** The row that a path ends with. */
export function rowOfPath(path: string): Row | null {
  const code = CODE.exec(path)?.[1];
  if (code !== undefined) return rowOfCode(code.toUpperCase().replaceAll(/[_-]/gu, '.'));
  return /\p{Script=Han}/u.test(path)
    ? (rowOfLabels(path.split(STEP), null) ?? (OTHERWISE.test(path) ? '3.6.3' : null))
    : first(ends(path), rowOfKey);
}

/** The group that a path ends with. */
export function groupOfPath(path: string): Group | null {
  const number = GROUP_CODE.exec(path)?.[1];
  if (number !== undefined) return GROUPS[Number(number) - 1] ?? null;
  return first(ends(path), (name) => groupOf(name) ?? groupOfKey(name));
}

/** The whole path, then what is left of it without its first step, and so on. */
const ends = (path: string): readonly string[] => {
  const steps = path.split(STEP);
  return steps.map((_, i) => steps.slice(i).join('.'));
};

const first = <T>(names: readonly string[], read: (name: string) => T | null): T | null => {
  for (const name of names) {
    const found = read(name);
    if (found !== null) return found;
  }
  return null;
};
