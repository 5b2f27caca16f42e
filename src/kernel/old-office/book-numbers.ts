import { type BookRecord, RECORD } from './book-records.ts';

/** How a number is shown. */
export type NumberStyle =
  | { readonly kind: 'general' }
  | { readonly kind: 'date'; readonly is1904: boolean; readonly hasTime: boolean }
  | { readonly kind: 'places'; readonly places: number; readonly isPercent: boolean };

const GENERAL: NumberStyle = { kind: 'general' };
const USUAL: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
};
const DAYS: ReadonlySet<number> = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const MOMENTS: ReadonlySet<number> = new Set([22]);

/** What the formats of cells, which records count from nought on, do with a number. */
export function numberStyles(records: readonly BookRecord[], isUnicode: boolean): (format: number) => NumberStyle {
  const is1904 = records.some(({ type, data }) => type === RECORD.dates1904 && data[0] === 1);
  const codes = new Map<number, string>();
  const formats: number[] = [];
  for (const { type, data } of records) {
    if (type === RECORD.cellFormat && data.length >= 4) formats.push(data.readUInt16LE(2));
    if (type === RECORD.numberFormat && data.length > 5)
      codes.set(
        data.readUInt16LE(0),
        isUnicode && (data.readUInt8(4) & 1) === 1
          ? data.toString('utf16le', 5)
          : data.toString('latin1', isUnicode ? 5 : 3),
      );
  }
  const styles = formats.map((number) => styleOf(number, codes.get(number) ?? USUAL[number] ?? '', is1904));
  return (format) => styles[format] ?? GENERAL;
}

function styleOf(number: number, code: string, is1904: boolean): NumberStyle {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./gu, '').split(';')[0] ?? '';
  const isDay = DAYS.has(number) || /[yd年]/iu.test(bare);
  if (isDay || MOMENTS.has(number)) return { kind: 'date', is1904, hasTime: MOMENTS.has(number) || /h/iu.test(bare) };
  const plain = /^[#,0]*0(?:\.(0+))?(%)?$/u.exec(bare.trim());
  if (!plain) return GENERAL;
  return { kind: 'places', places: plain[1]?.length ?? 0, isPercent: plain[2] !== undefined };
}

const DAY_MS = 86_400_000;

export function numberShown(value: number, style: NumberStyle): string {
  if (!Number.isFinite(value)) return '';
  if (style.kind === 'places') {
    const shown = style.isPercent ? value * 100 : value;
    return Math.abs(shown) < 1e15 ? `${shown.toFixed(style.places)}${style.isPercent ? '%' : ''}` : String(shown);
  }
  if (style.kind === 'general' || value < 1 || value > 2_958_465) return String(Number(value.toPrecision(15)));
  // The first day of the count is 1900-01-01, and it knows a 29 February of that year.
  const first = style.is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, value < 60 ? 31 : 30);
  const [day = '', time = ''] = new Date(first + Math.round(value * DAY_MS)).toISOString().split('T');
  return style.hasTime && !time.startsWith('00:00') ? `${day} ${time.slice(0, 5)}` : day;
}
