import type { Block } from './blocks.ts';

const MOST_CELLS = 1_000_000;

/** A sheet that was saved as text, with commas or tabs between its cells; null when it is none. */
export function blocksOfLines(text: string): readonly Block[] | null {
  if (/<(?:html|body|table|div|p)\b/iu.test(text)) return null;
  const separator = [',', '\t', ';', '，'].find((sign) => isSeparated(text, sign));
  if (separator === undefined) return null;
  return [{ kind: 'table', grid: cellsBetween(text, separator) }];
}

/** Most of the lines of a form have a label and seven figures. */
function isSeparated(text: string, sign: string): boolean {
  const lines = text.slice(0, 100_000).split(/\r\n?|\n/u);
  return lines.filter((line) => line.split(sign).length >= 6).length >= 3;
}

/** A cell in quotation marks, which may hold separators and ends of lines, or one without; and what ends it. By RFC 4180. */
const CELL = (separator: string): RegExp => {
  const sign = separator === '\t' ? '\\t' : separator;
  return new RegExp(`(?:"((?:[^"]|"")*)"|([^${sign}\\r\\n]*))[^${sign}\\r\\n]*(${sign}|\\r\\n?|\\n|$)`, 'uy');
};

function cellsBetween(text: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = CELL(separator);
  for (let count = 0; count < MOST_CELLS && cell.lastIndex < text.length; count += 1) {
    const [, quoted, bare, end] = cell.exec(text) ?? [];
    rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end === undefined) break;
    if (end !== separator) rows.push([]);
  }
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? ''));
}
