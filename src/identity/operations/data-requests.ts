import { type Actor, act, type Kernel, matterById, openMatter, refuse } from '../../kernel/index.ts';
import { directoryOf } from '../directory.ts';
import { openRequestOf } from '../repo/data-requests.ts';
import { databaseOf } from '../repo/database.ts';
import { personById } from '../repo/people.ts';
import { matterTitles } from '../text.ts';
import { closeAccount } from './closing.ts';

export type Asking = { readonly actor: Actor; readonly words: string; readonly at: Date };

/**
 * A person asks to have his account and what belongs to it erased. Asking twice answers with the request that is under way.
 *
 * @throws Refusal identity/citizens-only (403)
 * @law 个人信息保护法 第四十七条, 第五十条
 */
export async function askErasure(kernel: Kernel, { actor, words, at }: Asking): Promise<{ readonly number: string }> {
  const { personId } = actor;
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  const person = await personById(databaseOf(kernel), personId);
  if (person.kind !== 'citizen') throw refuse('identity/citizens-only', {}, 403);
  const known = await openRequestOf(databaseOf(kernel), personId);
  if (known) return known;
  const city = (await directoryOf(kernel)).cityGovernment();
  const { number } = await openMatter(kernel, {
    kind: 'data-request',
    act: 'ask',
    title: matterTitles.dataRequest,
    region: city.region,
    agencyId: city.id,
    subjectId: personId,
    actor,
    capacity: { role: 'subject', agencyId: null },
    at,
    facts: { wants: 'erasure' },
    ...(words.trim() === '' ? {} : { personal: { text: words.trim() } }),
  });
  return { number };
}

export type Handling = { readonly matter: number; readonly actor: Actor; readonly at: Date };

/**
 * Does what was asked: the account is closed and what need not be kept is erased.
 *
 * @throws Refusal those of {@link closeAccount} and of an act
 */
export async function fulfilRequest(kernel: Kernel, { matter, actor, at }: Handling): Promise<void> {
  const snapshot = await requestIn(kernel, { matter, actor, at });
  if (snapshot.subjectId === null) throw refuse('matter/not-found', {}, 404);
  // Broken off between the two it is done again: closing a closed account changes nothing.
  await closeAccount(kernel, { actor, personId: snapshot.subjectId, at });
  await act(kernel, { matter: snapshot, act: 'fulfil', actor: atAgency(actor, snapshot.agencyId), at });
}

/**
 * Refuses it, with the reason that the person reads.
 *
 * @throws Refusal identity/reason-missing (422) and those of an act
 */
export async function refuseRequest(
  kernel: Kernel,
  { reason, ...handling }: Handling & { readonly reason: string },
): Promise<void> {
  if (reason.trim() === '') throw refuse('identity/reason-missing', {}, 422);
  const snapshot = await requestIn(kernel, handling);
  await act(kernel, {
    matter: snapshot,
    act: 'refuse',
    actor: atAgency(handling.actor, snapshot.agencyId),
    at: handling.at,
    evidence: { reason },
    personal: { text: reason.trim().slice(0, 500) },
  });
}

async function requestIn(kernel: Kernel, { matter, actor }: Handling) {
  kernel.access.check(actor, 'identity.data-requests');
  const snapshot = await matterById(kernel, matter);
  if (snapshot.kind !== 'data-request') throw refuse('matter/not-found', {}, 404);
  return snapshot;
}

/** The right was found for the whole city; the kernel asks for it at the agency that owes the answer. */
const atAgency = (actor: Actor, agencyId: number): Actor => ({
  ...actor,
  grants: actor.grants.map((grant) => ({ ...grant, agencyId })),
});
