import { type Actor, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { isBreached } from '../breached.ts';
import { hashPassword, isPassword } from '../hashing.ts';
import { particularsOf } from '../people.ts';
import { credentialOf, setPassword } from '../repo/credentials.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { agenciesOf } from '../repo/people.ts';
import { deleteSessions } from '../repo/sessions.ts';
import { type PasswordFault, passwordFaults } from '../rules/password.ts';
import type { Device } from './attempt.ts';
import { attempt, refuseAttempt } from './attempt.ts';

/**
 * What others know of a person and what therefore may not stand in his password.
 *
 * @throws Refusal identity/person-not-found (404)
 */
export async function knownOf(kernel: Kernel, personId: number): Promise<readonly string[]> {
  const { name, documentNumber, phone } = await particularsOf(kernel, personId);
  const { login } = await databaseOf(kernel)
    .selectFrom('identity.person')
    .select('login')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const agencies = await agenciesOf(databaseOf(kernel), personId);
  return [name, documentNumber, phone, login, ...agencies].filter((text) => text !== null);
}

/** Everything that is wrong with a chosen password, the lists of breached ones included. */
export async function chosenFaults(
  password: string,
  known: readonly string[],
  previous: string | null = null,
): Promise<readonly PasswordFault[]> {
  const faults = passwordFaults(password, known, previous);
  const isListed = !faults.includes('identity/password-common') && (await isBreached(password));
  return isListed ? [...faults, 'identity/password-common'] : faults;
}

export type PasswordChange = {
  readonly actor: Actor;
  readonly sessionId: number;
  readonly current: string;
  readonly next: string;
  readonly device: Device;
  readonly at: Date;
};

/**
 * Chooses a new password; every other session of the person ends. Wrong ones in the place of the present password count
 * like those at the door.
 *
 * @throws Refusal identity/password-wrong, identity/locked-out (403), identity/password-… (422, `faults` names every fault)
 */
export async function changePassword(
  kernel: Kernel,
  { actor, sessionId, current, next, device, at }: PasswordChange,
): Promise<void> {
  const { personId } = actor;
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  const credential = await credentialOf(databaseOf(kernel), personId);
  const isRight = credential !== undefined && (await isPassword(credential.password_hash, current));
  const judged = await attempt(kernel, personId, at, async () => (isRight ? true : null));
  if (judged.outcome !== 'right') {
    const wrong = refuse('identity/password-wrong', {}, 422);
    return refuseAttempt(kernel, personId, judged, { wrong, act: 'change-password-refused', device, at });
  }
  const faults = await chosenFaults(next, await knownOf(kernel, personId), current);
  if (faults[0]) throw refuse(faults[0], { faults }, 422);
  const hash = await hashPassword(next);
  await note(kernel, {
    personId,
    act: 'change-password',
    actor,
    at,
    personal: { ...device },
    write: async (tx) => {
      const db = databaseIn(tx);
      await setPassword(db, personId, { hash, on: dayOf(at), mustChange: false, givenBy: null });
      await deleteSessions(db, personId, { except: sessionId });
    },
  });
}
