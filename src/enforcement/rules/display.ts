import type { Result } from '../contract.ts';
import type { EnforcementRules } from './rules.ts';

/** For how many months from its publication something is shown, and where that stands. */
export type Display = { readonly months: number | null; readonly law: string };

type Told = Pick<Result, 'kind' | 'partyKind' | 'penalties' | 'fineFen' | 'confiscatedFen'>;

/** Told off, or fined a little: shown for a short time only. */
export function isMinor({ penalties, fineFen, partyKind }: Told, { minor }: EnforcementRules): boolean {
  const most = partyKind === 'person' ? minor.personFen : minor.organisationFen;
  return penalties.length > 0 && penalties.every((one) => minor.penalties.includes(one)) && fineFen < most;
}

/**
 * How long a result is shown. Where a restriction of business lasts longer, it is shown as long as that lasts; that day
 * stands in the result itself.
 *
 * @law 市场监督管理行政处罚信息公示规定 第十三条
 */
export function displayOf(result: Told, rules: EnforcementRules): Display {
  const { kind, partyKind } = result;
  const { months } = rules.kinds[kind];
  const law = kind === 'penalty' ? rules.laws.penalty : kind === 'licence' ? rules.laws.licence : rules.laws.others;
  if (kind === 'penalty' && isMinor(result, rules)) return { months: rules.minor.months, law: rules.minor.law };
  if (partyKind === 'person' && months !== null && months > rules.person.months) {
    return { months: rules.person.months, law: rules.person.source };
  }
  return { months, law };
}

/** After how many months an early end may be asked for; null: never. @law 市场监督管理行政处罚信息公示规定 第十四条 */
export function repairableAfter(
  { kind, penalties, subject, facts, ...told }: Told & Pick<Result, 'subject' | 'facts'>,
  line: string | null,
  rules: EnforcementRules,
): number | null {
  const { never, months, strictMonths, strictLines, strictWords } = rules.repair;
  if (kind !== 'penalty' || penalties.some((one) => never.includes(one))) return null;
  if (isMinor({ kind, penalties, ...told }, rules)) return null;
  const isStrict =
    (line !== null && strictLines.includes(line)) || strictWords.some((word) => `${subject}${facts}`.includes(word));
  return isStrict ? strictMonths : months;
}
