import writeWorkbook from 'write-excel-file/node';
import { csv } from '../kernel/csv.ts';
import type { Kernel } from '../kernel/index.ts';
import { type ListedPosting, listedPostings, type PostingQuery } from './repo/postings.ts';
import { hasPhoto, kindTitles, ledgerColumns, ledgerSheet, stateTitles, topicTitles } from './text.ts';

/** So many rows are saved at once; who needs more narrows the days. */
const MOST_ROWS = 20_000;

/** Excel reads a cell that begins like a formula as one; text cells of a workbook are never run. */
const rowOf = (row: ListedPosting): readonly (string | number)[] => [
  row.number,
  row.boardName,
  row.place,
  kindTitles[row.boardKind],
  row.title,
  topicTitles[row.topic],
  row.period ?? '',
  stateTitles[row.state] ?? row.state,
  row.postedOn ?? '',
  row.expiresOn ?? '',
  row.copies ?? '',
  row.hasPhoto ? hasPhoto : '',
  row.endedOn ?? '',
];

async function rows({ pool }: Kernel, query: Omit<PostingQuery, 'limit' | 'before'>) {
  return (await listedPostings(pool, { ...query, limit: MOST_ROWS })).map(rowOf);
}

/** The ledger of postings as it is narrowed on the page, as CSV. */
export const ledgerCsv = async (kernel: Kernel, query: Omit<PostingQuery, 'limit' | 'before'>): Promise<string> =>
  csv([ledgerColumns, ...(await rows(kernel, query))]);

/** The same as a workbook. */
export async function ledgerXlsx(kernel: Kernel, query: Omit<PostingQuery, 'limit' | 'before'>): Promise<Uint8Array> {
  const data = [[...ledgerColumns], ...(await rows(kernel, query))];
  return writeWorkbook([{ sheet: ledgerSheet, data: data.map((row) => row.map((value) => ({ value }))) }]).toBuffer();
}
