import { inTransaction, type Kernel, type Refusal, refuse, system } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { lockCredential, setFailures } from '../repo/credentials.ts';
import { databaseIn, type IdentityDb } from '../repo/database.ts';
import { lockFailedName, setFailedName } from '../repo/failed-names.ts';
import { LOCK_OUT_POLICY, lockOut } from '../rules/lock-out.ts';

/** Where a request came from. */
export type Device = { readonly ip: string; readonly browser: string };

/** How an attempt to prove oneself ended, and whether it was the one that paused the account. */
export type Attempt<Proof> =
  | { readonly outcome: 'right'; readonly proof: Proof }
  | { readonly outcome: 'wrong'; readonly pausedUntil: Date | null }
  | { readonly outcome: 'paused'; readonly until: Date };

type Credential = Awaited<ReturnType<typeof lockCredential>>;

/**
 * One attempt to prove oneself by password or code. Wrong ones add up, whichever they were, and pause the account; while
 * it is paused nothing is looked at. Of many attempts at once none is judged by what stood before the others.
 *
 * @param prove what was proved, or `null`; runs while the account is held, so that a code is used up once
 * @param isWhole a right one ends the count; not so the password alone of who has a second factor, or guessing codes would
 *   cost nothing to who knows the password
 */
export function attempt<Proof>(
  kernel: Kernel,
  personId: number,
  at: Date,
  prove: (db: IdentityDb, credential: Credential) => Promise<Proof | null>,
  isWhole: (credential: Credential) => boolean = () => true,
): Promise<Attempt<Proof>> {
  return inTransaction(kernel.pool, async (tx) => {
    const db = databaseIn(tx);
    const credential = await lockCredential(db, personId);
    const until = lockOut(credential.failed_at, at);
    if (until) return { outcome: 'paused', until };
    const proof = await prove(db, credential);
    if (proof !== null) {
      if (credential.failed_at.length > 0 && isWhole(credential)) await setFailures(db, personId, [], null);
      return { outcome: 'right', proof };
    }
    const failures = keptFailures([...credential.failed_at, at]);
    const pausedUntil = lockOut(failures, at);
    await setFailures(db, personId, failures, pausedUntil);
    return { outcome: 'wrong', pausedUntil };
  });
}

/** The same for a name that nobody has: else the pause would tell who exists. */
export function attemptOfNobody(kernel: Kernel, nameHash: Buffer, at: Date): Promise<Attempt<never>> {
  return inTransaction(kernel.pool, async (tx) => {
    const db = databaseIn(tx);
    const before = await lockFailedName(db, nameHash, at);
    const until = lockOut(before, at);
    if (until) return { outcome: 'paused', until };
    const failures = keptFailures([...before, at]);
    await setFailedName(db, nameHash, failures);
    return { outcome: 'wrong', pausedUntil: null };
  });
}

const keptFailures = (failures: readonly Date[]): readonly Date[] =>
  [...failures].sort((a, b) => a.getTime() - b.getTime()).slice(-3 * LOCK_OUT_POLICY.failures);

export const pausedRefusal = (until: Date): Refusal =>
  refuse('identity/locked-out', { until: until.toISOString() }, 403);

/**
 * Notes an attempt that did not succeed in the account, and throws what is said of it.
 *
 * @param wrong what is said when the account is not paused
 */
export async function refuseAttempt(
  kernel: Kernel,
  personId: number,
  failed: Exclude<Attempt<never>, { readonly outcome: 'right' }>,
  {
    wrong,
    act,
    device,
    at,
  }: {
    readonly wrong: Refusal;
    readonly act: 'sign-in-refused' | 'locked-sign-in-refused' | 'change-password-refused' | 'code-refused';
    readonly device: Device;
    readonly at: Date;
  },
): Promise<never> {
  const refusal = failed.outcome === 'paused' ? pausedRefusal(failed.until) : wrong;
  const by = { personId, actor: system, at };
  await note(kernel, { ...by, act, facts: { code: refusal.code }, personal: { ...device } });
  if (failed.outcome === 'wrong' && failed.pausedUntil && act !== 'locked-sign-in-refused') {
    const facts = { failures: LOCK_OUT_POLICY.failures, until: failed.pausedUntil.toISOString() };
    await note(kernel, { ...by, act: 'lock-out', facts });
  }
  throw refusal;
}
