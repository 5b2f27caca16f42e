import { z } from 'zod';
import type { Day } from '../../kernel/day.ts';
import { PENALTIES, RESULT_KINDS, type ResultKind } from '../contract.ts';
import data from '../data/rules.json' with { type: 'json' };

const Months = z.int().positive();
const ForKind = z.object({
  genre: z.enum(['licence-result', 'penalty-result', 'enforcement-result']),
  /** The entry of the catalogue that it stands under. */
  node: z.string(),
  /** How many officers have to show their certificates. */
  officers: z.int().min(0),
  /** How long it is shown; null: until it is withdrawn. */
  months: Months.nullable(),
});
const Rules = z.object({
  from: z.iso.date(),
  kinds: z.record(z.enum(RESULT_KINDS), ForKind),
  laws: z.object({ officers: z.string(), licence: z.string(), penalty: z.string(), others: z.string() }),
  minor: z.object({
    months: Months,
    law: z.string(),
    penalties: z.array(z.enum(PENALTIES)),
    personFen: z.int(),
    organisationFen: z.int(),
    source: z.string(),
  }),
  person: z.object({ months: Months, source: z.string() }),
  warningOnly: z.object({ lines: z.array(z.string()), law: z.string() }),
  repair: z.object({
    months: Months,
    strictMonths: Months,
    strictLines: z.array(z.string()),
    strictWords: z.array(z.string()),
    never: z.array(z.enum(PENALTIES)),
    law: z.string(),
  }),
});
export type EnforcementRules = z.output<typeof Rules>;

const all = z.object({ note: z.string(), rules: z.array(Rules).min(1) }).parse(data).rules;

/** What is shown how long, and by whose hands, as it is in force on a day; before the first rules, those. */
export function rulesOn(on: Day | string): EnforcementRules {
  const inForce = all.toSorted((a, b) => (a.from < b.from ? 1 : -1));
  const found = inForce.find(({ from }) => from <= on) ?? inForce.at(-1);
  if (!found) throw new Error('there are no rules of enforcement');
  return found;
}

export const kindRule = (kind: ResultKind, on: Day | string) => rulesOn(on).kinds[kind];
