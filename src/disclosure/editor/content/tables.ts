import { type Block, blockText, type Cell, type Row, type Run, type Table } from './nodes.ts';

export type RawCell = Cell & { readonly hasScope: boolean };
export type RawRow = { readonly isHead: boolean; readonly cells: readonly RawCell[] };

const LONGEST_HEADING = 30;
/** A number, an amount, a date: content, never the head of a column. */
const FIGURE = /^[\d.,%￥¥〔〕()（）\-—/\s年月日号期第:：]+$/u;

/**
 * A table for everybody: with a caption, with heads that say what they head, its spans within its rows. A table of one
 * cell is a frame around a text and becomes the text; one without cells is left out.
 */
export function tableOf(caption: readonly Run[], raw: readonly RawRow[]): readonly Block[] {
  const filled = raw.filter(({ cells }) => cells.length > 0);
  const [only] = filled;
  if (only === undefined) return captionBlocks(caption);
  if (filled.length === 1 && only.cells.length === 1)
    return [...captionBlocks(caption), ...(only.cells[0]?.blocks ?? [])];
  const rows = withinRows(filled);
  const titled = caption.length > 0 ? { caption, rows } : titleRow(rows);
  return [headed(titled.caption, titled.rows)];
}

const captionBlocks = (runs: readonly Run[]): readonly Block[] =>
  runs.length > 0 ? [{ kind: 'paragraph', side: 'center', runs }] : [];

const withinRows = (rows: readonly RawRow[]): readonly RawRow[] =>
  rows.map((row, at) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, rows: Math.min(cell.rows, rows.length - at) })),
  }));

const widthOf = ({ cells }: RawRow): number => cells.reduce((sum, { columns }) => sum + columns, 0);

/** A first row of one cell over the whole width is the title of the table. */
function titleRow(rows: readonly RawRow[]): { readonly caption: readonly Run[]; readonly rows: readonly RawRow[] } {
  const [first, ...others] = rows;
  const [cell, ...more] = first?.cells ?? [];
  const [block, ...further] = cell?.blocks ?? [];
  const width = Math.max(...rows.map(widthOf));
  const isTitle =
    cell !== undefined &&
    more.length === 0 &&
    cell.columns === width &&
    width > 1 &&
    cell.rows === 1 &&
    others.length > 1 &&
    block?.kind === 'paragraph' &&
    further.length === 0;
  return isTitle ? { caption: block.runs, rows: others } : { caption: [], rows };
}

function headed(caption: readonly Run[], rows: readonly RawRow[]): Table {
  const marked = leadingHeads(rows);
  const guessed = marked === 0 && !hasHeads(rows) && looksLikeHead(rows) ? 1 : marked;
  const head = rows.slice(0, guessed).map((row) => row.cells.map((cell) => plainCell(cell, cell.heads ?? 'col')));
  const body = rows.slice(guessed).map((row) =>
    row.cells.map((cell, at) => {
      if (cell.heads === null) return plainCell(cell, null);
      return plainCell(cell, cell.hasScope ? cell.heads : at === 0 ? 'row' : 'col');
    }),
  );
  return { kind: 'table', caption, head, body };
}

/** How many rows from the top are marked as head, and are not all there is. */
function leadingHeads(rows: readonly RawRow[]): number {
  const isHead = ({ isHead, cells }: RawRow): boolean => isHead || cells.every(({ heads }) => heads !== null);
  const first = rows.findIndex((row) => !isHead(row));
  const count = first === -1 ? 0 : first;
  // A head that reaches into the body takes those rows with it.
  const reach = Math.max(count, ...rows.slice(0, count).map(({ cells }, at) => at + Math.max(...cells.map((cell) => cell.rows))));
  return reach >= rows.length ? 0 : reach;
}

const hasHeads = (rows: readonly RawRow[]): boolean =>
  rows.some(({ cells }) => cells.some(({ heads }) => heads !== null));

function looksLikeHead(rows: readonly RawRow[]): boolean {
  const [first, second] = rows;
  if (first === undefined || second === undefined || first.cells.length < 2) return false;
  return first.cells.every(({ rows: span, blocks }) => {
    const words = blocks.map(blockText).join('\n').trim();
    return span === 1 && words !== '' && words.length <= LONGEST_HEADING && !FIGURE.test(words);
  });
}

const plainCell = ({ columns, rows, blocks }: RawCell, heads: Cell['heads']): Row[number] => ({
  heads,
  columns,
  rows,
  blocks,
});
