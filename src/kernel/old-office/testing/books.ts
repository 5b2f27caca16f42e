import { compound, type Within } from './compound.ts';

/** A sheet of a workbook to be made: texts and numbers; a date is a number of days that is shown as one. */
export type SheetToMake = {
  readonly name: string;
  readonly state?: 0 | 1 | 2;
  readonly rows: readonly (readonly (string | number | { readonly date: number } | null)[])[];
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  /** Top, bottom, left, right. */
  readonly merged?: readonly (readonly [number, number, number, number])[];
};

const record = (type: number, ...parts: readonly Buffer[]): Buffer => {
  const data = Buffer.concat(parts);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
};
const u16 = (...values: readonly number[]): Buffer => Buffer.from(new Uint16Array(values).buffer);
const u32 = (...values: readonly number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);
const begin = (kind: number): Buffer => record(0x809, u16(0x600, kind, 0, 0), u32(0, 0));
const END = record(0x0a);
const DATE_FORMAT = 1;

/** A workbook as Excel 97 writes it (MS-XLS), texts within their cells. */
export function xls(
  sheets: readonly SheetToMake[],
  { records = [], more = [] }: { records?: readonly Buffer[]; more?: readonly Within[] } = {},
): Buffer {
  const bodies = sheets.map(bodyOf);
  // Formats of cells: as it comes, and a day.
  const formats = [0, 14].map((number) => record(0xe0, u16(0, number), Buffer.alloc(16)));
  const heads = (places: readonly number[]): readonly Buffer[] =>
    sheets.map(({ name, state = 0 }, i) =>
      record(0x85, u32(places[i] ?? 0), Buffer.from([state, 0, name.length, 1]), Buffer.from(name, 'utf16le')),
    );
  const front = (places: readonly number[]): Buffer =>
    Buffer.concat([begin(5), ...records, ...formats, ...heads(places), END]);
  const start = front([]).length;
  const places = bodies.map((_, i) => start + bodies.slice(0, i).reduce((sum, body) => sum + body.length, 0));
  return compound([{ name: 'Workbook', bytes: Buffer.concat([front(places), ...bodies]) }, ...more]);
}

function bodyOf({ rows, hiddenRows = [], hiddenColumns = [], merged = [] }: SheetToMake): Buffer {
  return Buffer.concat([
    begin(0x10),
    ...hiddenColumns.map((x) => record(0x7d, u16(x, x, 2048, 0, 1, 0))),
    ...hiddenRows.map((y) => record(0x208, u16(y, 0, 9, 300, 0, 0, 0x20, 0))),
    ...rows.flatMap((row, y) => row.flatMap((value, x) => (value === null ? [] : [cellOf(y, x, value)]))),
    record(0xe5, u16(merged.length, ...merged.flat())),
    END,
  ]);
}

function cellOf(y: number, x: number, value: string | number | { readonly date: number }): Buffer {
  if (typeof value === 'string')
    return record(0x204, u16(y, x, 0, value.length), Buffer.from([1]), Buffer.from(value, 'utf16le'));
  const [number, format] = typeof value === 'number' ? [value, 0] : [value.date, DATE_FORMAT];
  return record(0x203, u16(y, x, format), Buffer.from(new Float64Array([number]).buffer));
}

/** A record of a workbook. */
export const bookRecord = record;
