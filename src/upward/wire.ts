import { z } from 'zod';
import {
  Body,
  COUNTED,
  CountedRow,
  DemonstrationSite,
  Month,
  Period,
  SOURCES,
  Title,
  UnitCount,
  Words,
} from './contract.ts';

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Seen = z.object({ seenSeq: z.int().positive().optional() });
const Day = z.iso.date();
const Search = z.string().trim().max(100).optional();
const Light = z.enum(['green', 'yellow', 'red', 'done']).nullable();
const Filter = z.object({ q: Search, state: z.string().max(20).optional(), before: Id.optional() });

export const listReports = {
  method: 'GET',
  path: '/api/upward/reports',
  query: Filter,
  response: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        number: z.string(),
        title: z.string(),
        agency: z.string(),
        state: z.string(),
        stateTitle: z.string(),
        source: z.enum(SOURCES),
        superior: z.string(),
        sentOn: Day.nullable(),
        receipt: z.string().nullable(),
        score: z.int().nullable(),
        usedWhere: z.string().nullable(),
      }),
    ),
    next: z.int().nullable(),
    states: z.array(z.object({ value: z.string(), title: z.string() })),
  }),
} as const;

/** Whom an agency reports to, and what it could report. */
export const readChoices = {
  method: 'GET',
  path: '/api/upward/choices',
  query: z.object({ agency: Id.optional(), q: Search }),
  response: z.object({
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    agencyId: z.int().nullable(),
    /** Null: the superior outside. */
    superiors: z.array(z.object({ id: z.int().nullable(), name: z.string() })),
    published: z.array(z.object({ index: z.string(), title: z.string(), on: Day })),
    adopted: z.array(z.object({ id: z.int(), title: z.string(), from: z.string() })),
  }),
} as const;

const Chosen = z.discriminatedUnion('source', [
  z.object({ source: z.literal('published'), index: z.string().trim().min(3).max(80) }),
  z.object({ source: z.literal('written'), title: Title, body: Body }),
  z.object({ source: z.literal('forwarded'), receivedId: z.int() }),
]);

export const openReportCall = {
  method: 'POST',
  path: '/api/upward/reports',
  body: z.object({ agencyId: z.int(), superiorId: z.int().nullable(), chosen: Chosen }),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

export const readReport = {
  method: 'GET',
  path: '/api/upward/reports/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    seq: z.int(),
    state: z.string(),
    source: z.enum(SOURCES),
    index: z.string().nullable(),
    superior: z.string(),
    title: z.string(),
    body: z.string(),
    text: z.string(),
    sentOn: Day.nullable(),
    /** Tries of the outbox so far, and why the last one failed. */
    tries: z.int(),
    fault: z.string().nullable(),
    receipt: z.string().nullable(),
    receivedOn: Day.nullable(),
    decidedOn: Day.nullable(),
    score: z.int().nullable(),
    usedWhere: z.string().nullable(),
    words: z.string().nullable(),
    acts: z.array(z.string()),
  }),
} as const;

const STEPS = [
  'submit',
  'pass-department',
  'return-department',
  'pass-secrecy',
  'return-secrecy',
  'stop-secrecy',
  'recall',
  'rework',
  'drop',
] as const;

export const reportAct = {
  method: 'POST',
  path: '/api/upward/reports/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    Seen.extend({ act: z.literal('revise'), title: Title, body: Body }),
    Seen.extend({ act: z.enum(['send', 'retake']) }),
    Seen.extend({ act: z.enum(STEPS), words: Words.default(''), seenText: z.string().max(64).optional() }),
  ]),
} as const;

export const listReceived = {
  method: 'GET',
  path: '/api/upward/received',
  query: Filter,
  response: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        number: z.string(),
        title: z.string(),
        from: z.string(),
        state: z.string(),
        stateTitle: z.string(),
        receivedOn: Day.nullable(),
        dueOn: Day.nullable(),
        light: Light,
        score: z.int().nullable(),
        usedWhere: z.string().nullable(),
      }),
    ),
    next: z.int().nullable(),
    states: z.array(z.object({ value: z.string(), title: z.string() })),
  }),
} as const;

export const readReceived = {
  method: 'GET',
  path: '/api/upward/received/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    seq: z.int(),
    state: z.string(),
    from: z.string(),
    title: z.string(),
    body: z.string(),
    index: z.string().nullable(),
    receivedOn: Day.nullable(),
    decidedOn: Day.nullable(),
    score: z.int().nullable(),
    usedWhere: z.string().nullable(),
    words: z.string().nullable(),
    acts: z.array(z.string()),
  }),
} as const;

export const receivedAct = {
  method: 'POST',
  path: '/api/upward/received/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    Seen.extend({ act: z.literal('receive') }),
    Seen.extend({
      act: z.literal('adopt'),
      score: z.int().min(0).max(100),
      usedWhere: z.string().trim().max(200),
      words: Words.default(''),
    }),
    Seen.extend({ act: z.enum(['decline', 'return']), words: Words }),
  ]),
} as const;

const Counting = z.object({ period: Period });
export const readCounts = {
  method: 'GET',
  path: '/api/upward/counts',
  query: Counting,
  response: z.object({ units: z.array(UnitCount) }),
} as const;
/** The rows behind one figure of one unit. */
export const readCountRows = {
  method: 'GET',
  path: '/api/upward/counts/rows',
  query: Counting.extend({ agency: Id, what: z.enum(COUNTED) }),
  response: z.object({ rows: z.array(CountedRow) }),
} as const;
export const countsCsvCall = { method: 'GET', path: '/api/upward/counts.csv', query: Counting } as const;
export const countsXlsxCall = { method: 'GET', path: '/api/upward/counts.xlsx', query: Counting } as const;

export const listBulletins = {
  method: 'GET',
  path: '/api/upward/bulletins',
  query: z.object({ before: Id.optional() }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        number: z.string(),
        title: z.string(),
        agency: z.string(),
        month: Month,
        stateTitle: z.string(),
        index: z.string().nullable(),
      }),
    ),
    next: z.int().nullable(),
    /** Offices somebody compiles for. */
    offices: z.array(z.object({ id: z.int(), name: z.string() })),
  }),
} as const;

export const compileBulletin = {
  method: 'POST',
  path: '/api/upward/bulletins',
  body: z.object({ agencyId: z.int(), month: Month }),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

const Cell = z.union([z.string(), z.number()]);
export const readBulletin = {
  method: 'GET',
  path: '/api/upward/bulletins/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    seq: z.int(),
    state: z.string(),
    month: Month,
    foreword: z.string(),
    parts: z.array(
      z.object({
        heading: z.string(),
        caption: z.string(),
        columns: z.array(z.string()),
        rows: z.array(z.array(Cell)),
        note: z.string(),
      }),
    ),
    rows: z.int(),
    /** Null while its figures still follow what is there. */
    digest: z.string().nullable(),
    frozenAt: z.iso.datetime().nullable(),
    publicationId: z.int().nullable(),
    index: z.string().nullable(),
    nodes: z.array(z.object({ key: z.string(), name: z.string() })),
    acts: z.array(z.string()),
  }),
} as const;
export const bulletinPdfCall = {
  method: 'GET',
  path: '/api/upward/bulletins/:id/bulletin.pdf',
  params: IdParams,
} as const;
export const bulletinRowsCall = {
  method: 'GET',
  path: '/api/upward/bulletins/:id/rows.xlsx',
  params: IdParams,
} as const;

export const bulletinAct = {
  method: 'POST',
  path: '/api/upward/bulletins/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    Seen.extend({ act: z.literal('edit'), foreword: z.string().trim().min(10).max(4000) }),
    Seen.extend({ act: z.literal('submit') }),
    Seen.extend({
      act: z.enum(['approve', 'return', 'issue', 'issue-instead', 'stop']),
      words: Words.default(''),
    }),
    Seen.extend({ act: z.literal('publish'), node: z.string().trim().min(1).max(60) }),
  ]),
} as const;

export const listSites = {
  method: 'GET',
  path: '/api/upward/demonstration-sites',
  response: z.object({
    sites: z.array(DemonstrationSite.extend({ key: z.string(), agency: z.string(), since: Day })),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    mayKeep: z.boolean(),
  }),
} as const;
const Key = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/u);
export const putSite = {
  method: 'PUT',
  path: '/api/upward/demonstration-sites/:key',
  params: z.object({ key: Key }),
  body: DemonstrationSite,
} as const;
export const endSite = {
  method: 'DELETE',
  path: '/api/upward/demonstration-sites/:key',
  params: z.object({ key: Key }),
} as const;
