import { z } from 'zod';

// What crosses the wire between the workbench and the program. Browser-safe.

const Day = z.iso.date();
const words = (most: number) => z.string().trim().min(1).max(most);
const Reason = words(2000);
const Code = words(60);

export const Finding = z.object({
  status: z.enum(['ok', 'missing', 'wrong', 'deferred']),
  note: z.string().trim().max(500).optional(),
});
export const Checklist = z.record(z.string().max(100), Finding);

/** What a person sends with an act. `seenSeq` is the length of the history the person saw. */
const seen = { seenSeq: z.int().positive() };
export const ActBody = z.discriminatedUnion('act', [
  z.object({ act: z.literal('accept'), ...seen, checklist: Checklist }),
  z.object({ act: z.literal('ask-to-correct'), ...seen, checklist: Checklist }),
  z.object({ act: z.literal('correct'), ...seen, note: z.string().trim().max(1000).optional() }),
  z.object({
    act: z.literal('refuse-acceptance'),
    ...seen,
    reason: Reason,
    rightAgency: z.string().trim().max(200).optional(),
  }),
  z.object({ act: z.literal('tell-not-needed'), ...seen, reason: Reason }),
  z.object({
    act: z.literal('start-special'),
    ...seen,
    expectedWorkdays: z.int().min(1).max(250),
    reason: z.string().trim().max(1000).optional(),
  }),
  z.object({ act: z.literal('end-special'), ...seen, findings: Reason }),
  z.object({ act: z.literal('recommend'), ...seen, opinion: z.enum(['agree', 'disagree']), reason: Reason }),
  z.object({ act: z.literal('extend'), ...seen, reason: Reason }),
  z.object({ act: z.literal('send-back'), ...seen, reason: Reason }),
  z.object({ act: z.literal('grant'), ...seen, reason: z.string().trim().max(2000).optional() }),
  z.object({ act: z.literal('deny'), ...seen, reason: Reason }),
  z.object({ act: z.literal('make-document'), ...seen, validFrom: Day.optional(), validUntil: Day.nullish() }),
  z.object({
    act: z.literal('deliver'),
    ...seen,
    how: z.enum(['online', 'window', 'post']),
    paper: z.object({ number: words(60) }).optional(),
  }),
  z.object({ act: z.literal('record-visit'), ...seen, visitedOn: Day, findings: Reason }),
  z.object({ act: z.literal('conclude'), ...seen, opinion: z.enum(['agree', 'disagree']), reason: Reason }),
  z.object({ act: z.literal('answer'), ...seen, reason: Reason }),
]);
export type ActInput = z.output<typeof ActBody>;
export type ActName = ActInput['act'];

/** One day of a derivation: counted as the n-th, or skipped, and why. */
const DerivedDay = z.object({
  day: Day,
  counted: z.boolean(),
  n: z.number().nullable(),
  why: z.string(),
  law: z.string().nullable(),
});

const ClockView = z.object({
  name: z.string(),
  title: z.string(),
  law: z.string(),
  state: z.enum(['running', 'suspended', 'met', 'cancelled']),
  startedOn: Day,
  dueOn: Day.nullable(),
  metOn: Day.nullable(),
  provisional: z.boolean(),
  light: z.enum(['green', 'yellow', 'red', 'paused', 'done']),
  left: z.object({ unit: z.enum(['workday', 'day']), left: z.number() }).nullable(),
  sentence: z.string(),
  steps: z.array(DerivedDay),
});
export type ClockView = z.output<typeof ClockView>;

const DocumentView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  number: z.string(),
  issuedAt: z.string(),
  validUntil: Day.nullable(),
  revokedAt: z.string().nullable(),
  fileId: z.string().nullable(),
  code: z.string().nullable(),
});
export type DocumentView = z.output<typeof DocumentView>;

const TimelineView = z.object({
  seq: z.number(),
  at: z.string(),
  act: z.string(),
  title: z.string(),
  by: z.string().nullable(),
  /** The duty in words; null for the applicant and the program, who hold none. */
  role: z.string().nullable(),
  to: z.string(),
  text: z.string().nullable(),
  hash: z.string(),
});

const WantedView = z.object({
  key: z.string(),
  name: z.string(),
  required: z.boolean(),
  deferrable: z.boolean(),
  form: z.enum(['paper', 'electronic', 'either']),
  original: z.enum(['original', 'copy', 'either']),
  source: z.enum(['self', 'agency', 'shared']),
  copies: z.number(),
  note: z.string().nullable(),
  finding: Finding.nullable(),
  fileId: z.string().nullable(),
});

const AnswerView = z.object({ label: z.string(), value: z.string() });

/** Everything the workbench shows of one matter of this module, for one actor. */
export const CaseView = z.object({
  id: z.number(),
  kind: z.enum(['service-application', 'first-review', 'consultation']),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  holderRole: z.string().nullable(),
  agencyId: z.number(),
  agencyName: z.string(),
  region: z.string(),
  seq: z.number(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  parent: z.object({ id: z.number(), number: z.string() }).nullable(),
  children: z.array(
    z.object({ id: z.number(), number: z.string(), title: z.string(), state: z.string(), agencyName: z.string() }),
  ),
  item: z
    .object({ code: z.string(), version: z.number(), name: z.string(), caseType: z.enum(['instant', 'promised']) })
    .nullable(),
  applicant: z
    .object({
      kind: z.enum(['person', 'enterprise']),
      name: z.string(),
      document: z.string().nullable(),
      phone: z.string().nullable(),
      masked: z.boolean(),
    })
    .nullable(),
  channel: z.string().nullable(),
  sections: z.array(z.object({ title: z.string(), answers: z.array(AnswerView) })),
  situation: z.array(AnswerView),
  wanted: z.array(WantedView),
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      size: z.number(),
      mediaType: z.string(),
      uploadedAt: z.string(),
      scan: z.enum(['made', 'unscanned', 'waiting', 'clean', 'infected']),
    }),
  ),
  documents: z.array(DocumentView),
  clocks: z.array(ClockView),
  timeline: z.array(TimelineView),
  acts: z.array(
    z.object({ act: z.string(), title: z.string(), law: z.string().nullable(), refusal: z.string().nullable() }),
  ),
});
export type CaseView = z.output<typeof CaseView>;

export const CaseId = z.object({ id: z.coerce.number().int().positive() });
export const CaseFile = CaseId.extend({ fileId: z.uuid() });
/** `show=1`: pictures and PDF in the browser instead of saved. */
export const FileQuery = z.object({ show: z.literal('1').optional() });
export const Acted = z.object({ id: z.number(), seq: z.number(), state: z.string(), took: z.boolean() });
export const UnmaskBody = z.object({
  category: z.enum(['handling', 'verification', 'contact', 'complaint']),
  words: words(200),
});
export type UnmaskInput = z.output<typeof UnmaskBody>;

/** Taking in an application of somebody who stands at the window. */
export const WindowBody = z.object({
  /** Made by the workbench once per form: sending twice gives one application. */
  key: z.uuid(),
  itemCode: Code,
  channel: z.enum(['window', 'proxy']).default('window'),
  applicant: z.object({
    kind: z.enum(['person', 'enterprise']),
    name: words(100),
    document: words(30),
    phone: z.string().trim().max(20).optional(),
  }),
  answers: z.record(z.string().max(100), z.string().max(200)).default({}),
  form: z.record(z.string().max(100), z.unknown()).default({}),
  checklist: Checklist.default({}),
});
export const Received = z.object({ id: z.number(), number: z.string() });

export const ConsultationBody = z.object({
  agencyId: z.int().positive(),
  itemCode: Code.optional(),
  channel: z.enum(['window', 'phone']),
  question: words(2000),
  answer: words(4000).optional(),
});
