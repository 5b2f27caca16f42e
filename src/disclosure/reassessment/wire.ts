import { z } from 'zod';
import { ATTRIBUTES, WITHHOLDING_REASONS } from '../contract.ts';

// What the workbench asks of the regular look at what is withheld. Browser-safe.

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.iso.date();

export const STANDINGS = ['open', 'overdue', 'review', 'opening', 'kept', 'public', 'all'] as const;
export type Standing = (typeof STANDINGS)[number];

const Asked = z.object({
  standing: z.enum(STANDINGS).default('open'),
  q: z.string().trim().max(100).optional(),
  agency: Id.optional(),
  reason: z.enum(WITHHOLDING_REASONS).optional(),
});

const Row = z.object({
  id: z.int(),
  number: z.string(),
  title: z.string(),
  agency: z.string(),
  publicationId: z.int(),
  reason: z.enum(WITHHOLDING_REASONS).nullable(),
  state: z.string(),
  cameUpOn: Day,
  dueOn: Day.nullable(),
  light: z.enum(['green', 'yellow', 'red', 'done']),
  closedOn: Day.nullable(),
  nextOn: Day.nullable(),
  draftId: z.int().nullable(),
  index: z.string().nullable(),
});
export type ReassessmentRow = z.output<typeof Row>;

export const listReassessments = {
  method: 'GET',
  path: '/api/disclosure/reassessments',
  query: Asked.extend({ before: Id.optional() }),
  response: z.object({
    rows: z.array(Row),
    counts: z.record(z.enum(STANDINGS), z.int()),
    /** What is withheld in all, and on which day the next of it comes up. */
    withheld: z.int(),
    nextOn: Day.nullable(),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    next: z.int().nullable(),
  }),
} as const;

export const reassessmentsCsv = { method: 'GET', path: '/api/disclosure/reassessments.csv', query: Asked } as const;

export const readReassessment = {
  method: 'GET',
  path: '/api/disclosure/reassessments/:id',
  params: IdParams,
  response: Row.extend({
    attribute: z.enum(ATTRIBUTES),
    reasonWords: z.string(),
    summary: z.string(),
    node: z.string(),
    /** Whether the entry it stood under is still one. */
    nodeStands: z.boolean(),
    formedOn: Day.nullable(),
    words: z.string().nullable(),
    /** The last day that may be chosen for the next look, and the rule that says so. */
    latest: Day,
    law: z.string(),
    earlier: z.array(z.object({ id: z.int(), cameUpOn: Day, state: z.string(), words: z.string().nullable() })),
  }),
} as const;

const Words = z.string().trim().max(2000);
const seen = { seenSeq: z.int().positive() };
export const actOnReassessment = {
  method: 'POST',
  path: '/api/disclosure/reassessments/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    z.object({ act: z.literal('keep'), ...seen, words: Words, nextOn: Day }),
    z.object({ act: z.literal('release'), ...seen, words: Words, node: z.string().max(60).optional() }),
    z.object({ act: z.literal('confirm'), ...seen }),
    z.object({ act: z.literal('return'), ...seen, words: Words }),
  ]),
  /** The publication that was drawn up. */
  response: z.object({ draftId: z.int().nullable() }),
} as const;
export type ReassessmentAct = z.output<typeof actOnReassessment.body>;
