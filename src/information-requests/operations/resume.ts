import {
  type Acted,
  act,
  type Day,
  type Json,
  type Kernel,
  refuse,
  type Snapshot,
  type Transaction,
} from '../../kernel/index.ts';
import { writtenOn } from '../papers/words.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { feeOf } from '../repo/fees.ts';
import { lettersOf } from '../repo/letters.ts';
import { changeRequest, type RequestRow } from '../repo/requests.ts';
import { isBlank } from '../rules/words-in.ts';
import { text } from '../text.ts';
import { type Corrected, enter } from './correction.ts';
import { type Doing, type Known, legalDayOf, onMatter, read } from './doing.ts';
import { addresseeOf } from './intake.ts';
import { keep, nthOf, type Written, write } from './letters.ts';
import { enterPaid } from './paid.ts';

/** What a request that is taken up again has no longer. */
const OPEN_AGAIN = { decision: null, decidedAt: null, concludedOn: null } as const;

type Resumed = {
  readonly act: 'resume-corrected' | 'resume-paid';
  readonly evidence: Readonly<Record<string, unknown>>;
  /** What the letter says of why. */
  readonly why: string;
  readonly facts?: Readonly<Record<string, Json>>;
  readonly personal?: Json;
  readonly write: (tx: Transaction) => Promise<void>;
};

/** Takes up a request that the program had ended, counts the reply anew, and says so in a letter. */
async function resume(
  kernel: Kernel,
  doing: Doing,
  { snapshot, request }: Known,
  { why, evidence, write: enterRows, ...resumed }: Resumed,
): Promise<Acted> {
  let letter: Written | null = null;
  return act(kernel, {
    ...onMatter(snapshot, doing),
    ...resumed,
    evidence: { ...evidence, decision: request.decision },
    ready: async ({ outcome }) => {
      const due = outcome.changed.find(({ name }) => name === 'reply')?.dueOn;
      const asked = text.paper.asked(writtenOn(request.submittedOn), request.subject);
      const nth = nthOf(await lettersOf(databaseOf(kernel), snapshot.id), 'resumption-notice');
      const said = {
        addressee: await addresseeOf(kernel, snapshot.id),
        body: [asked, why, ...(due ? [text.paper.due(writtenOn(due))] : [])],
      };
      letter = await write(kernel, doing.papers, snapshot, { kind: 'resumption-notice', nth, words: said }, doing.at);
    },
    write: async (tx) => {
      await enterRows(tx);
      await keep(tx, snapshot.id, letter);
    },
  });
}

/** @throws Refusal matter/no-such-day (422) for a day on which nothing could have come yet */
function checkNotBefore(on: Day, earliest: Day | undefined): void {
  if (earliest !== undefined && on < earliest) throw refuse('matter/no-such-day', { on }, 422);
}

/**
 * Enters a correction that came in time, when the program had ended the request before anybody entered it: the request is
 * taken up again, was never given up, and the reply period begins anew on the day the correction came.
 *
 * @throws Refusal information-requests/not-abandoned, corrected-too-late, nothing-said (422), matter/no-such-day (422) and
 *   those of an act
 * @law 政府信息公开条例 第三十条
 */
export async function resumeCorrected(kernel: Kernel, { wanted, ...doing }: Doing & Corrected): Promise<Acted> {
  const known = await read(kernel, doing);
  const { snapshot, request } = known;
  if (isBlank(wanted)) throw refuse('information-requests/nothing-said', {}, 422);
  const on = legalDayOf(doing);
  checkNotBefore(on, snapshot.clocks.correction?.facts.startedOn);
  return resume(kernel, doing, known, {
    act: 'resume-corrected',
    evidence: { correctedOn: on },
    why: text.paper.resumedCorrected(writtenOn(on)),
    personal: { text: wanted.trim() },
    write: (tx) => enter(tx, snapshot.id, request.subject, wanted.trim(), { ...OPEN_AGAIN, countedFrom: on }),
  });
}

/** Money that comes in time takes up this request again. */
export const mayResumePaid = ({ state, process }: Snapshot, { decision }: RequestRow): boolean =>
  state === 'ended' && decision === '3.6.2' && process.actions['resume-paid'] !== undefined;

/**
 * Enters a fee that was paid in time, when the program had ended the request before it was entered: the request is taken up
 * again, was never given up, and the reply period begins anew on the day of payment.
 *
 * @throws Refusal information-requests/not-abandoned, no-fee, paid-too-late, fee-given-back, matter/no-such-day (422) and
 *   those of an act
 * @law 政府信息公开条例 第四十二条; 政府信息公开信息处理费管理办法
 */
export async function resumePaid(kernel: Kernel, doing: Doing): Promise<Acted> {
  const known = await read(kernel, doing);
  const { snapshot } = known;
  const fee = await feeOf(databaseOf(kernel), snapshot.id);
  if (!fee) throw refuse('information-requests/no-fee');
  if (fee.state === 'refunding' || fee.state === 'refunded') throw refuse('information-requests/fee-given-back');
  const paidOn = legalDayOf(doing);
  checkNotBefore(paidOn, fee.noticedOn);
  return resume(kernel, doing, known, {
    act: 'resume-paid',
    evidence: { paidOn },
    why: text.paper.resumedPaid(writtenOn(paidOn)),
    facts: { amountFen: fee.amountFen, paidOn },
    write: async (tx) => {
      const byGateway = doing.actor.kind === 'system';
      await enterPaid(tx, { matterId: snapshot.id, fee, paidOn, byGateway });
      await changeRequest(databaseIn(tx), snapshot.id, { ...OPEN_AGAIN, countedFrom: paidOn });
    },
  });
}
