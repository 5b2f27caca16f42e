import {
  type Actor,
  type Day,
  dayOf,
  inTransaction,
  type Kernel,
  refuse,
  system,
  type Transaction,
} from '../../kernel/index.ts';
import { note, openAccount } from '../account.ts';
import { orRefused } from '../repo/constraints.ts';
import { databaseIn } from '../repo/database.ts';
import { insertPerson, personById } from '../repo/people.ts';
import {
  appointmentById,
  endAppointment,
  holdingsOfPost,
  insertAppointment,
  otherHoldings,
  type PostRow,
  postById,
} from '../repo/posts.ts';
import { deleteSessions } from '../repo/sessions.ts';
import { appointmentFault, leaveFault } from '../rules/staff-filing.ts';
import { assertHandedOver } from './open-work.ts';

const LOGIN = /^[a-z][a-z0-9-]{2,31}$/;

export const isLogin = (text: string): boolean => LOGIN.test(text);

/**
 * Enters a new member of staff. He can sign in once he holds a post and the security administrator gave him a first
 * password: one administrator alone never makes an account that works.
 *
 * @throws Refusal identity/name-shape, identity/login-shape (422), identity/login-taken
 */
export async function createStaff(
  kernel: Kernel,
  {
    actor,
    name,
    login,
    at,
  }: { readonly actor: Actor; readonly name: string; readonly login: string; readonly at: Date },
): Promise<number> {
  kernel.access.check(actor, 'identity.appoint');
  if (name.trim() === '' || name.length > 100) throw refuse('identity/name-shape', {}, 422);
  if (!isLogin(login)) throw refuse('identity/login-shape', {}, 422);
  return orRefused(() =>
    inTransaction(kernel.pool, async (within) => {
      const person = {
        kind: 'staff',
        name: name.trim(),
        login,
        document: null,
        phone: null,
        region: null,
        assurance: 3,
        at,
      } as const;
      const personId = await insertPerson(databaseIn(within), person);
      await openAccount(kernel, { personId, act: 'create', actor, at, within });
      return personId;
    }),
  );
}

export type AppointRequest = {
  readonly actor: Actor;
  readonly personId: number;
  readonly postId: number;
  readonly fromOn: Day;
  /** Last day, inclusive; `null` is open-ended. */
  readonly untilOn: Day | null;
  readonly at: Date;
};

/**
 * Appoints somebody to a post. Liaison posts go through a filing instead.
 *
 * @throws Refusal identity/post-not-filed-here, identity/post-held-already, identity/administrators-not-separate,
 *   identity/term-reversed, identity/not-staff, identity/post-not-found, identity/person-not-found
 */
export async function appoint(kernel: Kernel, { actor, at, ...wanted }: AppointRequest): Promise<void> {
  kernel.access.check(actor, 'identity.appoint');
  await orRefused(() =>
    inTransaction(kernel.pool, async (tx) => {
      const post = await postById(databaseIn(tx), wanted.postId, 'for-update');
      if (post.isLiaison) throw refuse('identity/post-not-filed-here');
      const fault = await appointmentRefusal(tx, post, wanted);
      if (fault) throw refuse(fault);
      await putInPost(kernel, tx, { actor, post, ...wanted, filing: null, at });
    }),
  );
}

type Term = { readonly personId: number; readonly fromOn: Day; readonly untilOn: Day | null };

/** Why somebody may not be put in a post, or `null`. */
export async function appointmentRefusal(
  tx: Transaction,
  post: PostRow,
  { personId, fromOn, untilOn }: Term,
): Promise<string | null> {
  const db = databaseIn(tx);
  if ((await personById(db, personId)).kind !== 'staff') return 'identity/not-staff';
  const holding = { postId: post.id, personId, fromOn, untilOn };
  return appointmentFault(holding, post, await holdingsOfPost(db, post.id), await otherHoldings(db, personId));
}

/** Puts somebody in a post and notes it in his account. */
export async function putInPost(
  kernel: Kernel,
  tx: Transaction,
  what: Term & {
    readonly actor: Actor;
    readonly post: PostRow;
    readonly filing: { readonly matterId: number; readonly number: string } | null;
    readonly at: Date;
  },
): Promise<void> {
  const { post, personId, fromOn, untilOn, filing, actor, at } = what;
  await insertAppointment(databaseIn(tx), { post, personId, fromOn, untilOn, filing });
  const facts = {
    post: post.id,
    agency: post.agencyId,
    roles: post.roles,
    fromOn,
    untilOn,
    filing: filing?.number ?? null,
  };
  await note(kernel, { personId, act: 'appoint', actor: filing ? system : actor, at, facts, within: tx });
}

export type LeaveRequest = {
  readonly actor: Actor;
  readonly appointmentId: number;
  /** Last day in the post, inclusive. */
  readonly lastOn: Day;
  readonly successorId: number | null;
  /** What was handed over; needed when a successor is named. */
  readonly handoverNote: string | null;
  readonly at: Date;
};

/**
 * Ends an appointment. Whoever would leave the post short names a successor who holds it on the day after.
 *
 * @throws Refusal identity/appointment-not-found, identity/post-not-filed-here, identity/handover-missing,
 *   identity/handover-to-self, identity/handover-not-appointed, identity/handover-note-missing, identity/leave-before-start,
 *   identity/handover-open-work (409)
 */
export async function leave(kernel: Kernel, { actor, appointmentId, at, ...wanted }: LeaveRequest): Promise<void> {
  kernel.access.check(actor, 'identity.appoint');
  await inTransaction(kernel.pool, async (tx) => {
    const appointment = await appointmentById(databaseIn(tx), appointmentId);
    const post = await postById(databaseIn(tx), appointment.postId, 'for-update');
    if (post.isLiaison) throw refuse('identity/post-not-filed-here');
    const fault = await leaveRefusal(tx, post, { ...wanted, personId: appointment.personId });
    if (fault) throw refuse(fault);
    await takeFromPost(kernel, tx, {
      ...wanted,
      actor,
      post,
      appointmentId,
      personId: appointment.personId,
      filingId: null,
      at,
    });
  });
}

type Handover = { readonly lastOn: Day; readonly successorId: number | null; readonly handoverNote: string | null };

/** Why somebody may not leave a post yet, or `null`. */
export async function leaveRefusal(
  tx: Transaction,
  post: PostRow,
  { personId, lastOn, successorId, handoverNote }: Handover & { readonly personId: number },
): Promise<string | null> {
  const holdings = await holdingsOfPost(databaseIn(tx), post.id);
  const own = holdings.find((held) => held.personId === personId && (held.untilOn === null || held.untilOn >= lastOn));
  if (!own) return 'identity/appointment-not-found';
  const fault = leaveFault(own, post, holdings, lastOn, successorId);
  if (fault) return fault;
  return successorId !== null && (handoverNote ?? '').trim() === '' ? 'identity/handover-note-missing' : null;
}

/**
 * Ends an appointment and notes it in the account of who leaves, with what was open that day.
 *
 * @throws Refusal identity/handover-open-work (409)
 */
export async function takeFromPost(
  kernel: Kernel,
  tx: Transaction,
  what: Handover & {
    readonly actor: Actor;
    readonly post: PostRow;
    readonly appointmentId: number;
    readonly personId: number;
    readonly filingId: number | null;
    readonly at: Date;
  },
): Promise<void> {
  const { actor, post, personId, lastOn, successorId, handoverNote, filingId, at } = what;
  const db = databaseIn(tx);
  const open = await assertHandedOver(tx, post, what);
  await endAppointment(db, { id: what.appointmentId, lastOn, successorId, note: handoverNote, filingId, at });
  // Whose last day is over signs in anew, if he has another duty.
  if (lastOn < dayOf(at)) await deleteSessions(db, personId, 'all');
  const facts = {
    post: post.id,
    agency: post.agencyId,
    lastOn,
    successor: successorId,
    filing: filingId,
    open: open.map(({ number }) => number),
  };
  const act = (await isLocked(tx, personId)) ? 'leave-while-locked' : 'leave';
  await note(kernel, { personId, act, actor: filingId === null ? actor : system, at, facts, within: tx });
}

async function isLocked(tx: Transaction, personId: number): Promise<boolean> {
  const row = await databaseIn(tx)
    .selectFrom('identity.person as p')
    .innerJoin('kernel.matter as m', 'm.id', 'p.account_id')
    .select('m.state')
    .where('p.id', '=', personId)
    .executeTakeFirst();
  return row?.state === 'locked';
}
