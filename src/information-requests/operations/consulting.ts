import {
  type Acted,
  act,
  dayOf,
  type Kernel,
  matterById,
  openMatter,
  refuse,
  remark,
  type Snapshot,
  system,
  type Transaction,
} from '../../kernel/index.ts';
import { limitsOn } from '../limits.ts';
import type { Limits } from '../limits-shape.ts';
import { opinionProcesses } from '../process-opinion.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { changeOpinion, insertOpinion, type OpinionAnswer, opinionsOf, type Whom } from '../repo/opinions.ts';
import { decisionHeld } from '../repo/requests.ts';
import { sealedAt } from '../sealed.ts';
import { text } from '../text.ts';
import { type Doing, legalDayOf, onMatter, read, words as said } from './doing.ts';
import { keep, type Written, write } from './letters.ts';

/** One letter: to whom, and what is asked. */
export type OpinionLetter = { readonly whom: Whom; readonly addressee: string; readonly question: string };

const KIND: Readonly<Record<Whom, string>> = { 'third-party': 'third-party-opinion', agency: 'agency-opinion' };

/**
 * Asks third parties and other agencies in writing. From the day the letters go out the reply period stands still, until
 * the last of them is answered or silent.
 *
 * @throws Refusal information-requests/nobody-to-ask and those of an act
 * @law 政府信息公开条例 第三十二条、第三十三条第三款、第三十四条
 */
export async function consult(
  kernel: Kernel,
  { letters, ...doing }: Doing & { readonly letters: readonly OpinionLetter[] },
): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  const limits = await limitsOn(kernel, legalDayOf(doing));
  const written: Written[] = [];
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'consult',
    evidence: { letters },
    facts: { letters: letters.map(({ whom }) => whom) },
    ready: async () => {
      for (const [i, letter] of letters.entries())
        written.push(await write(kernel, doing.papers, snapshot, letterOf(snapshot, letter, i, limits), doing.at));
    },
    write: async (tx) => {
      for (const [i, letter] of letters.entries())
        await ask(kernel, tx, { parent: snapshot, limits }, doing, letter, written[i] ?? null);
    },
  });
}

const letterOf = (
  { number, clocks }: Snapshot,
  { whom, addressee, question }: OpinionLetter,
  i: number,
  limits: Limits,
) => ({
  kind: 'opinion-letter' as const,
  nth: `${(clocks.reply?.facts.spans.length ?? 0) + 1}-${i + 1}`,
  words: {
    addressee,
    body: [
      whom === 'agency'
        ? text.paper.opinionAgency(number, limits.opinion)
        : text.paper.opinionThird(number, limits.opinion),
      question,
      whom === 'agency' ? text.paper.opinionAgencySilent : text.paper.opinionThirdSilent,
    ],
  },
});

async function ask(
  kernel: Kernel,
  tx: Transaction,
  { parent, limits }: { readonly parent: Snapshot; readonly limits: Limits },
  doing: Doing,
  { whom, addressee, question }: OpinionLetter,
  letter: Written | null,
): Promise<void> {
  await openMatter(kernel, {
    kind: KIND[whom],
    process: opinionProcesses[whom](limits),
    act: 'ask',
    title: text.opinionTitle(parent.number),
    region: parent.region,
    agencyId: parent.agencyId,
    parentId: parent.id,
    actor: doing.actor,
    capacity: { role: 'request-officer', agencyId: parent.agencyId },
    at: doing.at,
    ...(doing.on === undefined ? {} : { on: doing.on }),
    facts: { request: parent.number },
    within: tx,
    write: async (_, id) => {
      await insertOpinion(databaseIn(tx), {
        matterId: id,
        requestId: parent.id,
        whom,
        addressee: kernel.seal.seal(addressee.trim(), sealedAt.addressee(id)),
        question: kernel.seal.seal(question.trim(), sealedAt.question(id)),
        sentOn: legalDayOf(doing),
      });
      await keep(tx, id, letter);
    },
  });
}

/** @throws Refusal information-requests/wrong-kind (404) */
async function opinionById(kernel: Kernel, { matter }: Pick<Doing, 'matter'>): Promise<Snapshot> {
  const snapshot = typeof matter === 'number' ? await matterById(kernel, matter) : matter;
  if (!Object.values(KIND).includes(snapshot.kind)) throw refuse('information-requests/wrong-kind', {}, 404);
  return snapshot;
}

async function letterOfMatter(kernel: Kernel, { id, parentId }: Snapshot) {
  const letters = parentId === null ? [] : await opinionsOf(databaseOf(kernel), parentId);
  return letters.find((one) => one.id === id);
}

/**
 * Nothing arrives or is answered before it was sent: a wrong year would take the fifteen days away from who is asked.
 *
 * @throws Refusal matter/no-such-day (422)
 */
async function checkDay(kernel: Kernel, snapshot: Snapshot, doing: Doing): Promise<void> {
  const letter = await letterOfMatter(kernel, snapshot);
  const on = legalDayOf(doing);
  if (letter && on < (letter.receivedOn ?? letter.sentOn)) throw refuse('matter/no-such-day', { on }, 422);
}

/**
 * Enters the day on which a letter arrived: from then on its fifteen working days run.
 *
 * @throws Refusal matter/no-such-day (422) and those of an act
 */
export async function letterReceived(kernel: Kernel, doing: Doing): Promise<Acted> {
  const snapshot = await opinionById(kernel, doing);
  await checkDay(kernel, snapshot, doing);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'letter-received',
    write: (tx) => changeOpinion(databaseIn(tx), snapshot.id, { received_on: legalDayOf(doing) }).then(() => undefined),
  });
}

export type Opinion = { readonly answer: Exclude<OpinionAnswer, 'silent'>; readonly words: string };

/**
 * Enters what a third party or an agency says, as of the day it came.
 *
 * @throws Refusal information-requests/no-opinion, matter/no-such-day (422) and those of an act
 */
export async function recordOpinion(kernel: Kernel, { answer, words, ...doing }: Doing & Opinion): Promise<Acted> {
  const snapshot = await opinionById(kernel, doing);
  await checkDay(kernel, snapshot, doing);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'answer',
    evidence: { answer },
    facts: { answer },
    write: (tx) =>
      changeOpinion(databaseIn(tx), snapshot.id, {
        answer,
        answered_on: legalDayOf(doing),
        answer_sealed: kernel.seal.seal(words.trim(), sealedAt.answer(snapshot.id)),
      }).then(() => undefined),
  });
}

/**
 * Enters an answer when its fifteen days are over. What came within them counts as given in time, as long as no reply rests on
 * the silence; what came later is kept beside the silence, for whoever decides should know it.
 *
 * @throws Refusal information-requests/not-late-answer while the matter is not closed, answered-before, matter/no-such-day (422),
 *   matter/changed
 * @law 政府信息公开条例 第三十二条、第三十四条
 */
export async function recordLateOpinion(kernel: Kernel, { answer, words, ...doing }: Doing & Opinion): Promise<void> {
  const snapshot = await opinionById(kernel, doing);
  kernel.access.check(doing.actor, 'information-requests.act', { agencyId: snapshot.agencyId });
  if (snapshot.state !== 'silent') throw refuse('information-requests/not-late-answer');
  if ((await letterOfMatter(kernel, snapshot))?.answeredOn) throw refuse('information-requests/answered-before');
  await checkDay(kernel, snapshot, doing);
  const on = legalDayOf(doing);
  if (on > dayOf(doing.at)) throw refuse('matter/no-such-day', { on }, 422);
  const due = snapshot.clocks.opinion?.dueOn ?? null;
  const isInTime = due !== null && on <= due && !(await isDecided(kernel, snapshot));
  await remark(kernel, {
    snapshot,
    act: isInTime ? 'answer-in-time' : 'late-answer',
    actor: doing.actor,
    at: doing.at,
    facts: { answer, on },
    write: async (tx) => {
      // Whoever signs in the same moment signs on the silence: then this is entered once more, beside it.
      if (isInTime && (await isDecided(kernel, snapshot, tx))) throw refuse('matter/changed');
      await changeOpinion(databaseIn(tx), snapshot.id, {
        ...(isInTime ? { answer, answered_on: on } : { late_on: on }),
        answer_sealed: kernel.seal.seal(words.trim(), sealedAt.answer(snapshot.id)),
      });
    },
  });
}

/** Whether the reply to the request that a letter belongs to is signed, or the request ended. */
async function isDecided(kernel: Kernel, { parentId }: Snapshot, tx?: Transaction): Promise<boolean> {
  if (parentId === null) return false;
  const db = tx ? databaseIn(tx) : databaseOf(kernel);
  return (await decisionHeld(db, parentId)) !== null;
}

/**
 * A letter that reached nobody is given up, so that the reply period does not stand still for ever. Who has the letter
 * keeps his fifteen days.
 *
 * @throws Refusal information-requests/letter-arrived, no-reason and those of an act
 * @law 政府信息公开条例 第三十二条、第三十三条第三款
 */
export async function giveUpLetter(
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason: string },
): Promise<Acted> {
  const snapshot = await opinionById(kernel, doing);
  if (snapshot.state === 'waiting') throw refuse('information-requests/letter-arrived');
  if (reason.trim().length < 2) throw refuse('information-requests/no-reason');
  return act(kernel, { ...onMatter(snapshot, doing), act: 'drop', ...said(reason) });
}

/** Ends what is still being asked, because the request has ended: by the program, for an applicant may end his own alone. */
export async function dropOpinions(kernel: Kernel, tx: Transaction, requestId: number, at: Date): Promise<void> {
  for (const { id, state } of await opinionsOf(databaseOf(kernel), requestId))
    if (state === 'asked' || state === 'waiting')
      await act(kernel, { matter: id, act: 'drop', actor: system, at, within: tx });
}
