import { elementTitles, type IssueFacts, issueFacts, lackingAfterIssue, lackingOf } from '../disclosure/index.ts';
import type { ActGate } from '../kernel/index.ts';
import { issuingFault, liesApart, missingElements } from './rules/readiness.ts';
import { lackingTitles } from './text.ts';

type Held = Awaited<ReturnType<ActGate['holds']>>;

const needs = ({ isDocument, isExplained }: IssueFacts): boolean => isDocument && !isExplained;

const titles: Readonly<Record<string, string>> = elementTitles;
const named = (elements: readonly string[]) => ({
  missing: elements.map((element) => titles[element] ?? element).join('、'),
});

/**
 * A document without a plan, or with one that leaves out what has to be spoken of, is not taken in for review: it is
 * returned before anybody has read it. What explains it later speaks of all of it, too.
 */
const beforeReview: ActGate = {
  kind: 'publication',
  act: 'submit',
  holds: async (_, { id }, source): Promise<Held> => {
    const facts = await issueFacts(source, id);
    if (needs(facts)) {
      if (facts.plan === null) return { code: 'press/no-plan' };
      return facts.planLacks.length === 0 ? null : { code: 'press/plan-incomplete', details: named(facts.planLacks) };
    }
    const wanting = await lackingAfterIssue(source, id);
    return wanting.length === 0 ? null : { code: 'press/elements-wanting', details: named(wanting) };
  },
};

/** The office accepts it only together with its plan and with what explains it, which lies before it, too. */
const beforeAcceptance: ActGate = {
  kind: 'publication',
  act: 'pass-office',
  holds: async (_, { id }, source): Promise<Held> => {
    const facts = await issueFacts(source, id);
    const lacking = lackingOf(facts);
    if (lacking.length > 0)
      return { code: 'press/incomplete', details: { missing: lacking.map((each) => lackingTitles[each]).join('、') } };
    return needs(facts) && liesApart(facts.plan, facts.materials) ? { code: 'press/material-not-with-document' } : null;
  },
};

/** And it does not go out without what explains it. */
const beforeIssue = (act: 'publish' | 'schedule'): ActGate => ({
  kind: 'publication',
  act,
  holds: async (_, { id }, source): Promise<Held> => {
    const facts = await issueFacts(source, id);
    if (!needs(facts)) return null;
    const code = issuingFault(facts.plan, facts.materials);
    if (code === null) return null;
    const missing = facts.plan === null ? [] : missingElements(facts.plan, facts.materials);
    return { code, details: named(missing) };
  },
});

export const gates: readonly ActGate[] = [
  beforeReview,
  beforeAcceptance,
  beforeIssue('publish'),
  beforeIssue('schedule'),
];
