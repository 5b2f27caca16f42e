import { type Actor, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { deleteFailedNames } from '../repo/failed-names.ts';
import {
  deleteExpiredSessions,
  deleteSessions,
  deleteSessionsWithoutDuty,
  sessionsOf,
  setActingFor,
} from '../repo/sessions.ts';
import { isIdle, SESSION_POLICY } from '../rules/session.ts';
import { sealedAt } from '../sealed.ts';
import type { LiveSession } from '../session.ts';
import { othersAccount, written } from './accounts.ts';
import type { Device } from './attempt.ts';

/** Ends the session. */
export async function signOut(kernel: Kernel, session: LiveSession, at: Date): Promise<void> {
  await note(kernel, {
    personId: session.personId,
    act: 'sign-out',
    actor: session.actor,
    at,
    write: async (tx) => {
      await deleteSessions(databaseIn(tx), session.personId, { only: session.id });
    },
  });
}

/** One place where somebody is signed in. */
export type SessionLine = {
  readonly id: number;
  readonly isThis: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly device: Device;
  /** The password was given there, the second factor was not. */
  readonly awaitsCode: boolean;
};

/** Where a person is signed in, last used first. */
export const sessionList = (kernel: Kernel, session: LiveSession, at: Date): Promise<readonly SessionLine[]> =>
  linesOf(kernel, session.personId, session.id, at);

async function linesOf(
  kernel: Kernel,
  personId: number,
  ownId: number | null,
  at: Date,
): Promise<readonly SessionLine[]> {
  const rows = await sessionsOf(databaseOf(kernel), personId);
  return rows
    .filter((row) => {
      const policy = row.kind === 'staff' ? SESSION_POLICY.staff : SESSION_POLICY.citizen;
      return at < row.expires_at && !isIdle(row.last_seen_at, at, policy);
    })
    .map((row) => ({
      id: row.id,
      isThis: row.id === ownId,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      device: deviceIn(kernel.seal.open(row.device_sealed, sealedAt.device(personId))),
      awaitsCode: row.totp_since !== null && row.factor_at === null,
    }));
}

type OnSessions = { readonly actor: Actor; readonly personId: number; readonly at: Date };

/**
 * Where somebody else is signed in. The security administrator is shown with what and since when, not from where: network
 * addresses are opened by the audit administrator, for a reason.
 *
 * @throws Refusal identity/own-account, identity/person-not-found (404)
 */
export async function othersSessions(
  kernel: Kernel,
  { actor, personId, at }: OnSessions,
): Promise<readonly (Omit<SessionLine, 'device'> & { readonly browser: string })[]> {
  kernel.access.check(actor, 'identity.end-sessions');
  await othersAccount(kernel, actor, personId);
  const lines = await linesOf(kernel, personId, null, at);
  return lines.map(({ device, ...line }) => ({ ...line, browser: device.browser }));
}

/**
 * Ends one session of somebody else, or all of them; he can sign in again.
 *
 * @throws Refusal identity/own-account, identity/reason-missing, identity/person-not-found (404)
 */
export async function endOthersSessions(
  kernel: Kernel,
  { actor, personId, at, which, reason }: OnSessions & { readonly which: number | 'all'; readonly reason: string },
): Promise<void> {
  kernel.access.check(actor, 'identity.end-sessions');
  await othersAccount(kernel, actor, personId);
  await note(kernel, {
    personId,
    act: 'end-sessions',
    actor,
    at,
    facts: { reason: written(reason), session: which },
    write: async (tx) => {
      await deleteSessions(databaseIn(tx), personId, which === 'all' ? 'all' : { only: which });
    },
  });
}

function deviceIn(text: string): Device {
  const value: unknown = JSON.parse(text);
  const read = (key: string): string => {
    const member: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
    return typeof member === 'string' ? member : '';
  };
  return { ip: read('ip'), browser: read('browser') };
}

/** Ends one of the person's sessions elsewhere, or all of them. */
export async function endSessions(
  kernel: Kernel,
  session: LiveSession,
  which: number | 'others',
  at: Date,
): Promise<void> {
  await note(kernel, {
    personId: session.personId,
    act: 'end-session',
    actor: session.actor,
    at,
    facts: { session: which },
    write: async (tx) => {
      const chosen = which === 'others' ? { except: session.id } : { only: which };
      await deleteSessions(databaseIn(tx), session.personId, chosen);
    },
  });
}

/**
 * From now on the session asks in the name of an enterprise, or again for the person himself (`null`).
 *
 * @throws Refusal identity/not-representative (403)
 */
export async function actFor(
  kernel: Kernel,
  session: LiveSession,
  principalId: number | null,
  at: Date,
): Promise<void> {
  if (principalId !== null && !session.principals.some(({ id }) => id === principalId)) {
    throw refuse('identity/not-representative', {}, 403);
  }
  await note(kernel, {
    personId: session.personId,
    act: 'act-for',
    actor: session.actor,
    at,
    facts: { principal: principalId },
    write: async (tx) => {
      await setActingFor(databaseIn(tx), session.id, principalId);
    },
  });
}

/** Names that nobody has are forgotten when nobody has tried them for this long. */
const FAILED_NAME_KEPT_MS = 86_400_000;

/** Clears away sessions that are over or of staff who have no duty any more, and what is kept of wrong names. */
export async function clearSessions(kernel: Kernel, at: Date): Promise<number> {
  const db = databaseOf(kernel);
  await deleteFailedNames(db, new Date(at.getTime() - FAILED_NAME_KEPT_MS));
  return (await deleteExpiredSessions(db, at)) + (await deleteSessionsWithoutDuty(db, dayOf(at)));
}
