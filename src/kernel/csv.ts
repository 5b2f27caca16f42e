/** A number as we write them; everything else could be read as a formula. */
const NUMBER = /^-?\d+(?:\.\d+)?$/u;
/** Signs with which spreadsheet programs begin a formula; tab and line ends are skipped before them. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/u;

/**
 * One cell. Text that a spreadsheet program would run as a formula is led by an apostrophe, which the program shows as
 * text: a citizen's answer must not act on a clerk's machine.
 */
export function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export type Cells = readonly (readonly (string | number | null)[])[];

/** Rows by RFC 4180, with the mark by which spreadsheet programs know UTF-8. */
export const csv = (rows: Cells): string => `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
