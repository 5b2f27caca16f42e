import type { Cell, FurtherRow, Section3, Section4 } from '../checks.ts';
import {
  type Column,
  type DocumentColumn,
  type DocumentRow,
  type Group,
  type Result,
  ROWS,
  ROWS_SINCE_2021,
  type Row,
} from '../form.ts';

/** Documents of section two, where the table is that of today's form. */
type Documents = Partial<Record<DocumentRow, Partial<Record<DocumentColumn, Cell>>>>;

/** One year's report as it was published. */
export type PublishedReport = {
  readonly year: number | null;
  /** What the file calls the year where it gives none: 上年 or 本年. */
  readonly called: 'last' | 'this' | null;
  readonly agency: string | null;
  readonly documents: Readonly<Documents>;
  readonly three: Section3;
  readonly four: Section4;
  /** Rows among the results that the form does not know; they count in its sums. */
  readonly further: readonly FurtherRow[];
  /** 政府信息公开情况统计表, the form before that of 2019. */
  readonly isStatistics: boolean;
};

/**
 * `2021`: all rows of today's form; `2019`: one row under （六）; `statistics`: the form before, of which only the requests
 * that came in are a row of today's; `partial`: others are missing too.
 */
export type Layout = { readonly name: '2021' | '2019' | 'statistics' | 'partial'; readonly missing: readonly Row[] };

export function layoutOf({ three, isStatistics }: Pick<PublishedReport, 'three' | 'isStatistics'>): Layout {
  const missing = ROWS.filter((row) => three[row] === undefined);
  if (isStatistics) return { name: 'statistics', missing };
  if (missing.length === 0) return { name: '2021', missing };
  const isOlder = missing.length === ROWS_SINCE_2021.length && ROWS_SINCE_2021.every((row) => three[row] === undefined);
  return { name: isOlder ? '2019' : 'partial', missing };
}

/** A report while it is being read: what is found first counts. */
export type Draft = {
  year: number | null;
  called: 'last' | 'this' | null;
  agency: string | null;
  readonly documents: Documents;
  readonly further: FurtherRow[];
  readonly isStatistics: boolean;
  /** What stands beside （六）其他处理 itself. */
  otherAsOne: Partial<Record<Column, Cell>> | null;
  /** A line 小计 that stands under no heading. */
  subtotal: Partial<Record<Column, Cell>> | null;
  /** Whether headings have such lines of their own. */
  hasSubtotals: boolean;
  readonly three: Partial<Record<Row, Partial<Record<Column, Cell>>>>;
  readonly four: Partial<Record<Group, Partial<Record<Result, Cell>>>>;
};

export const emptyDraft = (year: number | null): Draft => ({
  year,
  called: null,
  agency: null,
  documents: {},
  further: [],
  isStatistics: false,
  otherAsOne: null,
  subtotal: null,
  hasSubtotals: false,
  three: {},
  four: {},
});

/** Nothing of the two sections that are checked. */
export const isEmpty = ({ three, four }: Draft): boolean =>
  Object.keys(three).length === 0 && Object.keys(four).length === 0;

/** A report that has been read to its end: what stands beside （六） is a result where no row below it is one, and 小计 the sum of all where there is no other. */
export function finished(draft: Draft): Draft {
  const { three, otherAsOne, subtotal, hasSubtotals } = draft;
  const hasRows = three['3.6.1'] ?? three['3.6.2'] ?? three['3.6.3'];
  if (otherAsOne && !hasRows) three['3.6.3'] = otherAsOne;
  if (subtotal && !hasSubtotals) three['3.7'] ??= subtotal;
  return draft;
}
