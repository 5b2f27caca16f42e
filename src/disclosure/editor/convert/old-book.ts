import { type BookSheet, readBook, readCompound } from '../../../kernel/old-office/index.ts';
import type { Block } from '../content/nodes.ts';
import { textRun } from '../content/runs.ts';
import { tableOf } from '../content/tables.ts';
import type { Converted } from './converted.ts';
import { rowsOf } from './xlsx.ts';
import type { SheetFrame } from './xlsx-parts.ts';

/** Each visible sheet of an old workbook as a table under its name; what is hidden stays where it is. */
export function bookContent(bytes: Buffer): Converted {
  const sheets = readBook(readCompound(bytes))?.sheets();
  if (!sheets) throw new Error('no workbook');
  const visible = sheets.filter(({ visibility }) => visibility === 'shown');
  let hidden = sheets.length - visible.length;
  const blocks: Block[] = [];
  for (const sheet of visible) {
    const frame = frameOf(sheet);
    hidden += frame.hiddenRows.size + sheet.hiddenColumns.length;
    const table = tableOf([], rowsOf(frame, gridOf(sheet)));
    if (table.length === 0) continue;
    if (visible.length > 1) blocks.push({ kind: 'heading', level: 2, runs: [textRun(sheet.name, new Set(), null)] });
    blocks.push(...table);
  }
  return { blocks, images: [], notices: hidden > 0 ? [{ code: 'hidden-left', count: hidden }] : [] };
}

/** Rows and columns count from nought in the old form, from one in the new. */
function frameOf({ name, hiddenRows, hiddenColumns, merged }: BookSheet): SheetFrame {
  const columns = new Set<number>();
  for (const { from, to } of hiddenColumns) for (let x = from; x <= Math.min(to, 255); x += 1) columns.add(x + 1);
  return {
    name,
    isHidden: false,
    hiddenRows: new Set([...hiddenRows].map((y) => y + 1)),
    hiddenColumns: columns,
    merged: merged.map(
      ({ left, top, right, bottom }) => `${letters(left)}${top + 1}:${letters(Math.min(right, 255))}${bottom + 1}`,
    ),
  };
}

/** A, B … Z, AA … */
const letters = (column: number): string =>
  `${column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : ''}${String.fromCharCode(65 + (column % 26))}`;

function gridOf({ cells }: BookSheet): readonly (readonly string[])[] {
  const grid: string[][] = [];
  for (const { row, column, shown } of cells) {
    const line = grid[row] ?? [];
    line[column] = shown;
    grid[row] = line;
  }
  return Array.from(grid, (line) => Array.from(line ?? [], (value) => value ?? ''));
}
