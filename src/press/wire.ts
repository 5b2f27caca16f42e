import { z } from 'zod';
import { OUTCOMES, OUTLETS, STANDINGS } from './contract.ts';

// What the workbench asks of how documents are explained. Browser-safe.

const Id = z.coerce.number().int().positive();
const Day = z.iso.date();
const Index = z.string().trim().min(3).max(80);
const Agencies = z.array(z.object({ id: z.int(), name: z.string() }));
const Lacking = z.array(z.enum(['plan', 'material', 'form', 'elements']));

const Asked = z.object({
  standing: z.enum([...STANDINGS, 'all']).default('all'),
  q: z.string().trim().max(100).optional(),
  agency: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
});

const Row = z.object({
  index: z.string(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  agency: z.string(),
  publishedOn: Day,
  path: z.string().nullable(),
  standing: z.enum(STANDINGS),
  /** Days from the document to the first that explains it; null: nothing does. */
  lagDays: z.int().nullable(),
  materials: z.int(),
  forms: z.array(z.string()),
  headLed: z.boolean(),
  carried: z.int(),
});
export type CoverageRow = z.output<typeof Row>;

export const listCoverage = {
  method: 'GET',
  path: '/api/press/coverage',
  query: Asked.extend({ before: z.string().max(140).optional() }),
  response: z.object({
    rows: z.array(Row),
    counts: z.record(z.enum([...STANDINGS, 'all']), z.int()),
    agencies: Agencies,
    next: z.string().nullable(),
  }),
} as const;
export const coverageCsv = { method: 'GET', path: '/api/press/coverage.csv', query: Asked } as const;

const Return = z.object({
  id: z.int(),
  matterId: z.int(),
  number: z.string(),
  title: z.string(),
  agency: z.string(),
  gate: z.enum(['department', 'office', 'secrecy']),
  by: z.string().nullable(),
  words: z.string().nullable(),
  lacking: Lacking,
  at: z.string(),
});
export type ReturnView = z.output<typeof Return>;

const AskedReturns = z.object({
  which: z.enum(['incomplete', 'all']).default('incomplete'),
  q: z.string().trim().max(100).optional(),
  agency: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export const listReturns = {
  method: 'GET',
  path: '/api/press/returns',
  query: AskedReturns.extend({ before: Id.optional() }),
  response: z.object({ rows: z.array(Return), agencies: Agencies, next: z.int().nullable() }),
} as const;
export const returnsCsv = { method: 'GET', path: '/api/press/returns.csv', query: AskedReturns } as const;

const Carried = z.object({
  id: z.int(),
  kind: z.enum(OUTLETS),
  outlet: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  onDay: Day,
  by: z.string().nullable(),
  struck: z.object({ words: z.string(), by: z.string().nullable() }).nullable(),
});
export type CarriedView = z.output<typeof Carried>;

const FollowUp = z.object({
  id: z.int(),
  number: z.string(),
  dueOn: Day.nullable(),
  questions: z.int().nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  words: z.string().nullable(),
});

export const readDossier = {
  method: 'GET',
  path: '/api/press/dossier',
  query: z.object({ index: Index }),
  response: Row.extend({
    documentId: z.int().nullable(),
    agencyId: z.int(),
    withdrawn: z.boolean(),
    plan: z
      .object({ forms: z.array(z.string()), interpreter: z.string(), elements: z.array(z.string()) })
      .or(z.object({ exemption: z.string() }))
      .nullable(),
    explained: z.array(
      z.object({
        index: z.string(),
        title: z.string(),
        form: z.string().nullable(),
        headLed: z.boolean(),
        source: z.string(),
        agency: z.string(),
        publishedAt: z.string(),
        lagDays: z.int(),
        withdrawn: z.boolean(),
        path: z.string().nullable(),
      }),
    ),
    returns: z.array(Return),
    media: z.array(Carried),
    followUp: FollowUp.nullable(),
    publishedAt: z.string(),
    mayNote: z.boolean(),
  }),
} as const;
export type Dossier = z.output<typeof readDossier.response>;

export const noteCarried = {
  method: 'POST',
  path: '/api/press/carried',
  body: z.object({
    index: Index,
    kind: z.enum(OUTLETS),
    outlet: z.string().trim().min(2).max(100),
    title: z.string().trim().min(2).max(300),
    url: z.string().trim().max(1000).default(''),
    onDay: Day,
  }),
  response: z.object({ id: z.int() }),
} as const;

export const strikeCarried = {
  method: 'POST',
  path: '/api/press/carried/:id/strike',
  params: z.object({ id: Id }),
  body: z.object({ words: z.string().trim().max(300) }),
  response: z.object({ id: z.int() }),
} as const;

export const readFollowUp = {
  method: 'GET',
  path: '/api/press/follow-ups/:id',
  params: z.object({ id: Id }),
  response: FollowUp.extend({
    index: z.string(),
    title: z.string(),
    documentId: z.int().nullable(),
    agencyId: z.int(),
  }),
} as const;

export const recordFollowUp = {
  method: 'POST',
  path: '/api/press/follow-ups/:id/record',
  params: z.object({ id: Id }),
  body: z.object({
    seenSeq: z.int().positive(),
    questions: z.int().min(0).max(1_000_000),
    outcome: z.enum(OUTCOMES),
    words: z.string().trim().max(2000),
  }),
  response: z.object({ id: z.int() }),
} as const;
