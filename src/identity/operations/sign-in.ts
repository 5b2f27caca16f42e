import {
  addressGroup,
  dayOf,
  giveBack,
  type Kernel,
  type Refusal,
  refuse,
  take,
  waitText,
} from '../../kernel/index.ts';
import { note } from '../account.ts';
import { allowances } from '../allowances.ts';
import { noteAtGate } from '../gate.ts';
import { checkNobody, isPassword } from '../hashing.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { accountByName } from '../repo/people.ts';
import { deleteSessions, insertSession } from '../repo/sessions.ts';
import { canonicalNumber } from '../rules/canonical.ts';
import { CODE_AWAITED_MINUTES, SESSION_POLICY, sessionExpiresAt } from '../rules/session.ts';
import { sealedAt } from '../sealed.ts';
import { actorOf, liveSession, newToken } from '../session.ts';
import { attempt, attemptOfNobody, type Device, pausedRefusal, refuseAttempt } from './attempt.ts';

export type SignInRequest = {
  /** Account name, identity number or credit code, as typed. */
  readonly name: string;
  readonly password: string;
  readonly device: Device;
  readonly at: Date;
  /** The token the browser still carries; that session ends, whoever's it was. */
  readonly replacing?: string | undefined;
};

export type SignedIn = { readonly personId: number; readonly token: string };

type Account = NonNullable<Awaited<ReturnType<typeof accountByName>>>;

const wrong = (): Refusal => refuse('identity/sign-in-wrong', {}, 401);

/**
 * Signs somebody in and gives a new session. Wrong name and wrong password are refused alike, after the same work;
 * wrong passwords in a row pause the name, whether somebody has it or not. Every attempt is in the ledger. Who has a
 * second factor gets a session that can do nothing but show it (`enterCode`).
 *
 * @throws Refusal identity/sign-in-wrong (401), identity/locked-out, identity/account-locked, identity/no-post-today (403),
 *   identity/too-many-tries (429)
 * @law GB/T 22239-2019 8.1.4.1
 */
export async function signIn(kernel: Kernel, request: SignInRequest): Promise<SignedIn> {
  const { at } = request;
  const address = addressGroup(request.device.ip);
  // Counted in advance and given back after success: of many at once none slips through.
  const retryAfter = await take(kernel, allowances.signIn, address, at);
  if (retryAfter > 0) throw refuse('identity/too-many-tries', { retryAfter, wait: waitText(retryAfter) }, 429);
  const account = await accountByName(databaseOf(kernel), keysOf(kernel, request.name));
  const signedIn = await (account ? enter(kernel, account, request) : refuseNobody(kernel, request));
  await giveBack(kernel, allowances.signIn, address, at);
  return signedIn;
}

function keysOf(kernel: Kernel, name: string) {
  return {
    login: name.normalize('NFKC').trim().toLowerCase(),
    documentLookups: kernel.seal.lookups(canonicalNumber(name)),
  };
}

async function enter(kernel: Kernel, account: Account, request: SignInRequest): Promise<SignedIn> {
  const { at, device } = request;
  const isRight = await isPassword(account.password_hash, request.password);
  const judged = await attempt(
    kernel,
    account.id,
    at,
    async () => (isRight ? 'password' : null),
    ({ totp_sealed }) => totp_sealed === null,
  );
  const act = account.state === 'locked' ? 'locked-sign-in-refused' : 'sign-in-refused';
  if (judged.outcome !== 'right') return refuseAttempt(kernel, account.id, judged, { wrong: wrong(), act, device, at });
  const duty = await dutyRefusal(kernel, account, at);
  if (!duty) return openSession(kernel, account, request);
  return refuseAttempt(kernel, account.id, { outcome: 'wrong', pausedUntil: null }, { wrong: duty, act, device, at });
}

/** Why somebody who knows the password may not come in all the same. */
async function dutyRefusal(kernel: Kernel, account: Account, at: Date): Promise<Refusal | null> {
  if (account.state !== null && account.state !== 'open') return refuse('identity/account-locked', {}, 403);
  if (account.kind !== 'staff') return null;
  const actor = await actorOf(kernel, account.id, dayOf(at));
  return actor && actor.grants.length > 0 ? null : refuse('identity/no-post-today', {}, 403);
}

async function openSession(
  kernel: Kernel,
  account: Account,
  { at, device, replacing }: SignInRequest,
): Promise<SignedIn> {
  const actor = await actorOf(kernel, account.id, dayOf(at));
  if (!actor) throw wrong();
  const old = await liveSession(kernel, replacing, at);
  const { token, hash } = newToken();
  const policy = account.kind === 'staff' ? SESSION_POLICY.staff : SESSION_POLICY.citizen;
  await note(kernel, {
    personId: account.id,
    act: account.hasFactor ? 'await-code' : 'sign-in',
    actor,
    at,
    personal: { ...device },
    write: async (tx) => {
      const db = databaseIn(tx);
      if (old) await deleteSessions(db, old.personId, { only: old.id });
      await insertSession(db, {
        tokenHash: hash,
        personId: account.id,
        at,
        expiresAt: account.hasFactor
          ? new Date(at.getTime() + CODE_AWAITED_MINUTES * 60_000)
          : sessionExpiresAt(at, policy),
        deviceSealed: kernel.seal.seal(JSON.stringify(device), sealedAt.device(account.id)),
        factorAt: null,
      });
    },
  });
  return { personId: account.id, token };
}

/** The same work, the same words and the same pause as for a name that somebody has. */
async function refuseNobody(kernel: Kernel, { name, password, device, at }: SignInRequest): Promise<never> {
  await checkNobody(password);
  // Kept as a keyed hash only: people type passwords and other people's numbers there.
  const nameHash = kernel.seal.lookup(`sign-in:${canonicalNumber(name)}`);
  const failed = await attemptOfNobody(kernel, nameHash, at);
  const refusal = failed.outcome === 'paused' ? pausedRefusal(failed.until) : wrong();
  await noteAtGate(kernel, {
    act: 'sign-in-refused',
    at,
    facts: { code: refusal.code, name: nameHash.toString('hex') },
    personal: { ...device },
  });
  throw refusal;
}
