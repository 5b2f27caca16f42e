import { z } from 'zod';

// What is asked of what people think of something that was published. Browser-safe.

export const VERDICTS = ['good', 'fair', 'poor'] as const;
export const FAULTS = ['late', 'incomplete', 'unclear', 'untrue', 'hard-to-find', 'of-no-use'] as const;
export type Fault = (typeof FAULTS)[number];
export const SOURCES = ['visitor', 'served', 'invited', 'inspection'] as const;
export type Source = (typeof SOURCES)[number];
/** Those that the staff write down; visitors speak for themselves. */
export const ORGANISED = ['served', 'invited', 'inspection'] as const;
export const WHICH = ['all', 'poor', 'none', 'done'] as const;

const Id = z.coerce.number().int().positive();
const Day = z.iso.date();
const Count = z.int().min(0).max(1_000_000);
const Counts = { good: z.int(), fair: z.int(), poor: z.int() };

const Asked = z.object({
  which: z.enum(WHICH).default('all'),
  q: z.string().trim().max(100).optional(),
  agency: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
});

const Row = z.object({
  index: z.string(),
  title: z.string(),
  agency: z.string(),
  genre: z.string(),
  matterId: z.int().nullable(),
  path: z.string().nullable(),
  /** The days on which each gate let through what stands; null for what came from elsewhere. */
  department: Day.nullable(),
  office: Day.nullable(),
  secrecy: Day.nullable(),
  publishedOn: Day,
  ...Counts,
  /** Per cent with two decimals; null: nobody said anything. */
  satisfied: z.string().nullable(),
  faults: z.array(z.enum(FAULTS)),
});
export type EvaluatedRow = z.output<typeof Row>;

export const listEvaluations = {
  method: 'GET',
  path: '/api/disclosure/evaluations',
  query: Asked.extend({ before: z.string().max(140).optional() }),
  response: z.object({
    rows: z.array(Row),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    next: z.string().nullable(),
  }),
} as const;
export const evaluationsCsv = { method: 'GET', path: '/api/disclosure/evaluations.csv', query: Asked } as const;
export const assessmentCsv = {
  method: 'GET',
  path: '/api/disclosure/evaluations/assessment.csv',
  query: z.object({ from: Day.optional(), to: Day.optional() }),
} as const;

export const readEvaluations = {
  method: 'GET',
  path: '/api/disclosure/publications/:id/evaluations',
  params: z.object({ id: Id }),
  response: z.object({
    /** It stands in public: only what does is evaluated. */
    open: z.boolean(),
    mayNote: z.boolean(),
    visitors: z.object({ ...Counts, faults: z.array(z.object({ fault: z.enum(FAULTS), count: z.int() })) }),
    rows: z.array(
      z.object({
        id: z.int(),
        source: z.enum(ORGANISED),
        onDay: Day,
        ...Counts,
        faults: z.array(z.enum(FAULTS)),
        words: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
  }),
} as const;

export const noteEvaluation = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/evaluations',
  params: z.object({ id: Id }),
  body: z.object({
    source: z.enum(ORGANISED),
    onDay: Day,
    good: Count,
    fair: Count,
    poor: Count,
    faults: z.array(z.enum(FAULTS)).max(FAULTS.length),
    words: z.string().trim().max(2000),
  }),
  response: z.object({ id: z.int() }),
} as const;
