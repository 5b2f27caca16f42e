/** When wrong passwords close an account for a while. */
export type LockOutPolicy = {
  readonly failures: number;
  /** Failures further apart than this do not add up. */
  readonly withinMinutes: number;
  readonly lockedMinutes: number;
};

/** @law GB/T 22239-2019 8.1.4.1 b) asks for a lock; the figures are the operator's */
export const LOCK_OUT_POLICY: LockOutPolicy = { failures: 5, withinMinutes: 15, lockedMinutes: 30 };

const MS_PER_MINUTE = 60_000;

/**
 * Until when an account is locked, or `null` when it is open. Attempts made while it is locked do not prolong the lock,
 * so nobody can keep another out for ever by trying.
 *
 * @param failures instants of wrong passwords since the last success, in any order
 * @returns the first instant at which the account is open again, always later than `now`
 */
export function lockOut(failures: readonly Date[], now: Date, policy: LockOutPolicy = LOCK_OUT_POLICY): Date | null {
  const times = failures.map((at) => at.getTime()).sort((a, b) => a - b);
  let lockedUntil = Number.NEGATIVE_INFINITY;
  let counted: number[] = [];
  for (const time of times) {
    if (time > now.getTime()) break;
    if (time < lockedUntil) continue;
    counted = [...counted.filter((earlier) => time - earlier <= policy.withinMinutes * MS_PER_MINUTE), time];
    if (counted.length < policy.failures) continue;
    lockedUntil = time + policy.lockedMinutes * MS_PER_MINUTE;
    counted = [];
  }
  return lockedUntil > now.getTime() ? new Date(lockedUntil) : null;
}
