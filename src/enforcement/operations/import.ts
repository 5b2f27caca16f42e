import type { Readable } from 'node:stream';
import { rowsInFile } from '../../disclosure/index.ts';
import { canonical, type Json, type Kernel, Refusal, refuse } from '../../kernel/index.ts';
import type { Result, ResultKind } from '../contract.ts';
import { beginImport, finishImport, type ImportRow, importById } from '../repo/imports.ts';
import { resultsNumbered } from '../repo/results.ts';
import { headingOf, resultOfRow } from '../rules/import.ts';
import type { Say } from '../say.ts';
import type { ImportLine } from '../wire.ts';
import { type Acting, enterResult, prepareResult, reviseResult } from './enter.ts';

const MOST_ROWS = 1000;

type Importing = Acting & { readonly agencyId: number; readonly kind: ResultKind; readonly say: Say };

/**
 * Enters the results of a file, row by row: each is committed by itself, what is refused says why and holds nothing else up.
 * The same file again changes nothing; a row that says something else changes its draft, and never what is on its way.
 *
 * @throws Refusal access/forbidden (403), enforcement/not-a-table (415), enforcement/no-table, enforcement/too-many-rows
 *   (422), and those of `rowsInFile`
 */
export async function importFile(
  kernel: Kernel,
  stream: Readable,
  fileName: string,
  importing: Importing,
): Promise<ImportRow> {
  const { agencyId, kind, actor, at } = importing;
  const { personId } = actor;
  if (!/\.(?:xlsx|csv)$/iu.test(fileName)) {
    stream.resume();
    throw refuse('enforcement/not-a-table', {}, 415);
  }
  const [head, ...rows] = await rowsInFile(kernel, stream, fileName);
  kernel.access.check(actor, 'enforcement.enter', { agencyId });
  if (personId === null) throw refuse('access/forbidden', {}, 403);
  const heading = headingOf(kind, head ?? []);
  if ('missing' in heading) throw refuse('enforcement/no-table', { missing: heading.missing.join('、') }, 422);
  if (rows.length > MOST_ROWS) throw refuse('enforcement/too-many-rows', { most: MOST_ROWS }, 422);
  const about = { agencyId, fileName: fileName.slice(0, 200), kind, importedBy: personId, importedAt: at };
  const id = await beginImport(kernel.pool, about);
  const lines: ImportLine[] = [];
  for (const [i, row] of rows.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue;
    lines.push(await importRow(kernel, importing, { id, row: i + 2, read: resultOfRow(kind, heading.at, row) }));
  }
  await finishImport(kernel.pool, id, lines, kernel.now());
  const done = await importById(kernel.pool, id);
  if (!done) throw new Error(`import ${id} is gone`);
  return done;
}

async function importRow(
  kernel: Kernel,
  { say, ...importing }: Importing,
  { id, row, read }: { readonly id: number; readonly row: number; readonly read: ReturnType<typeof resultOfRow> },
): Promise<ImportLine> {
  if ('fault' in read) {
    const { code, field, written } = read.fault;
    return { row, documentNumber: '', outcome: 'refused', why: say(code, { field, written }), masked: 0 };
  }
  const { result } = read;
  const line = { row, documentNumber: result.documentNumber };
  try {
    return { ...line, why: '', ...(await enterOrRevise(kernel, importing, result, id)) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    return { ...line, outcome: 'refused', why: say(error.code, error.details), masked: 0 };
  }
}

async function enterOrRevise(
  kernel: Kernel,
  { agencyId, kind, actor, at }: Omit<Importing, 'say'>,
  result: Result,
  importId: number,
): Promise<Pick<ImportLine, 'outcome' | 'masked'>> {
  const [known] = await resultsNumbered(kernel.pool, { agencyId, kind, documentNumber: result.documentNumber });
  if (!known) {
    const { masked } = await enterResult(kernel, { agencyId, result, importId, actor, at });
    return { outcome: 'entered', masked };
  }
  const { result: kept, masked } = await prepareResult(kernel, agencyId, result, at);
  if (canonical(kept as Json) === canonical(known.value as Json)) return { outcome: 'unchanged', masked };
  if (known.state !== 'drafting') throw refuse('enforcement/import-not-draft', { number: known.number });
  await reviseResult(kernel, { id: known.id, result, importId, actor, at });
  return { outcome: 'changed', masked };
}
