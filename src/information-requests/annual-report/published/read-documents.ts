import type { DocumentColumn, DocumentRow } from '../form.ts';
import { bare } from './blocks.ts';
import { cellOf } from './cell.ts';
import type { Draft } from './report.ts';

const ROW_WORDS: ReadonlyMap<string, DocumentRow> = new Map([
  ['规章', 'rules'],
  ['行政规范性文件', 'normative-documents'],
  ['规范性文件', 'normative-documents'],
]);

const COLUMN_WORDS: readonly (readonly [RegExp, DocumentColumn])[] = [
  [/本年制发/u, 'made'],
  [/本年废止/u, 'abolished'],
  [/现行有效/u, 'in-force'],
];

/** 本年制发件数, 本年废止件数, 现行有效件数; the form of 2019 counted something else. */
export function documentColumnsOf(row: readonly string[]): Map<DocumentColumn, number> {
  const found = COLUMN_WORDS.flatMap(([words, column]) => {
    const x = row.findIndex((text) => words.test(bare(text)));
    return x < 0 ? [] : [[column, x] as const];
  });
  return new Map(found.length === COLUMN_WORDS.length ? found : []);
}

/** One row of documents in section two, if it is one. */
export function readDocuments(
  row: readonly string[],
  columns: ReadonlyMap<DocumentColumn, number>,
  draftFor: (isTaken: (draft: Draft) => boolean) => Draft,
): void {
  const kind = ROW_WORDS.get(bare(row[0] ?? ''));
  if (!kind || columns.size === 0) return;
  draftFor(({ documents }) => documents[kind] !== undefined).documents[kind] = Object.fromEntries(
    [...columns].map(([column, x]) => [column, cellOf(row[x] ?? '')]),
  );
}
