import { z } from 'zod';
import { VIEWING_CATEGORIES } from './rules/viewing.ts';

/** What crosses the wire; browser-safe. */

export const SignInBody = z.object({
  name: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
});

/** A code of the second factor, or a recovery code. */
export const CodeBody = z.object({ code: z.string().trim().min(1).max(40) });

const Grant = z.object({
  role: z.string(),
  roleTitle: z.string(),
  agencyId: z.int(),
  agency: z.string(),
  delegatedBy: z.string().nullable(),
});

/** Who is signed in, for the workbench. */
export const SessionView = z.object({
  person: z.object({ id: z.int(), name: z.string(), kind: z.enum(['staff', 'citizen', 'enterprise']) }),
  grants: z.array(Grant),
  /** Permissions held for some object at least: what the navigation shows. */
  permissions: z.array(z.string()),
  actingFor: z.int().nullable(),
  principals: z.array(z.object({ id: z.int(), name: z.string() })),
  /** What is asked for before anything else: the second factor, a new password, or setting up a second factor. */
  awaits: z.enum(['code', 'password', 'factor']).nullable(),
  expiresAt: z.iso.datetime(),
});

export const PasswordBody = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });

const DayText = z.iso.date();
const Id = z.coerce.number().int().positive();
export const IdParams = z.object({ id: Id });

export const AgencyView = z.object({
  id: z.int(),
  key: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.string(),
  line: z.string().nullable(),
  region: z.string(),
  parentId: z.int().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
});
export const AgencyQuery = z.object({ region: z.string().max(12).optional(), line: z.string().max(10).optional() });
export const AgencyList = z.object({ agencies: z.array(AgencyView) });

export const RegionQuery = z.object({ parent: z.string().max(12).optional() });
export const RegionList = z.object({
  regions: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      level: z.string(),
      kind: z.string(),
      parent: z.string().nullable(),
    }),
  ),
});

const Holder = z.object({
  appointmentId: z.int(),
  personId: z.int(),
  name: z.string(),
  fromOn: DayText,
  untilOn: DayText.nullable(),
  filingNumber: z.string().nullable(),
});
export const PostQuery = z.object({
  agency: Id.optional(),
  role: z.string().max(40).optional(),
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const PostList = z.object({
  rows: z.array(
    z.object({
      id: z.int(),
      agencyId: z.int(),
      agency: z.string(),
      title: z.string(),
      roles: z.array(z.object({ role: z.string(), title: z.string() })),
      serves: z.array(z.string()),
      isLiaison: z.boolean(),
      minHolders: z.int(),
      holders: z.array(Holder),
    }),
  ),
  next: z.int().nullable(),
});

export const VacancyQuery = z.object({ on: DayText.optional() });
export const VacancyList = z.object({
  on: DayText,
  vacancies: z.array(
    z.object({
      postId: z.int(),
      agencyId: z.int(),
      agency: z.string(),
      title: z.string(),
      isLiaison: z.boolean(),
      missing: z.int(),
      sinceOn: DayText.nullable(),
    }),
  ),
});

export const StaffQuery = z.object({ q: z.string().trim().min(1).max(50) });
export const StaffList = z.object({
  people: z.array(z.object({ id: z.int(), name: z.string(), agency: z.string().nullable() })),
});

export const NewStaffBody = z.object({ name: z.string().max(100), login: z.string().max(32) });
export const NewStaff = z.object({ personId: z.int() });

export const AppointBody = z.object({
  personId: z.int(),
  postId: z.int(),
  fromOn: DayText,
  untilOn: DayText.nullable().default(null),
});
const Handover = {
  successorId: z.int().nullable().default(null),
  handoverNote: z.string().max(2000).nullable().default(null),
};
/** What is open when somebody leaves: kind and number, never what it is about. */
export const LeavingQuery = z.object({ lastOn: DayText });
export const Leaving = z.object({
  open: z.array(z.object({ number: z.string(), kind: z.string(), dueOn: DayText.nullable() })),
  /** Roles of the post that nobody else holds at the agency on the day after. */
  lonely: z.array(z.string()),
});
export const LeaveBody = z.object({ lastOn: DayText, ...Handover });

export const ReportBody = z.object({
  change: z.enum(['appoint', 'leave']),
  postId: z.int(),
  personId: z.int(),
  /** First day in the post, or last. */
  changedOn: DayText,
  ...Handover,
});
export const Reported = z.object({ matterId: z.int(), number: z.string(), inTime: z.boolean() });
export const SeenBody = z.object({ seenSeq: z.int().optional() });
export const ReturnBody = SeenBody.extend({ reason: z.string().max(500) });
export const SupplementBody = SeenBody.extend({ personId: z.int(), changedOn: DayText, ...Handover });
export const Receipt = z.object({ receiptNumber: z.string() });
export const FilingQuery = z.object({
  state: z.enum(['open', 'all']).default('open'),
  before: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const FilingList = z.object({
  rows: z.array(
    z.object({
      matterId: z.int(),
      number: z.string(),
      seq: z.int(),
      state: z.string(),
      stateTitle: z.string(),
      change: z.enum(['appoint', 'leave']),
      unit: z.string(),
      unitId: z.int(),
      postId: z.int(),
      post: z.string(),
      personId: z.int(),
      person: z.string(),
      changedOn: DayText,
      successor: z.string().nullable(),
      handoverNote: z.string().nullable(),
      reportedOn: DayText,
      reportDueOn: DayText,
      inTime: z.boolean(),
      dueOn: DayText.nullable(),
      receiptNumber: z.string().nullable(),
    }),
  ),
  next: z.int().nullable(),
});

export const DelegationBody = z.object({
  agencyId: z.int(),
  toPersonId: z.int(),
  roles: z.array(z.string().max(40)).max(20),
  fromOn: DayText,
  untilOn: DayText,
  reason: z.string().max(200),
});
export const Delegated = z.object({ id: z.int() });
export const DelegationList = z.object({
  delegations: z.array(
    z.object({
      id: z.int(),
      agencyId: z.int(),
      agency: z.string(),
      isGiven: z.boolean(),
      from: z.string(),
      to: z.string(),
      roles: z.array(z.string()),
      fromOn: DayText,
      untilOn: DayText,
      reason: z.string(),
      revokedOn: DayText.nullable(),
    }),
  ),
});

export const AccountQuery = z.object({
  q: z.string().trim().min(1).max(50),
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const AccountList = z.object({
  rows: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(['staff', 'citizen', 'enterprise']),
      name: z.string(),
      login: z.string().nullable(),
      state: z.enum(['open', 'paused', 'locked', 'closed']),
      pausedUntil: z.iso.datetime().nullable(),
      hasPassword: z.boolean(),
      mustChange: z.boolean(),
      hasFactor: z.boolean(),
    }),
  ),
  next: z.int().nullable(),
});
export const ReasonBody = z.object({ reason: z.string().max(200) });
export const TemporaryPassword = z.object({ password: z.string() });

export const SessionList = z.object({
  sessions: z.array(
    z.object({
      id: z.int(),
      /** What the browser says it is, in words. */
      browser: z.string().nullable(),
      createdAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      awaitsCode: z.boolean(),
    }),
  ),
});
export const EndSessionsBody = ReasonBody.extend({ session: z.union([Id, z.literal('all')]) });

/** Both days inclusive. */
export const AuditQuery = z.object({
  from: DayText,
  to: DayText,
  person: Id.optional(),
  act: z.string().max(40).optional(),
  kind: z.string().max(40).optional(),
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const AuditList = z.object({
  rows: z.array(
    z.object({
      matterId: z.int(),
      seq: z.int(),
      number: z.string(),
      at: z.iso.datetime(),
      kind: z.string(),
      kindTitle: z.string(),
      act: z.string(),
      actTitle: z.string(),
      actor: z.string().nullable(),
      subject: z.string().nullable(),
      facts: z.record(z.string(), z.json()),
      isSealed: z.boolean(),
    }),
  ),
  next: z.string().nullable(),
});
const Category = z.enum(VIEWING_CATEGORIES);
export const OpenSealedBody = z.object({
  matterId: z.int(),
  seq: z.int(),
  reason: z.object({ category: Category, words: z.string().max(200) }),
});
export const Opened = z.object({
  ip: z.string().nullable(),
  browser: z.string().nullable(),
  words: z.string().nullable(),
});

export const DataRequestList = z.object({
  requests: z.array(
    z.object({
      id: z.int(),
      number: z.string(),
      name: z.string(),
      openedAt: z.iso.datetime(),
      dueOn: z.iso.date().nullable(),
    }),
  ),
});

export const ViewingQuery = z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/u) });
export const ViewingReport = z.object({
  month: z.string(),
  views: z.int(),
  frozenAt: z.iso.datetime().nullable(),
  lines: z.array(
    z.object({
      personId: z.int(),
      name: z.string(),
      agency: z.string().nullable(),
      post: z.string().nullable(),
      views: z.int(),
      people: z.int(),
      byCategory: z.partialRecord(Category, z.int()),
      peersMedian: z.number(),
      peers: z.int(),
      isOutlier: z.boolean(),
    }),
  ),
});
