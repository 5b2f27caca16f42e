import type { Agency } from '../../identity/index.ts';
import {
  type Acted,
  type Actor,
  act,
  dayOf,
  type Kernel,
  openMatter,
  Refusal,
  refuse,
  type Snapshot,
  workingDays,
} from '../../kernel/index.ts';
import type { RequestRow } from '../repo/requests.ts';
import { cleaned, readable } from '../rules/words-in.ts';
import { canonicalWords, sealedAt } from '../sealed.ts';
import { settingsOf } from '../settings.ts';
import { type ComplaintAct, complaintKind } from './complaint-process.ts';
import {
  answerComplaint,
  type ComplaintRow,
  complainedBefore,
  complaintById,
  complaintsOf,
  insertComplaint,
  type KnownComplaint,
  lockRequest,
} from './complaint-repo.ts';
import type { ComplaintAspect, DisputeResult } from './contract.ts';
import { organAbove } from './organ.ts';
import { openRedo, tellApplicant } from './redo.ts';
import { changeDispute, insertDispute } from './repo.ts';
import { aspectTitles, disputeText } from './text.ts';

const LEAST_WORDS = 5;
const MOST_WORDS = 2000;
const TWICE = 'remedies/complaint-twice';

export type Lodging = {
  readonly request: Pick<RequestRow, 'matterId' | 'agencyId' | 'erasedAt'>;
  readonly snapshot: Pick<Snapshot, 'state' | 'subjectId'>;
  readonly aspect: ComplaintAspect;
  readonly words: string;
  readonly actor: Actor;
  readonly at: Date;
};

export type Lodged = { readonly number: string; readonly isNew: boolean };

/**
 * Takes in what an applicant brings against the handling of his request and gives it to the organ in charge above the
 * agency. One is looked into at a time; the same words about the same request come in once, however often they are sent.
 *
 * @throws Refusal remedies/complaint-empty, remedies/complaint-too-long, remedies/no-organ (422),
 *   remedies/complaint-open, remedies/complained-before, remedies/nothing-to-complain-of (409)
 * @law 政府信息公开条例 第四十七条第二款、第五十一条; M-043
 */
export async function lodgeComplaint(kernel: Kernel, lodging: Lodging): Promise<Lodged> {
  const words = checked(lodging);
  const { request, at } = lodging;
  const organ = await organAbove(kernel, request.agencyId, dayOf(at));
  if (!organ) throw refuse('remedies/no-organ', {}, 422);
  const lookups = kernel.seal.lookups(canonicalWords(words));
  const known = running(await complainedBefore(kernel.pool, request.matterId, lookups));
  if (known !== null) return { number: known, isNew: false };
  try {
    return await open(kernel, { ...lodging, words }, organ, lookups);
  } catch (error) {
    // Two clicks at once: the second waited for the first, and answers with what the first made.
    const { number } = error instanceof Refusal && error.code === TWICE ? error.details : {};
    if (typeof number !== 'string') throw error;
    return { number, isNew: false };
  }
}

/** The words as they are kept. @throws Refusal (422, 409) */
function checked({ request, snapshot, words: written }: Lodging): string {
  const words = cleaned(written);
  if ([...words].length > MOST_WORDS) throw refuse('remedies/complaint-too-long', { most: MOST_WORDS }, 422);
  if (readable(words) < LEAST_WORDS) throw refuse('remedies/complaint-empty', {}, 422);
  if (snapshot.state === 'writing' || request.erasedAt !== null) throw refuse('remedies/nothing-to-complain-of');
  return words;
}

/** The number of the same complaint while it is looked into; null when nothing stands in the way. @throws Refusal (409) */
function running(known: readonly KnownComplaint[]): string | null {
  const same = known.find(({ isSame }) => isSame);
  if (same?.isOpen) return same.number;
  if (same) throw refuse('remedies/complained-before', { number: same.number });
  const other = known.find(({ isOpen }) => isOpen);
  if (other) throw refuse('remedies/complaint-open', { number: other.number });
  return null;
}

async function open(kernel: Kernel, lodging: Lodging, organ: Agency, lookups: readonly Buffer[]): Promise<Lodged> {
  const { request, snapshot, aspect, words, actor, at } = lodging;
  const { matterId: requestId, agencyId } = request;
  const today = dayOf(at);
  const { complaintDays } = await settingsOf(kernel, agencyId, today);
  const { number } = await openMatter(kernel, {
    kind: complaintKind.kind,
    act: 'lodge',
    // What is complained of may name people, and titles stand in every list.
    title: disputeText.title(disputeText.kinds.complaint, aspectTitles[aspect], ''),
    region: organ.region,
    agencyId: organ.id,
    subjectId: snapshot.subjectId,
    actor,
    capacity: { role: 'subject', agencyId: null },
    at,
    terms: { result: workingDays(complaintDays) },
    facts: { request: requestId, against: agencyId, aspect },
    personal: { text: words },
    write: async (tx, id) => {
      await lockRequest(tx.client, requestId);
      const twice = running(await complainedBefore(tx.client, requestId, lookups));
      if (twice !== null) throw refuse(TWICE, { number: twice });
      await insertDispute(tx.client, id, {
        kind: 'complaint',
        agencyId,
        requestId,
        afterId: null,
        afterReconsideration: false,
        authority: organ.name,
        caseNumber: '',
        ground: aspectTitles[aspect],
        acceptedOn: today,
        servedOn: today,
        summary: false,
      });
      await insertComplaint(tx.client, {
        id,
        requestId,
        aspect,
        words: kernel.seal.seal(words, sealedAt.complaint(id)),
        lookup: kernel.seal.lookup(canonicalWords(words)),
      });
      await tellApplicant(tx, requestId, 'register', at);
    },
  });
  return { number, isNew: true };
}

/** The applicant takes his complaint back, while it is looked into. @throws Refusal remedies/not-found (404) and those of an act */
export async function withdrawComplaint(
  kernel: Kernel,
  { number, requestId, actor, at }: { number: string; requestId: number; actor: Actor; at: Date },
): Promise<Acted> {
  const complaint = (await complaintsOf(kernel.pool, requestId)).find((known) => known.number === number);
  if (!complaint) throw refuse('remedies/not-found', {}, 404);
  return act(kernel, {
    matter: complaint.id,
    act: 'withdraw',
    // Whoever holds the code of the request has brought what was brought against it.
    actor: actor.holdsCodeOf === requestId ? { ...actor, holdsCodeOf: complaint.id } : actor,
    at,
    write: (tx) =>
      changeDispute(tx.client, complaint.id, {
        result: 'other',
        resultOn: dayOf(at),
        resultNote: disputeText.complaintActs.withdraw,
      }),
  });
}

const RESULTS: Readonly<Record<ComplaintAct, DisputeResult>> = {
  substantiate: 'corrected',
  'order-reply': 'corrected',
  dismiss: 'upheld',
  refer: 'other',
};

export type ComplaintStep = {
  readonly id: number;
  readonly act: ComplaintAct;
  readonly actor: Actor;
  readonly at: Date;
  readonly seenSeq: number;
  /** What the applicant is told. */
  readonly answer: string;
  /** Within how many working days the agency replies anew; null: within the days of the law. */
  readonly workdays: number | null;
};

/**
 * The organ answers a complaint: not true, not for it to say, or true and put right. Where it orders a new reply, the new
 * handling at the agency begins in the same moment.
 *
 * @throws Refusal remedies/not-found (404), remedies/says-nothing, remedies/complaint-too-long (422),
 *   remedies/not-replied, remedies/redo-runs (409) and those of an act
 * @law 政府信息公开条例 第四十七条第二款
 */
export async function answerAsOrgan(kernel: Kernel, step: ComplaintStep): Promise<Acted> {
  const complaint = await complaintById(kernel.pool, step.id);
  if (!complaint) throw refuse('remedies/not-found', {}, 404);
  const { actor, at } = step;
  const answer = cleaned(step.answer);
  if ([...answer].length > MOST_WORDS) throw refuse('remedies/complaint-too-long', { most: MOST_WORDS }, 422);
  return act(kernel, {
    matter: step.id,
    act: step.act,
    actor,
    at,
    seenSeq: step.seenSeq,
    evidence: { answer },
    personal: { text: answer },
    write: async (tx) => {
      await changeDispute(tx.client, step.id, {
        result: RESULTS[step.act],
        resultOn: dayOf(at),
        resultNote: disputeText.complaintActs[step.act],
      });
      await answerComplaint(tx.client, step.id, kernel.seal.seal(answer, sealedAt.complaintAnswer(step.id)));
      if (step.act === 'order-reply')
        await openRedo(kernel, tx, {
          disputeId: step.id,
          requestId: complaint.requestId,
          on: dayOf(at),
          workdays: step.workdays,
          actor,
          at,
        });
      await tellApplicant(tx, complaint.requestId, 'uphold', at);
    },
  });
}

export type ComplaintWords = { readonly words: string; readonly answer: string };

/** What was written and answered, in the clear; empty where it was erased or there is no answer yet. */
export const wordsOfComplaint = (
  { seal }: Pick<Kernel, 'seal'>,
  { id, words, answer }: Pick<ComplaintRow, 'id' | 'words' | 'answer'>,
): ComplaintWords => ({
  words: words === null ? '' : seal.open(words, sealedAt.complaint(id)),
  answer: answer === null ? '' : seal.open(answer, sealedAt.complaintAnswer(id)),
});
