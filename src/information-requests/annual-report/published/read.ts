import readWorkbook from 'read-excel-file/node';
import { fromBufferPromise } from 'yauzl';
import { Refusal, refuse } from '../../../kernel/index.ts';
import type { Block } from './blocks.ts';
import { decoded } from './decode.ts';
import { blocksOfHtml } from './html.ts';
import { reportsInJson, YEAR } from './read-json.ts';
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
  const value = parsed(text);
  const reports = reportsInJson(value);
  if (reports.length > 0) return reports;
  const blocks = partsIn(value, 0);
  return reportsIn(blocks);
}

/** @throws Refusal report/not-readable (422) for what is no JSON, or is nested without end */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) throw refuse('report/not-readable', {}, 422);
    throw error;
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

const MOST_PARTS = 2000;
const MOST_UNPACKED = 200 * 1024 * 1024;

async function blocksOfWorkbook(bytes: Uint8Array): Promise<readonly Block[]> {
  const file = Buffer.from(bytes);
  await checkArchive(file);
  const sheets = await readWorkbook(file).catch(() => {
    throw refuse('report/not-readable', {}, 422);
  });
  return sheets.flatMap(({ sheet, data }): readonly Block[] => [
    { kind: 'words', text: sheet },
    { kind: 'table', grid: data.map((row) => row.map(textOf)) },
  ]);
}

/** The reader unpacks all parts at once, so what they come to is asked first. */
async function checkArchive(file: Buffer): Promise<void> {
  const zip = await fromBufferPromise(file, { strictFileNames: true, validateEntrySizes: true }).catch(() => {
    throw refuse('report/not-readable', {}, 422);
  });
  let unpacked = 0;
  let parts = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      parts += 1;
      unpacked += entry.uncompressedSize;
      if (parts > MOST_PARTS || unpacked > MOST_UNPACKED) throw refuse('report/too-large', {}, 422);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : refuse('report/not-readable', {}, 422);
  } finally {
    zip.close();
  }
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : value instanceof Date ? value.toISOString() : String(value);
