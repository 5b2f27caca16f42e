import { refuse } from '../../../kernel/index.ts';
import { partsOf } from './archive.ts';
import type { Block } from './blocks.ts';
import { decoded } from './decode.ts';
import { blocksOfHtml } from './html.ts';
import { blocksOfLetter } from './letter.ts';
import { blocksOfLines } from './lines.ts';
import { blocksOfOldWorkbook } from './old-workbook.ts';
import { reportsInJson, YEAR } from './read-json.ts';
import { reportsIn } from './read-tables.ts';
import type { PublishedReport } from './report.ts';
import { blocksOfWorkbook, type Unreckoned } from './workbook.ts';

export type Format = 'xlsx' | 'xls' | 'docx' | 'html' | 'csv' | 'json';

type Read = {
  readonly format: Format;
  readonly reports: readonly PublishedReport[];
  /** Formulas whose result neither stands in the file nor can be reckoned. */
  readonly unreckoned: readonly Unreckoned[];
};

/** Reports are a few pages; what is larger is something else. */
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Reads the reports in a file, whatever its name says: a workbook, a letter of Word, a page, a sheet saved as text, or JSON.
 *
 * @throws Refusal report/too-large, report/not-readable, report/pdf, report/old-office, report/encrypted, report/no-table (422)
 * @law 国办公开办函〔2021〕30号
 */
export async function readPublished(bytes: Uint8Array): Promise<Read> {
  if (bytes.byteLength > MOST_BYTES) throw refuse('report/too-large', {}, 422);
  const read = await readAny(bytes);
  if (read.reports.length === 0) throw refuse('report/no-table', {}, 422);
  return { unreckoned: [], ...read };
}

type Some = Omit<Read, 'unreckoned'> & Partial<Read>;

async function readAny(bytes: Uint8Array): Promise<Some> {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b) return readOffice(bytes);
  if (first === 0xd0 && second === 0xcf) {
    const blocks = await blocksOfOldWorkbook(bytes);
    if (blocks.length === 0) throw refuse('report/old-office', {}, 422);
    return { format: 'xls', reports: reportsIn(blocks) };
  }
  // Tables of a PDF have no cells: where one is left blank nobody could say which.
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')) throw refuse('report/pdf', {}, 422);
  return readText(decoded(bytes));
}

async function readOffice(bytes: Uint8Array): Promise<Some> {
  const parts = await partsOf(bytes, /^(?:xl\/workbook|word\/document)\.xml$/iu);
  if ([...parts.keys()].some((name) => /^word/iu.test(name)))
    return { format: 'docx', reports: reportsIn(await blocksOfLetter(bytes)) };
  const { blocks, unreckoned } = await blocksOfWorkbook(bytes);
  return { format: 'xlsx', reports: reportsIn(blocks), unreckoned };
}

function readText(text: string): Some {
  if (/^\s*[[{]/u.test(text)) {
    const value = parsed(text);
    const reports = reportsInJson(value);
    return { format: 'json', reports: reports.length > 0 ? reports : reportsIn(partsIn(value, 0)) };
  }
  const lines = blocksOfLines(text);
  if (lines) return { format: 'csv', reports: reportsIn(lines) };
  return { format: 'html', reports: reportsIn(blocksOfHtml(text)) };
}

/** @throws Refusal report/not-readable (422) for what is no JSON, or is nested without end */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    const lines = linesOf(text);
    if (error instanceof SyntaxError && lines) return lines;
    if (error instanceof SyntaxError || error instanceof RangeError) throw refuse('report/not-readable', {}, 422);
    throw error;
  }
}

/** An entry on each line; null when it is something else. */
function linesOf(text: string): readonly unknown[] | null {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  try {
    return lines.length > 1 ? lines.map((line): unknown => JSON.parse(line)) : null;
  } catch {
    return null;
  }
}

const DEEPEST = 20;

/** Pages that a JSON file carries as text, as content systems export them, and tables that it carries as rows of cells. */
function partsIn(value: unknown, depth: number): readonly Block[] {
  if (typeof value === 'string') return /<table/iu.test(value) ? blocksOfHtml(value) : wordsOf(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  if (isGrid(value)) return [{ kind: 'table', grid: value.map((row) => row.map(textOf)) }];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'number' ? (YEAR.test(key) ? wordsOf(String(inner)) : []) : partsIn(inner, depth + 1),
  );
}

/** Titles, which name the year. */
const wordsOf = (text: string): readonly Block[] => (text.length > 200 ? [] : [{ kind: 'words', text }]);

const isGrid = (value: object): value is readonly (readonly unknown[])[] =>
  Array.isArray(value) &&
  value.length > 1 &&
  value.every(
    (row: unknown) =>
      Array.isArray(row) && row.length > 1 && row.every((cell) => typeof cell !== 'object' || cell === null),
  );

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
