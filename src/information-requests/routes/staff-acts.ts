import { type Acted, type Actor, day, type Kernel, matterById } from '../../kernel/index.ts';
import type { ActInput } from '../contract.ts';
import { consult, giveUpLetter, letterReceived, recordLateOpinion, recordOpinion } from '../operations/consulting.ts';
import { askToCorrect, confirmCorrection, receiveCorrection } from '../operations/correction.ts';
import type { Doing, Papers } from '../operations/doing.ts';
import { charge, feeNoticeReceived, pay } from '../operations/fees.ts';
import { confirm } from '../operations/intake.ts';
import {
  approve,
  archive,
  proveDelivery,
  saveDraft,
  send,
  sendBack,
  sign,
  submitDraft,
  withdraw,
} from '../operations/reply.ts';
import { resumeCorrected, resumePaid } from '../operations/resume.ts';
import { askReasons, delay, extend, giveReasons, takeUp } from '../operations/time.ts';

type Done = Pick<Acted, 'seq' | 'to'>;
type Given<A extends ActInput['act']> = Extract<ActInput, { act: A }>;

/** Which operation an act from the workbench is. */
export function doAct(
  kernel: Kernel,
  matter: number,
  input: ActInput,
  who: { readonly actor: Actor; readonly at: Date; readonly papers: Papers | null },
): Promise<Done> {
  const on = 'on' in input && input.on !== undefined ? { on: day(input.on) } : {};
  const doing: Doing = { ...who, matter, seenSeq: input.seenSeq, ...on };
  switch (input.act) {
    case 'confirm':
      return confirm(kernel, { ...doing, byBoth: input.byBoth });
    case 'take-up':
      return takeUp(kernel, doing);
    case 'ask-to-correct':
      return askToCorrect(kernel, { ...doing, items: input.items, days: input.days });
    case 'receive-correction':
      return receiveCorrection(kernel, { ...doing, wanted: input.wanted });
    case 'confirm-correction':
      return confirmCorrection(kernel, doing);
    case 'consult':
      return consult(kernel, { ...doing, letters: input.letters });
    case 'letter-received':
      return letterReceived(kernel, doing);
    case 'drop':
      return giveUpLetter(kernel, { ...doing, reason: input.reason });
    case 'answer':
      return answered(kernel, matter, doing, input);
    case 'extend':
      return extend(kernel, { ...doing, days: input.days, reason: input.reason });
    case 'ask-reasons':
      return askReasons(kernel, { ...doing, days: input.days, reason: input.reason });
    case 'give-reasons':
      return giveReasons(kernel, { ...doing, reason: input.reason });
    case 'delay':
      return delay(kernel, { ...doing, days: input.days, reason: input.reason });
    case 'charge':
      return charge(kernel, { ...doing, method: input.method, quantity: input.quantity });
    case 'notice-received':
      return feeNoticeReceived(kernel, doing);
    case 'pay':
      return pay(kernel, doing);
    case 'draft':
      return drafted(kernel, doing, input);
    case 'send-back':
      return sendBack(kernel, { ...doing, reason: input.reason });
    case 'approve':
      return approve(kernel, { ...doing, reason: input.reason });
    case 'sign':
      return sign(kernel, doing);
    case 'send':
      return send(kernel, { ...doing, how: input.how });
    case 'prove-delivery':
      return proveDelivery(kernel, { ...doing, proof: input.reason });
    case 'withdraw':
      return withdraw(kernel, { ...doing, reason: input.reason });
    case 'resume-corrected':
      return resumeCorrected(kernel, { ...doing, wanted: input.wanted });
    case 'resume-paid':
      return resumePaid(kernel, doing);
    case 'archive':
      return archive(kernel, doing);
  }
}

async function drafted(kernel: Kernel, doing: Doing, { draft }: Given<'draft'>): Promise<Done> {
  await saveDraft(kernel, { ...doing, draft });
  return submitDraft(kernel, doing);
}

/** An opinion in time, or one that came when its time was over. */
async function answered(kernel: Kernel, matter: number, doing: Doing, input: Given<'answer'>): Promise<Done> {
  const opinion = { answer: input.answer, words: input.reason };
  const { state } = await matterById(kernel, matter);
  if (state !== 'silent') return recordOpinion(kernel, { ...doing, ...opinion });
  await recordLateOpinion(kernel, { ...doing, ...opinion });
  const after = await matterById(kernel, matter);
  return { seq: after.seq, to: after.state };
}
