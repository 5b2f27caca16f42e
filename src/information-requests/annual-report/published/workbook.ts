import { SaxesParser } from 'saxes';
import { refuse } from '../../../kernel/index.ts';
import { partsOf } from './archive.ts';
import type { Block } from './blocks.ts';
import { moved, nameOf, placeOf, reckonerOf, type SheetCell } from './formulas.ts';

const WANTED = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/iu;
/** A form has ten columns; a sheet with several years some dozens. */
const MOST_COLUMNS = 300;
const MOST_CELLS = 1_000_000;

/** A cell whose formula was never reckoned, and is none that can be reckoned here. */
export type Unreckoned = { readonly sheet: string; readonly cell: string; readonly formula: string };

/**
 * The visible sheets of a workbook, each under its name; hidden ones where no other is. A formula counts as what the file
 * says it came to; where the file says nothing, or says that it has to be reckoned anew, sums are reckoned.
 *
 * @throws Refusal report/not-readable, report/too-large (422)
 */
export async function blocksOfWorkbook(
  bytes: Uint8Array,
): Promise<{ readonly blocks: readonly Block[]; readonly unreckoned: readonly Unreckoned[] }> {
  const parts = await partsOf(bytes, WANTED);
  try {
    return blocksIn(parts);
  } catch (error) {
    if (error instanceof XmlFault) throw refuse('report/not-readable', {}, 422);
    throw error;
  }
}

class XmlFault extends Error {}

function blocksIn(parts: ReadonlyMap<string, string>) {
  const { sheets: named, isStale } = sheetsOf(parts);
  const shared = sharedTexts(part(parts, 'xl/sharedStrings.xml'));
  const left = { cells: MOST_CELLS };
  const read = named.map(({ name, isHidden, path }) => ({
    name,
    isHidden,
    cells: cellsOf(part(parts, path), shared, isStale, left),
  }));
  const reckon = reckonerOf(new Map(read.map(({ name, cells }) => [name, cells])));
  const seen = read.some(({ isHidden, cells }) => !isHidden && cells.size > 0)
    ? read.filter(({ isHidden }) => !isHidden)
    : read;
  const unreckoned: Unreckoned[] = [];
  const blocks = seen.flatMap(({ name, cells }): readonly Block[] => {
    const shown = (place: string, cell: SheetCell): string => {
      if (cell.formula === null || cell.isKept) return cell.text;
      const value = reckon(name, place);
      if (value !== null) return String(value);
      if (cell.text !== '') return cell.text;
      unreckoned.push({ sheet: name, cell: place, formula: cell.formula });
      return `=${cell.formula}`;
    };
    return [
      { kind: 'words', text: name, isSheet: true },
      { kind: 'table', grid: gridOf(cells, shown) },
    ];
  });
  return { blocks, unreckoned };
}

/** Names of parts are told apart by their letters alone, whatever their case. */
function part(parts: ReadonlyMap<string, string>, path: string): string {
  const wanted = path.toLowerCase();
  return [...parts].find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}

type Attributes = Readonly<Record<string, string>>;
type Events = {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function readXml(xml: string, { open, close, text }: Events): void {
  if (xml === '') return;
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('error', (error) => {
    throw new XmlFault(error.message);
  });
  if (open) parser.on('opentag', ({ name, attributes }) => open(local(name), attributes));
  if (close) parser.on('closetag', ({ name }) => close(local(name)));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.write(xml.replace(/^\uFEFF/u, '')).close();
}

type Sheet = { readonly name: string; readonly isHidden: boolean; readonly path: string };

/** @throws Refusal report/not-readable (422): a ZIP that is no workbook */
function sheetsOf(parts: ReadonlyMap<string, string>): {
  readonly sheets: readonly Sheet[];
  readonly isStale: boolean;
} {
  const targets = new Map<string, string>();
  readXml(part(parts, 'xl/_rels/workbook.xml.rels'), {
    open: (_, at) => targets.set(at.Id ?? '', new URL(at.Target ?? '', 'part:///xl/').pathname.slice(1)),
  });
  const sheets: Sheet[] = [];
  let isStale = false;
  readXml(part(parts, 'xl/workbook.xml'), {
    open: (name, at) => {
      if (name === 'calcPr') isStale = at.fullCalcOnLoad === '1' || at.fullCalcOnLoad === 'true';
      if (name !== 'sheet') return;
      const id = Object.entries(at).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const isHidden = at.state !== undefined && at.state !== 'visible';
      sheets.push({ name: at.name ?? '', isHidden, path: targets.get(id) ?? '' });
    },
  });
  if (sheets.length === 0) throw refuse('report/not-readable', {}, 422);
  return { sheets, isStale };
}

/** The texts that cells share; how they are spoken (phonetics) is none of them. */
function sharedTexts(xml: string): readonly string[] {
  const texts: string[] = [];
  const way: string[] = [];
  readXml(xml, {
    open: (name) => {
      way.push(name);
      if (name === 'si') texts.push('');
    },
    close: () => {
      way.pop();
    },
    text: (text) => {
      if (way.at(-1) === 't' && way.at(-2) !== 'rPh') texts[texts.length - 1] += text;
    },
  });
  return texts;
}

type OpenCell = {
  place: string;
  type: string;
  value: string;
  own: string;
  formula: string | null;
  shared: string | null;
};

function cellsOf(
  xml: string,
  shared: readonly string[],
  isStale: boolean,
  left: { cells: number },
): ReadonlyMap<string, SheetCell> {
  const cells = new Map<string, SheetCell>();
  const masters = new Map<string, { readonly place: string; readonly formula: string }>();
  const way: string[] = [];
  let [line, column] = [-1, -1];
  let cell: OpenCell | null = null;
  readXml(xml, {
    open: (name, at) => {
      way.push(name);
      if (name === 'row') [line, column] = [at.r === undefined ? line + 1 : Number(at.r) - 1, -1];
      if (name === 'c') {
        column = placeOf(at.r ?? '')?.x ?? column + 1;
        left.cells -= 1;
        if (left.cells < 0) throw refuse('report/too-large', {}, 422);
        cell = {
          place: nameOf({ x: column, y: line }),
          type: at.t ?? 'n',
          value: '',
          own: '',
          formula: null,
          shared: null,
        };
      }
      if (name === 'f' && cell) {
        cell.formula = '';
        cell.shared = at.t === 'shared' ? (at.si ?? null) : null;
      }
    },
    close: (name) => {
      way.pop();
      if (name !== 'c' || !cell) return;
      if (column < MOST_COLUMNS) cells.set(cell.place, finished(cell, shared, masters, isStale));
      cell = null;
    },
    text: (text) => {
      if (!cell) return;
      const name = way.at(-1);
      if (name === 'v') cell.value += text;
      else if (name === 'f') cell.formula += text;
      else if (name === 't' && way.at(-2) !== 'rPh') cell.own += text;
    },
  });
  return cells;
}

function finished(
  { place, type, value, own, formula: written, shared: group }: OpenCell,
  shared: readonly string[],
  masters: Map<string, { readonly place: string; readonly formula: string }>,
  isStale: boolean,
): SheetCell {
  const trimmed = value.trim();
  const isNumber = type === 'n' && trimmed !== '' && Number.isFinite(Number(trimmed));
  const text =
    type === 's'
      ? (shared[Number(trimmed)] ?? '')
      : type === 'inlineStr'
        ? own
        : isNumber
          ? String(Number(trimmed))
          : type === 'b'
            ? (['FALSE', 'TRUE'][Number(trimmed)] ?? '')
            : value;
  const formula = sharedFormula(place, written, group, masters);
  return { text, isNumber, formula, isKept: text !== '' && !isStale };
}

/** A formula that several cells share is written in the first of them only. */
function sharedFormula(
  place: string,
  written: string | null,
  group: string | null,
  masters: Map<string, { readonly place: string; readonly formula: string }>,
): string | null {
  if (written === null || group === null) return written;
  if (written.trim() !== '') {
    masters.set(group, { place, formula: written });
    return written;
  }
  const master = masters.get(group);
  return master ? moved(master.formula, master.place, place) : written;
}

/** Rows that hold something, from the first column on. */
function gridOf(
  cells: ReadonlyMap<string, SheetCell>,
  shown: (place: string, cell: SheetCell) => string,
): readonly (readonly string[])[] {
  const rows = new Map<number, string[]>();
  let width = 0;
  for (const [place, cell] of cells) {
    const at = placeOf(place);
    const text = at ? shown(place, cell) : '';
    if (!at || text === '') continue;
    const row = rows.get(at.y) ?? [];
    row[at.x] = text;
    rows.set(at.y, row);
    width = Math.max(width, at.x + 1);
  }
  return [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([, row]) => Array.from({ length: width }, (_, x) => row[x] ?? ''));
}
