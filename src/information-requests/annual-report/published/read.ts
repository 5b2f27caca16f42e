import readWorkbook from 'read-excel-file/node';
import { refuse } from '../../../kernel/index.ts';
import type { Block } from './blocks.ts';
import { decoded } from './decode.ts';
import { blocksOfHtml } from './html.ts';
import { reportsInJson } from './read-json.ts';
import { reportsIn } from './read-tables.ts';
import type { PublishedReport } from './report.ts';

export type Format = 'xlsx' | 'html' | 'json';

/** Reports are a few pages; what is larger is something else. */
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Reads the reports in a file, whatever its name says: a workbook, a page, or JSON.
 *
 * @throws Refusal report/too-large, report/not-readable, report/no-table (422)
 * @law 国办公开办函〔2021〕30号
 */
export async function readPublished(
  bytes: Uint8Array,
): Promise<{ readonly format: Format; readonly reports: readonly PublishedReport[] }> {
  if (bytes.byteLength > MOST_BYTES) throw refuse('report/too-large', {}, 422);
  const format = formatOf(bytes);
  const reports = await reportsOf(bytes, format);
  if (reports.length === 0) throw refuse('report/no-table', {}, 422);
  return { format, reports };
}

/** A ZIP is taken for a workbook; the old binary forms of Office are not read. */
function formatOf(bytes: Uint8Array): Format {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b) return 'xlsx';
  if ((first === 0xd0 && second === 0xcf) || (first === 0x25 && second === 0x50))
    throw refuse('report/not-readable', {}, 422);
  const start = decoded(bytes.subarray(0, 4096)).trimStart();
  return /^[[{]/u.test(start) ? 'json' : 'html';
}

async function reportsOf(bytes: Uint8Array, format: Format): Promise<readonly PublishedReport[]> {
  if (format === 'xlsx') return reportsIn(await blocksOfWorkbook(bytes));
  const text = decoded(bytes);
  if (format === 'html') return reportsIn(blocksOfHtml(text));
  try {
    const value: unknown = JSON.parse(text);
    const reports = reportsInJson(value);
    return reports.length > 0 ? reports : pagesIn(value).flatMap((page) => reportsIn(blocksOfHtml(page)));
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse('report/not-readable', {}, 422);
    throw error;
  }
}

/** Pages that a JSON file carries as text, as content systems export them. */
function pagesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /<table/iu.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pagesIn) : [];
}

async function blocksOfWorkbook(bytes: Uint8Array): Promise<readonly Block[]> {
  const sheets = await readWorkbook(Buffer.from(bytes)).catch(() => {
    throw refuse('report/not-readable', {}, 422);
  });
  return sheets.flatMap(({ sheet, data }): readonly Block[] => [
    { kind: 'words', text: sheet },
    { kind: 'table', grid: data.map((row) => row.map(textOf)) },
  ]);
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : value instanceof Date ? value.toISOString() : String(value);
