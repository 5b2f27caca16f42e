import { Parser } from 'htmlparser2';
import { refuse } from '../../../kernel/index.ts';
import type { Block, Grid } from './blocks.ts';
import { plain } from './blocks.ts';

type OpenCell = { text: string; colspan: number; rowspan: number };
type OpenTable = { readonly rows: OpenCell[][]; cell: OpenCell | null };

/** `sup`: the mark of a footnote beside a figure is no part of it. */
const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'head', 'sup']);
/** Where one line of words ends: a heading and the paragraph after it are two. */
const BREAKS = new Set(['p', 'div', 'br', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'article', 'tr']);
/** A page that claims more is not believed. */
const MOST_SPANNED = 1000;
/** Of one table: merged cells multiply. */
const MOST_CELLS = 2_000_000;

/**
 * Words and tables of a page. A table within a cell is a table of its own, and not part of the cell; unclosed rows and
 * cells end where the next begins; what is hidden by styles is still read, because people copy it.
 */
export function blocksOfHtml(html: string): readonly Block[] {
  const blocks: Block[] = [];
  const open: OpenTable[] = [];
  let words = '';
  let skipping = 0;
  let title = false;
  const say = (): void => {
    const text = plain(words);
    words = '';
    if (text !== '') blocks.push({ kind: 'words', text });
  };
  const cell = (): OpenCell | null => open.at(-1)?.cell ?? null;
  const closeCell = (): void => {
    const table = open.at(-1);
    if (table) table.cell = null;
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === 'title') title = true;
        if (SKIPPED.has(name)) skipping += 1;
        else if (name === 'table') {
          say();
          open.push({ rows: [], cell: null });
        } else if (name === 'tr') {
          closeCell();
          open.at(-1)?.rows.push([]);
        } else if (name === 'td' || name === 'th') openCell(open.at(-1), attributes);
        else if (BREAKS.has(name)) breakLine(cell(), say);
      },
      ontext: (text) => {
        if (skipping > 0 && !title) return;
        const into = cell();
        if (into) into.text += text;
        else words += text;
      },
      onclosetag: (name) => {
        if (name === 'title') {
          title = false;
          say();
        } else if (SKIPPED.has(name)) skipping -= 1;
        else if (name === 'td' || name === 'th' || name === 'tr') closeCell();
        else if (name === 'table') {
          say();
          const table = open.pop();
          if (table) blocks.push({ kind: 'table', grid: spread(table.rows) });
        } else if (BREAKS.has(name)) breakLine(cell(), say);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  say();
  return blocks;
}

function openCell(table: OpenTable | undefined, attributes: Readonly<Record<string, string>>): void {
  if (!table) return;
  const span = (value: string | undefined): number =>
    Math.min(MOST_SPANNED, Math.max(1, Number.parseInt(value ?? '1', 10) || 1));
  // 0 reaches to the end of the table.
  const rowspan = attributes.rowspan?.trim() === '0' ? MOST_SPANNED : span(attributes.rowspan);
  table.cell = { text: '', colspan: span(attributes.colspan), rowspan };
  if (table.rows.length === 0) table.rows.push([]);
  table.rows.at(-1)?.push(table.cell);
}

function breakLine(cell: OpenCell | null, say: () => void): void {
  if (cell) cell.text += ' ';
  else say();
}

/** A merged cell stands in every place that it covers; it ends with the last row there is. */
function spread(rows: readonly (readonly OpenCell[])[]): Grid {
  let left = MOST_CELLS;
  const grid: (string | undefined)[][] = rows.map(() => []);
  rows.forEach((cells, y) => {
    let x = 0;
    for (const { text, colspan, rowspan } of cells) {
      while (grid[y]?.[x] !== undefined) x += 1;
      for (const line of grid.slice(y, y + rowspan)) {
        left -= colspan;
        if (left < 0) throw refuse('report/too-large', {}, 422);
        for (let at = x; at < x + colspan; at += 1) line[at] ??= text;
      }
      x += colspan;
    }
  });
  return grid.map((line) => Array.from(line, (text) => plain(text ?? '')));
}
