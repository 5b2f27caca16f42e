import { dayOf, type Kernel, remark, type Transaction } from '../../kernel/index.ts';
import { decisionOf, isDecisionCode } from '../decisions.ts';
import { writtenOn } from '../papers/words.ts';
import { databaseOf } from '../repo/database.ts';
import { lettersOf } from '../repo/letters.ts';
import { remediesOf, TEMPLATES } from '../templates.ts';
import { text } from '../text.ts';
import { type Known, type Papers, read } from './doing.ts';
import { replyFrame } from './frame.ts';
import { addresseeOf } from './intake.ts';
import { keep, nthOf, type Written, write } from './letters.ts';

/** The job that writes to an applicant whose request the program has ended. */
export const ENDED = 'information-requests.ended';

/** Queued with the act that ends a request, so that nobody is left without his letter. */
export const writeOfEnding = (tx: Transaction, matterId: number) =>
  tx.client.query('select kernel.add_jobs($1)', [JSON.stringify([{ task: ENDED, payload: { request: matterId } }])]);

/** The notice of the end of a request, with what can be done against it; null where this end has one, or it has not ended. */
export async function endingNotice(
  kernel: Kernel,
  papers: Papers | null,
  { snapshot, request }: Known,
  at: Date,
): Promise<Written | null> {
  const { decision, decidedAt } = request;
  if (snapshot.state !== 'ended' || !decision || !decidedAt || !isDecisionCode(decision)) return null;
  const letters = await lettersOf(databaseOf(kernel), snapshot.id);
  // A request can end, be taken up again and end once more: each end has its own.
  if (letters.some(({ kind, issuedAt }) => kind === 'ending-notice' && issuedAt >= decidedAt)) return null;
  const { forum } = await replyFrame(kernel, request, dayOf(at));
  const words = {
    addressee: await addresseeOf(kernel, snapshot.id),
    body: [
      text.paper.asked(writtenOn(request.submittedOn), request.subject),
      ...TEMPLATES[decision].body({ reasons: `${text.paper.withdrawn}。` }),
    ],
    // Nobody drafts it: this row is the applicant's own doing here.
    remedies: remediesOf(decision, forum, decision === '3.6.3'),
  };
  return write(kernel, papers, snapshot, { kind: 'ending-notice', nth: nthOf(letters, 'ending-notice'), words }, at);
}

/**
 * Writes to the applicant that a limit has ended his request: at once, for his time to dispute it runs. Safe to run again.
 *
 * @law 政府信息公开条例 第三十条、第四十二条
 */
export async function tellEnding(kernel: Kernel, matterId: number, at: Date): Promise<void> {
  const known = await read(kernel, { matter: matterId });
  const { snapshot, request } = known;
  if (!request.decision || !isDecisionCode(request.decision) || !('byProcess' in decisionOf(request.decision))) return;
  const letter = await endingNotice(kernel, { publicUrl: kernel.publicUrl }, known, at);
  if (!letter) return;
  await remark(kernel, {
    snapshot,
    act: 'ending-notice',
    at,
    facts: { letter: letter.number },
    write: (tx) => keep(tx, matterId, letter),
  });
}
