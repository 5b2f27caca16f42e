import { z } from 'zod';
import { type Day, day } from '../../kernel/day.ts';
import { WITHHOLDING_REASONS, type WithholdingReason } from '../contract.ts';
import { monthsLater } from './gaps.ts';

/**
 * How often what is withheld is looked at again, by its ground, and within how many working days. The Regulations ask for
 * a regular look and leave the interval to the city.
 *
 * @law 政府信息公开条例 第十八条
 */
export const ReassessmentRule = z.object({
  law: z.string().min(2),
  source: z.string().min(2),
  workdays: z.int().min(1).max(250),
  months: z.record(z.enum(WITHHOLDING_REASONS), z.int().min(1).max(60)),
});
export type ReassessmentRule = z.output<typeof ReassessmentRule>;

/** The last day by which something is looked at again. What was stopped as a secret names no other ground. */
export const nextLook = ({ months }: ReassessmentRule, reason: WithholdingReason | null, from: Day): Day =>
  monthsLater(from, months[reason ?? 'state-secret']);

/** What is wrong with the day that somebody wants to look again, as a code, or null. */
export function nextDayFault(rule: ReassessmentRule, reason: WithholdingReason | null, on: string, today: Day) {
  return day(on) <= today || day(on) > nextLook(rule, reason, today) ? 'disclosure/next-look-out-of-range' : null;
}
