import type { Day } from '../../kernel/day.ts';
import type { Result } from '../contract.ts';
import type { EnforcementRules } from './rules.ts';

/**
 * What is wrong with a result as it was written; null where nothing is. The first fault is said: whoever mends it is told of
 * the next.
 *
 * @param line of the organ that decided
 * @param isCode whether a credit code is one
 */
export function resultFault(
  result: Result,
  {
    today,
    line,
    rules,
    isCode,
  }: { today: Day; line: string | null; rules: EnforcementRules; isCode: (code: string) => boolean },
): string | null {
  return partyFault(result, isCode) ?? contentFault(result, line, rules) ?? dayFault(result, today);
}

function partyFault({ partyKind, partyCode }: Result, isCode: (code: string) => boolean): string | null {
  const code = partyCode ?? '';
  if (partyKind === 'person') return code === '' ? null : 'enforcement/person-with-code';
  if (code === '') return partyKind === 'organisation' ? 'enforcement/no-code' : null;
  return isCode(code) ? null : 'enforcement/code-wrong';
}

function contentFault(
  { kind, penalties, fineFen, confiscatedFen, facts, officers }: Result,
  line: string | null,
  { kinds, warningOnly }: EnforcementRules,
): string | null {
  if (kind !== 'penalty' && (penalties.length > 0 || fineFen > 0 || confiscatedFen > 0)) {
    return 'enforcement/penalty-without-penalty';
  }
  if (kind === 'penalty') {
    if (penalties.length === 0) return 'enforcement/no-penalty-kind';
    if (penalties.includes('fine') !== fineFen > 0) return 'enforcement/fine-without-amount';
    if (confiscatedFen > 0 && !penalties.includes('confiscation')) return 'enforcement/confiscation-without-kind';
    if (facts.length < 5) return 'enforcement/no-facts';
    // Whoever was only warned is not shown to everybody.
    const isOnlyWarned = penalties.every((one) => one === 'warning');
    if (isOnlyWarned && line !== null && warningOnly.lines.includes(line)) return 'enforcement/warning-only';
  }
  return new Set(officers).size < kinds[kind].officers ? 'enforcement/too-few-officers' : null;
}

function dayFault({ decidedOn, validFrom, validUntil, restrictedUntil, kind }: Result, today: Day): string | null {
  if (decidedOn > today) return 'enforcement/decided-later';
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) return 'enforcement/ends-before-it-begins';
  if (kind === 'licence' && validFrom === null) return 'enforcement/licence-without-period';
  return restrictedUntil !== null && restrictedUntil < decidedOn ? 'enforcement/ends-before-it-begins' : null;
}
