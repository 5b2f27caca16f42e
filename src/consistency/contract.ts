import { z } from 'zod';
import { ruleText } from './rule-text.ts';

// What the workbench asks of comparisons. Browser-safe.

export const CHANNELS = ['page', 'column', 'front', 'feed', 'catalogue', 'board', 'external'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Every way in which one place says another thing than the store. */
export const CODES = [
  'not-on-portal',
  'page-missing',
  'other-version',
  'other-title',
  'other-date',
  'other-validity',
  'withdrawn-shown',
  'unknown-page',
  'not-in-column',
  'list-missing',
  'list-title',
  'list-extra',
  'front-title',
  'front-extra',
  'feed-missing',
  'feed-entry-missing',
  'feed-title',
  'feed-extra',
  'no-entry',
  'under-heading',
  'other-level',
  'list-differs',
  'only-one',
  'entry-only-inside',
  'entry-only-outside',
  'board-version',
  'board-withdrawn',
  'external-missing',
  'external-title',
  'external-withdrawn',
  'portal-later',
] as const;
export type Code = (typeof CODES)[number];

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.iso.date();

/** What is told at a place outside as well, within so many working days of the portal, from a day on. */
const External = z.object({
  target: z.string().max(40),
  /** Keys of the catalogue, with what stands below them. */
  nodes: z.array(z.string().max(60)).min(1).max(200),
  workdays: z.int().min(1).max(250),
  since: Day,
});
export const Rule = z.object({
  /** Within how many working days a mismatch is mended. */
  workdays: z.int().min(1).max(250).default(5),
  law: z.string().trim().min(2).max(200).default(ruleText.cityRule),
  everyHours: z.number().min(1).max(720).default(24),
  /** What changed so lately may still be on its way to its pages. */
  graceMinutes: z.int().min(0).max(1440).default(10),
  external: z.array(External).max(50).default([]),
});
export type Rule = z.output<typeof Rule>;

export const STANDINGS = ['open', 'overdue', 'gone', 'settled', 'all'] as const;
export type Standing = (typeof STANDINGS)[number];

const Asked = z.object({
  standing: z.enum(STANDINGS).default('open'),
  q: z.string().trim().max(100).optional(),
  agency: Id.optional(),
  channel: z.enum(CHANNELS).optional(),
});

const Row = z.object({
  id: z.int(),
  number: z.string(),
  code: z.enum(CODES),
  channel: z.enum(CHANNELS),
  place: z.string(),
  index: z.string().nullable(),
  title: z.string(),
  agency: z.string(),
  shown: z.string().nullable(),
  stored: z.string().nullable(),
  state: z.string(),
  foundOn: Day,
  seenAt: z.iso.datetime(),
  dueOn: Day.nullable(),
  closedOn: Day.nullable(),
  isLate: z.boolean(),
  seq: z.int(),
  words: z.string().nullable(),
  maySettle: z.boolean(),
});
export type MismatchRow = z.output<typeof Row>;

const RunView = z.object({
  id: z.int(),
  state: z.enum(['running', 'done']),
  askedAt: z.iso.datetime(),
  by: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** What it is at, in words, and how many slices are behind it. */
  part: z.string(),
  done: z.int(),
  found: z.int(),
  opened: z.int(),
  closed: z.int(),
  /** How often in a row the slice that is next has failed. */
  failures: z.int(),
  /** Parts, in words, that were not looked at to their end, and of what kind the failure was. */
  setAside: z.array(z.string()),
  fault: z.string().nullable(),
});
export type RunView = z.output<typeof RunView>;

export const listMismatches = {
  method: 'GET',
  path: '/api/consistency',
  query: Asked.extend({ before: Id.optional() }),
  response: z.object({
    rows: z.array(Row),
    counts: z.record(z.enum(STANDINGS), z.int()),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    runs: z.array(RunView),
    mayRun: z.boolean(),
    mayRule: z.boolean(),
    next: z.int().nullable(),
  }),
} as const;

export const mismatchesCsv = { method: 'GET', path: '/api/consistency.csv', query: Asked } as const;

export const readMismatch = {
  method: 'GET',
  path: '/api/consistency/:id',
  params: IdParams,
  response: Row,
} as const;

export const settleMismatch = {
  method: 'POST',
  path: '/api/consistency/:id/settle',
  params: IdParams,
  body: z.object({ seenSeq: z.int().positive(), words: z.string().trim().max(2000) }),
  response: Row,
} as const;

/** Begins a comparison, or answers the one that is under way. */
export const beginRun = {
  method: 'POST',
  path: '/api/consistency/runs',
  response: z.object({ id: z.int() }),
} as const;

const RuleView = z.object({
  rule: Rule,
  version: z.int(),
  targets: z.array(z.object({ key: z.string(), name: z.string() })),
});
export const readRule = { method: 'GET', path: '/api/consistency/rule', response: RuleView } as const;
export const changeRule = {
  method: 'PUT',
  path: '/api/consistency/rule',
  body: z.object({ seenVersion: z.int().nonnegative(), rule: Rule, reason: z.string().trim().max(200) }),
  response: RuleView,
} as const;
