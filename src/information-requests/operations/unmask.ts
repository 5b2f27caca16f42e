import { noteInAccount } from '../../identity/index.ts';
import {
  type Actor,
  fileById,
  type Kernel,
  matterById,
  refuse,
  remark,
  type Snapshot,
  type StoredFile,
} from '../../kernel/index.ts';
import type { RequestView } from '../contract.ts';
import { applicantOf } from '../repo/applicants.ts';
import { databaseOf } from '../repo/database.ts';
import { applicantInFull } from './applicant.ts';
import { type Looking, requestView } from './request-view.ts';

export type Reason = { readonly category: string; readonly words: string };

const LEAST = 4;

/**
 * Shows who asks to somebody who has to reach him and says why. It is noted in the history of the request, which the
 * applicant may have, and in the account of who looked.
 *
 * @throws Refusal access/forbidden, information-requests/proof-needs-reason (422), information-requests/not-found (404)
 * @law 个人信息保护法 第五十一条
 */
export async function unmask(
  kernel: Kernel,
  { reason, ...looking }: Looking & { readonly reason: Reason },
): Promise<RequestView> {
  const snapshot = await matterById(kernel, looking.id);
  const { actor, at } = looking;
  kernel.access.check(actor, 'information-requests.unmask', { agencyId: snapshot.agencyId });
  const full = await applicantInFull(kernel, snapshot.id);
  if (!full) throw refuse('information-requests/not-found', {}, 404);
  await noteViewing(kernel, snapshot, { actor, at, reason, seen: 'particulars' });
  return requestView(kernel, looking, full);
}

/**
 * The copy of the document by which the applicant showed who he is: kept apart from the request, and given only to who
 * says why. Noted in the same two places.
 *
 * @throws Refusal access/forbidden, information-requests/proof-needs-reason (422), files/not-found (404)
 * @law 个人信息保护法 第五十一条
 */
export async function proofOfIdentity(
  kernel: Kernel,
  { id, actor, at, reason }: Looking & { readonly reason: Reason },
): Promise<StoredFile> {
  const snapshot = await matterById(kernel, id);
  kernel.access.check(actor, 'information-requests.unmask', { agencyId: snapshot.agencyId });
  const fileId = (await applicantOf(databaseOf(kernel), snapshot.id))?.proofFile ?? null;
  if (fileId === null) throw refuse('files/not-found', {}, 404);
  const file = await fileById(kernel.pool, fileId);
  await noteViewing(kernel, snapshot, { actor, at, reason, seen: 'proof' });
  return file;
}

/**
 * A file or letter of the request. Who asks stands in it in the clear: that it was opened is noted in the account of who
 * opened it.
 *
 * @throws Refusal access/forbidden, files/not-found (404)
 * @law 个人信息保护法 第五十一条
 */
export async function fileOfRequest(
  kernel: Kernel,
  { id, fileId, actor, at }: Looking & { readonly fileId: string },
): Promise<StoredFile> {
  const snapshot = await matterById(kernel, id);
  kernel.access.check(actor, 'information-requests.act', { agencyId: snapshot.agencyId });
  const file = await fileById(kernel.pool, fileId);
  // The proof of identity is kept apart: knowing its number is no reason.
  const isProof = (await applicantOf(databaseOf(kernel), id))?.proofFile === fileId;
  if (file.matterId !== id || isProof) throw refuse('files/not-found', {}, 404);
  await noteFileSeen(kernel, snapshot.number, { fileId, actor, at });
  return file;
}

/** In the account of who looked: letters and what was handed in name who asks. @throws Refusal access/sign-in-first (401) */
export async function noteFileSeen(
  kernel: Kernel,
  matter: string,
  { fileId, actor, at }: Pick<Looking, 'actor' | 'at'> & { readonly fileId: string },
): Promise<void> {
  const { personId } = actor;
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  const facts = { category: 'handling', seen: 'file', file: fileId, matter };
  await noteInAccount(kernel, { personId, act: 'personal-data-viewed', actor, at, facts });
}

type Viewing = {
  readonly actor: Actor;
  readonly at: Date;
  readonly reason: Reason;
  readonly seen: 'particulars' | 'proof';
};

/** In the history of the request, which the applicant may have, and in the account of who looked. */
async function noteViewing(kernel: Kernel, snapshot: Snapshot, { actor, at, reason, seen }: Viewing): Promise<void> {
  const { personId } = actor;
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  if (reason.words.trim().length < LEAST) throw refuse('information-requests/proof-needs-reason', {}, 422);
  const facts = { category: reason.category, seen };
  await remark(kernel, {
    snapshot,
    act: 'personal-data-viewed',
    actor,
    at,
    facts,
    personal: { text: reason.words.trim() },
  });
  await noteInAccount(kernel, {
    personId,
    act: 'personal-data-viewed',
    actor,
    at,
    facts: { ...facts, matter: snapshot.number },
    personal: { words: reason.words.trim() },
  });
}
