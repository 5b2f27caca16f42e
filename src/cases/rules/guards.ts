import type { Guard } from '../../kernel/index.ts';
import type { ApplicationGuard } from '../../service-items/index.ts';
import { type Checklist, faultyLines, obstacles, unchecked, type Wanted } from './checklist.ts';

/** What an operation gathers for the guards of its act. */
export type Evidence = {
  readonly wanted?: readonly Wanted[];
  readonly checklist?: Checklist;
  readonly reason?: string;
  /** Working days a special procedure will take. */
  readonly expectedWorkdays?: number;
  /** Results on the way to the applicant: certificates and decisions. */
  readonly results?: number;
};

const evidenceOf = (facts: Readonly<Record<string, unknown>>): Evidence => facts;

const MOST_SPECIAL_WORKDAYS = 250;

/** Why an act may not take place, or null. */
const rules = {
  /** @law 行政许可法 第三十二条第五项 */
  'materials-complete': ({ wanted = [], checklist = {} }: Evidence) =>
    obstacles(wanted, checklist).length > 0 ? 'cases/materials-incomplete' : null,
  /** @law 行政许可法 第三十二条第四项: everything at once means once */
  'something-is-missing': ({ wanted = [], checklist = {} }: Evidence) => {
    if (unchecked(wanted, checklist).length > 0) return 'cases/not-all-checked';
    return faultyLines(wanted, checklist).length === 0 ? 'cases/nothing-missing' : null;
  },
  'has-reason': ({ reason = '' }: Evidence) => (reason.trim() === '' ? 'cases/no-reason' : null),
  /** @law 行政许可法 第四十五条: the applicant is told in writing how long it takes */
  'says-how-long': ({ expectedWorkdays = 0 }: Evidence) =>
    Number.isInteger(expectedWorkdays) && expectedWorkdays >= 1 && expectedWorkdays <= MOST_SPECIAL_WORKDAYS
      ? null
      : 'cases/no-duration',
  'document-made': ({ results = 0 }: Evidence) => (results > 0 ? null : 'cases/no-document'),
} as const;

/** Guards of the process of an application, by the names that the process gives them. */
export const applicationGuards: Readonly<Record<ApplicationGuard, Guard>> = {
  'materials-complete': ({ facts }) => rules['materials-complete'](evidenceOf(facts)),
  'something-is-missing': ({ facts }) => rules['something-is-missing'](evidenceOf(facts)),
  'has-reason': ({ facts }) => rules['has-reason'](evidenceOf(facts)),
  'says-how-long': ({ facts }) => rules['says-how-long'](evidenceOf(facts)),
  'document-made': ({ facts }) => rules['document-made'](evidenceOf(facts)),
  // The clock of the first notice is in the matter for good: it cannot be forgotten that there was one.
  'not-asked-before': ({ snapshot }) => (snapshot.clocks.correction ? 'cases/asked-before' : null),
};

export const firstReviewGuards = {
  'says-what-was-found': ({ facts }) => (rules['has-reason'](evidenceOf(facts)) ? 'cases/no-findings' : null),
  'has-reason': ({ facts }) => rules['has-reason'](evidenceOf(facts)),
} satisfies Readonly<Record<string, Guard>>;

export const consultationGuards = {
  'has-reason': ({ facts }) => (rules['has-reason'](evidenceOf(facts)) ? 'cases/no-answer' : null),
} satisfies Readonly<Record<string, Guard>>;
