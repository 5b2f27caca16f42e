import { z } from 'zod';

// What the workbench asks of gaps, comparison and duties. Browser-safe.

const Id = z.coerce.number().int().positive();
const Day = z.iso.date();
const Words = z.string().trim().max(2000);
const seen = { seenSeq: z.int().positive() };

const GapView = z.object({
  agency: z.string(),
  agencyId: z.int(),
  node: z.string(),
  name: z.string(),
  basis: z.string(),
  byLaw: z.boolean(),
  timeClass: z.string(),
  count: z.int(),
  last: Day.nullable(),
  kind: z.enum(['nothing', 'stale']),
  since: Day.nullable(),
});

const GapQuery = z.object({
  agency: Id.optional(),
  kind: z.enum(['nothing', 'stale']).optional(),
  law: z.literal('1').optional(),
});
export const readGaps = {
  method: 'GET',
  path: '/api/disclosure/gaps',
  query: GapQuery.extend({ offset: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
  response: z.object({
    rows: z.array(GapView),
    /** What has to be told anew within thirty days; the nearest first. */
    soon: z.array(
      z.object({
        ...{ agencyId: z.int(), agency: z.string(), node: z.string(), name: z.string(), timeClass: z.string() },
        ...{ last: Day.nullable(), dueOn: Day },
      }),
    ),
    total: z.int(),
    owed: z.int(),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    next: z.int().nullable(),
  }),
} as const;
export const gapsCsv = { method: 'GET', path: '/api/disclosure/gaps.csv', query: GapQuery } as const;

export const readConsistency = {
  method: 'GET',
  path: '/api/disclosure/consistency',
  response: z.object({
    rows: z.array(z.object({ index: z.string(), title: z.string(), code: z.string(), message: z.string() })),
  }),
} as const;

export const decideDuty = {
  method: 'POST',
  path: '/api/disclosure/duties/:id/:decision',
  params: z.object({ id: Id, decision: z.enum(['meet', 'excuse']) }),
  /** The index number of what fulfils it, or why the period passes. */
  body: z.object({ ...seen, words: Words }),
} as const;
