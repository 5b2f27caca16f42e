import { dutyText } from '../duty-text.ts';
import type { Block, Cell, Row, Table } from '../editor/content/nodes.ts';
import { textRun } from '../editor/content/runs.ts';
import { writeContent } from '../editor/content/write.ts';
import { periodTitle } from '../rules/obligation.ts';
import type { Compared, ComparedRow } from './compared.ts';

const runs = (words: string) => [textRun(words, new Set(), null)];
const paragraph = (words: string, side: 'left' | 'right' | 'center' = 'left'): Block => ({
  kind: 'paragraph',
  side,
  runs: runs(words),
});
const heading = (words: string): Block => ({ kind: 'heading', level: 2, runs: runs(words) });
const cell = (words: string, heads: Cell['heads'] = null): Cell => ({
  heads,
  columns: 1,
  rows: 1,
  blocks: [paragraph(words)],
});
const table = (caption: string, head: readonly string[], body: readonly Row[]): Table => ({
  kind: 'table',
  caption: runs(caption),
  head: [head.map((words) => cell(words, 'col'))],
  body,
});

const { columns, blank } = dutyText;
const shown = (value: string | null): Cell => cell(value ?? blank);

/** The body of what is published from figures: what became of each, the table, and the table that the chart is drawn from. */
export function figuresArticle(title: string, { rows, sentences, trend }: Compared): string {
  const hasYear = rows.some(({ yearBefore }) => yearBefore !== null);
  const blocks: Block[] = [
    ...sentences.map((words) => paragraph(words)),
    heading(dutyText.compared.title),
    table(
      dutyText.compared.caption(title),
      [
        ...[columns.indicator, columns.unit, columns.value, columns.previous, columns.difference, columns.percent],
        ...(hasYear ? [columns.yearBefore, columns.yearDifference, columns.yearPercent] : []),
      ],
      rows.map((row) => rowOf(row, hasYear)),
    ),
  ];
  if (trend.length > 1) blocks.push(heading(dutyText.trend.title), trendTable(rows, trend));
  return writeContent(blocks);
}

function rowOf({ indicator, unit, value, previous, yearBefore }: ComparedRow, hasYear: boolean): Row {
  return [
    cell(indicator, 'row'),
    ...[cell(unit), shown(value), shown(previous.before), shown(previous.difference), shown(previous.percent)],
    ...(hasYear
      ? [shown(yearBefore?.before ?? null), shown(yearBefore?.difference ?? null), shown(yearBefore?.percent ?? null)]
      : []),
  ];
}

function trendTable(rows: readonly ComparedRow[], trend: Compared['trend']): Table {
  return table(
    dutyText.trend.caption,
    [dutyText.trend.period, ...rows.map(({ indicator, unit }) => dutyText.headWithUnit(indicator, unit))],
    trend.map(({ period, figures }) => [
      cell(periodTitle(period), 'row'),
      ...rows.map(({ indicator, unit }) =>
        shown(figures.find((each) => each.indicator === indicator && each.unit === unit)?.value ?? null),
      ),
    ]),
  );
}
