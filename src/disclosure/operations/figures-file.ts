import type { Readable } from 'node:stream';
import { type Kernel, refuse } from '../../kernel/index.ts';
import { dutyText } from '../duty-text.ts';
import { convertArrived } from '../editor/bring.ts';
import { type Block, blockText, type Row } from '../editor/content/nodes.ts';
import { noticeText } from '../editor/text.ts';
import type { WrittenFigure } from '../rules/figures.ts';

const MOST_LINES = 200;
const { imported } = dutyText;

type Read = { readonly lines: readonly WrittenFigure[]; readonly notices: readonly string[] };

/**
 * Reads figures out of a workbook: the first visible table whose heads name an indicator and a value. The file is looked
 * through for what is hostile, read aside from the program, and not kept.
 *
 * @throws Refusal disclosure/not-a-workbook (415), disclosure/no-figure-table, disclosure/too-many-figures,
 *   disclosure/figure-too-long (422), and those of `convertArrived`
 */
export async function figuresInFile(kernel: Kernel, stream: Readable, name: string): Promise<Read> {
  if (!name.toLowerCase().endsWith('.xlsx')) {
    stream.resume();
    throw refuse('disclosure/not-a-workbook', { name }, 415);
  }
  const { blocks, notices } = await convertArrived(kernel, stream, name);
  const lines = blocks.map(linesOf).find((found) => found !== null);
  if (!lines) throw refuse('disclosure/no-figure-table', { name }, 422);
  if (lines.length > MOST_LINES) throw refuse('disclosure/too-many-figures', { name }, 422);
  const tooLong = lines.findIndex(
    ({ indicator, unit, value }) => indicator.length > 100 || unit.length > 20 || value.length > 60,
  );
  if (tooLong >= 0) throw refuse('disclosure/figure-too-long', { name, line: tooLong + 1 }, 422);
  return { lines, notices: notices.map(({ code, count }) => noticeText[code](count)) };
}

/** A workbook whose head was not recognised as one has it in the first rows of its body. */
const HEAD_WITHIN = 5;

function linesOf(block: Block): readonly WrittenFigure[] | null {
  if (block.kind !== 'table') return null;
  const rows = [...block.head, ...block.body].map(wordsOf);
  for (const [at, row] of rows.slice(0, HEAD_WITHIN).entries()) {
    const indicator = columnOf(row, imported.indicator);
    const value = columnOf(row, imported.value);
    if (indicator < 0 || value < 0) continue;
    const unit = columnOf(row, imported.unit);
    return rows
      .slice(at + 1)
      .map((cells) => ({
        indicator: cells[indicator] ?? '',
        unit: unit < 0 ? '' : (cells[unit] ?? ''),
        value: cells[value] ?? '',
      }))
      .filter((line) => line.indicator !== '' || line.value !== '');
  }
  return null;
}

const wordsOf = (row: Row): readonly string[] =>
  row.flatMap(({ blocks, columns }) => [
    blocks.map(blockText).join(' ').trim(),
    ...Array.from({ length: columns - 1 }, () => ''),
  ]);

const columnOf = (row: readonly string[], names: readonly string[]): number =>
  row.findIndex((words) => names.includes(words.replaceAll(/\s/gu, '').replace(/[（(].*[）)]$/u, '')));
