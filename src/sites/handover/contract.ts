import { z } from 'zod';

// Browser-safe.

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
export const RECEIVERS = ['archive', 'library'] as const;
const Line = z.object({
  id: z.number(),
  number: z.string(),
  agency: z.string(),
  year: z.number(),
  state: z.enum(['owed', 'done']),
  dueOn: z.string().nullable(),
  late: z.boolean(),
  documents: z.number(),
  left: z.object({ archive: z.number(), library: z.number() }),
});
export const Handover = Line.extend({
  seq: z.number(),
  mayHand: z.boolean(),
  items: z.array(
    z.object({
      index: z.string(),
      title: z.string(),
      documentNumber: z.string().nullable(),
      on: z.string(),
      handed: z.array(z.enum(RECEIVERS)),
    }),
  ),
  receipts: z.array(
    z.object({
      id: z.number(),
      kind: z.enum(RECEIVERS),
      receiver: z.string(),
      on: z.string(),
      copies: z.number(),
      receipt: z.string(),
      items: z.number(),
    }),
  ),
});
export type Handover = z.output<typeof Handover>;

const which = z.enum(['open', 'all']).default('open');
export const listHandovers = {
  method: 'GET',
  path: '/api/handovers',
  query: z.object({ which, before: z.coerce.number().int().optional() }),
  response: z.object({ rows: z.array(Line), next: z.number().nullable() }),
} as const;
export const handoversCsv = { method: 'GET', path: '/api/handovers.csv', query: z.object({ which }) } as const;
const params = z.object({ id: z.coerce.number().int().positive() });
export const readHandover = { method: 'GET', path: '/api/handovers/:id', params, response: Handover } as const;
export const handoverCsv = { method: 'GET', path: '/api/handovers/:id/list.csv', params } as const;
export const handOver = {
  method: 'POST',
  path: '/api/handovers/:id/receipts',
  params,
  body: z.object({
    seenSeq: z.int(),
    kind: z.enum(RECEIVERS),
    receiver: z.string().trim().min(2).max(100),
    on: Day,
    copies: z.int().min(1).max(100),
    receipt: z.string().trim().min(1).max(100),
  }),
  response: Handover,
} as const;
