import {
  type ActRequest,
  act,
  type Day,
  day,
  dayOf,
  type IssuedNotice,
  type Kernel,
  matterById,
  refuse,
  remark,
  type Snapshot,
  system,
  type Transaction,
  workingDays,
} from '../../kernel/index.ts';
import { publicationById } from '../operations/publication.ts';
import { type Doing, keep, letterOf } from './letters.ts';
import { papersOf } from './papers.ts';
import { type ConsentRow, consentById, consentsOf, noteAnswer, noteDecision, noteDelivery, noteTold } from './repo.ts';
import { openedConsent, place } from './sealed.ts';
import { consentText } from './text.ts';
import type { ConsentActBody } from './wire.ts';

const { paper } = consentText;

/** @throws Refusal matter/not-found (404) */
export async function consentOf(kernel: Kernel, id: number): Promise<ConsentRow> {
  const row = await consentById(kernel.pool, id);
  if (!row) throw refuse('matter/not-found', {}, 404);
  return row;
}

/**
 * One step of one asking: delivered, answered, decided, told, given up.
 *
 * @throws Refusal disclosure/consent-day, disclosure/consent-no-paper (422), disclosure/consent-no-words,
 *   disclosure/consent-no-reason, disclosure/consent-still-in-text, documents/unprintable (422) and those of an act
 * @law 政府信息公开条例 第十五条
 */
export async function actOnConsent(
  kernel: Kernel,
  { id, papers, actor, at, ...body }: ConsentActBody & Omit<Doing, 'seenSeq'> & { readonly id: number },
): Promise<void> {
  const row = await consentOf(kernel, id);
  kernel.access.check(actor, 'disclosure.read', { agencyId: row.agencyId });
  const doing = { actor, at, papers, seenSeq: body.seenSeq };
  switch (body.act) {
    case 'letter-received':
      return delivered(kernel, row, doing, body);
    case 'agree':
    case 'object':
      return answered(kernel, row, doing, body);
    case 'override':
    case 'respect':
      return decided(kernel, row, doing, body);
    case 'tell-party':
      return toldOf(kernel, row, doing, body);
    case 'drop':
      return dropped(kernel, row, doing, body.words);
  }
}

type Said<A extends ConsentActBody['act']> = Extract<ConsentActBody, { act: A }>;

/** @throws Refusal disclosure/consent-day (422) */
function dayBetween(typed: string, least: Day, at: Date): Day {
  const on = day(typed);
  if (on < least || on > dayOf(at)) throw refuse('disclosure/consent-day', {}, 422);
  return on;
}

const asOf = (on: Day, at: Date) => (on === dayOf(at) ? {} : { on });

async function delivered(kernel: Kernel, row: ConsentRow, doing: Doing, said: Said<'letter-received'>): Promise<void> {
  const { papers: _papers, ...who } = doing;
  const on = dayBetween(said.on, row.sentOn, doing.at);
  await act(kernel, {
    ...{ matter: row.id, act: 'letter-received', ...who, ...asOf(on, doing.at) },
    terms: { answering: workingDays(row.answerDays) },
    facts: { how: said.how },
    write: (tx) => noteDelivery(tx, row.id, on, said.how),
  });
}

async function answered(kernel: Kernel, row: ConsentRow, doing: Doing, said: Said<'agree' | 'object'>): Promise<void> {
  const { papers: _papers, ...who } = doing;
  const on = dayBetween(said.on, row.receivedOn ?? row.sentOn, doing.at);
  const answer = said.act === 'agree' ? 'agrees' : said.partly ? 'partly' : 'objects';
  if (answer === 'agrees' && (await papersOf(kernel, row.id)).length === 0)
    throw refuse('disclosure/consent-no-paper', {}, 422);
  const request: ActRequest = {
    ...{ matter: row.id, act: said.act, ...who, ...asOf(on, doing.at) },
    evidence: { words: said.words },
    facts: { answer },
  };
  const write = (tx: Transaction): Promise<void> =>
    noteAnswer(tx, row.id, { answer, on, words: kernel.seal.seal(said.words, place.answer(row.id)) });
  if (said.act === 'agree') await conclude(kernel, row, { ...request, write }, 'agrees');
  else await act(kernel, { ...request, write });
}

/** The file of the publication says how each asking ended. */
async function conclude(kernel: Kernel, row: ConsentRow, request: ActRequest, outcome: string): Promise<void> {
  const { actor, at } = request;
  await remark(kernel, {
    snapshot: await matterById(kernel, row.publicationId),
    act: 'disclosure.consent-concluded',
    actor,
    at,
    facts: { consent: row.number, interest: row.interest, outcome },
    write: async (tx) => {
      await act(kernel, { ...request, within: tx });
    },
  });
  kernel.wake();
}

async function decided(
  kernel: Kernel,
  row: ConsentRow,
  doing: Doing,
  said: Said<'override' | 'respect'>,
): Promise<void> {
  const { papers: _papers, ...who } = doing;
  const { actor, at } = doing;
  const { draft, snapshot } = await publicationById(kernel, row.publicationId);
  let letter: IssuedNotice | undefined;
  const request: ActRequest = {
    ...{ matter: row.id, act: said.act, ...who },
    evidence: { words: said.words },
    facts: { decision: said.act, text: draft.hash.toString('hex') },
    // After every check, before anything is written: nobody draws a paper for what he may not decide.
    ready: async () => {
      if (said.act === 'override') letter = await decisionLetter(kernel, doing, { row, snapshot, why: said.words });
    },
    write: async (tx) => {
      await noteDecision(tx, row.id, {
        decision: said.act,
        decidedOn: dayOf(at),
        decidedBy: actor.personId,
        decidedHash: draft.hash,
        reason: kernel.seal.seal(said.words, place.reason(row.id)),
      });
      if (said.act === 'override') await keep(tx, row.id, 'decision', letter);
    },
  };
  if (said.act === 'respect') await conclude(kernel, row, request, 'respect');
  else await act(kernel, request);
}

function decisionLetter(
  kernel: Kernel,
  doing: Doing,
  { row, snapshot, why }: { readonly row: ConsentRow; readonly snapshot: Snapshot; readonly why: string },
): Promise<IssuedNotice> {
  const { addressee, about } = openedConsent(kernel, row);
  return letterOf(kernel, doing, snapshot, `-${row.id}`, {
    kind: 'decision',
    addressee: addressee ?? '',
    body: [
      paper.decided(snapshot.title, row.sentOn, paper.answered[row.answer ?? 'silent']),
      paper.decision(about ?? ''),
      paper.reason(why),
    ],
    remedies: [paper.remedies],
  });
}

async function toldOf(kernel: Kernel, row: ConsentRow, doing: Doing, said: Said<'tell-party'>): Promise<void> {
  const { papers: _papers, ...who } = doing;
  const on = dayBetween(said.on, row.decidedOn ?? row.sentOn, doing.at);
  await conclude(
    kernel,
    row,
    {
      ...{ matter: row.id, act: 'tell-party', ...who, ...asOf(on, doing.at) },
      facts: { how: said.how },
      write: (tx) => noteTold(tx, row.id, on, said.how),
    },
    'override',
  );
}

async function dropped(kernel: Kernel, row: ConsentRow, doing: Doing, words: string): Promise<void> {
  const { papers: _papers, ...who } = doing;
  const { draft } = await publicationById(kernel, row.publicationId);
  const request = {
    ...{ matter: row.id, act: 'drop', ...who },
    evidence: { words, changed: !draft.hash.equals(row.askedHash) },
    facts: { reason: words },
  };
  await conclude(kernel, row, request, 'drop');
}

/** Ends what is still being asked, because the publication has ended: nothing is told, so nobody needs to agree. */
export async function endConsents(kernel: Kernel, tx: Transaction, publicationId: number, at: Date): Promise<void> {
  for (const { id, state } of await consentsOf(tx.client, publicationId))
    if (state === 'asked' || state === 'waiting')
      await act(kernel, {
        ...{ matter: id, act: 'drop', actor: system, at, within: tx },
        evidence: { words: consentText.droppedWithIt, changed: true },
        facts: { reason: consentText.droppedWithIt },
      });
}

/** What the file of a publication holds of those who were asked: never who they are. */
export async function consentsInFile(kernel: Kernel, publicationId: number) {
  return (await consentsOf(kernel.pool, publicationId)).map(({ number, interest, state }) => ({
    number,
    interest,
    state,
  }));
}
