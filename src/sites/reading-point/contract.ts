import { z } from 'zod';

// Browser-safe.

/** A place where anybody may read, print and borrow what the government has published. */
export const ReadingPoint = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/u),
  name: z.string().trim().min(2).max(60),
  address: z.string().trim().min(2).max(200),
  hours: z.string().trim().min(2).max(200),
  phone: z.string().trim().max(40),
  /** Which office keeps it. */
  agencyId: z.int().positive(),
});
export type ReadingPoint = z.output<typeof ReadingPoint>;

export const READING_ACTS = ['read', 'print', 'lend', 'return'] as const;

export const readReadingPoints = {
  method: 'GET',
  path: '/api/reading-points',
  response: z.object({
    points: z.array(ReadingPoint.extend({ counts: z.record(z.string(), z.number()) })),
  }),
} as const;
export const addReadingPoint = {
  method: 'POST',
  path: '/api/reading-points',
  body: ReadingPoint.omit({ key: true, agencyId: true }),
  response: ReadingPoint,
} as const;
export const putReadingPoint = {
  method: 'PUT',
  path: '/api/reading-points/:key',
  params: z.object({ key: ReadingPoint.shape.key }),
  body: ReadingPoint.omit({ key: true, agencyId: true }),
  response: ReadingPoint,
} as const;
