import { z } from 'zod';

// What the workbench asks of the consent of third parties. Browser-safe.

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.iso.date();

/** What of a third party would be harmed. @law 政府信息公开条例 第十五条 */
export const INTERESTS = ['trade-secret', 'privacy'] as const;
export type Interest = (typeof INTERESTS)[number];
/** How a letter came to him. */
export const DELIVERIES = ['in-person', 'post', 'electronic', 'left', 'public-notice'] as const;
export type Delivery = (typeof DELIVERIES)[number];
export const CONSENT_ANSWERS = ['agrees', 'partly', 'objects', 'silent'] as const;
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];
const ACTS = ['letter-received', 'agree', 'object', 'override', 'respect', 'tell-party', 'drop'] as const;
export type ConsentAct = (typeof ACTS)[number];

const View = z.object({
  id: z.int(),
  number: z.string(),
  seq: z.int(),
  state: z.string(),
  stateTitle: z.string(),
  publication: z.object({ id: z.int(), title: z.string(), number: z.string() }),
  interest: z.enum(INTERESTS),
  /** Null when they were erased. */
  addressee: z.string().nullable(),
  about: z.string().nullable(),
  answerDays: z.int(),
  sentOn: Day,
  receivedOn: Day.nullable(),
  receivedHow: z.enum(DELIVERIES).nullable(),
  dueOn: Day.nullable(),
  answer: z.enum(CONSENT_ANSWERS).nullable(),
  answeredOn: Day.nullable(),
  words: z.string().nullable(),
  decision: z.enum(['override', 'respect']).nullable(),
  decidedOn: Day.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  toldOn: Day.nullable(),
  toldHow: z.enum(DELIVERIES).nullable(),
  /** The text was changed since he was asked: whoever reviews it sees whether his word still covers it. */
  textChanged: z.boolean(),
  /** Asked for the version that this publication puts right. */
  earlier: z.boolean(),
  letters: z.array(z.object({ number: z.string(), title: z.string(), fileId: z.uuid().nullable(), on: Day })),
  /** What he wrote, receipts of delivery: scanned. */
  papers: z.array(z.object({ fileId: z.uuid(), name: z.string(), bytes: z.int(), scan: z.string() })),
  acts: z.array(z.enum(ACTS)),
});
export type ConsentView = z.output<typeof View>;

export const listConsents = {
  method: 'GET',
  path: '/api/disclosure/publications/:id/consents',
  params: IdParams,
  response: z.object({ rows: z.array(View), mayAsk: z.boolean() }),
} as const;

export const askConsents = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/consents',
  params: IdParams,
  body: z.object({
    days: z.int(),
    letters: z
      .array(
        z.object({
          interest: z.enum(INTERESTS),
          addressee: z.string().trim().max(100),
          about: z.string().trim().max(1000),
        }),
      )
      .max(50),
  }),
  response: z.object({ ids: z.array(z.int()) }),
} as const;

export const readConsent = {
  method: 'GET',
  path: '/api/disclosure/consents/:id',
  params: IdParams,
  response: View,
} as const;

const Seen = z.object({ seenSeq: z.int().positive() });
const Words = z.string().trim().max(2000);
const Delivered = Seen.extend({ on: Day, how: z.enum(DELIVERIES) });
export const consentAct = {
  method: 'POST',
  path: '/api/disclosure/consents/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    Delivered.extend({ act: z.literal('letter-received') }),
    Seen.extend({ act: z.literal('agree'), on: Day, words: Words }),
    Seen.extend({ act: z.literal('object'), on: Day, words: Words, partly: z.boolean().default(false) }),
    Seen.extend({ act: z.literal('override'), words: Words }),
    Seen.extend({ act: z.literal('respect'), words: Words }),
    Delivered.extend({ act: z.literal('tell-party') }),
    Seen.extend({ act: z.literal('drop'), words: Words }),
  ]),
  response: View,
} as const;
export type ConsentActBody = z.output<typeof consentAct.body>;

export const addConsentPaper = {
  method: 'POST',
  path: '/api/disclosure/consents/:id/files',
  params: IdParams,
  /** A form with the file; only the browser looks at this. */
  body: z.custom<FormData>((value) => value instanceof FormData),
  response: z.object({ fileId: z.uuid() }),
} as const;

export const consentPaper = {
  method: 'GET',
  path: '/api/disclosure/consents/:id/files/:fileId',
  params: IdParams.extend({ fileId: z.uuid() }),
} as const;
