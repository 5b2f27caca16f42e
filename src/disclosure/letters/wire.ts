import { z } from 'zod';

// What the workbench asks of letters that ask for opinions. Browser-safe.

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
export const ASKED_KINDS = ['department', 'counterpart', 'stakeholder', 'expert', 'public'] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];
export const WAYS = ['written', 'web'] as const;
export type Way = (typeof WAYS)[number];
export const OUTCOMES = ['adopted', 'partly', 'not-adopted', 'no-opinion'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const LETTER_STANDINGS = ['waiting', 'late', 'answered', 'unanswered', 'all'] as const;
export type LetterStanding = (typeof LETTER_STANDINGS)[number];

const Letter = z.object({
  about: z.string().trim().min(2).max(150),
  askedKind: z.enum(ASKED_KINDS),
  asked: z.string().trim().min(2).max(100),
  way: z.enum(WAYS),
  sentOn: Day,
  dueOn: Day,
});
const Row = Letter.extend({
  id: z.int(),
  number: z.string(),
  seq: z.int(),
  agency: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  answeredOn: Day.nullable(),
  isLate: z.boolean(),
});
export type LetterRow = z.output<typeof Row>;
const View = Row.extend({
  answer: z.string().nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  acts: z.array(z.enum(['answer', 'remind', 'give-up'])),
});
export type LetterView = z.output<typeof View>;

const Asked = z.object({
  standing: z.enum(LETTER_STANDINGS).default('waiting'),
  q: z.string().trim().max(100).optional(),
  agency: Id.optional(),
});
export const listLetters = {
  method: 'GET',
  path: '/api/disclosure/letters',
  query: Asked.extend({ before: Id.optional() }),
  response: z.object({
    rows: z.array(Row),
    counts: z.record(z.enum(LETTER_STANDINGS), z.int()),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    /** Where this person may send letters. */
    sending: z.array(z.object({ id: z.int(), name: z.string() })),
    next: z.int().nullable(),
  }),
} as const;
export const lettersCsv = { method: 'GET', path: '/api/disclosure/letters.csv', query: Asked } as const;
export const readLetter = {
  method: 'GET',
  path: '/api/disclosure/letters/:id',
  params: IdParams,
  response: View,
} as const;
export const sendLetterCall = {
  method: 'POST',
  path: '/api/disclosure/letters',
  body: Letter.extend({ agencyId: z.int().positive() }),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

const Seen = z.object({ seenSeq: z.int().positive() });
export const letterAct = {
  method: 'POST',
  path: '/api/disclosure/letters/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    Seen.extend({
      act: z.literal('answer'),
      answeredOn: Day,
      answer: z.string().trim().max(4000),
      outcome: z.enum(OUTCOMES),
    }),
    Seen.extend({ act: z.enum(['remind', 'give-up']), words: z.string().trim().max(1000) }),
  ]),
  response: View,
} as const;
