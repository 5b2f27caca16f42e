import { inTransaction, type Kernel, refuse, remark, tell } from '../../kernel/index.ts';
import { paymentOrder, type RefundedOrder, refundPayment } from '../../kernel/link/index.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { changeFee, feeOf, type RefundReason } from '../repo/fees.ts';
import { type Doing, legalDayOf, read } from './doing.ts';
import { FEE } from './fees.ts';

/** What the port of payments runs when the gateway has sent the money back. */
export const REFUNDED = `${FEE}.refunded`;

/** Fees of which something can go back. */
const PAID: ReadonlySet<string> = new Set(['paid', 'refund-due']);

export type Refund = { readonly amountFen: number; readonly why: RefundReason; readonly words: string };

/**
 * The head has a fee sent back, all of it or a part: paid too late, for a request that was taken back, more than was owed,
 * or because the decision to charge was reversed. What was paid through the gateway goes back through it; what was paid
 * at the counter is given back there, on the day that is entered.
 *
 * @throws Refusal access/forbidden, information-requests/no-fee, nothing-to-refund, refund-too-much (422), no-reason,
 *   matter/changed
 * @law 政府信息公开信息处理费管理办法
 */
export async function refundFee(kernel: Kernel, { amountFen, why, words, ...doing }: Doing & Refund): Promise<void> {
  const { snapshot } = await read(kernel, doing);
  const { actor, at } = doing;
  kernel.access.check(actor, 'information-requests.refund', { agencyId: snapshot.agencyId });
  if (doing.seenSeq !== undefined && doing.seenSeq !== snapshot.seq) throw refuse('matter/changed');
  const fee = await feeOf(databaseOf(kernel), snapshot.id);
  if (!fee) throw refuse('information-requests/no-fee');
  if (!PAID.has(fee.state)) throw refuse('information-requests/nothing-to-refund');
  if (amountFen > fee.amountFen) throw refuse('information-requests/refund-too-much', {}, 422);
  if (words.trim().length < 2) throw refuse('information-requests/no-reason');
  const order = fee.orderId === null ? null : await paymentOrder(kernel.pool, fee.orderId);
  const { orderId } = fee;
  const throughGateway = order?.state === 'paid' && orderId !== null;
  await remark(kernel, {
    snapshot,
    act: 'fee-refund',
    actor,
    at,
    facts: { amountFen, why, how: throughGateway ? 'gateway' : 'counter' },
    personal: { text: words.trim() },
    write: async (tx) => {
      await changeFee(databaseIn(tx), snapshot.id, {
        refund_fen: amountFen,
        refund_reason: why,
        ...(throughGateway ? { state: 'refunding' } : { state: 'refunded', refunded_on: legalDayOf(doing) }),
      });
      if (throughGateway) await refundPayment(tx, { orderId, amountFen, at });
    },
  });
  kernel.wake();
}

/** The gateway has sent it: it is noted, and who asked is told. Safe to run again. */
export async function feeRefunded(kernel: Kernel, { matterId, on }: RefundedOrder, at: Date): Promise<void> {
  const { snapshot } = await read(kernel, { matter: matterId });
  const fee = await feeOf(databaseOf(kernel), matterId);
  if (fee?.state !== 'refunding') return;
  await remark(kernel, {
    snapshot,
    act: 'fee-refunded',
    at,
    facts: { amountFen: fee.refundFen, on },
    write: (tx) => changeFee(databaseIn(tx), matterId, { state: 'refunded', refunded_on: on }).then(() => undefined),
  });
  const { subjectId, number } = snapshot;
  if (subjectId === null) return;
  await inTransaction(kernel.pool, ({ client }) =>
    tell(client, { personId: subjectId, matterId, code: 'information-requests.refunded', params: { number }, at }),
  );
}
