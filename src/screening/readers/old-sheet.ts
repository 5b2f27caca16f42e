import { refuse } from '../../kernel/refusal.ts';

/** Records of BIFF8 that hold what cells show. */
const BOUNDSHEET = 0x85;
const SST = 0xfc;
const CONTINUE = 0x3c;
const BOF = 0x809;
const EOF = 0x0a;
const LABELSST = 0xfd;
const LABEL = 0x204;
const STRING = 0x207;
const NUMBER = 0x203;
const FORMULA = 0x06;
const RK = 0x27e;
const MULRK = 0xbd;
const FILEPASS = 0x2f;

type Row = { readonly type: number; readonly data: Buffer; readonly at: number };
type Cell = { readonly row: number; readonly column: number; readonly text: string };
export type OldSheet = { readonly label: string; readonly text: string };

function recordsOf(bytes: Buffer): readonly Row[] {
  const all: Row[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const [type, length] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)];
    // The rest of the last sector is nothing.
    if (type === 0 && length === 0) break;
    if (at + 4 + length > bytes.length) throw refuse('files/broken', {}, 422);
    all.push({ type, data: bytes.subarray(at + 4, at + 4 + length), at });
    at += 4 + length;
  }
  return all;
}

/**
 * The sheets of an old Excel file (BIFF8, 97 to 2003), hidden ones too, as rows with tabs between their cells: numbers as
 * well, which stand in no text of the file.
 *
 * @returns null for a version before it
 * @throws Refusal files/encrypted, files/broken (422)
 */
export function oldSheets(bytes: Buffer): readonly OldSheet[] | null {
  const records = recordsOf(bytes);
  const [first] = records;
  if (first?.type !== BOF || first.data.length < 2 || first.data.readUInt16LE(0) !== 0x0600) return null;
  if (records.some(({ type }) => type === FILEPASS)) throw refuse('files/encrypted', {}, 422);
  try {
    const shared = sharedTexts(records);
    const sheets = records.filter(({ type }) => type === BOUNDSHEET).map(({ data }) => sheetHead(data));
    return sheets.map(({ name, hidden, at }) => ({
      label: `sheet:${name}${['', '(隐藏)', '(深度隐藏)'][hidden] ?? ''}`,
      text: gridOf(cellsFrom(records, at, shared)),
    }));
  } catch (error) {
    // A length that leads beyond the record.
    if (error instanceof RangeError) throw refuse('files/broken', {}, 422);
    throw error;
  }
}

/** The stream without what cells show: each of it has been read with its place. */
export function withoutShared(bytes: Buffer): Buffer {
  const shown: ReadonlySet<number> = new Set([LABELSST, LABEL, STRING, NUMBER, FORMULA, RK, MULRK]);
  const kept: Buffer[] = [];
  let inShared = false;
  for (const { type, data } of recordsOf(bytes)) {
    inShared = type === SST || (inShared && type === CONTINUE);
    if (!inShared && !shown.has(type)) kept.push(data, Buffer.alloc(4));
  }
  return Buffer.concat(kept);
}

function sheetHead(data: Buffer): { readonly name: string; readonly hidden: number; readonly at: number } {
  const [length, isWide] = [data.readUInt8(6), data.readUInt8(7) & 1];
  const name = data.toString(isWide ? 'utf16le' : 'latin1', 8, 8 + length * (isWide ? 2 : 1));
  return { name, hidden: data.readUInt8(4) & 3, at: data.readUInt32LE(0) };
}

/** Texts that cells share go on over several records, and each record says anew how wide its letters are. */
function sharedTexts(records: readonly Row[]): readonly string[] {
  const start = records.findIndex(({ type }) => type === SST);
  if (start === -1) return [];
  const parts: Buffer[] = [];
  for (let i = start; i === start || records[i]?.type === CONTINUE; i += 1) {
    const record = records[i];
    if (record) parts.push(record.data);
  }
  const reader = piecesReader(parts);
  reader.skip(4);
  const count = reader.u32();
  const texts: string[] = [];
  for (let i = 0; i < count && !reader.isAtEnd(); i += 1) texts.push(textFrom(reader));
  return texts;
}

type Reader = ReturnType<typeof piecesReader>;

function piecesReader(parts: readonly Buffer[]) {
  let piece = 0;
  let at = 0;
  const settle = (): void => {
    while (piece < parts.length && at >= (parts[piece]?.length ?? 0)) [piece, at] = [piece + 1, 0];
  };
  const byte = (): number => {
    settle();
    const value = parts[piece]?.[at] ?? 0;
    at += 1;
    return value;
  };
  const u16 = (): number => byte() | (byte() << 8);
  return {
    byte,
    u16,
    u32: (): number => u16() + u16() * 65_536,
    skip: (count: number): void => {
      for (let i = 0; i < count && piece < parts.length; i += 1) byte();
    },
    isAtEnd: (): boolean => {
      settle();
      return piece >= parts.length;
    },
    /** Whether the next byte begins a record. */
    isAtSeam: (): boolean => {
      settle();
      return piece > 0 && at === 0;
    },
  };
}

function textFrom(reader: Reader): string {
  const length = reader.u16();
  const flags = reader.byte();
  const runs = flags & 8 ? reader.u16() : 0;
  const phonetic = flags & 4 ? reader.u32() : 0;
  let isWide = (flags & 1) === 1;
  let text = '';
  for (let i = 0; i < length && !reader.isAtEnd(); i += 1) {
    if (i > 0 && reader.isAtSeam()) isWide = (reader.byte() & 1) === 1;
    text += String.fromCharCode(isWide ? reader.u16() : reader.byte());
  }
  reader.skip(runs * 4 + phonetic);
  return text;
}

function cellsFrom(records: readonly Row[], at: number, shared: readonly string[]): readonly Cell[] {
  const cells: Cell[] = [];
  let formula: { row: number; column: number } | null = null;
  for (let i = records.findIndex((record) => record.at === at) + 1; i > 0 && i < records.length; i += 1) {
    const record = records[i];
    if (!record || record.type === EOF) break;
    const { type, data } = record;
    const place = data.length >= 4 ? { row: data.readUInt16LE(0), column: data.readUInt16LE(2) } : null;
    if (type === STRING && formula) cells.push({ ...formula, text: ownText(data, 0) });
    else if (place) cells.push(...cellsOf(type, data, place, shared));
    if (type === FORMULA) formula = place;
  }
  return cells;
}

function cellsOf(
  type: number,
  data: Buffer,
  place: { readonly row: number; readonly column: number },
  shared: readonly string[],
): readonly Cell[] {
  if (type === LABELSST) return [{ ...place, text: shared[data.readUInt32LE(6)] ?? '' }];
  if (type === LABEL) return [{ ...place, text: ownText(data, 6) }];
  if (type === NUMBER) return [{ ...place, text: written(data.readDoubleLE(6)) }];
  // A formula that shows a text has it in the record that follows.
  if (type === FORMULA)
    return data.readUInt16LE(12) === 0xffff ? [] : [{ ...place, text: written(data.readDoubleLE(6)) }];
  if (type === RK) return [{ ...place, text: written(packed(data.readUInt32LE(6))) }];
  if (type !== MULRK) return [];
  const many: Cell[] = [];
  for (let at = 4; at + 6 <= data.length - 2; at += 6)
    many.push({ row: place.row, column: place.column + many.length, text: written(packed(data.readUInt32LE(at + 2))) });
  return many;
}

function ownText(data: Buffer, at: number): string {
  const [length, isWide] = [data.readUInt16LE(at), data.readUInt8(at + 2) & 1];
  return data.toString(isWide ? 'utf16le' : 'latin1', at + 3, at + 3 + length * (isWide ? 2 : 1));
}

/** A number in four bytes: thirty bits of a whole one or of a double, and whether it is a hundredth. */
function packed(value: number): number {
  const isHundredth = (value & 1) === 1;
  let number = value >> 2;
  if ((value & 2) === 0) {
    const double = Buffer.alloc(8);
    double.writeUInt32LE((value & 0xfffffffc) >>> 0, 4);
    number = double.readDoubleLE(0);
  }
  return isHundredth ? number / 100 : number;
}

const written = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);

function gridOf(cells: readonly Cell[]): string {
  let text = '';
  let [row, column] = [0, 0];
  for (const cell of cells.toSorted((a, b) => a.row - b.row || a.column - b.column)) {
    if (cell.row > row) {
      text += '\n'.repeat(Math.min(cell.row - row, 2));
      [row, column] = [cell.row, 0];
    }
    text += '\t'.repeat(Math.min(cell.column - column, 300));
    column = cell.column;
    text += cell.text.replace(/[\t\r\n]/gu, ' ');
  }
  return text;
}
