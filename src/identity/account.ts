import {
  type Actor,
  act,
  dayOf,
  type Facts,
  inTransaction,
  type Json,
  type Kernel,
  matterById,
  openMatter,
  Refusal,
  refuse,
  remark,
  type Snapshot,
  system,
  type Transaction,
} from '../kernel/index.ts';
import { directoryOf } from './directory.ts';
import { type AccountAct, accountProcess } from './process.ts';
import { databaseIn, databaseOf } from './repo/database.ts';
import { homeAgencyOf, personById } from './repo/people.ts';
import { matterTitles } from './text.ts';

/** One thing that happened to an account. */
export type AccountNote = {
  readonly personId: number;
  readonly act: AccountAct;
  readonly actor: Actor;
  readonly at: Date;
  readonly facts?: Facts;
  /** Sealed: where from and with what browser. */
  readonly personal?: Json;
  readonly write?: (tx: Transaction) => Promise<void>;
  readonly within?: Transaction;
};

const ATTEMPTS = 12;

/** Tries again when somebody else wrote to the same matter in the same moment. */
export async function untilUndisturbed<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isDisturbed = error instanceof Refusal && error.code === 'matter/changed';
      if (!isDisturbed || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 8 * attempt));
    }
  }
}

/**
 * Writes an act into the ledger of a person's account, in whose name the actor has been found entitled to it before.
 * The account's matter is opened the first time something happens.
 */
export function note(
  kernel: Kernel,
  { personId, actor, within, ...what }: AccountNote,
): Promise<{ readonly matterId: number }> {
  const once = async (): Promise<{ readonly matterId: number }> => {
    const matter = await matterById(kernel, await accountMatterOf(kernel, personId, what.at, within), within?.client);
    const isOlder = matter.process.actions[what.act] === undefined;
    if (isOlder && !within) return noteBesides(kernel, matter, { personId, actor, ...what });
    return act(kernel, {
      ...what,
      matter,
      actor: entitledAt(actor, matter.agencyId),
      ...(within ? { within } : {}),
    });
  };
  return within ? once() : untilUndisturbed(once);
}

/**
 * An account that was opened before this program knew the act runs by the process of its day for ever: the act is noted
 * beside it, where the account stands in a state in which today's process allows it.
 *
 * @throws Refusal matter/not-in-state, matter/changed
 */
async function noteBesides(
  kernel: Kernel,
  snapshot: Snapshot,
  { personId: _person, ...what }: Omit<AccountNote, 'within'>,
): Promise<{ readonly matterId: number }> {
  const { from, to } = accountProcess.actions[what.act];
  const isPlain = from.some((state) => state === snapshot.state) && to === snapshot.state;
  if (!isPlain) throw refuse('matter/not-in-state', { act: what.act, state: snapshot.state });
  await remark(kernel, { snapshot, ...what });
  return { matterId: snapshot.id };
}

/** An actor whose right was checked before; the kernel asks for the role at the agency that the matter belongs to. */
export const entitledAt = (actor: Actor, agencyId: number): Actor => ({
  ...actor,
  grants: actor.grants.map((grant) => ({ ...grant, agencyId })),
});

async function accountMatterOf(kernel: Kernel, personId: number, at: Date, within?: Transaction): Promise<number> {
  const person = await personById(within ? databaseIn(within) : databaseOf(kernel), personId);
  if (person.account_id !== null) return person.account_id;
  if (within) return openAccount(kernel, { personId, act: 'create', actor: system, at, within });
  return inTransaction(kernel.pool, (tx) =>
    openAccount(kernel, { personId, act: 'create', actor: system, at, within: tx }),
  );
}

/** Opens the ledger of an account inside a transaction; of two that do so at once the second finds the first's. */
export async function openAccount(
  kernel: Kernel,
  { personId, at, within, ...what }: Omit<AccountNote, 'write'> & { readonly within: Transaction },
): Promise<number> {
  const db = databaseIn(within);
  const person = await personById(db, personId, 'for-update');
  if (person.account_id !== null) return person.account_id;
  const { cityGovernment } = await directoryOf(kernel);
  const agencyId = (await homeAgencyOf(db, personId, dayOf(at))) ?? cityGovernment().id;
  const { id } = await openMatter(kernel, {
    kind: 'account',
    title: matterTitles.account,
    region: person.region ?? cityGovernment().region,
    agencyId,
    subjectId: personId,
    at,
    within,
    ...what,
  });
  await db.updateTable('identity.person').set({ account_id: id }).where('id', '=', personId).execute();
  return id;
}
