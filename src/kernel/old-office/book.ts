import { refuse } from '../refusal.ts';
import { numberShown, numberStyles } from './book-numbers.ts';
import { type BookRecord, bookRecords, packedNumber, piecesFrom, RECORD, sharedTexts } from './book-records.ts';
import type { Compound } from './compound.ts';

/** A text of many letters may stand in every cell: more than this nobody has written. */
const MOST_LETTERS = 32 * 1_048_576;
const MOST_COLUMNS_SHOWN = 300;
const [BIFF8, BIFF5] = [0x0600, 0x0500];

export type BookCell = {
  readonly row: number;
  readonly column: number;
  /** A number with all its figures. */
  readonly text: string;
  /** As the sheet shows it: dates, percents, places behind the point. */
  readonly shown: string;
};
export type Merged = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };

/** A sheet of an old workbook. */
export type BookSheet = {
  readonly name: string;
  readonly visibility: 'shown' | 'hidden' | 'very-hidden';
  readonly cells: readonly BookCell[];
  readonly hiddenRows: ReadonlySet<number>;
  /** From one to another, both hidden. */
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[];
  readonly merged: readonly Merged[];
  /** What stands in no cell: notes, texts of drawings, what is printed over and under each page. */
  readonly others: readonly string[];
};

export type Book = {
  readonly sheets: () => readonly BookSheet[];
  /** The stream without what the sheets say. */
  readonly rest: () => Buffer;
  readonly hasMacroSheet: boolean;
  /** Takes figures from another book, or calls another program for them. */
  readonly isLinked: boolean;
};

/**
 * The workbook in a compound file: Excel 97 to 2003, or 5 and 95; WPS wrote the same.
 *
 * @returns null where there is none, or one of a version before
 * @throws Refusal files/encrypted, files/broken (422); files/archive-bomb (422) from `sheets`
 */
export function readBook({ streams }: Compound): Book | null {
  const stream = streams.find(({ name }) => name === 'Workbook') ?? streams.find(({ name }) => name === 'Book');
  if (!stream) return null;
  const records = bookRecords(stream.read());
  const [first] = records;
  const version = first?.type === RECORD.begin && first.data.length >= 2 ? first.data.readUInt16LE(0) : 0;
  if (version !== BIFF8 && version !== BIFF5) return null;
  if (records.some(({ type }) => type === RECORD.filePassword)) throw refuse('files/encrypted', {}, 422);
  const heads = records.filter(({ type, data }) => type === RECORD.sheet && data.length >= 8);
  return {
    sheets: () => {
      try {
        return sheetsOf(records, heads, version === BIFF8);
      } catch (error) {
        // A length that leads beyond the record.
        if (error instanceof RangeError) throw refuse('files/broken', {}, 422);
        throw error;
      }
    },
    rest: () => withoutCells(records),
    hasMacroSheet: heads.some(({ data }) => data[5] === 1 || data[5] === 6),
    isLinked: records.some(({ type, data }) => type === RECORD.otherBook && !isOwnBook(data)),
  };
}

/** The book itself, and functions that are added to the program, are named by a sign in place of a name. */
const isOwnBook = (data: Buffer): boolean => data.length < 4 || [0x0401, 0x3a01].includes(data.readUInt16LE(2));

type Reading = {
  readonly records: readonly BookRecord[];
  readonly shared: readonly string[];
  readonly show: (value: number, format: number) => string;
  /** A text with the count of its letters before it. */
  readonly textAt: (data: Buffer, at: number) => string;
  letters: number;
};

function sheetsOf(
  records: readonly BookRecord[],
  heads: readonly BookRecord[],
  isUnicode: boolean,
): readonly BookSheet[] {
  const chinese = new TextDecoder('gb18030');
  const styles = numberStyles(records, isUnicode);
  const reading: Reading = {
    records,
    shared: sharedTexts(records),
    show: (value, format) => numberShown(value, styles(format)),
    textAt: (data, at) => {
      const length = data.readUInt16LE(at);
      if (!isUnicode) return chinese.decode(data.subarray(at + 2, at + 2 + length));
      return lettersAt(data, at + 3, length, (data.readUInt8(at + 2) & 1) === 1);
    },
    letters: MOST_LETTERS,
  };
  const places = new Map(records.map(({ at }, i) => [at, i]));
  return heads.map(({ data }) => {
    const length = data.readUInt8(6);
    const name = isUnicode
      ? lettersAt(data, 8, length, (data.readUInt8(7) & 1) === 1)
      : chinese.decode(data.subarray(7, 7 + length));
    const visibility = (['shown', 'hidden', 'very-hidden'] as const)[data.readUInt8(4) & 3] ?? 'very-hidden';
    return { name, visibility, ...sheetFrom(reading, places.get(data.readUInt32LE(0))) };
  });
}

const lettersAt = (data: Buffer, at: number, length: number, isWide: boolean): string =>
  data.toString(isWide ? 'utf16le' : 'latin1', at, at + length * (isWide ? 2 : 1));

type Content = Omit<BookSheet, 'name' | 'visibility'>;

function sheetFrom(reading: Reading, start: number | undefined): Content {
  const sheet = {
    cells: [] as BookCell[],
    hiddenRows: new Set<number>(),
    hiddenColumns: [] as { from: number; to: number }[],
    merged: [] as Merged[],
    others: [] as string[],
  };
  let formula: { row: number; column: number } | null = null;
  // What lies in a sheet, a chart say, begins and ends as the sheet does.
  let depth = 0;
  for (let i = start ?? reading.records.length; i < reading.records.length; i += 1) {
    const record = reading.records[i];
    if (!record) break;
    const { type, data } = record;
    if (type === RECORD.begin) depth += 1;
    if (type === RECORD.end) depth -= 1;
    if (depth <= 0) break;
    const place = data.length >= 4 ? { row: data.readUInt16LE(0), column: data.readUInt16LE(2) } : null;
    if (type === RECORD.textOfFormula && formula) put(reading, sheet.cells, formula, reading.textAt(data, 0));
    else if (place) cellsOf(reading, sheet.cells, record, place);
    if (type === RECORD.formula) formula = place;
    frameOf(record, sheet);
    sheet.others.push(...otherTexts(reading, record, i));
  }
  return sheet;
}

function put(
  reading: Reading,
  cells: BookCell[],
  { row, column }: { readonly row: number; readonly column: number },
  text: string,
  shown = text,
): void {
  reading.letters -= text.length + 1;
  if (reading.letters < 0) throw refuse('files/archive-bomb', {}, 422);
  cells.push({ row, column, text, shown });
}

function cellsOf(
  reading: Reading,
  cells: BookCell[],
  { type, data }: BookRecord,
  place: { readonly row: number; readonly column: number },
): void {
  const number = (value: number, at = place, format = data.readUInt16LE(4)): void =>
    put(reading, cells, at, written(value), reading.show(value, format));
  if (type === RECORD.sharedTextCell) put(reading, cells, place, reading.shared[data.readUInt32LE(6)] ?? '');
  else if (type === RECORD.textCell) put(reading, cells, place, reading.textAt(data, 6));
  else if (type === RECORD.number) number(data.readDoubleLE(6));
  else if (type === RECORD.packed) number(packedNumber(data.readUInt32LE(6)));
  // A formula that shows a text has it in the record that follows.
  else if (type === RECORD.formula && data.readUInt16LE(12) !== 0xffff) number(data.readDoubleLE(6));
  else if (type === RECORD.manyPacked)
    for (let at = 4; at + 6 <= data.length - 2; at += 6)
      number(
        packedNumber(data.readUInt32LE(at + 2)),
        { row: place.row, column: place.column + (at - 4) / 6 },
        data.readUInt16LE(at),
      );
}

type Frame = {
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: { from: number; to: number }[];
  readonly merged: Merged[];
};

function frameOf({ type, data }: BookRecord, { hiddenRows, hiddenColumns, merged }: Frame): void {
  if (type === RECORD.row && (data.readUInt16LE(12) & 0x20) !== 0) hiddenRows.add(data.readUInt16LE(0));
  if (type === RECORD.columnInfo && (data.readUInt16LE(8) & 1) !== 0)
    hiddenColumns.push({ from: data.readUInt16LE(0), to: data.readUInt16LE(2) });
  if (type !== RECORD.merged) return;
  for (let at = 2; at + 8 <= data.length; at += 8)
    merged.push({
      top: data.readUInt16LE(at),
      bottom: data.readUInt16LE(at + 2),
      left: data.readUInt16LE(at + 4),
      right: data.readUInt16LE(at + 6),
    });
}

function otherTexts({ records, textAt }: Reading, { type, data }: BookRecord, index: number): readonly string[] {
  if ((type === RECORD.header || type === RECORD.footer) && data.length > 3) return [textAt(data, 0)];
  if (type !== RECORD.textOfObject || data.length < 12) return [];
  let left = data.readUInt16LE(10);
  let text = '';
  for (const piece of piecesFrom(records, index).slice(1)) {
    if (left <= 0 || piece.length === 0) break;
    const isWide = ((piece[0] ?? 0) & 1) === 1;
    const part = lettersAt(piece, 1, Math.min(left, Math.floor((piece.length - 1) / (isWide ? 2 : 1))), isWide);
    text += part;
    left -= part.length;
  }
  return text.trim() === '' ? [] : [text];
}

function withoutCells(records: readonly BookRecord[]): Buffer {
  const read: ReadonlySet<number> = new Set([
    RECORD.sharedTextCell,
    RECORD.textCell,
    RECORD.textOfFormula,
    RECORD.number,
    RECORD.formula,
    RECORD.packed,
    RECORD.manyPacked,
    RECORD.header,
    RECORD.footer,
  ]);
  const kept: Buffer[] = [];
  let isRead = false;
  for (const { type, data } of records) {
    isRead = type === RECORD.sharedTexts || type === RECORD.textOfObject || (isRead && type === RECORD.continue);
    if (!isRead && !read.has(type)) kept.push(data, Buffer.alloc(4));
  }
  return Buffer.concat(kept);
}

const written = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);

/** The cells of a sheet as lines, with tabs between them. */
export function gridOf(cells: readonly BookCell[]): string {
  let text = '';
  let [row, column] = [0, 0];
  for (const cell of cells.toSorted((a, b) => a.row - b.row || a.column - b.column)) {
    if (cell.row > row) {
      text += '\n'.repeat(Math.min(cell.row - row, 2));
      [row, column] = [cell.row, 0];
    }
    text += '\t'.repeat(Math.min(cell.column - column, MOST_COLUMNS_SHOWN));
    column = cell.column;
    text += cell.text.replace(/[\t\r\n]/gu, ' ');
  }
  return text;
}
