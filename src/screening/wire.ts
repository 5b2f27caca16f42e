import { z } from 'zod';
import { KINDS } from './rules/kinds.ts';

// What the workbench asks of screening. Browser-safe.

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.iso.date();
const Seen = z.object({ seenSeq: z.int().positive() });
const Reason = Seen.extend({ reason: z.string().trim().max(2000) });

export const QUEUES = ['open', 'found', 'rectified', 'late', 'settled', 'dismissed', 'all'] as const;
export type Queue = (typeof QUEUES)[number];
const ORIGINS = ['self', 'assigned'] as const;
export const FINDERS = ['scan', 'joint', 'province', 'superior'] as const;
/** Who has found what the program was not the first to find. */
export const OFFICES = ['province', 'superior', 'joint'] as const;
export const HIT_STATES = ['open', 'to-mask', 'kept', 'none', 'masked', 'withdrawn'] as const;
const REACHES = ['these', 'value', 'kind', 'ticket'] as const;
export const DECISIONS = ['mask', 'keep', 'false-positive'] as const;

const TicketRow = z.object({
  id: z.int(),
  number: z.string(),
  title: z.string(),
  agency: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  origin: z.enum(ORIGINS),
  findings: z.int(),
  /** Undecided, or to be masked and not masked yet. */
  open: z.int(),
  foundOn: Day,
  dueOn: Day.nullable(),
  light: z.enum(['green', 'yellow', 'red', 'done']),
});

const TicketQuery = z.object({
  queue: z.enum(QUEUES).default('open'),
  finder: z.enum(FINDERS).optional(),
  agency: Id.optional(),
  q: z.string().trim().max(100).optional(),
  before: Id.optional(),
});

export const listTickets = {
  method: 'GET',
  path: '/api/screening/tickets',
  query: TicketQuery,
  response: z.object({
    rows: z.array(TicketRow),
    next: z.int().nullable(),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    counts: z.record(z.string(), z.int()),
  }),
} as const;

export const ticketTable = { method: 'GET', path: '/api/screening/tickets.csv', query: TicketQuery } as const;

/** A find: a line of its ticket, with a number and a state of its own. */
const Hit = z.object({
  id: z.int(),
  number: z.string(),
  finder: z.enum(FINDERS),
  /** The office that has registered it; null: the program found it. */
  office: z.string().nullable(),
  /** Where it stands; null: somebody has pointed it out in his words, `note`. */
  content: z.string().nullable(),
  part: z.string().nullable(),
  kindName: z.string().nullable(),
  masked: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(HIT_STATES),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});

export const readTicket = {
  method: 'GET',
  path: '/api/screening/tickets/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    origin: z.enum(ORIGINS),
    lines: z.int(),
    open: z.int(),
    words: z.string().nullable(),
    /** Hash of the document in which it was found, and of what stood in its place when it was put right. */
    before: z.string().nullable(),
    after: z.string().nullable(),
    /** Null: it is not published any more. */
    title: z.string().nullable(),
    mendAt: z.string().nullable(),
    mayDecide: z.boolean(),
    unread: z.array(z.object({ name: z.string(), unread: z.int() })),
    /** Lines that are not shown here. */
    more: z.int(),
    hits: z.array(
      Hit.extend({
        line: z.int(),
        kind: z.string().nullable(),
        before: z.string(),
        after: z.string(),
        /** Undecided lines with the same value in the same document. */
        alike: z.int(),
      }),
    ),
  }),
} as const;

const HitQuery = z.object({
  state: z.enum([...HIT_STATES, 'standing']).optional(),
  kind: z.enum(KINDS).optional(),
  finder: z.enum(FINDERS).optional(),
  agency: Id.optional(),
  ticket: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
  q: z.string().trim().max(100).optional(),
  before: Id.optional(),
});

export const listHits = {
  method: 'GET',
  path: '/api/screening/hits',
  query: HitQuery,
  response: z.object({
    rows: z.array(
      Hit.extend({
        ticketId: z.int(),
        title: z.string(),
        agency: z.string(),
        foundOn: Day,
        settledOn: Day.nullable(),
        mayDecide: z.boolean(),
      }),
    ),
    next: z.int().nullable(),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    counts: z.record(z.string(), z.int()),
  }),
} as const;

export const hitTable = { method: 'GET', path: '/api/screening/hits.csv', query: HitQuery } as const;

/** One decision for many lines, of one ticket or of several. */
export const decideHitsCall = {
  method: 'POST',
  path: '/api/screening/hits/decide',
  body: z.object({
    hits: z.array(Id).min(1).max(1000),
    reach: z.enum(REACHES).default('these'),
    decision: z.enum(DECISIONS),
    reason: z.string().max(500).default(''),
  }),
  response: z.object({ decided: z.int() }),
} as const;

export const assignTicketCall = {
  method: 'POST',
  path: '/api/screening/tickets',
  body: z.object({
    source: z.string().max(60).default('publications'),
    ref: z.string().trim().min(1).max(200),
    findings: z.int().min(1).max(10_000).default(1),
    words: z.string().trim().max(2000),
    finder: z.enum(OFFICES).default('superior'),
    /** Where each of them is; then there are as many. */
    places: z.array(z.string().trim().min(1).max(200)).max(500).default([]),
  }),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

const acting = <const A extends string>(act: A) =>
  ({ method: 'POST', path: `/api/screening/tickets/:id/${act}`, params: IdParams }) as const;
export const rectifyCall = { ...acting('rectify'), body: Seen } as const;
export const verifyCall = { ...acting('verify'), body: Seen } as const;
export const returnCall = { ...acting('return'), body: Reason } as const;
export const dismissCall = { ...acting('dismiss'), body: Reason } as const;

const Figures = {
  self: z.int(),
  assigned: z.int(),
  rectified: z.int(),
  open: z.int(),
  kept: z.int(),
  dismissed: z.int(),
};

export const readStatistics = {
  method: 'GET',
  path: '/api/screening/statistics',
  query: z.object({ from: Day.optional(), to: Day.optional() }),
  response: z.object({
    from: Day,
    to: Day,
    total: z.object(Figures),
    agencies: z.array(z.object({ agency: z.string(), ...Figures })),
    finders: z.array(
      z.object({ finder: z.enum(FINDERS), office: z.string().nullable(), found: z.int(), rectified: z.int() }),
    ),
    pass: z
      .object({
        beganAt: z.string(),
        endedAt: z.string().nullable(),
        documents: z.int(),
        findings: z.int(),
        unread: z.int(),
      })
      .nullable(),
  }),
} as const;
