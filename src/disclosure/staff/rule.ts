import { z } from 'zod';
import { type Day, defineRegister, type Kernel } from '../../kernel/index.ts';

/** Whether who hands in and publishes has to show that he can. One entry for the whole city; without one nobody has to. */
const QualificationRule = z.object({
  required: z.boolean(),
  /** Whoever is about to lose it is shown so many days before. */
  warnDays: z.int().min(1).max(180),
});
export type QualificationRule = z.output<typeof QualificationRule>;

export const QUALIFICATION_RULE = 'publishing';
export const qualificationRegister = defineRegister<QualificationRule>('disclosure-qualification', (value) =>
  QualificationRule.parse(value),
);

const NOBODY_HAS_TO: QualificationRule = { required: false, warnDays: 30 };

export const qualificationRule = async (source: Kernel['pool'], on: Day): Promise<QualificationRule> =>
  (await qualificationRegister.inForce(source, QUALIFICATION_RULE, on))?.value ?? NOBODY_HAS_TO;

export type Standing = 'valid' | 'ending' | 'ended' | 'revoked' | 'none';

/** How somebody's latest line stands on a day. */
export function standingOn(
  latest: { readonly kind: string; readonly validUntil: string } | null,
  today: string,
  warnFrom: string,
): Standing {
  if (latest === null) return 'none';
  if (latest.kind === 'revoked') return 'revoked';
  if (latest.validUntil < today) return 'ended';
  return latest.validUntil <= warnFrom ? 'ending' : 'valid';
}

/** The right is there until its last day, also while it is about to end. */
export const isQualified = (standing: Standing): boolean => standing === 'valid' || standing === 'ending';
