import { type IssueFacts, issueFacts } from '../disclosure/index.ts';
import type { ActGate } from '../kernel/index.ts';
import { dossierFault, issuingFault, missingElements } from './rules/readiness.ts';
import { elementTitles } from './text.ts';

type Held = Awaited<ReturnType<ActGate['holds']>>;

const needs = ({ isDocument, isExplained }: IssueFacts): boolean => isDocument && !isExplained;

/** A document without a plan is not taken in for review: it is returned before anybody has read it. */
const beforeReview: ActGate = {
  kind: 'publication',
  act: 'submit',
  holds: async (_, { id }, source): Promise<Held> => {
    const facts = await issueFacts(source, id);
    return needs(facts) && facts.plan === null ? { code: 'press/no-plan' } : null;
  },
};

/** Nor does the office sign a document whose explanation is not before it, too. */
const beforeOffice: ActGate = {
  kind: 'publication',
  act: 'pass-office',
  holds: async (_, { id }, source): Promise<Held> => {
    const facts = await issueFacts(source, id);
    const code = needs(facts) ? dossierFault(facts.plan, facts.materials) : null;
    return code === null ? null : { code };
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
    return { code, details: { missing: missing.map((element) => elementTitles[element] ?? element).join('、') } };
  },
});

export const gates: readonly ActGate[] = [beforeReview, beforeOffice, beforeIssue('publish'), beforeIssue('schedule')];
