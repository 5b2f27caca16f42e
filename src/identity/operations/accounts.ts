import { randomInt } from 'node:crypto';
import { type Actor, dayOf, type Kernel, refuse, tell } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { hashPassword } from '../hashing.ts';
import { type AccountRow, accountById, accountsFound } from '../repo/accounts.ts';
import { clearFactor, insertCredential, lockGivers, setFailures, setPassword } from '../repo/credentials.ts';
import { databaseIn, databaseOf, type IdentityDb } from '../repo/database.ts';
import { replaceRecoveryCodes } from '../repo/recovery-codes.ts';
import { deleteSessions } from '../repo/sessions.ts';
import { isAdministrator } from '../roles.ts';
import { canonicalNumber } from '../rules/canonical.ts';
import { maskName } from '../rules/mask.ts';
import { actorOf } from '../session.ts';

/** An account as the security administrator sees it: state, never numbers. */
export type AccountView = Omit<AccountRow, 'state'> & { readonly state: 'open' | 'paused' | 'locked' | 'closed' };

const viewOf = (row: AccountRow, at: Date): AccountView => ({
  ...row,
  name: row.kind === 'citizen' ? maskName(row.name) : row.name,
  pausedUntil: isPaused(row, at) ? row.pausedUntil : null,
  state: row.state === 'locked' || row.state === 'closed' ? row.state : isPaused(row, at) ? 'paused' : 'open',
});

const isPaused = (row: AccountRow, at: Date): boolean => row.pausedUntil !== null && row.pausedUntil > at;

/** Accounts by the beginning of a name or account name, or by a whole document number. */
export async function findAccounts(
  kernel: Kernel,
  {
    text,
    after,
    limit,
    at,
  }: { readonly text: string; readonly after: number; readonly limit: number; readonly at: Date },
): Promise<readonly AccountView[]> {
  const documentLookups = kernel.seal.lookups(canonicalNumber(text));
  const rows = await accountsFound(databaseOf(kernel), { text: text.trim(), documentLookups, after, limit });
  return rows.map((row) => viewOf(row, at));
}

/** Somebody else's account. @throws Refusal identity/person-not-found (404), identity/own-account */
export async function othersAccount(kernel: Kernel, actor: Actor, personId: number): Promise<AccountRow> {
  if (actor.personId === personId) throw refuse('identity/own-account');
  const account = await accountById(databaseOf(kernel), personId);
  if (!account) throw refuse('identity/person-not-found', {}, 404);
  return account;
}

type OnAccount = { readonly actor: Actor; readonly personId: number; readonly reason: string; readonly at: Date };

/**
 * Lets somebody in again, before a pause for wrong passwords is over or after an account was put out of use.
 *
 * @throws Refusal identity/not-locked, identity/own-account, identity/reason-missing, identity/person-not-found
 */
export async function unlock(kernel: Kernel, { actor, personId, reason, at }: OnAccount): Promise<void> {
  kernel.access.check(actor, 'identity.unlock');
  const account = await othersAccount(kernel, actor, personId);
  const isLocked = account.state === 'locked';
  if (!isLocked && !isPaused(account, at)) throw refuse('identity/not-locked');
  await note(kernel, {
    personId,
    act: isLocked ? 'unlock' : 'end-lock-out',
    actor,
    at,
    facts: { reason: written(reason) },
    write: async (tx) => {
      await setFailures(databaseIn(tx), personId, [], null);
    },
  });
}

/**
 * Puts an account out of use and ends its sessions.
 *
 * @throws Refusal identity/own-account, identity/reason-missing, identity/person-not-found, matter/not-in-state
 */
export async function lock(kernel: Kernel, { actor, personId, reason, at }: OnAccount): Promise<void> {
  kernel.access.check(actor, 'identity.unlock');
  await othersAccount(kernel, actor, personId);
  await note(kernel, {
    personId,
    act: 'lock',
    actor,
    at,
    facts: { reason: written(reason) },
    write: async (tx) => {
      await deleteSessions(databaseIn(tx), personId, 'all');
    },
  });
}

/**
 * Gives somebody a first or a new password, which he must change at once; ends his sessions. It is shown this once.
 *
 * @throws Refusal identity/own-account, identity/reason-missing, identity/person-not-found, matter/not-in-state,
 *   identity/both-factors (403)
 */
export async function resetPassword(kernel: Kernel, { actor, personId, reason, at }: OnAccount): Promise<string> {
  kernel.access.check(actor, 'identity.reset-password');
  const account = await othersAccount(kernel, actor, personId);
  const giverId = idOf(actor);
  const isOneOfThree = await isAdministratorOn(kernel, personId, at);
  const password = temporaryPassword();
  const hash = await hashPassword(password);
  const on = dayOf(at);
  await note(kernel, {
    personId,
    act: 'reset-password',
    actor,
    at,
    facts: { reason: written(reason) },
    write: async (tx) => {
      const db = databaseIn(tx);
      if (isOneOfThree) await assertOtherGiver(db, giverId, personId, 'factor_reset_by');
      if (account.hasPassword) await setPassword(db, personId, { hash, on, mustChange: true, givenBy: giverId });
      else await insertCredential(db, { personId, hash, setOn: on, mustChange: true, givenBy: giverId });
      await deleteSessions(db, personId, 'all');
    },
  });
  return password;
}

/**
 * Takes the second factor from somebody who has lost it, ends his sessions and tells him. An administrator's password and
 * second factor are never given by one and the same person: he could sign in as that administrator.
 *
 * @throws Refusal identity/no-factor, identity/both-factors (403), identity/own-account, identity/reason-missing,
 *   identity/person-not-found
 * @law GB/T 22239-2019 8.1.4.2
 */
export async function resetFactor(kernel: Kernel, { actor, personId, reason, at }: OnAccount): Promise<void> {
  kernel.access.check(actor, 'identity.reset-factor');
  const account = await othersAccount(kernel, actor, personId);
  if (!account.hasFactor) throw refuse('identity/no-factor');
  const giverId = idOf(actor);
  const isOneOfThree = await isAdministratorOn(kernel, personId, at);
  const { matterId } = await note(kernel, {
    personId,
    act: 'reset-factor',
    actor,
    at,
    facts: { reason: written(reason) },
    write: async (tx) => {
      const db = databaseIn(tx);
      if (isOneOfThree) await assertOtherGiver(db, giverId, personId, 'password_given_by');
      await clearFactor(db, personId, giverId);
      await replaceRecoveryCodes(db, personId, []);
      await deleteSessions(db, personId, 'all');
    },
  });
  await tell(kernel.pool, { personId, matterId, code: 'identity.factor-was-reset', params: {}, at });
}

/** @throws Refusal access/sign-in-first (401) */
function idOf({ personId }: Actor): number {
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  return personId;
}

export const isAdministered = ({ grants }: Actor): boolean => grants.some(({ role }) => isAdministrator(role));

async function isAdministratorOn(kernel: Kernel, personId: number, at: Date): Promise<boolean> {
  const target = await actorOf(kernel, personId, dayOf(at));
  return target !== null && isAdministered(target);
}

/** @throws Refusal identity/both-factors (403) when the giver gave the other of password and second factor */
async function assertOtherGiver(
  db: IdentityDb,
  giverId: number,
  personId: number,
  other: 'password_given_by' | 'factor_reset_by',
): Promise<void> {
  const givers = await lockGivers(db, personId);
  if (givers?.[other] === giverId) throw refuse('identity/both-factors', {}, 403);
}

/** @throws Refusal identity/reason-missing (422) */
export function written(reason: string): string {
  if (reason.trim() === '') throw refuse('identity/reason-missing', {}, 422);
  return reason.trim().slice(0, 200);
}

/** Without characters that look alike when read out or written down. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Sixteen random characters in four groups; always with every kind of character that the rule asks for. */
export function temporaryPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => READABLE.charAt(randomInt(READABLE.length))).join('');
  return `Mt7-${group()}-${group()}-${group()}`;
}
