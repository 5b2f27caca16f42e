import type { PublishedChart } from '../contract.ts';
import { dutyText } from '../duty-text.ts';
import { type Block, blockText, type Cell, runText, type Table } from '../editor/content/nodes.ts';
import { readWritten } from '../editor/content/read.ts';
import { decimalOf } from '../rules/figures.ts';
import { earlierPeriods, periodTitle } from '../rules/obligation.ts';

const { columns } = dutyText;
const wordsOf = (cell: Cell | undefined): string => (cell ? cell.blocks.map(blockText).join('').trim() : '');

/**
 * The charts of what was begun from a duty's figures, read from the tables that stand in its text: whoever changed a figure
 * there has changed its bar, and a table that was taken out or renamed has no chart.
 */
export function chartsOf(body: string, period: string): readonly PublishedChart[] {
  const tables = readWritten(body).filter((block): block is Table & Block => block.kind === 'table');
  const compared = tables.flatMap((table) => comparedCharts(table, period));
  return [...compared, ...tables.flatMap(trendCharts)];
}

type Column = readonly [at: number, label: string, name: string];

function comparedCharts({ head, body }: Table, period: string): readonly PublishedChart[] {
  const heads = (head[0] ?? []).map(wordsOf);
  if (heads[0] !== columns.indicator) return [];
  const { previous, yearBefore } = earlierPeriods(period);
  const sides: readonly Column[] = [
    ...(yearBefore === null
      ? []
      : [[heads.indexOf(columns.yearBefore), columns.yearBefore, periodTitle(yearBefore)] as const]),
    [heads.indexOf(columns.previous), columns.previous, periodTitle(previous)],
    [heads.indexOf(columns.value), columns.value, periodTitle(period)],
  ];
  const unitAt = heads.indexOf(columns.unit);
  return body.flatMap((row): readonly PublishedChart[] => {
    const points = sides
      .filter(([at]) => at > 0)
      .map(([at, label, name]) => ({ label, name, value: decimalOf(wordsOf(row[at])) ?? null }));
    // One bar compares nothing.
    if (points.filter(({ value }) => value !== null).length < 2) return [];
    return [{ kind: 'compared', indicator: wordsOf(row[0]), unit: wordsOf(row[unitAt]), points }];
  });
}

const UNIT = /^(?<indicator>.+?)（(?<unit>[^（）]*)）$/u;

function trendCharts({ caption, head, body }: Table): readonly PublishedChart[] {
  const heads = (head[0] ?? []).map(wordsOf);
  if (heads[0] !== dutyText.trend.period || runText(caption) !== dutyText.trend.caption) return [];
  return heads.slice(1).flatMap((title, column): readonly PublishedChart[] => {
    const points = body.map((row) => {
      const name = wordsOf(row[0]);
      return { label: shortPeriod(name), name, value: decimalOf(wordsOf(row[column + 1])) ?? null };
    });
    if (points.filter(({ value }) => value !== null).length < 3) return [];
    const { indicator = title, unit = '' } = UNIT.exec(title)?.groups ?? {};
    return [{ kind: 'trend', indicator, unit, points }];
  });
}

/** Thirteen names of months do not fit beside each other: the year is written where it begins. */
const shortPeriod = (name: string): string => name.replace(/^\d{2}(\d{2})年(?:第)?(\d{1,2})(?:月|季度)$/u, '$1/$2');
