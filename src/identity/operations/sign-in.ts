import { dayOf, inTransaction, type Kernel, type Refusal, refuse, system } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { noteAtGate } from '../gate.ts';
import { checkNobody, isPassword } from '../hashing.ts';
import { countRefusal, isTired, pauseOfName } from '../patience.ts';
import { lockFailures, setFailures } from '../repo/credentials.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { accountByName } from '../repo/people.ts';
import { deleteSessions, insertSession } from '../repo/sessions.ts';
import { canonicalNumber } from '../rules/canonical.ts';
import { LOCK_OUT_POLICY, lockOut } from '../rules/lock-out.ts';
import { SESSION_POLICY, sessionExpiresAt } from '../rules/session.ts';
import { sealedAt } from '../sealed.ts';
import { actorOf, forgetSessions, liveSession, newToken } from '../session.ts';

/** Where a request came from. */
export type Device = { readonly ip: string; readonly browser: string };

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

/**
 * Signs somebody in and gives a new session. Wrong name and wrong password are refused alike, after the same work;
 * wrong passwords in a row pause the name, whether somebody has it or not. Every attempt is in the ledger.
 *
 * @throws Refusal identity/sign-in-wrong (401), identity/locked-out, identity/account-locked, identity/no-post-today (403),
 *   identity/too-many-tries (429)
 * @law GB/T 22239-2019 8.1.4.1
 */
export async function signIn(kernel: Kernel, request: SignInRequest): Promise<SignedIn> {
  if (isTired(kernel, request.device.ip, request.at)) throw refuse('identity/too-many-tries', {}, 429);
  const account = await accountByName(databaseOf(kernel), keysOf(kernel, request.name));
  const isRight = account
    ? await isPassword(account.password_hash, request.password)
    : await checkNobody(request.password);
  const judged = account ? await judge(kernel, account, isRight, request.at) : judgeNobody(kernel, request);
  if (account && !judged.refusal) return openSession(kernel, account, request);
  countRefusal(kernel, request.device.ip, request.at);
  const refusal = judged.refusal ?? refuse('identity/sign-in-wrong', {}, 401);
  await (account
    ? noteRefused(kernel, account, refusal, judged.pausedUntil, request)
    : noteUnknown(kernel, refusal, request));
  throw refusal;
}

function keysOf(kernel: Kernel, name: string) {
  return {
    login: name.normalize('NFKC').trim().toLowerCase(),
    documentLookups: kernel.seal.lookups(canonicalNumber(name)),
  };
}

/** Why somebody may not come in, and whether this attempt was the one that paused the account. */
type Judged = { readonly refusal: Refusal | null; readonly pausedUntil: Date | null };

const wrong = (pausedUntil: Date | null): Judged => ({
  refusal: refuse('identity/sign-in-wrong', {}, 401),
  pausedUntil,
});
const paused = (until: Date): Judged => ({
  refusal: refuse('identity/locked-out', { until: until.toISOString() }, 403),
  pausedUntil: null,
});

/** A name that nobody has is paused like any other: else the pause would tell who exists. */
function judgeNobody(kernel: Kernel, { name, at }: SignInRequest): Judged {
  const until = pauseOfName(kernel, nameHash(kernel, name), at);
  return until ? paused(until) : wrong(null);
}

/** Counts a wrong password and forgets them after a right one. */
async function judge(kernel: Kernel, account: Account, isRight: boolean, at: Date): Promise<Judged> {
  const judged = await inTransaction(kernel.pool, async (tx) => {
    const db = databaseIn(tx);
    const before = await lockFailures(db, account.id);
    // Read after the lock: of many attempts at once none is judged by what stood before the others.
    const until = lockOut(before.failed_at, at);
    if (until) return paused(until);
    const failures = isRight ? [] : keptFailures([...before.failed_at, at]);
    const pausedUntil = lockOut(failures, at);
    await setFailures(db, account.id, failures, pausedUntil);
    return isRight ? null : wrong(pausedUntil);
  });
  return judged ?? { refusal: await dutyRefusal(kernel, account, at), pausedUntil: null };
}

const keptFailures = (failures: readonly Date[]): readonly Date[] =>
  [...failures].sort((a, b) => a.getTime() - b.getTime()).slice(-3 * LOCK_OUT_POLICY.failures);

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
  if (!actor) throw refuse('identity/sign-in-wrong', {}, 401);
  const old = await liveSession(kernel, replacing, at);
  const { token, hash } = newToken();
  const policy = account.kind === 'staff' ? SESSION_POLICY.staff : SESSION_POLICY.citizen;
  await note(kernel, {
    personId: account.id,
    act: 'sign-in',
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
        expiresAt: sessionExpiresAt(at, policy),
        deviceSealed: kernel.seal.seal(JSON.stringify(device), sealedAt.device(hash)),
      });
    },
  });
  if (old) forgetSessions(kernel, old.personId);
  return { personId: account.id, token };
}

async function noteRefused(
  kernel: Kernel,
  account: Account,
  refusal: Refusal,
  pausedUntil: Date | null,
  { at, device }: SignInRequest,
): Promise<void> {
  const act = account.state === 'locked' ? 'locked-sign-in-refused' : 'sign-in-refused';
  const by = { personId: account.id, actor: system, at };
  await note(kernel, { ...by, act, facts: { code: refusal.code }, personal: { ...device } });
  if (!pausedUntil || act !== 'sign-in-refused') return;
  const facts = { failures: LOCK_OUT_POLICY.failures, until: pausedUntil.toISOString() };
  await note(kernel, { ...by, act: 'lock-out', facts });
}

/** The typed name is kept as a keyed hash only: people type passwords and other people's numbers there. */
const noteUnknown = (kernel: Kernel, refusal: Refusal, { name, at, device }: SignInRequest): Promise<void> =>
  noteAtGate(kernel, {
    act: 'sign-in-refused',
    at,
    facts: { code: refusal.code, name: nameHash(kernel, name) },
    personal: { ...device },
  });

const nameHash = (kernel: Kernel, name: string): string =>
  kernel.seal.lookup(`sign-in:${canonicalNumber(name)}`).toString('hex');
