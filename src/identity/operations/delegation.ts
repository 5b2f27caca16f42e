import { type Actor, type Day, dayOf, inTransaction, type Kernel, refuse, system } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { delegationById, insertDelegation, revokeDelegationRow } from '../repo/delegations.ts';
import { personById } from '../repo/people.ts';
import { otherHoldings } from '../repo/posts.ts';
import { postServices } from '../repo/services.ts';
import { isRole, type Role } from '../roles.ts';
import { type AppointedRole, delegationFault } from '../rules/delegation.ts';
import { overlaps } from '../rules/term.ts';

export type DelegationRequest = {
  readonly actor: Actor;
  readonly agencyId: number;
  readonly toPersonId: number;
  readonly roles: readonly Role[];
  readonly fromOn: Day;
  /** Last day, inclusive. */
  readonly untilOn: Day;
  readonly reason: string;
  readonly at: Date;
};

/**
 * Lets a colleague act in some of one's roles at one agency for a while.
 *
 * @throws Refusal identity/delegation-…, identity/not-staff
 */
export async function delegate(kernel: Kernel, { actor, at, ...wanted }: DelegationRequest): Promise<number> {
  const { personId } = actor;
  if (personId === null || actor.kind !== 'staff') throw refuse('identity/not-staff', {}, 403);
  const id = await inTransaction(kernel.pool, async (tx) => {
    const db = databaseIn(tx);
    // One at a time for each giver: the check reads what the last one wrote.
    await personById(db, personId, 'for-update');
    if ((await personById(db, wanted.toPersonId)).kind !== 'staff') throw refuse('identity/not-staff');
    const delegation = { ...wanted, fromPersonId: personId, revokedOn: null };
    const received = (await otherHoldings(db, wanted.toPersonId)).filter((held) => overlaps(held, wanted));
    const held = await appointedAt(kernel, personId, wanted.agencyId);
    const fault = delegationFault(
      delegation,
      held,
      received.flatMap(({ roles }) => roles),
      dayOf(at),
    );
    if (fault) throw refuse(fault);
    const delegationId = await insertDelegation(db, { ...delegation, reason: wanted.reason.trim(), at });
    const facts = {
      delegation: delegationId,
      agency: wanted.agencyId,
      roles: wanted.roles,
      fromOn: wanted.fromOn,
      untilOn: wanted.untilOn,
    };
    await note(kernel, {
      personId,
      act: 'delegate',
      actor,
      at,
      facts: { ...facts, to: wanted.toPersonId },
      within: tx,
    });
    const toReceiver = { ...facts, from: personId };
    await note(kernel, {
      personId: wanted.toPersonId,
      act: 'receive-delegation',
      actor: system,
      at,
      facts: toReceiver,
      within: tx,
    });
    return delegationId;
  });
  return id;
}

/** The roles somebody holds by appointment at an agency, whether the post stands there or only serves it. */
async function appointedAt(kernel: Kernel, personId: number, agencyId: number): Promise<readonly AppointedRole[]> {
  const db = databaseOf(kernel);
  const holdings = await otherHoldings(db, personId);
  const services = await postServices(
    db,
    holdings.map(({ postId }) => postId),
  );
  return holdings
    .filter((held) => held.agencyId === agencyId || (services.get(held.postId) ?? []).includes(agencyId))
    .flatMap(({ roles, fromOn, untilOn }) => roles.map((role) => ({ role, fromOn, untilOn })));
}

/**
 * Takes a delegation back; from today on it no longer counts.
 *
 * @throws Refusal identity/delegation-not-found (404)
 */
export async function revokeDelegation(kernel: Kernel, actor: Actor, id: number, at: Date): Promise<void> {
  const row = await delegationById(databaseOf(kernel), id);
  const { personId } = actor;
  const today = dayOf(at);
  if (personId === null || row?.from_person_id !== personId || row.revoked_on !== null || row.until_on < today) {
    throw refuse('identity/delegation-not-found', {}, 404);
  }
  await note(kernel, {
    personId,
    act: 'revoke-delegation',
    actor,
    at,
    facts: { delegation: id, to: row.to_person_id },
    write: async (tx) => {
      if (!(await revokeDelegationRow(databaseIn(tx), id, today, personId)))
        throw refuse('identity/delegation-not-found', {}, 404);
    },
  });
}

/** Roles among texts that came over the wire. */
export const rolesAmong = (texts: readonly string[]): readonly Role[] => texts.filter(isRole);
