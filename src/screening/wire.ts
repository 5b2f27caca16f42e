import { z } from 'zod';

// What the workbench asks of screening. Browser-safe.

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.iso.date();
const Seen = z.object({ seenSeq: z.int().positive() });
const Reason = Seen.extend({ reason: z.string().trim().max(2000) });

export const QUEUES = ['open', 'found', 'rectified', 'late', 'settled', 'dismissed', 'all'] as const;
export type Queue = (typeof QUEUES)[number];
export const ORIGINS = ['self', 'assigned'] as const;

const TicketRow = z.object({
  id: z.int(),
  number: z.string(),
  title: z.string(),
  agency: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  origin: z.enum(ORIGINS),
  findings: z.int(),
  foundOn: Day,
  dueOn: Day.nullable(),
  light: z.enum(['green', 'yellow', 'red', 'done']),
});

const TicketQuery = z.object({
  queue: z.enum(QUEUES).default('open'),
  origin: z.enum(ORIGINS).optional(),
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

const Finding = z.object({
  id: z.int(),
  part: z.string(),
  kind: z.string(),
  kindName: z.string(),
  masked: z.string(),
  before: z.string(),
  after: z.string(),
  decision: z.enum(['mask', 'keep', 'false-positive']).nullable(),
  reason: z.string().nullable(),
});

export const readTicket = {
  method: 'GET',
  path: '/api/screening/tickets/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    origin: z.enum(ORIGINS),
    findings: z.int(),
    words: z.string().nullable(),
    /** Hash of the document in which it was found, and of what stood in its place when it was put right. */
    before: z.string().nullable(),
    after: z.string().nullable(),
    /** Null: it is not published any more. */
    title: z.string().nullable(),
    mendAt: z.string().nullable(),
    mayDecide: z.boolean(),
    documents: z.array(
      z.object({ id: z.int(), name: z.string(), unread: z.int(), more: z.int(), findings: z.array(Finding) }),
    ),
  }),
} as const;

export const decideTicketFinding = {
  method: 'POST',
  path: '/api/screening/tickets/:id/findings/:finding',
  params: z.object({ id: Id, finding: Id }),
  body: z.object({ decision: z.enum(['mask', 'keep', 'false-positive']), reason: z.string().max(500) }),
} as const;

export const maskUndecidedCall = {
  method: 'POST',
  path: '/api/screening/tickets/:id/mask-undecided',
  params: IdParams,
} as const;

export const assignTicketCall = {
  method: 'POST',
  path: '/api/screening/tickets',
  body: z.object({
    source: z.string().max(60).default('publications'),
    ref: z.string().trim().min(1).max(200),
    findings: z.int().min(1).max(100_000),
    words: z.string().trim().max(2000),
  }),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

const acting = <const A extends string>(act: A) =>
  ({ method: 'POST', path: `/api/screening/tickets/:id/${act}`, params: IdParams }) as const;
export const rectifyCall = { ...acting('rectify'), body: Seen } as const;
export const verifyCall = { ...acting('verify'), body: Seen } as const;
export const returnCall = { ...acting('return'), body: Reason } as const;
export const dismissCall = { ...acting('dismiss'), body: Reason } as const;

const Figures = { self: z.int(), assigned: z.int(), rectified: z.int(), open: z.int(), dismissed: z.int() };

export const readStatistics = {
  method: 'GET',
  path: '/api/screening/statistics',
  query: z.object({ from: Day.optional(), to: Day.optional() }),
  response: z.object({
    from: Day,
    to: Day,
    total: z.object(Figures),
    agencies: z.array(z.object({ agency: z.string(), ...Figures })),
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
