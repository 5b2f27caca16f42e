import { directoryOf } from '../../identity/index.ts';
import { type Acted, type Actor, act, type Kernel, matterById, openMatter, refuse } from '../../kernel/index.ts';
import { answerConsultation, type ConsultationChannel, insertConsultation } from '../repo/consultations.ts';
import { databaseIn } from '../repo/database.ts';
import { sealedAt } from '../sealed.ts';
import { text } from '../text.ts';
import { type Doing, on, words } from './doing.ts';
import type { Received } from './receive.ts';

export type Consulting = {
  readonly agencyId: number;
  readonly itemCode?: string | undefined;
  readonly channel: ConsultationChannel;
  /** Who asks; null when nobody was asked for a name. */
  readonly askedBy: number | null;
  readonly question: string;
  readonly actor: Actor;
  readonly at: Date;
};

/** Takes in a question about how something is done. The first agency asked owns it until it is answered (首问负责). */
export async function consult(
  kernel: Kernel,
  { agencyId, itemCode, channel, askedBy, question, actor, at }: Consulting,
): Promise<Received> {
  if (question.trim() === '') throw refuse('cases/no-question', {}, 422);
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  const capacity = channel === 'online' ? { role: 'subject', agencyId: null } : { role: 'window-clerk', agencyId };
  const { id, number } = await openMatter(kernel, {
    kind: 'consultation',
    act: 'ask',
    title: text.kinds.consultation,
    region: agency.region,
    agencyId,
    subjectId: askedBy,
    actor,
    capacity,
    at,
    facts: { channel, item: itemCode ?? null },
    write: (tx, matterId) =>
      insertConsultation(databaseIn(tx), {
        matterId,
        agencyId,
        itemCode: itemCode ?? null,
        channel,
        askedBy,
        question: kernel.seal.seal(question.trim(), sealedAt.question(matterId)),
        at,
      }).then(() => undefined),
  });
  return { id, number };
}

/** Answers a question and ends it. @throws Refusal cases/no-answer and those of an act */
export async function answerQuestion(
  kernel: Kernel,
  { answer, ...doing }: Doing & { readonly answer: string },
): Promise<Acted> {
  const snapshot = typeof doing.matter === 'number' ? await matterById(kernel, doing.matter) : doing.matter;
  if (snapshot.kind !== 'consultation') throw refuse('cases/wrong-kind', {}, 404);
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'answer',
    evidence: { reason: answer },
    ...words(answer),
    write: async (tx) =>
      void (await answerConsultation(
        databaseIn(tx),
        snapshot.id,
        kernel.seal.seal(answer.trim(), sealedAt.answer(snapshot.id)),
        doing.at,
      )),
  });
}

/** What was asked and answered; when it was erased, the words that say so. The answer is null while there is none. */
export function consultationWords(
  kernel: Pick<Kernel, 'seal'>,
  row: {
    readonly id: number;
    readonly question: Buffer | null;
    readonly answer: Buffer | null;
  },
): { readonly question: string; readonly answer: string | null } {
  if (row.question === null) return { question: text.consultation.erased, answer: text.consultation.erased };
  return {
    question: kernel.seal.open(row.question, sealedAt.question(row.id)),
    answer: row.answer && kernel.seal.open(row.answer, sealedAt.answer(row.id)),
  };
}
