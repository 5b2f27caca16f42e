import { z } from 'zod';

// What the workbench asks of measures of policy. Browser-safe.

const Id = z.coerce.number().int().positive();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
const Year = z.coerce.number().int().min(1990).max(2100);
const NewSet = z.object({
  agencyId: z.int().positive(),
  title: z.string().trim().min(2).max(150),
  measures: z.int().min(1).max(1000),
  issuedOn: Day,
  /** Index number of the publication that tells it. */
  index: z.string().trim().max(100).nullable(),
});
const NewClaim = z.object({
  agencyId: z.int().positive(),
  year: z.int().min(1990).max(2100),
  words: z.string().trim().min(1).max(60),
  least: z.int().min(1).max(100_000),
  source: z.string().trim().min(2).max(200),
});

const PolicySet = NewSet.extend({
  id: z.int(),
  agency: z.string(),
  struckWhy: z.string().nullable(),
  mayStrike: z.boolean(),
});
export type PolicySet = z.output<typeof PolicySet>;
const PolicyClaim = NewClaim.extend({
  id: z.int(),
  agency: z.string(),
  /** What this agency named in that year. */
  named: z.int(),
  /** How much of what was said has no name; never added to any sum. */
  unnamed: z.int(),
});
export type PolicyClaim = z.output<typeof PolicyClaim>;

const Asked = z.object({ agency: Id.optional(), year: Year.optional() });
export const listPolicyMeasures = {
  method: 'GET',
  path: '/api/disclosure/policy-measures',
  query: Asked,
  response: z.object({
    rows: z.array(PolicySet),
    next: z.null(),
    /** The sum of the sets that count, and of how many sets. */
    named: z.int(),
    claims: z.array(PolicyClaim),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    entering: z.array(z.object({ id: z.int(), name: z.string() })),
  }),
} as const;
export const policyMeasuresCsv = {
  method: 'GET',
  path: '/api/disclosure/policy-measures.csv',
  query: Asked,
} as const;
export const enterPolicySet = {
  method: 'POST',
  path: '/api/disclosure/policy-measures/sets',
  body: NewSet,
  response: z.object({ id: z.int() }),
} as const;
export const strikePolicySet = {
  method: 'POST',
  path: '/api/disclosure/policy-measures/sets/:id/strike',
  params: z.object({ id: Id }),
  body: z.object({ why: z.string().trim().max(500) }),
  response: z.void(),
} as const;
export const enterPolicyClaim = {
  method: 'POST',
  path: '/api/disclosure/policy-measures/claims',
  body: NewClaim,
  response: z.object({ id: z.int() }),
} as const;
