import { z } from 'zod';
import { FeeTable } from '../rules/fees.ts';
import { Settings } from '../settings-shape.ts';

const Day = z.iso.date();
const Id = z.number().int();
const AT = '/api/request-rules';

/** What a change is about: the tables of the fee, or settings of the city or of one agency. */
export const SUBJECTS = ['fees', 'city', 'agency'] as const;
export type Subject = (typeof SUBJECTS)[number];

const RuleValue = z.union([FeeTable, Settings]);
export type RuleValue = z.output<typeof RuleValue>;

const Version = z.object({
  version: z.number().int(),
  validFrom: Day,
  validTo: Day.nullable(),
  source: z.string(),
  by: z.string(),
  value: RuleValue,
});
export type Version = z.output<typeof Version>;

const Rule = z.object({
  subject: z.enum(SUBJECTS),
  /** Whose it is: the agency, or who stands for the city. */
  agencyId: Id,
  owner: z.string(),
  /** What is in force today; of an agency that has none of its own, the city's. */
  inForce: RuleValue.nullable(),
  /** The agency has none of its own. */
  isInherited: z.boolean(),
  /** Every version, newest first; one that is still to come as well. */
  versions: z.array(Version),
  /** A change that waits for somebody. */
  open: z.object({ id: Id, number: z.string() }).nullable(),
  mayPropose: z.boolean(),
});
export type Rule = z.output<typeof Rule>;

export const RuleList = z.object({
  rules: z.array(Rule),
  agencies: z.array(z.object({ id: Id, name: z.string() })),
  /** Who handles requests at the agency that is shown, by duty. */
  people: z.array(z.object({ duty: z.string(), names: z.array(z.string()) })),
});
export const listRules = {
  method: 'GET',
  path: AT,
  query: z.object({ agency: z.coerce.number().int().positive().optional() }),
  response: RuleList,
} as const;

const Source = z.string().trim().min(5).max(200);
const about = { validFrom: Day, source: Source, seenVersion: z.number().int().min(0) };
export const ProposeBody = z.discriminatedUnion('subject', [
  z.object({ subject: z.literal('fees'), ...about, value: FeeTable }),
  z.object({ subject: z.literal('city'), ...about, value: Settings }),
  z.object({ subject: z.literal('agency'), agencyId: Id.positive(), ...about, value: Settings }),
]);
export type ProposeBody = z.output<typeof ProposeBody>;
export const proposeRule = {
  method: 'POST',
  path: AT,
  body: ProposeBody,
  response: z.object({ id: Id, number: z.string() }),
} as const;

const Params = z.object({ id: z.coerce.number().int().positive() });
export const RuleChange = z.object({
  id: Id,
  number: z.string(),
  seq: z.number().int(),
  state: z.string(),
  stateTitle: z.string(),
  subject: z.enum(SUBJECTS),
  owner: z.string(),
  validFrom: Day,
  source: z.string(),
  /** What it would replace; `null`: nothing. */
  before: RuleValue.nullable(),
  value: RuleValue,
  proposedBy: z.string(),
  acts: z.array(z.enum(['approve', 'decline', 'take-back'])),
});
export type RuleChange = z.output<typeof RuleChange>;
export const readRuleChange = { method: 'GET', path: `${AT}/:id`, params: Params, response: RuleChange } as const;
export const decideRuleChange = {
  method: 'POST',
  path: `${AT}/:id/acts`,
  params: Params,
  body: z.object({
    act: z.enum(['approve', 'decline', 'take-back']),
    seenSeq: z.number().int(),
    reason: z.string().trim().max(500).default(''),
  }),
  response: RuleChange,
} as const;
