import { z } from 'zod';
import { Benchmark, Officer, PARTS, Power, RESULT_KINDS, Result, Subject } from './contract.ts';

// What the workbench asks of enforcement. Browser-safe.

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.iso.date();
const Light = z.enum(['green', 'yellow', 'red', 'done']);

export const STANDINGS = ['all', 'drafting', 'review', 'overdue', 'shown', 'ended'] as const;
export type Standing = (typeof STANDINGS)[number];

const Asked = z.object({
  standing: z.enum(STANDINGS).default('all'),
  q: z.string().trim().max(100).optional(),
  agency: Id.optional(),
  kind: z.enum(RESULT_KINDS).optional(),
});

const Row = z.object({
  id: z.int(),
  number: z.string(),
  seq: z.int(),
  kind: z.enum(RESULT_KINDS),
  documentNumber: z.string(),
  subject: z.string(),
  party: z.string(),
  agency: z.string(),
  decidedOn: Day,
  state: z.string(),
  stateTitle: z.string(),
  dueOn: Day.nullable(),
  light: Light,
  late: z.boolean(),
  index: z.string().nullable(),
  publishedOn: Day.nullable(),
  shown: z.boolean(),
  shownUntil: Day.nullable(),
});
export type ResultView = z.output<typeof Row>;

const Named = z.object({ id: z.int(), name: z.string() });

export const listResults = {
  method: 'GET',
  path: '/api/enforcement/results',
  query: Asked.extend({ before: Id.optional() }),
  response: z.object({
    /** Each with what this person may do with it among others at once. */
    rows: z.array(Row.extend({ mayDo: z.enum(['submit', 'pass']).nullable() })),
    counts: z.record(z.enum(STANDINGS), z.int()),
    agencies: z.array(Named),
    mayEnter: z.boolean(),
    /** What is answered for at the look for secrets, by whoever passes many there at once. */
    checks: z.array(z.object({ key: z.string(), name: z.string() })),
    next: z.int().nullable(),
  }),
} as const;

export const resultsCsv = { method: 'GET', path: '/api/enforcement/results.csv', query: Asked } as const;

/** Where somebody enters, and with which certificates. */
export const readEntering = {
  method: 'GET',
  path: '/api/enforcement/entering',
  query: z.object({ agency: Id.optional() }),
  response: z.object({
    agencies: z.array(Named),
    agencyId: z.int().nullable(),
    isSubject: z.boolean(),
    officers: z.array(
      z.object({ number: z.string(), name: z.string(), field: z.string(), validUntil: Day, valid: z.boolean() }),
    ),
    rules: z.array(z.object({ kind: z.enum(RESULT_KINDS), officers: z.int() })),
  }),
} as const;

export const enterResultCall = {
  method: 'POST',
  path: '/api/enforcement/results',
  body: z.object({
    agencyId: z.int(),
    result: Result,
    corrects: z.object({ index: z.string().trim().min(3).max(80), note: z.string().trim().max(500) }).optional(),
  }),
  response: z.object({ id: z.int(), number: z.string(), masked: z.int() }),
} as const;

const FieldFindingView = z.object({
  field: z.string(),
  digest: z.string(),
  kind: z.string(),
  masked: z.string(),
  decision: z.enum(['keep', 'false-positive']).nullable(),
  reason: z.string().nullable(),
});
export const FIELD_DECISIONS = ['mask', 'keep', 'false-positive'] as const;

export const decideFieldCall = {
  method: 'POST',
  path: '/api/enforcement/results/:id/findings',
  params: IdParams,
  body: z.object({
    digest: z.string().length(64),
    decision: z.enum(FIELD_DECISIONS),
    reason: z.string().trim().max(500).default(''),
  }),
} as const;

export const readResult = {
  method: 'GET',
  path: '/api/enforcement/results/:id',
  params: IdParams,
  response: Row.extend({
    agencyId: z.int(),
    result: Result,
    /** The fixed fields as they are told. */
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
    officers: z.array(z.object({ number: z.string(), name: z.string(), fault: z.string().nullable() })),
    displayLaw: z.string(),
    mayWrite: z.boolean(),
    mayCorrect: z.boolean(),
    /** That a penalty be shown no longer may be asked for now, by this person. */
    mayApply: z.boolean(),
    /** What of persons was found, field by field, and what was decided of it. */
    findings: z.array(FieldFindingView),
    /** Whether this person may decide of them now. */
    mayDecide: z.boolean(),
    /** What stands in the way of publication, as a sentence. */
    blocked: z.string().nullable(),
    /** From when an early end may be asked for; null: never, or it is not shown. */
    repairableFrom: Day.nullable(),
    repairs: z.array(z.object({ id: z.int(), number: z.string(), stateTitle: z.string(), appliedOn: Day })),
  }),
} as const;

export const reviseResultCall = {
  method: 'POST',
  path: '/api/enforcement/results/:id',
  params: IdParams,
  body: z.object({ result: Result }),
  response: z.object({ masked: z.int() }),
} as const;

export const BATCH_ACTS = ['submit', 'pass'] as const;

/** Many at once: each is its own act, and what is refused says why. */
export const batchResults = {
  method: 'POST',
  path: '/api/enforcement/batch',
  body: z.object({
    act: z.enum(BATCH_ACTS),
    results: z
      .array(z.object({ id: z.int(), seq: z.int() }))
      .min(1)
      .max(100),
    /** What whoever passes them at the look for secrets answers for, of every one of them. */
    checked: z.array(z.string().max(40)).max(20).default([]),
  }),
  response: z.object({
    done: z.int(),
    refused: z.array(z.object({ id: z.int(), documentNumber: z.string(), why: z.string() })),
  }),
} as const;

export const IMPORT_OUTCOMES = ['entered', 'changed', 'unchanged', 'refused'] as const;
export const ImportLine = z.object({
  /** As the file counts its rows, the heading being the first. */
  row: z.int(),
  documentNumber: z.string(),
  outcome: z.enum(IMPORT_OUTCOMES),
  why: z.string(),
  masked: z.int(),
});
export type ImportLine = z.output<typeof ImportLine>;

const ImportReport = z.object({
  id: z.int(),
  fileName: z.string(),
  kind: z.enum(RESULT_KINDS),
  agency: z.string(),
  importedBy: z.string(),
  importedAt: z.string(),
  /** False: it was cut off; the same file again goes on. */
  finished: z.boolean(),
  entered: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  lines: z.array(ImportLine),
});
export type ImportReportView = z.output<typeof ImportReport>;

export const importResults = {
  method: 'POST',
  path: '/api/enforcement/import/:id/:kind',
  /** Of the agency. */
  params: IdParams.extend({ kind: z.enum(RESULT_KINDS) }),
  response: ImportReport,
} as const;

export const listImports = {
  method: 'GET',
  path: '/api/enforcement/imports',
  query: z.object({ before: Id.optional() }),
  response: z.object({ rows: z.array(ImportReport.omit({ lines: true })), next: z.int().nullable() }),
} as const;

export const readImport = {
  method: 'GET',
  path: '/api/enforcement/imports/:id',
  params: IdParams,
  response: ImportReport,
} as const;

export const importTemplate = {
  method: 'GET',
  path: '/api/enforcement/template.xlsx',
  query: z.object({ kind: z.enum(RESULT_KINDS) }),
} as const;

const Repair = z.object({
  id: z.int(),
  number: z.string(),
  seq: z.int(),
  state: z.string(),
  stateTitle: z.string(),
  agency: z.string(),
  resultId: z.int(),
  documentNumber: z.string(),
  party: z.string(),
  appliedOn: Day,
  dueOn: Day.nullable(),
  outcome: z.string().nullable(),
  decidedOn: Day.nullable(),
});

export const listRepairs = {
  method: 'GET',
  path: '/api/enforcement/repairs',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    open: z.stringbool().default(false),
    before: Id.optional(),
  }),
  response: z.object({ rows: z.array(Repair), next: z.int().nullable() }),
} as const;

export const applyRepair = {
  method: 'POST',
  path: '/api/enforcement/results/:id/repairs',
  params: IdParams,
  body: z.object({
    statement: z.string().trim().min(5).max(2000),
    fulfilled: z.boolean(),
    remedied: z.boolean(),
    noRepetition: z.boolean(),
    notListed: z.boolean(),
  }),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

export const readRepair = {
  method: 'GET',
  path: '/api/enforcement/repairs/:id',
  params: IdParams,
  response: Repair.extend({
    statement: z.string(),
    fulfilled: z.boolean(),
    remedied: z.boolean(),
    noRepetition: z.boolean(),
    notListed: z.boolean(),
    decisionNumber: z.string().nullable(),
    words: z.string().nullable(),
    law: z.string(),
  }),
} as const;

export const REPAIR_ACTS = ['accept', 'not-accept', 'grant', 'deny'] as const;

export const actOnRepair = {
  method: 'POST',
  path: '/api/enforcement/repairs/:id/acts',
  params: IdParams,
  body: z.object({
    act: z.enum(REPAIR_ACTS),
    seenSeq: z.int().positive(),
    words: z.string().trim().max(2000).default(''),
    documentNumber: z.string().trim().max(80).default(''),
  }),
} as const;

/** An entry of one of the lists: what it says depends on the list. */
const Entry = z.object({
  key: z.string(),
  version: z.int(),
  agencyId: z.int(),
  agency: z.string(),
  since: Day,
  subject: Subject.optional(),
  officer: Officer.optional(),
  power: Power.optional(),
  benchmark: Benchmark.optional(),
});
export type ListEntry = z.output<typeof Entry>;

export const readList = {
  method: 'GET',
  path: '/api/enforcement/lists/:part',
  params: z.object({ part: z.enum(PARTS) }),
  query: z.object({
    q: z.string().trim().max(100).optional(),
    agency: Id.optional(),
    after: z.string().max(90).optional(),
  }),
  response: z.object({
    rows: z.array(Entry),
    next: z.string().nullable(),
    agencies: z.array(Named),
    total: z.int(),
  }),
} as const;

export const putListEntry = {
  method: 'POST',
  path: '/api/enforcement/lists/:part',
  params: z.object({ part: z.enum(PARTS) }),
  body: z.object({
    agencyId: z.int(),
    /** Number of a certificate, code of a power or benchmark; of an organ it is not asked for. */
    key: z.string().trim().max(40),
    /** The version that was looked at; nought for a new one. */
    seen: z.int().nonnegative(),
    value: z.record(z.string(), z.unknown()),
  }),
  response: z.object({ key: z.string(), version: z.int() }),
} as const;

export const endListEntry = {
  method: 'POST',
  path: '/api/enforcement/lists/:part/end',
  params: z.object({ part: z.enum(PARTS) }),
  body: z.object({ key: z.string().max(90), seen: z.int().positive() }),
} as const;

export const readAnnual = {
  method: 'GET',
  path: '/api/enforcement/annual',
  query: z.object({ year: z.coerce.number().int().min(2019).max(2100).optional() }),
  response: z.object({
    year: z.int(),
    rows: z.array(
      z.object({
        agencyId: z.int(),
        agency: z.string(),
        dutyId: z.int().nullable(),
        dueOn: Day.nullable(),
        standing: z.enum(['none', 'open', 'overdue', 'met', 'late', 'excused']),
        figures: z.array(z.object({ indicator: z.string(), unit: z.string(), value: z.string() })),
        mayCompute: z.boolean(),
      }),
    ),
  }),
} as const;

export const computeAnnual = {
  method: 'POST',
  path: '/api/enforcement/annual',
  body: z.object({ agencyId: z.int(), year: z.int().min(2019).max(2100) }),
  response: z.object({ dutyId: z.int(), version: z.int() }),
} as const;
