import { type Kernel, refuse } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { deleteExpiredSessions, deleteSessions, sessionsOf, setActingFor } from '../repo/sessions.ts';
import { sealedAt } from '../sealed.ts';
import { forgetSessions, type LiveSession } from '../session.ts';
import type { Device } from './sign-in.ts';

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
  forgetSessions(kernel, session.personId);
}

/** One place where somebody is signed in. */
export type SessionLine = {
  readonly id: number;
  readonly isThis: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly device: Device;
};

/** Where a person is signed in, last used first. */
export async function sessionList(kernel: Kernel, session: LiveSession): Promise<readonly SessionLine[]> {
  const rows = await sessionsOf(databaseOf(kernel), session.personId);
  return rows.map((row) => ({
    id: row.id,
    isThis: row.id === session.id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    device: deviceIn(kernel.seal.open(row.device_sealed, sealedAt.device(row.token_hash))),
  }));
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
  forgetSessions(kernel, session.personId);
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
  forgetSessions(kernel, session.personId);
}

/** Clears away sessions that are over. */
export const clearSessions = (kernel: Kernel, at: Date): Promise<number> =>
  deleteExpiredSessions(databaseOf(kernel), at);
