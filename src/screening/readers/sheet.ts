import { type Mapped, mapped } from './mapped.ts';
import { addUnescaped, readMarkup } from './markup.ts';
import type { NumberCell, Part, PartCell, Source } from './part.ts';

export type Shared = {
  readonly source: string;
  readonly items: readonly (readonly { readonly start: number; readonly end: number }[])[];
};

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The texts that sheets share, as places in their part; readings (phonetics) are left out. */
export function sharedTexts(source: string): Shared {
  const items: { start: number; end: number }[][] = [];
  const way: string[] = [];
  readMarkup(source, false, {
    open: (name) => {
      way.push(local(name));
      if (local(name) === 'si') items.push([]);
    },
    close: () => {
      way.pop();
    },
    text: (start, end) => {
      if (way.at(-1) === 't' && way.at(-2) !== 'rPh') items.at(-1)?.push({ start, end });
    },
  });
  return { source, items };
}

type CellAt = {
  reference: string;
  type: string;
  tagStart: number;
  value: { start: number; end: number } | null;
  texts: { start: number; end: number }[];
  formula: { start: number; end: number } | null;
};

const plainText = (source: string, places: readonly { start: number; end: number }[]): string => {
  const text = mapped();
  for (const { start, end } of places) addUnescaped(text, source, start, end);
  return text.text();
};

/** What a cell shows, and where: the number of a shared text, its own text, or a number written out. */
type Shown = { readonly text: string; readonly from: 'own' | 'number' | number };

/**
 * A sheet as rows of a table, each cell a part by its name, so that what heads a column is seen above it.
 *
 * @param label what the sheet is called, with (隐藏) when it is
 * @param used shared texts that a cell shows are added to it
 */
export function sheetParts(
  source: string,
  shared: Shared | null,
  label: string,
  way: readonly string[],
  used: Set<number>,
): readonly Part[] {
  const grid = mapped();
  const cells: PartCell[] = [];
  const numbers = new Map<number, NumberCell>();
  const formulas = mapped();
  const formulaCells: PartCell[] = [];
  let cell: CellAt | null = null;
  let column = 0;
  let rowNumber = 0;
  const beside = mapped();
  const tags: string[] = [];
  const finish = (end: number): void => {
    if (!cell) return;
    const at = columnOf(cell.reference) ?? column + 1;
    // Empty cells keep their place, within reason: columns go on to XFD.
    grid.gap('\t'.repeat(Math.min(Math.max(0, at - column - (column === 0 ? 1 : 0)), 300)));
    column = at;
    const start = grid.length();
    const shown = shownIn(cell, source, shared);
    if (typeof shown.from === 'number') used.add(shown.from);
    if (shown.from === 'own') for (const place of ownTexts(cell)) addUnescaped(grid, source, place.start, place.end);
    else grid.gap(shown.text.replace(/[\t\r\n]/gu, ' '));
    if (shown.from === 'number' && cell.value)
      numbers.set(start, { tagStart: cell.tagStart, valueStart: cell.value.start, valueEnd: cell.value.end, end });
    const name = cell.reference || `${letters(column)}${rowNumber}`;
    const item = typeof shown.from === 'number' ? { shared: shown.from } : {};
    cells.push({ part: `${label}!${name}`, start, end: grid.length(), ...item });
    if (cell.formula && cell.formula.end - cell.formula.start > 6) {
      const from = formulas.length();
      addUnescaped(formulas, source, cell.formula.start, cell.formula.end);
      formulaCells.push({ part: `${label}!${cell.reference}#formula`, start: from, end: formulas.length() });
      formulas.gap('\n');
    }
    cell = null;
  };
  readMarkup(source, false, {
    open: (full, attributes, _isEmpty, start) => {
      const name = local(full);
      tags.push(name);
      for (const { name: attribute, start: from, end } of attributes)
        if (SAYS.test(attribute)) addLine(beside, source, from, end);
      const given = (key: string): string => {
        const found = attributes.find((attribute) => attribute.name === key);
        return found ? source.slice(found.start, found.end) : '';
      };
      if (name === 'row') {
        column = 0;
        rowNumber = Number(given('r')) || rowNumber + 1;
      }
      if (name === 'c')
        cell = { reference: given('r'), type: given('t'), tagStart: start, value: null, texts: [], formula: null };
    },
    close: (full, end) => {
      const name = local(full);
      tags.pop();
      if (name === 'c') finish(end);
      if (name === 'row') grid.gap('\n');
    },
    text: (start, end) => {
      const name = tags.at(-1);
      if (!cell) {
        if (PRINTED.test(name ?? '')) addLine(beside, source, start, end);
        return;
      }
      if (name === 'v') cell.value = { start, end };
      if (name === 't') cell.texts.push({ start, end });
      if (name === 'f') cell.formula = { start, end };
    },
  });
  const sheet: Part = {
    part: label,
    text: grid.text(),
    cells,
    source: { way, mapped: grid, numbers, ...sharedSource(shared, way) },
  };
  const parts: Part[] = [sheet];
  if (beside.length() > 0) parts.push({ part: `${label}#other`, text: beside.text(), source: { way, mapped: beside } });
  if (formulaCells.length === 0) return parts;
  return [
    ...parts,
    { part: `${label}#formulas`, text: formulas.text(), cells: formulaCells, source: { way, mapped: formulas } },
  ];
}

/** What a sheet says outside its cells: headers and footers of its prints, what is said of a cell when it is chosen, links. */
const PRINTED = /^(?:odd|even|first)(?:Header|Footer)$/u;
const SAYS = /^(?:prompt|promptTitle|error|errorTitle|display|tooltip|location)$/u;

function addLine(into: Mapped, source: string, start: number, end: number): void {
  addUnescaped(into, source, start, end);
  into.gap('\n');
}

function sharedSource(shared: Shared | null, way: readonly string[]): Pick<Source, 'shared'> {
  if (!shared) return {};
  const mappedItem = (item: number): Mapped => {
    const text = mapped();
    for (const { start, end } of shared.items[item] ?? []) addUnescaped(text, shared.source, start, end);
    return text;
  };
  return { shared: { way: [...way.slice(0, -1), 'xl/sharedStrings.xml'], mappedItem } };
}

const ownTexts = (cell: CellAt) => (cell.type === 'inlineStr' ? cell.texts : cell.value ? [cell.value] : []);

function shownIn(cell: CellAt, source: string, shared: Shared | null): Shown {
  if (cell.type === 'inlineStr' || cell.type === 'str' || cell.type === 'e') return { text: '', from: 'own' };
  const value = cell.value ? source.slice(cell.value.start, cell.value.end).trim() : '';
  if (cell.type === 's') {
    const item = shared?.items[Number(value)];
    return { text: item && shared ? plainText(shared.source, item) : '', from: Number(value) };
  }
  return { text: wholeNumber(value), from: 'number' };
}

/** 1.3800138E10 is 13800138000: what the file says exactly is written out, nothing is rounded. */
export function wholeNumber(value: string): string {
  const found = /^(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})$/u.exec(value);
  if (!found) return /^\d+\.0+$/u.test(value) ? value.slice(0, value.indexOf('.')) : value;
  const [, first = '', rest = '', power = ''] = found;
  return rest.length > Number(power) || Number(power) > 25 ? value : first + rest.padEnd(Number(power), '0');
}

function columnOf(reference: string): number | null {
  const found = /^([A-Z]{1,3})\d+$/u.exec(reference)?.[1];
  return found === undefined ? null : [...found].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function letters(column: number): string {
  let left = column;
  let found = '';
  for (; left > 0; left = Math.floor((left - 1) / 26)) found = String.fromCharCode(65 + ((left - 1) % 26)) + found;
  return found;
}
