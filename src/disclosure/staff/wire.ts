import { z } from 'zod';

// People who write and publish, what they have open, and whether they may. Browser-safe.

const Day = z.iso.date();
const Standing = z.enum(['valid', 'ending', 'ended', 'revoked', 'none']);
const Line = z.object({
  id: z.int(),
  kind: z.enum(['training', 'exam', 'revoked']),
  title: z.string(),
  score: z.int().nullable(),
  passedOn: Day,
  validUntil: Day,
  note: z.string(),
});

export const listStaff = {
  method: 'GET',
  path: '/api/disclosure/staff',
  query: z.object({
    agency: z.coerce.number().int().positive().optional(),
    after: z.coerce.number().int().nonnegative().optional(),
  }),
  response: z.object({
    agencies: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        /** How many can write and hand in today, substitutes counted. */
        able: z.int(),
        mayQualify: z.boolean(),
        people: z.array(
          z.object({
            id: z.int(),
            name: z.string(),
            roles: z.array(z.string()),
            actsFor: z.array(z.object({ name: z.string(), until: Day })),
            drafting: z.int(),
            underReview: z.int(),
            feedback: z.int(),
            late: z.int(),
            nextDue: Day.nullable(),
            standing: Standing,
            lines: z.array(Line),
          }),
        ),
      }),
    ),
    rule: z.object({ required: z.boolean(), warnDays: z.int() }),
    mayRule: z.boolean(),
    /** Agencies that can be chosen. */
    choices: z.array(z.object({ id: z.int(), name: z.string() })),
    next: z.int().nullable(),
  }),
} as const;

export const enterQualification = {
  method: 'POST',
  path: '/api/disclosure/staff/:id/qualifications',
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({
    kind: z.enum(['training', 'exam', 'revoked']),
    title: z.string().trim().min(2).max(100),
    score: z.int().min(0).max(100).nullable(),
    passedOn: Day,
    validUntil: Day,
    note: z.string().trim().max(200).default(''),
  }),
} as const;

export const putQualificationRule = {
  method: 'POST',
  path: '/api/disclosure/staff-rule',
  body: z.object({ required: z.boolean(), warnDays: z.int().min(1).max(180) }),
} as const;
