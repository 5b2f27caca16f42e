import readSheets from 'read-excel-file/node';
import type { Block, Cell } from '../content/nodes.ts';
import { textRun } from '../content/runs.ts';
import { type RawRow, tableOf } from '../content/tables.ts';
import type { Converted } from './converted.ts';
import { type SheetFrame, sheetFrames } from './xlsx-parts.ts';

const MOST_CELLS = 200_000;

/** Each visible sheet of a workbook as a table under its name; hidden sheets, rows and columns stay where they are. */
export async function xlsxContent(path: string): Promise<Converted> {
  const frames = await sheetFrames(path);
  const sheets = new Map((await readSheets(path)).map(({ sheet, data }) => [sheet, data]));
  const visible = frames.filter(({ isHidden }) => !isHidden);
  let hidden = frames.length - visible.length;
  const blocks: Block[] = [];
  for (const frame of visible) {
    hidden += frame.hiddenRows.size + frame.hiddenColumns.size;
    const table = tableOf([], rowsOf(frame, sheets.get(frame.name) ?? []));
    if (table.length === 0) continue;
    if (visible.length > 1) blocks.push({ kind: 'heading', level: 2, runs: [textRun(frame.name, new Set(), null)] });
    blocks.push(...table);
  }
  return { blocks, images: [], notices: hidden > 0 ? [{ code: 'hidden-left', count: hidden }] : [] };
}

type Value = string | number | boolean | Date | null;

export function rowsOf(frame: SheetFrame, data: readonly (readonly unknown[])[]): readonly RawRow[] {
  const width = Math.max(0, ...data.map((row) => row.findLastIndex((value) => shown(value) !== '') + 1));
  const height = data.findLastIndex((row) => row.some((value) => shown(value) !== '')) + 1;
  if (width * height > MOST_CELLS) throw new RangeError('the sheet is too large');
  const spans = spansOf(frame, width, height);
  const rows: RawRow[] = [];
  for (let y = 1; y <= height; y += 1) {
    if (frame.hiddenRows.has(y)) continue;
    const cells = [];
    for (let x = 1; x <= width; x += 1) {
      const span = spans.get(`${x},${y}`);
      if (frame.hiddenColumns.has(x) || span === null) continue;
      cells.push(cellOf(shown(data[y - 1]?.[x - 1]), span ?? { columns: 1, rows: 1 }));
    }
    rows.push({ isHead: false, cells });
  }
  return rows.filter(({ cells }) => cells.some(({ blocks, rows: span }) => blocks.length > 0 || span > 1));
}

const cellOf = (words: string, { columns, rows }: Span): Cell & { readonly hasScope: boolean } => ({
  heads: null,
  hasScope: false,
  columns,
  rows,
  blocks:
    words === ''
      ? []
      : words
          .split(/\r\n?|\n/u)
          .filter((line) => line.trim() !== '')
          .map((line) => ({ kind: 'paragraph', side: 'left', runs: [textRun(line.trim(), new Set(), null)] })),
});

type Span = { readonly columns: number; readonly rows: number };

/** Where merged cells begin, with what can be seen of their size; null: lies under one. */
function spansOf(
  { merged, hiddenRows, hiddenColumns }: SheetFrame,
  width: number,
  height: number,
): ReadonlyMap<string, Span | null> {
  const spans = new Map<string, Span | null>();
  for (const reference of merged) {
    const [, left = '', top = '', right = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/u.exec(reference) ?? [];
    const columns = range(columnOf(left), Math.min(columnOf(right), width)).filter((x) => !hiddenColumns.has(x));
    const rows = range(Number(top), Math.min(Number(bottom), height)).filter((y) => !hiddenRows.has(y));
    for (const y of rows) for (const x of columns) spans.set(`${x},${y}`, null);
    // Where the corner itself is hidden, its words are too.
    spans.set(`${columns[0]},${rows[0]}`, { columns: columns.length, rows: rows.length });
  }
  return spans;
}

const range = (from: number, to: number): readonly number[] =>
  to >= from ? Array.from({ length: to - from + 1 }, (_, at) => from + at) : [];

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);

/** A value as a reader of the sheet sees it, but for the formats of numbers. */
function shown(value: unknown): string {
  const known = value as Value | undefined;
  if (known === null || known === undefined) return '';
  if (known instanceof Date) {
    const [day = '', time = ''] = known.toISOString().split('T');
    return time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`;
  }
  if (typeof known === 'boolean') return known ? '是' : '否';
  if (typeof known === 'number') return String(Number(known.toPrecision(15)));
  return known.trim();
}
