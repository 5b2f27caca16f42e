import type { z } from 'zod';
import { personNames } from '../../identity/index.ts';
import { type Actor, capacityFor, dayOf, type Kernel, matterById, type Snapshot } from '../../kernel/index.ts';
import { publicationById } from '../operations/publication.ts';
import { ASKABLE } from './ask.ts';
import { consentOf } from './operations.ts';
import { papersOf } from './papers.ts';
import { consentProcess } from './process.ts';
import { type ConsentRow, consentsOf, lettersOfConsents } from './repo.ts';
import { openedConsent } from './sealed.ts';
import type { ConsentAct, ConsentView, listConsents } from './wire.ts';

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function consentView(kernel: Kernel, id: number, actor: Actor): Promise<ConsentView> {
  const row = await consentOf(kernel, id);
  kernel.access.check(actor, 'disclosure.read', { agencyId: row.agencyId });
  return viewOf(kernel, row, actor, null);
}

/** Who was asked for a publication. @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function consentList(
  kernel: Kernel,
  publicationId: number,
  actor: Actor,
): Promise<z.input<typeof listConsents.response>> {
  const { snapshot } = await publicationById(kernel, publicationId);
  kernel.access.check(actor, 'disclosure.read', { agencyId: snapshot.agencyId });
  const rows = await consentsOf(kernel.pool, publicationId);
  return {
    rows: await Promise.all(rows.map((row) => viewOf(kernel, row, actor, publicationId))),
    mayAsk: ASKABLE.has(snapshot.state) && capacityFor(consentProcess.actions.ask.by, actor, snapshot) !== null,
  };
}

async function viewOf(kernel: Kernel, row: ConsentRow, actor: Actor, seenFrom: number | null): Promise<ConsentView> {
  const [{ snapshot, draft }, matter, papers, letters, names] = await Promise.all([
    publicationById(kernel, row.publicationId),
    matterById(kernel, row.id),
    papersOf(kernel, row.id),
    lettersOfConsents(kernel.pool, [row.id]),
    personNames(kernel, row.decidedBy === null ? [] : [row.decidedBy]),
  ]);
  const earlier = seenFrom !== null && seenFrom !== row.publicationId;
  const text = earlier ? (await publicationById(kernel, seenFrom)).draft.hash : draft.hash;
  const isSilent = row.answer === null && !['asked', 'waiting', 'dropped'].includes(row.state);
  return {
    ...{ id: row.id, number: row.number, seq: row.seq, state: row.state, interest: row.interest },
    stateTitle: Object.entries(consentProcess.states).find(([name]) => name === row.state)?.[1].title ?? row.state,
    publication: { id: snapshot.id, title: snapshot.title, number: snapshot.number },
    ...openedConsent(kernel, row),
    ...{ answerDays: row.answerDays, sentOn: row.sentOn, receivedOn: row.receivedOn, receivedHow: row.receivedHow },
    dueOn: row.dueOn,
    answer: isSilent ? 'silent' : row.answer,
    answeredOn: row.answeredOn,
    ...{ decision: row.decision, decidedOn: row.decidedOn },
    decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
    ...{ toldOn: row.toldOn, toldHow: row.toldHow },
    textChanged: !text.equals(row.askedHash),
    earlier,
    letters: letters.map(({ number, title, fileId, at }) => ({ number, title, fileId, on: dayOf(at) })),
    papers: papers.map(({ id, name, size, scan }) => ({ fileId: id, name, bytes: size, scan })),
    acts: earlier ? [] : actsOf(matter, actor),
  };
}

const ACTS: readonly ConsentAct[] = [
  ...(['letter-received', 'agree', 'object', 'override', 'respect', 'tell-party', 'drop'] as const),
];

const actsOf = (matter: Snapshot, actor: Actor): ConsentAct[] =>
  ACTS.filter((name) => {
    const action = consentProcess.actions[name];
    return action.from.some((state) => state === matter.state) && capacityFor(action.by, actor, matter) !== null;
  });
