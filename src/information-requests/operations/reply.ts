import { createHash } from 'node:crypto';
import {
  type Acted,
  act,
  attachFiles,
  canonical,
  type Day,
  dayOf,
  fileById,
  inTransaction,
  type Kernel,
  refuse,
  timeline,
} from '../../kernel/index.ts';
import { type DecisionCode, decisionOf, isDecisionCode } from '../decisions.ts';
import { REDONE } from '../remedies/redo.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { feeOf } from '../repo/fees.ts';
import { markSigned, putReply, type ReplyRow, replyOf } from '../repo/replies.ts';
import { changeRequest, type RequestRow, type Way } from '../repo/requests.ts';
import { sealedAt } from '../sealed.ts';
import { missingIn, type Points, remediesOf, replyBody, TEMPLATES } from '../templates.ts';
import { dropOpinions } from './consulting.ts';
import { CONVERT } from './conversions.ts';
import { type Doing, legalDayOf, onMatter, read, words } from './doing.ts';
import { endingNotice } from './ending.ts';
import { cancelFee } from './fees.ts';
import { replyFrame } from './frame.ts';
import { addresseeOf } from './intake.ts';
import { keep, type LetterWords, type Written, write } from './letters.ts';

/** What a drafter writes. */
export type Draft = { readonly decision: string; readonly points: Points; readonly attachments: readonly string[] };

const digestOf = ({ decision, points, attachments }: Draft): string =>
  createHash('sha256')
    .update(canonical({ decision, points, attachments: [...attachments] }))
    .digest('hex');

/** The draft as it stands; null while there is none. */
export async function draftOf(
  kernel: Kernel,
  matterId: number,
): Promise<(Draft & Pick<ReplyRow, 'digest' | 'signedAt' | 'draftedBy'>) | null> {
  const row = await replyOf(databaseOf(kernel), matterId);
  if (!row) return null;
  const points: Points = row.facts ? JSON.parse(kernel.seal.open(row.facts, sealedAt.facts(matterId))) : {};
  const { decision, attachments, digest, signedAt, draftedBy } = row;
  return { decision, points, attachments, digest, signedAt, draftedBy };
}

/** A decision that somebody drafts; those that a lapsed limit makes are nobody's to choose. @throws Refusal (422) */
function drafted(code: string): DecisionCode {
  if (!isDecisionCode(code) || decisionOf(code).byProcess)
    throw refuse('information-requests/no-such-decision', {}, 422);
  return code;
}

/**
 * Keeps a draft; nothing is decided by it.
 *
 * @throws Refusal information-requests/no-such-decision (422), matter/not-in-state, files/not-found (404), access/forbidden
 */
export async function saveDraft(kernel: Kernel, { draft, ...doing }: Doing & { readonly draft: Draft }): Promise<void> {
  const { snapshot } = await read(kernel, doing);
  kernel.access.check(doing.actor, 'information-requests.register', { agencyId: snapshot.agencyId });
  if (snapshot.state !== 'received' && snapshot.state !== 'handling')
    throw refuse('matter/not-in-state', { act: 'draft', state: snapshot.state });
  if (doing.seenSeq !== undefined && doing.seenSeq !== snapshot.seq) throw refuse('matter/changed');
  const decision = drafted(draft.decision);
  const { personId } = doing.actor;
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  const points = Object.fromEntries(
    TEMPLATES[decision].blanks.map(({ key }) => [
      key,
      (draft.points[key] ?? '').normalize('NFC').trim().slice(0, 5000),
    ]),
  );
  const kept = { decision, points, attachments: [...new Set(draft.attachments)] };
  await inTransaction(kernel.pool, async (tx) => {
    const loose = await looseOf(kernel, kept.attachments, snapshot.id);
    await attachFiles(tx, loose, snapshot.id, personId);
    await putReply(databaseIn(tx), {
      matterId: snapshot.id,
      decision,
      facts: kernel.seal.seal(JSON.stringify(points), sealedAt.facts(snapshot.id)),
      attachments: kept.attachments,
      digest: digestOf(kept),
      draftedBy: personId,
      at: doing.at,
    });
  });
}

/**
 * Nobody gives by mistake what was painted over in its copy: an original that was redacted for this request, or a file of
 * the same bytes, goes out only with a reply that makes everything public.
 *
 * @throws Refusal information-requests/unredacted-original (422)
 * @law 政府信息公开条例 第三十七条
 */
async function checkOriginals(kernel: Kernel, matterId: number, { decision, attachments }: Draft): Promise<void> {
  if (decision === '3.1' || attachments.length === 0) return;
  const originals = (await timeline(kernel, matterId)).flatMap(({ act: name, facts }) => {
    const original: unknown =
      name === 'redacted' && typeof facts === 'object' && facts !== null ? Reflect.get(facts, 'of') : null;
    return typeof original === 'string' ? [original] : [];
  });
  const filesOf = (ids: readonly string[]) => Promise.all([...new Set(ids)].map((id) => fileById(kernel.pool, id)));
  const kept = await filesOf(originals);
  const given = (await filesOf(attachments)).find(({ sha256 }) => kept.some((one) => one.sha256.equals(sha256)));
  if (given) throw refuse('information-requests/unredacted-original', { file: given.name }, 422);
}

/** Attachments that are not the matter's yet. */
async function looseOf(kernel: Kernel, ids: readonly string[], matterId: number): Promise<readonly string[]> {
  const files = await Promise.all(ids.map((id) => fileById(kernel.pool, id)));
  return files.filter((file) => file.matterId !== matterId).map(({ id }) => id);
}

/**
 * Hands the draft to the legal reviewer.
 *
 * @throws Refusal information-requests/no-draft, information-requests/draft-incomplete,
 *   information-requests/unredacted-original (422) and those of an act
 */
export async function submitDraft(kernel: Kernel, doing: Doing): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  const draft = await draftOf(kernel, snapshot.id);
  if (!draft) throw refuse('information-requests/no-draft');
  await checkOriginals(kernel, snapshot.id, draft);
  const missing = missingIn(drafted(draft.decision), draft.points, draft.attachments.length);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'draft',
    evidence: { missing },
    // Whom it is about may have every entry, and nothing is decided yet: only what binds the signer to the words.
    facts: { digest: draft.digest },
  });
}

/** The reviewer or the head wants it otherwise, and says why. */
export async function sendBack(
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason: string },
): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  return act(kernel, { ...onMatter(snapshot, doing), act: 'send-back', evidence: { reason }, ...words(reason) });
}

/** The legal review finds it lawful. @throws Refusal matter/same-person when the reviewer drafted it */
export async function approve(
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason?: string | undefined },
): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  return act(kernel, { ...onMatter(snapshot, doing), act: 'approve', ...words(reason) });
}

/**
 * Signs the reply that was reviewed, and no other: the letter is made, with the remedies of its kind of decision.
 *
 * @throws Refusal information-requests/draft-changed, matter/same-person, matter/changed and those of an act
 * @law 政府信息公开条例 第三十六条; 行政复议法 第二十三条第二款
 */
export async function sign(kernel: Kernel, doing: Doing): Promise<Acted> {
  const { snapshot, request } = await read(kernel, doing);
  const draft = await draftOf(kernel, snapshot.id);
  if (!draft) throw refuse('information-requests/no-draft');
  const decision = drafted(draft.decision);
  // What was redacted while the draft went round counts as well.
  await checkOriginals(kernel, snapshot.id, draft);
  const reviewed = (await timeline(kernel, snapshot.id)).findLast(({ act: name }) => name === 'draft');
  const unchanged = digestIn(reviewed?.facts) === digestOf(draft);
  let letter: Written | null = null;
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'sign',
    evidence: { unchanged },
    facts: { decision, digest: draft.digest },
    ready: async () => {
      const title = TEMPLATES[decision].title;
      letter = await write(
        kernel,
        doing.papers,
        snapshot,
        { kind: 'reply', title, words: await replyWords(kernel, request, draft, dayOf(doing.at)) },
        doing.at,
      );
    },
    write: async (tx) => {
      const db = databaseIn(tx);
      await changeRequest(db, snapshot.id, { decision, decidedAt: doing.at });
      await markSigned(db, snapshot.id, doing.at);
      await keep(tx, snapshot.id, letter);
    },
  });
}

const digestIn = (facts: unknown): unknown =>
  typeof facts === 'object' && facts !== null ? Reflect.get(facts, 'digest') : undefined;

/**
 * What the reply says: also shown before it is signed. Whom to turn to is what is in force on the day it is signed.
 *
 * @throws Refusal information-requests/no-such-decision (422)
 */
export async function replyWords(kernel: Kernel, request: RequestRow, draft: Draft, on: Day): Promise<LetterWords> {
  const decision = drafted(draft.decision);
  const { opening, forum } = await replyFrame(kernel, request, on);
  const files = await Promise.all(draft.attachments.map((id) => fileById(kernel.pool, id)));
  return {
    addressee: await addresseeOf(kernel, request.matterId),
    body: replyBody(decision, draft.points, { opening, files: files.map(({ name }) => name) }),
    remedies: remediesOf(decision, forum),
  };
}

/** The reply goes out: the request is answered on this day. @law 政府信息公开条例 第三十三条、第四十条 */
export async function send(kernel: Kernel, { how, ...doing }: Doing & { readonly how: Way }): Promise<Acted> {
  const { snapshot, request } = await read(kernel, doing);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'send',
    facts: { how },
    jobs: [
      { task: CONVERT, payload: { request: snapshot.id } },
      ...(request.redoOf === null ? [] : [{ task: REDONE, payload: { request: snapshot.id } }]),
    ],
    write: (tx) => changeRequest(databaseIn(tx), snapshot.id, { concludedOn: legalDayOf(doing), deliveredHow: how }),
  });
}

/** Proof that it arrived: the post's, a signature, or that the applicant opened it. */
export async function proveDelivery(
  kernel: Kernel,
  { proof, ...doing }: Doing & { readonly proof: string },
): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'prove-delivery',
    ...words(proof),
    write: (tx) => changeRequest(databaseIn(tx), snapshot.id, { deliveredOn: legalDayOf(doing) }),
  });
}

/**
 * Takes a request back, as long as its reply is not signed.
 *
 * @throws Refusal information-requests/signed-already once it is, information-requests/no-reason and those of an act
 */
export async function withdraw(
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason: string },
): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  if (['signed', 'replied', 'delivered', 'archived'].includes(snapshot.state))
    throw refuse('information-requests/signed-already');
  const fee = await feeOf(databaseOf(kernel), snapshot.id);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'withdraw',
    evidence: { reason },
    ...words(reason),
    write: async (tx) => {
      const db = databaseIn(tx);
      await changeRequest(db, snapshot.id, { decision: '3.6.3', decidedAt: doing.at, concludedOn: legalDayOf(doing) });
      if (snapshot.state === 'consulting') await dropOpinions(kernel, tx, snapshot.id, doing.at);
      if (fee?.state === 'due') await cancelFee(tx, snapshot.id, fee.orderId);
    },
  });
}

/**
 * Ends the file. What ended without a reply gets its notice here, if none was made before.
 *
 * @law 政府信息公开条例 第四十五条
 */
export async function archive(kernel: Kernel, doing: Doing): Promise<Acted> {
  const known = await read(kernel, doing);
  const { snapshot } = known;
  let letter: Written | null = null;
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'archive',
    ready: async () => {
      letter = await endingNotice(kernel, doing.papers, known, doing.at);
    },
    write: (tx) => keep(tx, snapshot.id, letter),
  });
}
