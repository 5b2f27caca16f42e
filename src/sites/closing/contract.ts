import { z } from 'zod';

// Browser-safe.

export const Closing = z.object({
  id: z.number(),
  number: z.string(),
  seq: z.number(),
  site: z.string(),
  siteName: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  fromAt: z.string(),
  untilAt: z.string(),
  reason: z.string(),
  notice: z.string(),
  proposedBy: z.string(),
  approvedBy: z.string().nullable(),
  endedAt: z.string().nullable(),
  acts: z.array(z.string()),
});
export type Closing = z.output<typeof Closing>;

export const CLOSING_ACTS = ['approve', 'refuse', 'withdraw', 'reopen'] as const;

export const readClosings = {
  method: 'GET',
  path: '/api/site-closings',
  query: z.object({ before: z.coerce.number().int().positive().optional() }),
  response: z.object({
    rows: z.array(Closing),
    next: z.number().nullable(),
    /** For which sites the reader may ask for one. */
    sites: z.array(z.object({ key: z.string(), name: z.string() })),
    mostDays: z.number(),
    timesAYear: z.number(),
  }),
} as const;
export const proposeClosing = {
  method: 'POST',
  path: '/api/site-closings',
  body: z.object({
    site: z.string().max(60),
    fromAt: z.iso.datetime({ offset: true }),
    untilAt: z.iso.datetime({ offset: true }),
    reason: z.string().trim().min(5).max(1000),
    notice: z.string().trim().min(10).max(1000),
  }),
  response: z.object({ id: z.number(), number: z.string() }),
} as const;
export const closingAct = {
  method: 'POST',
  path: '/api/site-closings/:id/acts',
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({ act: z.enum(CLOSING_ACTS), seenSeq: z.int(), words: z.string().trim().max(1000).default('') }),
} as const;
