import { z } from 'zod';

// Browser-safe.

const Recall = z.object({
  id: z.int(),
  number: z.string(),
  seq: z.int(),
  state: z.string(),
  stateTitle: z.string(),
  dueOn: z.string().nullable(),
  agency: z.string(),
  campaignId: z.int(),
  campaign: z.string(),
  ref: z.string(),
  title: z.string(),
  change: z.string(),
  removed: z.array(z.string()),
  added: z.array(z.string()),
  copies: z.int(),
  places: z.array(z.object({ place: z.string(), copies: z.int() })),
  replacedCopies: z.int().nullable(),
  how: z.string().nullable(),
  mayAct: z.boolean(),
});
export const listRecalls = {
  method: 'GET',
  path: '/api/boards/recalls',
  query: z.object({ which: z.enum(['open', 'all']).default('open'), before: z.coerce.number().int().optional() }),
  response: z.object({ rows: z.array(Recall), next: z.int().nullable() }),
} as const;
export const recallsCsv = {
  method: 'GET',
  path: '/api/boards/recalls.csv',
  query: z.object({ which: z.enum(['open', 'all']).default('open') }),
} as const;
export const recallAct = {
  method: 'POST',
  path: '/api/boards/recalls/:id/acts',
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({
    act: z.enum(['replace', 'excuse']),
    seenSeq: z.int(),
    copies: z.int().min(0).max(10_000_000).default(0),
    words: z.string().trim().max(500),
  }),
} as const;
