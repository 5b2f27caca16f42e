import { z } from 'zod';

const Card = z.object({ id: z.number().int() });
const Explanation = z.object({ explanation: z.string(), seenSeq: z.number().int() });
const Seen = z.object({ seenSeq: z.number().int() });

/** What the workbench asks of this module. */
export const explainCard = {
  method: 'POST',
  path: '/api/supervision/cards/:id/explain',
  params: Card,
  body: Explanation,
} as const;
export const returnCard = {
  method: 'POST',
  path: '/api/supervision/cards/:id/return',
  params: Card,
  body: Explanation,
} as const;
export const closeCard = {
  method: 'POST',
  path: '/api/supervision/cards/:id/close',
  params: Card,
  body: Seen,
} as const;
