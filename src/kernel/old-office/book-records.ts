import { refuse } from '../refusal.ts';

/** Records of BIFF, the form of old workbooks. */
export const RECORD = {
  formula: 0x06,
  end: 0x0a,
  header: 0x14,
  footer: 0x15,
  filePassword: 0x2f,
  dates1904: 0x22,
  continue: 0x3c,
  columnInfo: 0x7d,
  sheet: 0x85,
  manyPacked: 0xbd,
  cellFormat: 0xe0,
  merged: 0xe5,
  sharedTexts: 0xfc,
  sharedTextCell: 0xfd,
  otherBook: 0x1ae,
  textOfObject: 0x1b6,
  number: 0x203,
  textCell: 0x204,
  truth: 0x205,
  textOfFormula: 0x207,
  row: 0x208,
  packed: 0x27e,
  numberFormat: 0x41e,
  begin: 0x809,
} as const;

export type BookRecord = { readonly type: number; readonly data: Buffer; readonly at: number };

/** @throws Refusal files/broken (422) where a record is longer than what is left */
export function bookRecords(bytes: Buffer): readonly BookRecord[] {
  const all: BookRecord[] = [];
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

/** The records that belong to one that was too long: its own data and that of those which go on with it. */
export function piecesFrom(records: readonly BookRecord[], start: number): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let i = start; i === start || records[i]?.type === RECORD.continue; i += 1) {
    const record = records[i];
    if (record) parts.push(record.data);
  }
  return parts;
}

/** Texts that cells share go on over several records, and each record says anew how wide its letters are. */
export function sharedTexts(records: readonly BookRecord[]): readonly string[] {
  const start = records.findIndex(({ type }) => type === RECORD.sharedTexts);
  if (start === -1) return [];
  const reader = piecesReader(piecesFrom(records, start));
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

/** A number in four bytes: thirty bits of a whole one or of a double, and whether it is a hundredth. */
export function packedNumber(value: number): number {
  const isHundredth = (value & 1) === 1;
  let number = value >> 2;
  if ((value & 2) === 0) {
    const double = Buffer.alloc(8);
    double.writeUInt32LE((value & 0xfffffffc) >>> 0, 4);
    number = double.readDoubleLE(0);
  }
  return isHundredth ? number / 100 : number;
}
