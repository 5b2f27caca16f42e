import { createHash, randomBytes } from 'node:crypto';
import { type Kernel, refuse } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { isPassword } from '../hashing.ts';
import { clearFactor, credentialOf, offerFactorKey, setFactor, setFactorStep } from '../repo/credentials.ts';
import { databaseIn, databaseOf, type IdentityDb } from '../repo/database.ts';
import { countRecoveryCodes, replaceRecoveryCodes, spendRecoveryCode } from '../repo/recovery-codes.ts';
import { deleteSessions, raiseSession } from '../repo/sessions.ts';
import { canonicalRecoveryCode, RECOVERY_CODES, recoveryCode } from '../rules/recovery-code.ts';
import { SESSION_POLICY, sessionExpiresAt } from '../rules/session.ts';
import { sealedAt } from '../sealed.ts';
import { type LiveSession, newToken } from '../session.ts';
import { newFactorKey, takenStep } from '../totp.ts';
import type { Device } from './attempt.ts';
import { attempt, refuseAttempt } from './attempt.ts';
import type { SignedIn } from './sign-in.ts';

type InSession = {
  readonly session: LiveSession;
  readonly device: Device;
  readonly at: Date;
};

const codeWrong = () => refuse('identity/code-wrong', {}, 422);

const hashOfRecovery = (personId: number, code: string): Buffer =>
  createHash('sha256').update(`${personId}:${code}`).digest();

/** What was shown as second factor. */
type Shown = 'code' | 'recovery-code';

/**
 * Takes a code of the second factor, or a recovery code in its place; either is used up by it.
 *
 * @throws Refusal identity/code-wrong (422), identity/locked-out (403)
 */
async function takeCode(kernel: Kernel, { session, device, at, code }: InSession & { readonly code: string }) {
  const { personId } = session;
  const judged = await attempt<Shown>(kernel, personId, at, async (db, { totp_sealed, totp_step }) => {
    if (totp_sealed === null) return null;
    const step = takenStep(
      Buffer.from(kernel.seal.open(totp_sealed, sealedAt.factor(personId)), 'hex'),
      code,
      at,
      totp_step,
    );
    if (step !== null) {
      await setFactorStep(db, personId, step);
      return 'code';
    }
    const recovery = canonicalRecoveryCode(code);
    if (recovery === null) return null;
    return (await spendRecoveryCode(db, personId, hashOfRecovery(personId, recovery))) ? 'recovery-code' : null;
  });
  if (judged.outcome === 'right') return judged.proof;
  return refuseAttempt(kernel, personId, judged, { wrong: codeWrong(), act: 'code-refused', device, at });
}

/**
 * Shows the second factor in a session that waits for it. The session gets a new secret and its full length; only now
 * the person is signed in.
 *
 * @throws Refusal identity/code-wrong (422), identity/locked-out (403), identity/no-code-awaited
 * @law GB/T 22239-2019 8.1.4.1 d)
 */
export async function enterCode(
  kernel: Kernel,
  { session, code, device, at }: InSession & { readonly code: string },
): Promise<SignedIn> {
  if (session.awaits !== 'code') throw refuse('identity/no-code-awaited');
  const factor = await takeCode(kernel, { session, code, device, at });
  const token = await raise(kernel, { session, device, at, act: 'sign-in', facts: { factor } });
  return { personId: session.personId, token };
}

/** Gives a session a new secret, now that more was proved in it. */
async function raise(
  kernel: Kernel,
  {
    session,
    device,
    at,
    act,
    facts,
    write,
  }: InSession & {
    readonly act: 'sign-in' | 'set-up-factor';
    readonly facts: Readonly<Record<string, string>>;
    readonly write?: (db: IdentityDb) => Promise<void>;
  },
): Promise<string> {
  const { token, hash } = newToken();
  const policy = session.actor.kind === 'staff' ? SESSION_POLICY.staff : SESSION_POLICY.citizen;
  await note(kernel, {
    personId: session.personId,
    act,
    actor: session.actor,
    at,
    facts,
    personal: { ...device },
    write: async (tx) => {
      const db = databaseIn(tx);
      await write?.(db);
      const raised = await raiseSession(db, session.id, {
        tokenHash: hash,
        at,
        expiresAt: sessionExpiresAt(at, policy),
      });
      // Ended in the meantime: what was proved in it counts for nothing.
      if (raised.numUpdatedRows === 0n) throw refuse('access/sign-in-first', {}, 401);
    },
  });
  return token;
}

/**
 * A new key for the person's authenticator, to be confirmed. Who just signed in because his duty asks for a second factor
 * proves nothing more; otherwise the password is asked for, or a code of the factor that is to be replaced.
 *
 * @throws Refusal identity/password-wrong, identity/code-wrong (422), identity/locked-out (403)
 */
export async function offerFactor(
  kernel: Kernel,
  { session, proof, device, at }: InSession & { readonly proof: string },
): Promise<Buffer> {
  const { personId } = session;
  if (session.factorSince !== null) await takeCode(kernel, { session, code: proof, device, at });
  else if (session.awaits !== 'factor') await provePassword(kernel, { session, password: proof, device, at });
  const key = newFactorKey();
  await offerFactorKey(
    databaseOf(kernel),
    personId,
    kernel.seal.seal(key.toString('hex'), sealedAt.offeredFactor(personId)),
  );
  return key;
}

/** @throws Refusal identity/password-wrong (422), identity/locked-out (403) */
async function provePassword(
  kernel: Kernel,
  { session, password, device, at }: InSession & { readonly password: string },
): Promise<void> {
  const credential = await credentialOf(databaseOf(kernel), session.personId);
  const isRight = credential !== undefined && (await isPassword(credential.password_hash, password));
  const judged = await attempt(kernel, session.personId, at, async () => (isRight ? true : null));
  if (judged.outcome === 'right') return;
  const wrong = refuse('identity/password-wrong', {}, 422);
  await refuseAttempt(kernel, session.personId, judged, { wrong, act: 'code-refused', device, at });
}

/** The key that is shown and waits to be confirmed; `null` when there is none. */
export async function offeredFactor(kernel: Kernel, personId: number): Promise<Buffer | null> {
  const sealed = (await credentialOf(databaseOf(kernel), personId))?.totp_offered ?? null;
  return sealed && Buffer.from(kernel.seal.open(sealed, sealedAt.offeredFactor(personId)), 'hex');
}

/**
 * Confirms the key that was shown by a first code: from now on it is asked for at every sign-in. Ends every other session.
 *
 * @returns recovery codes, shown this once, and the new secret of the session
 * @throws Refusal identity/no-factor-offered, identity/code-wrong (422)
 */
export async function confirmFactor(
  kernel: Kernel,
  { session, code, device, at }: InSession & { readonly code: string },
): Promise<{ readonly codes: readonly string[]; readonly token: string }> {
  const { personId } = session;
  const key = await offeredFactor(kernel, personId);
  if (!key) throw refuse('identity/no-factor-offered');
  const step = takenStep(key, code, at, null);
  if (step === null) throw codeWrong();
  const codes = newCodes();
  const token = await raise(kernel, {
    session,
    device,
    at,
    act: 'set-up-factor',
    facts: { replaces: session.factorSince === null ? 'nothing' : 'code' },
    write: async (db) => {
      await setFactor(db, personId, {
        sealed: kernel.seal.seal(key.toString('hex'), sealedAt.factor(personId)),
        since: at,
        step,
      });
      await replaceRecoveryCodes(db, personId, hashesOf(personId, codes));
      await deleteSessions(db, personId, { except: session.id });
    },
  });
  return { codes, token };
}

function newCodes(): readonly string[] {
  const random = (): number => randomBytes(1).readUInt8(0);
  return Array.from({ length: RECOVERY_CODES }, () => recoveryCode(random));
}

const hashesOf = (personId: number, codes: readonly string[]): readonly Buffer[] =>
  codes.map((code) => hashOfRecovery(personId, canonicalRecoveryCode(code) ?? code));

/** How many recovery codes somebody has left. */
export const recoveryCodesLeft = (kernel: Kernel, personId: number): Promise<number> =>
  countRecoveryCodes(databaseOf(kernel), personId);

/**
 * New recovery codes in the place of the old ones, shown this once.
 *
 * @throws Refusal identity/code-wrong (422), identity/locked-out (403), identity/no-factor
 */
export async function renewRecoveryCodes(
  kernel: Kernel,
  { session, code, device, at }: InSession & { readonly code: string },
): Promise<readonly string[]> {
  const { personId, actor } = session;
  if (session.factorSince === null) throw refuse('identity/no-factor');
  await takeCode(kernel, { session, code, device, at });
  const codes = newCodes();
  await note(kernel, {
    personId,
    act: 'renew-recovery-codes',
    actor,
    at,
    write: (tx) => replaceRecoveryCodes(databaseIn(tx), personId, hashesOf(personId, codes)),
  });
  return codes;
}

/**
 * Does without a second factor again. Not for administrators.
 *
 * @throws Refusal identity/factor-required, identity/code-wrong (422), identity/locked-out (403), identity/no-factor
 */
export async function endFactor(
  kernel: Kernel,
  { session, code, device, at }: InSession & { readonly code: string },
): Promise<void> {
  const { personId, actor } = session;
  if (session.needsFactor) throw refuse('identity/factor-required');
  if (session.factorSince === null) throw refuse('identity/no-factor');
  await takeCode(kernel, { session, code, device, at });
  await note(kernel, {
    personId,
    act: 'end-factor',
    actor,
    at,
    write: async (tx) => {
      const db = databaseIn(tx);
      await clearFactor(db, personId, null);
      await replaceRecoveryCodes(db, personId, []);
      await deleteSessions(db, personId, { except: session.id });
    },
  });
}
