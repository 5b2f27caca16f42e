import { z } from 'zod';

// What crosses the wire to the workbench. Browser-safe.

const Id = z.object({ id: z.coerce.number().int().positive() });
export const ErrorReportRow = z.object({
  id: z.number(),
  number: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  dueOn: z.string().nullable(),
  site: z.string(),
  siteName: z.string(),
  page: z.string().nullable(),
  kind: z.enum(['broken-link', 'wrong-text', 'out-of-date', 'cannot-use', 'other']),
  toldAt: z.string(),
  answeredAt: z.string().nullable(),
});
export type ErrorReportRow = z.output<typeof ErrorReportRow>;
export const ErrorReportView = ErrorReportRow.extend({
  seq: z.number(),
  words: z.string().nullable(),
  contact: z.string().nullable(),
  answer: z.string().nullable(),
  wasRight: z.boolean().nullable(),
  mayAct: z.boolean(),
});
export type ErrorReportView = z.output<typeof ErrorReportView>;

export const readErrorReports = {
  method: 'GET',
  path: '/api/site-errors',
  query: z.object({
    which: z.enum(['open', 'all']).default('open'),
    before: z.coerce.number().int().positive().optional(),
  }),
  response: z.object({ rows: z.array(ErrorReportRow), next: z.number().nullable() }),
} as const;
export const readErrorReport = {
  method: 'GET',
  path: '/api/site-errors/:id',
  params: Id,
  response: ErrorReportView,
} as const;
export const forwardErrorReport = {
  method: 'POST',
  path: '/api/site-errors/:id/forward',
  params: Id,
  body: z.object({ seenSeq: z.int(), to: z.string().trim().max(60) }),
  response: ErrorReportView,
} as const;
export const answerErrorReport = {
  method: 'POST',
  path: '/api/site-errors/:id/answer',
  params: Id,
  body: z.object({ seenSeq: z.int(), answer: z.string().max(2000), wasRight: z.boolean() }),
  response: ErrorReportView,
} as const;
