import { randomUUID } from 'node:crypto';
import { maskPhone, noteInAccount, personNames, personView } from '../../identity/index.ts';
import { type Actor, dayOf, inTransaction, type Kernel, refuse } from '../../kernel/index.ts';
import { DUTIES, type Duty, type OnCall } from '../contract.ts';
import { onCallById, onCallOn, putOnCall } from '../repo/on-call.ts';
import { sealedAt } from '../sealed.ts';

/** Who is called in an emergency, with the numbers masked, and the duties that nobody has. @law S-99 */
export async function onCallList(
  kernel: Kernel,
  at: Date,
): Promise<{ readonly onCall: readonly OnCall[]; readonly vacant: readonly Duty[] }> {
  const rows = await onCallOn(kernel.pool, dayOf(at));
  const names = await personNames(
    kernel,
    rows.flatMap(({ personId, deputyId }) => [personId, deputyId]).filter((id) => id !== null),
  );
  const held = new Set(rows.map(({ duty }) => duty));
  return {
    onCall: DUTIES.flatMap((duty) => {
      const row = rows.find((each) => each.duty === duty);
      if (!row) return [];
      return {
        id: row.id,
        duty,
        name: names.get(row.personId) ?? '',
        phone: maskPhone(kernel.seal.open(row.phone, sealedAt.phone(row.id))),
        deputy: row.deputyId === null ? null : (names.get(row.deputyId) ?? ''),
        deputyPhone: row.deputyPhone && maskPhone(kernel.seal.open(row.deputyPhone, sealedAt.deputyPhone(row.id))),
        fromOn: row.fromOn,
        untilOn: row.untilOn,
      };
    }),
    vacant: DUTIES.filter((duty) => !held.has(duty)),
  };
}

export type NewOnCall = {
  readonly duty: Duty;
  readonly personId: number;
  readonly phone: string;
  readonly deputyId?: number;
  readonly deputyPhone?: string;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Enters who is on call from today.
 *
 * @throws Refusal operations/same-deputy, operations/not-a-person (422), identity/person-not-found (404)
 */
export async function enterOnCall(kernel: Kernel, entered: NewOnCall): Promise<string> {
  const { duty, personId, deputyId = null, phone, deputyPhone, actor, at } = entered;
  if (deputyId === personId) throw refuse('operations/same-deputy', {}, 422);
  for (const one of deputyId === null ? [personId] : [personId, deputyId])
    if ((await personView(kernel, one)).kind === 'enterprise') throw refuse('operations/not-a-person', {}, 422);
  const id = randomUUID();
  await inTransaction(kernel.pool, async (tx) => {
    await tx.client.query('select pg_advisory_xact_lock(5909, 13)');
    await putOnCall(tx.client, {
      id,
      duty,
      personId,
      deputyId,
      phone: kernel.seal.seal(phone, sealedAt.phone(id)),
      deputyPhone: deputyPhone === undefined ? null : kernel.seal.seal(deputyPhone, sealedAt.deputyPhone(id)),
      fromOn: dayOf(at),
      enteredBy: actor.personId,
      at,
    });
  });
  return id;
}

/**
 * The numbers in full; noted, with the reason, in the ledger of whoever looked.
 *
 * @throws Refusal operations/on-call-not-found (404), access/sign-in-first (401)
 */
export async function revealOnCall(
  kernel: Kernel,
  { id, reason, actor, at }: { readonly id: string; readonly reason: string; readonly actor: Actor; readonly at: Date },
): Promise<{ readonly phone: string; readonly deputyPhone: string | null }> {
  if (actor.personId === null) throw refuse('access/sign-in-first', {}, 401);
  const row = await onCallById(kernel.pool, id);
  if (!row) throw refuse('operations/on-call-not-found', {}, 404);
  const facts = { person: row.personId, duty: row.duty, reason };
  await noteInAccount(kernel, { personId: actor.personId, act: 'personal-data-viewed', actor, at, facts });
  return {
    phone: kernel.seal.open(row.phone, sealedAt.phone(row.id)),
    deputyPhone: row.deputyPhone && kernel.seal.open(row.deputyPhone, sealedAt.deputyPhone(row.id)),
  };
}
