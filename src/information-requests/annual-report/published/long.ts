import { COLUMNS, RESULTS } from '../form.ts';
import { bare, type Grid } from './blocks.ts';
import { isFigure } from './cell.ts';
import { columnOf, resultOf } from './labels.ts';

/** No report has more cells than that in both sections, with a title and headings. */
const MOST_LINES = 600;
const LEAST_LINES = 10;

/** A table with a line for each cell (项目, 申请人, 数量) is drawn as the form; any other stays as it is. */
export function wide(grid: Grid): Grid {
  if (grid.length > MOST_LINES) return grid;
  for (const [read, order] of [
    [columnOf, COLUMNS],
    [resultOf, RESULTS],
  ] as const) {
    const found = drawn(grid, read, order);
    if (found) return found;
  }
  return grid;
}

function drawn<T extends string>(grid: Grid, read: (text: string) => T | null, order: readonly T[]): Grid | null {
  const lines = grid.flatMap((row) => lineOf(row, read) ?? []);
  const all = new Set(lines.map(({ what }) => what));
  const byLabel = Map.groupBy(lines, ({ labels }) => labels.join('\n'));
  if (lines.length < LEAST_LINES || all.size < order.length - 1 || byLabel.size < 2) return null;
  const names = order.map((what) => lines.find((line) => line.what === what)?.name ?? '');
  const width = lines[0]?.labels.length ?? 1;
  const others = grid.filter(
    (row) => lineOf(row, read) === null && new Set(row.filter((text) => text !== '')).size === 1,
  );
  return [
    ...others,
    [...Array.from({ length: width }, () => ''), ...names],
    ...[...byLabel.values()].map((cells) => [
      ...(cells[0]?.labels ?? []),
      ...order.map((what) => cells.find((cell) => cell.what === what)?.figure ?? ''),
    ]),
  ];
}

type Line<T> = {
  readonly labels: readonly string[];
  readonly what: T;
  readonly name: string;
  readonly figure: string;
};

/** Labels, then whose, then how many, and nothing behind it. */
function lineOf<T>(row: readonly string[], read: (text: string) => T | null): Line<T> | null {
  const end = row.findLastIndex((text) => bare(text) !== '');
  const [name = '', figure = ''] = row.slice(end - 1, end + 1);
  const what = end < 2 ? null : read(name);
  const labels = row.slice(0, Math.max(0, end - 1));
  if (what === null || !isFigure(figure) || labels.some((text) => isFigure(text) && bare(text) !== '')) return null;
  return { labels, what, name, figure };
}
