import { z } from 'zod';

/** Shapes on the wire between the workbench and this module. */

export const CATEGORIES = ['tamper', 'leak', 'outage', 'intrusion', 'malware', 'other'] as const;
export const Category = z.enum(CATEGORIES);
export type Category = z.infer<typeof Category>;

/** Gravest first. */
export const GRADES = ['I', 'II', 'III', 'IV'] as const;
export const Grade = z.enum(GRADES);
export type Grade = z.infer<typeof Grade>;
export const GradeRule = z.object({ title: z.string().min(1).max(20), criterion: z.string().min(1).max(300) });
export type GradeRule = z.infer<typeof GradeRule>;

export const DUTIES = ['command', 'technical', 'security', 'disclosure'] as const;
export const Duty = z.enum(DUTIES);
export type Duty = z.infer<typeof Duty>;

const Id = z.number().int();
const IdParams = z.object({ id: z.coerce.number().int().min(1) });
const Instant = z.string();
const Words = z.string().trim().max(2_000);

export const IncidentRow = z.object({
  id: Id,
  number: z.string(),
  summary: z.string(),
  category: Category,
  grade: Grade.nullable(),
  drill: z.boolean(),
  personalData: z.boolean(),
  detectedAt: Instant,
  notifiedAt: Instant.nullable(),
  stateTitle: z.string(),
  closed: z.boolean(),
  dueOn: z.string().nullable(),
  late: z.boolean(),
  outcome: z.string().nullable(),
});
export type IncidentRow = z.infer<typeof IncidentRow>;

export const listIncidents = {
  method: 'GET',
  path: '/api/incidents',
  query: z.object({
    drill: z.enum(['0', '1']).optional(),
    year: z.coerce.number().int().min(2000).max(2100).optional(),
  }),
  response: z.object({
    incidents: z.array(IncidentRow),
    /** Of the year that was asked for: real incidents by grade, drills. */
    counts: z.object({ open: Id, closed: Id, byGrade: z.record(z.string(), Id), drills: Id }),
    duty: z.object({ year: Id, held: z.boolean(), dueOn: z.string().nullable(), drill: Id.nullable() }).nullable(),
    mayStart: z.boolean(),
  }),
} as const;

export const readIncident = {
  method: 'GET',
  path: '/api/incidents/:id',
  params: IdParams,
  response: z.object({
    incident: IncidentRow,
    grades: z.array(GradeRule.extend({ grade: Grade })),
  }),
} as const;

export const startIncident = {
  method: 'POST',
  path: '/api/incidents',
  body: z.object({
    category: Category,
    summary: z.string().trim().min(5).max(200),
    personalData: z.boolean(),
    drill: z.boolean(),
  }),
  response: z.object({ id: Id, number: z.string() }),
} as const;

export const actOnIncident = {
  method: 'POST',
  path: '/api/incidents/:id/:act',
  params: IdParams.extend({
    act: z.enum([
      'dismiss',
      'grade',
      'regrade',
      'first-report',
      'isolate',
      'late-first-report',
      'restore',
      'notify',
      'report',
      'review',
    ]),
  }),
  body: z.object({
    seenSeq: Id,
    note: Words.optional(),
    grade: Grade.optional(),
    personalData: z.boolean().optional(),
  }),
} as const;

export const OnCall = z.object({
  id: z.string(),
  duty: Duty,
  name: z.string(),
  phone: z.string(),
  deputy: z.string().nullable(),
  deputyPhone: z.string().nullable(),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
});
export type OnCall = z.infer<typeof OnCall>;

export const listOnCall = {
  method: 'GET',
  path: '/api/on-call',
  response: z.object({ onCall: z.array(OnCall), vacant: z.array(Duty), mayEnter: z.boolean() }),
} as const;

export const enterOnCall = {
  method: 'POST',
  path: '/api/on-call',
  body: z.object({
    duty: Duty,
    personId: Id,
    phone: z.string().trim().min(5).max(30),
    deputyId: Id.optional(),
    deputyPhone: z.string().trim().min(5).max(30).optional(),
  }),
  response: z.object({ id: z.string() }),
} as const;

export const revealOnCall = {
  method: 'POST',
  path: '/api/on-call/:id/phone',
  params: z.object({ id: z.uuid() }),
  body: z.object({ reason: z.string().trim().min(1).max(200) }),
  response: z.object({ phone: z.string(), deputyPhone: z.string().nullable() }),
} as const;

const Level = z.enum(['ok', 'warning', 'wrong']);

export const readOperations = {
  method: 'GET',
  path: '/api/operations',
  response: z.object({
    at: Instant,
    findings: z.array(
      z.object({ code: z.string(), area: z.string(), level: Level, what: z.string(), mend: z.string().nullable() }),
    ),
    processes: z.array(
      z.object({
        id: z.string(),
        role: z.string(),
        version: z.string(),
        host: z.string(),
        pid: Id,
        address: z.string().nullable(),
        state: z.enum(['running', 'draining', 'silent']),
        startedAt: Instant,
        seenAt: Instant,
        tickedAt: Instant.nullable(),
        ahead: z.number(),
      }),
    ),
    database: z.object({
      version: z.string(),
      bytes: z.number(),
      connections: Id,
      maxConnections: Id,
      startedAt: Instant,
      entries: z.number(),
    }),
    disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
    jobs: z.object({ waiting: Id, late: Id, failed: Id }),
    matters: z.object({ red: Id, yellow: Id, green: Id }),
    late: z.array(z.object({ agency: z.string(), kind: z.string(), count: Id })),
    routines: z.array(
      z.object({
        name: z.string(),
        beganAt: Instant,
        tookMs: Id,
        fault: z.string().nullable(),
        succeededAt: Instant.nullable(),
      }),
    ),
    verifications: z.array(
      z.object({
        id: Id,
        beganAt: Instant,
        endedAt: Instant.nullable(),
        matters: Id,
        entries: Id,
        faultCount: Id,
        faults: z.array(z.object({ matter: z.string(), seq: Id, fault: z.string() })),
      }),
    ),
    mayMend: z.boolean(),
  }),
} as const;

export const FailedJob = z.object({
  id: Id,
  task: z.string(),
  attempts: Id,
  createdAt: Instant,
  failedAt: Instant.nullable(),
  runAt: Instant.nullable(),
  lastError: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type FailedJob = z.infer<typeof FailedJob>;

/** Jobs that were given up or failed at least once, the latest first. */
export const listTroubledJobs = {
  method: 'GET',
  path: '/api/operations/jobs',
  response: z.object({ jobs: z.array(FailedJob) }),
} as const;

export const mendJob = {
  method: 'POST',
  path: '/api/operations/jobs/:id/:act',
  params: IdParams.extend({ act: z.enum(['retry', 'discard']) }),
  body: z.object({ reason: z.string().trim().min(1).max(200) }),
} as const;

export const verifyNow = { method: 'POST', path: '/api/operations/verification' } as const;
