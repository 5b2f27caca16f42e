import { type Acted, type Actor, day, type Kernel, matterById } from '../../kernel/index.ts';
import type { ActInput } from '../contract.ts';
import { accept, askToCorrect, correctAtWindow, refuseAcceptance, tellNotNeeded } from '../operations/acceptance.ts';
import { answerQuestion } from '../operations/consult.ts';
import { deny, grant } from '../operations/decision.ts';
import { deliver, makeDocument } from '../operations/delivery.ts';
import { endSpecial, extend, recommend, sendBack, startSpecial } from '../operations/examination.ts';
import { concludeReview, recordVisit } from '../operations/first-review.ts';
import type { Papers } from '../operations/papers.ts';

type Done = Pick<Acted, 'seq' | 'to' | 'took'>;

/** Which operation an act from the workbench is. */
export function doAct(
  kernel: Kernel,
  matter: number,
  input: ActInput,
  who: { readonly actor: Actor; readonly at: Date; readonly papers: Papers },
): Promise<Done> {
  const doing = { ...who, matter, seenSeq: input.seenSeq };
  switch (input.act) {
    case 'accept':
      return accept(kernel, { ...doing, findings: input.checklist });
    case 'ask-to-correct':
      return askToCorrect(kernel, { ...doing, findings: input.checklist });
    case 'correct':
      return correctAtWindow(kernel, { ...doing, note: input.note });
    case 'refuse-acceptance':
      return refuseAcceptance(kernel, { ...doing, reason: input.reason, rightAgency: input.rightAgency });
    case 'tell-not-needed':
      return tellNotNeeded(kernel, { ...doing, reason: input.reason });
    case 'start-special':
      return startSpecial(kernel, { ...doing, expectedWorkdays: input.expectedWorkdays, reason: input.reason });
    case 'end-special':
      return endSpecial(kernel, { ...doing, findings: input.findings });
    case 'recommend':
      return recommend(kernel, { ...doing, opinion: input.opinion, reason: input.reason });
    case 'extend':
      return extend(kernel, { ...doing, reason: input.reason });
    case 'send-back':
      return sendBack(kernel, { ...doing, reason: input.reason });
    case 'grant':
      return grant(kernel, { ...doing, reason: input.reason });
    case 'deny':
      return deny(kernel, { ...doing, reason: input.reason });
    case 'make-document':
      return made(kernel, doing, input);
    case 'deliver':
      return deliver(kernel, { ...doing, how: input.how, paper: input.paper });
    case 'record-visit':
      return recordVisit(kernel, { ...doing, visitedOn: day(input.visitedOn), findings: input.findings });
    case 'conclude':
      return concludeReview(kernel, { ...doing, opinion: input.opinion, reason: input.reason });
    case 'answer':
      return answerQuestion(kernel, { ...doing, answer: input.reason });
  }
}

async function made(
  kernel: Kernel,
  doing: Parameters<typeof makeDocument>[1] & { readonly matter: number },
  input: Extract<ActInput, { act: 'make-document' }>,
): Promise<Done> {
  await makeDocument(kernel, {
    ...doing,
    ...(input.validFrom === undefined ? {} : { validFrom: day(input.validFrom) }),
    ...(input.validUntil === undefined ? {} : { validUntil: input.validUntil === null ? null : day(input.validUntil) }),
  });
  const { seq, state } = await matterById(kernel, doing.matter);
  return { seq, to: state, took: true };
}
