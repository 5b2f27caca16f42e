import { z } from 'zod';

/** What requests are told apart by. */
const DIMENSIONS = ['agency', 'channel', 'kind', 'decision', 'month'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const AT = '/api/information-requests/statistics';
const Day = z.iso.date();

const Asked = z.object({
  from: Day,
  to: Day,
  agency: z.coerce.number().int().positive().optional(),
  by: z.enum(DIMENSIONS).default('agency'),
});
export type StatisticsQuery = z.output<typeof Asked>;

const Cell = z.object({ value: z.string().nullable(), numerator: z.string(), denominator: z.string().nullable() });
const Line = z.object({ key: z.string(), title: z.string(), cells: z.array(Cell) });
export type StatisticsLine = z.output<typeof Line>;

const Statistics = z.object({
  measures: z.array(z.object({ id: z.string(), title: z.string(), formula: z.string(), unit: z.string() })),
  lines: z.array(Line),
  total: Line,
  agencies: z.array(z.object({ id: z.number(), name: z.string() })),
});
export type Statistics = z.output<typeof Statistics>;

const RowsAsked = Asked.extend({
  measure: z.string().max(20),
  /** Absent: of the total. `-`: of what has no value. */
  key: z.string().max(20).optional(),
  side: z.enum(['numerator', 'denominator']).default('numerator'),
  after: z.string().max(60).optional(),
});
export type StatisticsRowsQuery = z.output<typeof RowsAsked>;

const Rows = z.object({
  title: z.string(),
  rows: z.array(z.object({ ref: z.string(), label: z.string(), quantity: z.string(), url: z.string().nullable() })),
  next: z.string().nullable(),
});

export const readStatistics = { method: 'GET', path: AT, query: Asked, response: Statistics } as const;
export const statisticsRows = { method: 'GET', path: `${AT}/rows`, query: RowsAsked, response: Rows } as const;
export const statisticsCsv = { method: 'GET', path: `${AT}.csv`, query: Asked } as const;
export const statisticsXlsx = { method: 'GET', path: `${AT}.xlsx`, query: Asked } as const;
