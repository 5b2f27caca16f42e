import { z } from 'zod';
import { APPLICANT_KINDS, CHANNELS } from './decisions.ts';

// What crosses the wire between the workbench and the program. Browser-safe.

const Day = z.iso.date();
const words = (most: number) => z.string().trim().min(1).max(most);
const Reason = words(2000);

const seen = { seenSeq: z.int().positive() };
/** The legal day of what is entered, where it lies before today. */
const dated = { ...seen, on: Day.optional() };
const Draft = z.object({
  decision: z.string().max(10),
  points: z.record(z.string().max(40), z.string().max(5000)),
  attachments: z.array(z.uuid()).max(50),
});
const WAYS = ['post', 'web', 'pickup', 'email', 'reading', 'fax'] as const;
const MEDIUMS = ['paper', 'electronic', 'disc', 'other'] as const;
const DOCUMENTS = ['resident-id', 'passport', 'credit-code', 'other', 'none'] as const;

export const ActBody = z.discriminatedUnion('act', [
  z.object({ act: z.literal('confirm'), ...dated, byBoth: z.boolean().default(false) }),
  z.object({ act: z.literal('take-up'), ...seen }),
  z.object({
    act: z.literal('ask-to-correct'),
    ...seen,
    items: z.array(z.object({ title: words(200), detail: words(1000) })).max(20),
    days: z.int().min(5).max(60).optional(),
  }),
  z.object({ act: z.literal('receive-correction'), ...dated, wanted: words(5000) }),
  z.object({ act: z.literal('confirm-correction'), ...dated }),
  z.object({
    act: z.literal('consult'),
    ...dated,
    letters: z
      .array(z.object({ whom: z.enum(['third-party', 'agency']), addressee: words(100), question: words(2000) }))
      .max(50),
  }),
  z.object({ act: z.literal('extend'), ...seen, days: z.int().min(1).max(120), reason: Reason }),
  z.object({ act: z.literal('ask-reasons'), ...seen, days: z.int().min(3).max(15), reason: Reason }),
  z.object({ act: z.literal('give-reasons'), ...dated, reason: Reason }),
  z.object({ act: z.literal('delay'), ...seen, days: z.int().min(1).max(250), reason: Reason }),
  z.object({
    act: z.literal('charge'),
    ...seen,
    method: z.enum(['items', 'pages']),
    quantity: z.int().min(1).max(100_000),
  }),
  z.object({ act: z.literal('notice-received'), ...dated }),
  z.object({ act: z.literal('pay'), ...dated }),
  z.object({ act: z.literal('draft'), ...seen, draft: Draft }),
  z.object({ act: z.literal('send-back'), ...seen, reason: Reason }),
  z.object({ act: z.literal('approve'), ...seen, reason: z.string().trim().max(2000).optional() }),
  z.object({ act: z.literal('sign'), ...seen }),
  z.object({ act: z.literal('send'), ...seen, how: z.enum(WAYS) }),
  z.object({ act: z.literal('prove-delivery'), ...dated, reason: Reason }),
  z.object({ act: z.literal('withdraw'), ...dated, reason: Reason }),
  z.object({ act: z.literal('archive'), ...seen }),
  // Came in time, entered when the request had been ended: the day must be said.
  z.object({ act: z.literal('resume-corrected'), ...seen, on: Day, wanted: words(5000) }),
  z.object({ act: z.literal('resume-paid'), ...seen, on: Day }),
  // On a letter that asks for an opinion.
  z.object({ act: z.literal('letter-received'), ...dated }),
  z.object({ act: z.literal('drop'), ...seen, reason: Reason }),
  z.object({ act: z.literal('answer'), ...dated, answer: z.enum(['agrees', 'objects', 'partly']), reason: Reason }),
]);
export type ActInput = z.output<typeof ActBody>;
export type ActName = ActInput['act'];

export const Acted = z.object({ id: z.number(), seq: z.number(), state: z.string() });
export const RequestId = z.object({ id: z.coerce.number().int().positive() });
export const RequestFile = RequestId.extend({ fileId: z.uuid() });
export const DraftBody = z.object({ ...seen, draft: Draft });
export const SameBody = z.object({ earlier: z.int().positive().nullable() });
/** Money back: how much, why, in words. */
export const RefundBody = z.object({
  ...dated,
  amountFen: z.int().positive(),
  why: z.enum(['overpaid', 'late', 'withdrawn', 'reversed']),
  words: Reason,
});
export const UnmaskBody = z.object({
  category: z.enum(['handling', 'verification', 'contact', 'complaint']),
  words: words(200),
});

/** A request that staff enter: handed over, said, sent by fax or by post. */
export const RegisterBody = z.object({
  key: z.uuid(),
  agencyId: z.int().positive(),
  channel: z.enum(CHANNELS).exclude(['web']),
  applicant: z.object({
    kind: z.enum(APPLICANT_KINDS),
    name: z.string().trim().max(100),
    documentKind: z.enum(DOCUMENTS),
    document: z.string().trim().max(40).default(''),
    phone: z.string().trim().max(30).default(''),
    email: z.string().trim().max(200).default(''),
    address: z.string().trim().max(300).default(''),
    agent: z.string().trim().max(100).default(''),
  }),
  subject: z.string().trim().max(200),
  wanted: z.string().trim().max(5000),
  medium: z.enum(MEDIUMS),
  way: z.enum(WAYS),
  arrivedOn: Day.optional(),
  confirmedOn: Day.optional(),
  /** Scans of what was handed in, and of the document, which is kept apart; uploaded before. */
  uploads: z.array(z.uuid()).max(10).default([]),
  proofFile: z.uuid().nullable().default(null),
});
export const Registered = z.object({ id: z.number(), number: z.string(), code: z.string().nullable() });

const DerivedDay = z.object({
  day: Day,
  counted: z.boolean(),
  n: z.number().nullable(),
  why: z.string(),
  law: z.string().nullable(),
});
export const ClockView = z.object({
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

const LetterView = z.object({
  id: z.string(),
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  issuedAt: z.string(),
  fileId: z.string().nullable(),
});
const OpinionView = z.object({
  id: z.number(),
  number: z.string(),
  seq: z.number(),
  state: z.string(),
  whom: z.enum(['third-party', 'agency']),
  addressee: z.string(),
  question: z.string(),
  sentOn: Day,
  receivedOn: Day.nullable(),
  dueOn: Day.nullable(),
  answeredOn: Day.nullable(),
  answer: z.string().nullable(),
  words: z.string(),
  lateOn: Day.nullable(),
});
const AlikeView = z.object({
  id: z.number(),
  number: z.string(),
  subject: z.string(),
  receivedOn: Day.nullable(),
  decision: z.string().nullable(),
  answer: z.string(),
  likeness: z.number(),
  sameApplicant: z.boolean(),
});

/** Everything the workbench shows of one request, for one actor. */
export const RequestView = z.object({
  id: z.number(),
  number: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  seq: z.number(),
  agencyId: z.number(),
  agencyName: z.string(),
  channel: z.enum(CHANNELS),
  applicantKind: z.enum(APPLICANT_KINDS),
  subject: z.string(),
  wanted: z.string(),
  medium: z.string(),
  way: z.enum(WAYS),
  submittedOn: Day,
  arrivedOn: Day.nullable(),
  receivedOn: Day.nullable(),
  countedFrom: Day.nullable(),
  decision: z.string().nullable(),
  concludedOn: Day.nullable(),
  deliveredOn: Day.nullable(),
  sameAs: z.number().nullable(),
  suggestsPublication: z.boolean(),
  applicant: z
    .object({
      name: z.string(),
      documentKind: z.enum(DOCUMENTS),
      document: z.string(),
      phone: z.string(),
      email: z.string(),
      address: z.string(),
      agent: z.string(),
      masked: z.boolean(),
      /** A copy of the document is kept, apart. */
      hasProof: z.boolean(),
    })
    .nullable(),
  fee: z
    .object({
      method: z.string(),
      quantity: z.number(),
      before: z.number(),
      amountFen: z.number(),
      state: z.string(),
      dueOn: Day.nullable(),
      paidOn: Day.nullable(),
      refundFen: z.number().nullable(),
      refundedOn: Day.nullable(),
      mayRefund: z.boolean(),
    })
    .nullable(),
  itemsBefore: z.number(),
  /** So many that reasons may be asked for, by the city's setting. */
  isMany: z.boolean(),
  /** This one is a new handling of another, by whose decision; and new handlings of this one. */
  redo: z
    .object({ of: z.object({ id: z.number(), number: z.string() }), by: z.number(), authority: z.string() })
    .nullable(),
  redone: z.array(z.object({ id: z.number(), number: z.string(), by: z.number() })),
  frame: z
    .object({
      opening: z.array(z.string()),
      forum: z.object({ reconsideration: z.string(), court: z.string() }),
    })
    .nullable(),
  draft: Draft.extend({ preview: z.array(z.string()), signed: z.boolean() }).nullable(),
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number() })),
  letters: z.array(LetterView),
  opinions: z.array(OpinionView),
  alike: z.array(AlikeView),
  published: z.array(z.object({ title: z.string(), url: z.string() })),
  clocks: z.array(ClockView),
  timeline: z.array(
    z.object({
      seq: z.number(),
      at: z.string(),
      on: Day.nullable(),
      title: z.string(),
      by: z.string(),
      to: z.string(),
      text: z.string(),
    }),
  ),
  acts: z.array(
    z.object({ act: z.string(), title: z.string(), law: z.string().nullable(), refusal: z.string().nullable() }),
  ),
});
export type RequestView = z.output<typeof RequestView>;

/** What the register is asked for. */
export const RegisterQuery = z.object({
  q: z.string().trim().max(100).optional(),
  agency: z.coerce.number().int().positive().optional(),
  channel: z.enum(CHANNELS).optional(),
  kind: z.enum(APPLICANT_KINDS).optional(),
  decision: z.string().max(10).optional(),
  standing: z.enum(['open', 'late', 'concluded']).optional(),
  from: Day.optional(),
  to: Day.optional(),
  /** The number of the last row that was shown. */
  before: z.coerce.number().int().positive().optional(),
});
export type RegisterQuery = z.output<typeof RegisterQuery>;

export const RegisterPage = z.object({
  rows: z.array(
    z.object({
      id: z.number(),
      number: z.string(),
      subject: z.string(),
      agencyName: z.string(),
      channel: z.enum(CHANNELS),
      applicantKind: z.enum(APPLICANT_KINDS),
      state: z.string(),
      submittedOn: Day,
      receivedOn: Day.nullable(),
      dueOn: Day.nullable(),
      decision: z.string().nullable(),
      concludedOn: Day.nullable(),
      light: z.enum(['green', 'yellow', 'red', 'paused', 'done']),
    }),
  ),
  /** Ask with it for the next page; null: this is the last. */
  next: z.number().nullable(),
});
export type RegisterPage = z.output<typeof RegisterPage>;

const ListedRequest = z.object({ id: z.number(), number: z.string(), subject: z.string() });
/** A proposal to publish what several asked for. */
export const ConversionView = z.object({
  id: z.number(),
  number: z.string(),
  seq: z.number(),
  state: z.string(),
  stateTitle: z.string(),
  topic: z.string(),
  applicants: z.number(),
  answer: z.string(),
  url: z.string().nullable(),
  publishedOn: Day.nullable(),
  requests: z.array(ListedRequest),
});
export type ConversionView = z.output<typeof ConversionView>;
export const ConversionBody = z.discriminatedUnion('act', [
  z.object({ act: z.literal('recommend'), ...seen, reason: Reason }),
  z.object({ act: z.literal('approve'), ...seen, reason: z.string().trim().max(2000).default('') }),
  z.object({ act: z.literal('decline'), ...seen, reason: Reason }),
  z.object({
    act: z.literal('publish'),
    ...seen,
    answer: words(20_000),
    url: z
      .string()
      .max(500)
      .regex(/^(https?:\/\/|\/(?!\/))/u)
      .nullable(),
  }),
]);

export const RedactBody = z.object({
  fileId: z.uuid(),
  texts: z.array(words(200)).max(200),
  regions: z
    .array(
      z.object({
        page: z.int().min(1),
        x: z.number(),
        y: z.number(),
        width: z.number().positive(),
        height: z.number().positive(),
      }),
    )
    .max(1000),
});
export const PagesOfFile = z.object({ pages: z.array(z.object({ width: z.number(), height: z.number() })) });
export const FilePage = RequestFile.extend({ page: z.coerce.number().int().min(1).max(500) });
export const Redacted = z.object({ id: z.string(), name: z.string() });
