import { z } from 'zod';

/** Shapes on the wire for 复议、诉讼、投诉. */

export const DISPUTE_KINDS = ['reconsideration', 'lawsuit', 'complaint'] as const;
export const DisputeKind = z.enum(DISPUTE_KINDS);
export type DisputeKind = z.infer<typeof DisputeKind>;
const DisputeResult = z.enum(['upheld', 'corrected', 'other']);
export type DisputeResult = z.infer<typeof DisputeResult>;

export const COMPLAINT_ASPECTS = ['late', 'refused', 'content', 'fee', 'procedure', 'other'] as const;
export const ComplaintAspect = z.enum(COMPLAINT_ASPECTS);
export type ComplaintAspect = z.infer<typeof ComplaintAspect>;

const Id = z.number().int();
const IdParams = z.object({ id: z.coerce.number().int().min(1) });
const Day = z.iso.date();
const Words = z.string().trim().max(2_000);

export const DisputeRow = z.object({
  id: Id,
  number: z.string(),
  kind: DisputeKind,
  agency: z.string(),
  authority: z.string(),
  caseNumber: z.string(),
  ground: z.string(),
  request: z.object({ id: Id, number: z.string() }).nullable(),
  /** The new handling that its result led to. */
  redo: z.object({ id: Id, number: z.string(), concludedOn: Day.nullable() }).nullable(),
  /** Brought by the applicant himself, to the organ in charge. */
  lodged: z.boolean(),
  after: Id.nullable(),
  afterReconsideration: z.boolean(),
  acceptedOn: Day,
  servedOn: Day,
  answeredOn: Day.nullable(),
  result: DisputeResult.nullable(),
  resultOn: Day.nullable(),
  resultNote: z.string().nullable(),
  lesson: z.string().nullable(),
  stateTitle: z.string(),
  dueOn: Day.nullable(),
  late: z.boolean(),
});
export type DisputeRow = z.infer<typeof DisputeRow>;

const DisputeFilter = z.object({
  year: z.coerce.number().int().min(2008).max(2100).optional(),
  kind: DisputeKind.optional(),
  open: z.enum(['0', '1']).optional(),
  words: z.string().trim().max(60).optional(),
});

export const listDisputes = {
  method: 'GET',
  path: '/api/disputes',
  query: DisputeFilter.extend({ after: z.coerce.number().int().optional() }),
  response: z.object({
    rows: z.array(DisputeRow),
    next: Id.nullable(),
    counters: z.object({ corrected: Id, lost: Id, complaints: Id }),
    mayRegister: z.boolean(),
  }),
} as const;

export const disputesCsv = { method: 'GET', path: '/api/disputes.csv', query: DisputeFilter } as const;

export const disputesXlsx = { method: 'GET', path: '/api/disputes.xlsx', query: DisputeFilter } as const;

export const readDispute = {
  method: 'GET',
  path: '/api/disputes/:id',
  params: IdParams,
  response: z.object({
    dispute: DisputeRow,
    /** For the organ in charge that a complaint was given to. */
    mayReadComplaint: z.boolean(),
    /** What the law gives the applicant and the authority, as far as the days are known. */
    periods: z.array(z.object({ title: z.string(), law: z.string(), until: Day })),
  }),
} as const;

export const registerDispute = {
  method: 'POST',
  path: '/api/disputes',
  body: z.object({
    kind: DisputeKind,
    /** Number of the request whose reply is disputed. */
    request: z.string().trim().max(60).optional(),
    after: Id.optional(),
    afterReconsideration: z.boolean().optional(),
    authority: z.string().trim().min(2).max(100),
    caseNumber: z.string().trim().max(100),
    ground: z.string().trim().min(5).max(500),
    acceptedOn: Day,
    servedOn: Day,
    summary: z.boolean().optional(),
  }),
  response: z.object({ id: Id, number: z.string() }),
} as const;

export const actOnDispute = {
  method: 'POST',
  path: '/api/disputes/:id/:act',
  params: IdParams.extend({
    act: z.enum(['answer', 'uphold', 'correct', 'correct-only', 'end-otherwise', 'redo', 'learn']),
  }),
  body: z.object({
    seenSeq: Id,
    note: Words,
    /** The day it happened; today when absent. */
    on: Day.optional(),
    /** Working days that the decision gives to do it again. */
    workdays: z.number().int().min(1).max(60).optional(),
  }),
} as const;

/** What only the organ in charge reads of a complaint. */
export const readComplaint = {
  method: 'GET',
  path: '/api/complaints/:id',
  params: IdParams,
  response: z.object({
    id: Id,
    aspect: z.string(),
    words: z.string(),
    answer: z.string(),
    request: z.object({ id: Id, number: z.string(), agency: z.string(), isReplied: z.boolean() }),
    mayAnswer: z.boolean(),
    seq: Id,
  }),
} as const;

export const actOnComplaint = {
  method: 'POST',
  path: '/api/complaints/:id/:act',
  params: IdParams.extend({ act: z.enum(['substantiate', 'order-reply', 'dismiss', 'refer']) }),
  body: z.object({
    seenSeq: Id,
    answer: Words,
    /** Working days for the new reply; those of the law when absent. */
    workdays: z.number().int().min(1).max(60).optional(),
  }),
} as const;
