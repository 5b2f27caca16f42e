import { type LetterParagraph, type LetterRow, readCompound, readLetter } from '../../../kernel/old-office/index.ts';
import { tidyBlocks } from '../content/headings.ts';
import type { Block, Cell } from '../content/nodes.ts';
import { textRun } from '../content/runs.ts';
import { type RawRow, tableOf } from '../content/tables.ts';
import type { Converted } from './converted.ts';

type RawCell = RawRow['cells'][number];
type OldRow = { readonly cells: readonly (readonly Block[])[]; readonly row: LetterRow | null };

/** Edges of cells nearer than this, in twentieths of a point, are the same. */
const NEAR = 40;

/** A letter of Word 97 to 2003 as content. Headers, notes, comments and what is hidden or deleted are none of the text. */
export function letterContent(bytes: Buffer): Converted {
  const letter = readLetter(readCompound(bytes));
  if (!letter) throw new Error('no letter');
  const blocks: Block[] = [];
  let rows: OldRow[] = [];
  let cells: (readonly Block[])[] = [];
  let cell: Block[] = [];
  const endTable = (): void => {
    if (cells.length > 0) rows.push({ cells, row: null });
    blocks.push(...tableOf([], rawRows(rows)));
    [rows, cells] = [[], []];
  };
  const paragraphs = letter.paragraphs();
  const hasRowEnds = paragraphs.some(({ end }) => end === 'row');
  for (const paragraph of paragraphs) {
    const { end, isInTable, row } = paragraph;
    // Where nothing says how a row ends, it ends with an empty mark behind the last cell.
    const isRowEnd = end === 'row' || (!hasRowEnds && end === 'cell' && paragraph.text === '' && cells.length > 0);
    if (isRowEnd) {
      rows.push({ cells, row });
      [cells, cell] = [[], []];
      continue;
    }
    const own = blockOf(paragraph);
    if (end === 'cell') {
      cells.push([...cell, ...own]);
      cell = [];
    } else if (isInTable) cell.push(...own);
    else {
      if (rows.length > 0 || cells.length > 0) endTable();
      blocks.push(...own);
    }
  }
  endTable();
  blocks.push(...cell);
  return { blocks: tidyBlocks(blocks), images: [], notices: [] };
}

function blockOf({ text, level, side }: LetterParagraph): readonly Block[] {
  const lines = text.split('\n').map((line) => line.trim());
  const runs = lines
    .filter((line) => line !== '')
    .flatMap((line, i) => [...(i > 0 ? [{ kind: 'break' as const }] : []), textRun(line, new Set(), null)]);
  if (runs.length === 0) return [];
  return [
    level === null ? { kind: 'paragraph', side, runs } : { kind: 'heading', level: Math.min(level + 1, 6), runs },
  ];
}

/** Cells reach over as many columns as edges of other rows lie within them, and over the rows that go on from them. */
function rawRows(rows: readonly OldRow[]): readonly RawRow[] {
  const edges = edgesOf(rows);
  const open = new Map<number, { rows: number }>();
  return rows.map(({ cells, row }) => {
    const placed: (Omit<Cell, 'rows'> & { rows: number; readonly hasScope: boolean })[] = [];
    for (const [i, blocks] of cells.entries()) {
      const left = row?.edges[i];
      const right = row?.edges[i + 1];
      const from = left === undefined ? i : placeOf(edges, left);
      const above = row?.fromAbove[i] ? open.get(from) : undefined;
      if (above) {
        above.rows += 1;
        continue;
      }
      const columns = right === undefined ? 1 : Math.max(1, placeOf(edges, right) - from);
      const one = { heads: null, hasScope: false, columns, rows: 1, blocks };
      open.set(from, one);
      placed.push(one);
    }
    return { isHead: false, cells: placed satisfies RawCell[] };
  });
}

function edgesOf(rows: readonly OldRow[]): readonly number[] {
  const all = [...new Set(rows.flatMap(({ row }) => row?.edges ?? []))].toSorted((a, b) => a - b);
  return all.filter((edge, i) => i === 0 || edge - (all[i - 1] ?? 0) > NEAR);
}

const placeOf = (edges: readonly number[], edge: number): number =>
  edges.findLastIndex((one) => one <= edge + NEAR / 2);
