import type { Day, Transaction } from '../../kernel/index.ts';
import { cancelPayment } from '../../kernel/link/index.ts';
import { databaseIn } from '../repo/database.ts';
import { changeFee, type FeeRow } from '../repo/fees.ts';

/** The fee is paid; what was paid at the counter is no longer asked for through the gateway. */
export async function enterPaid(
  tx: Transaction,
  paid: { readonly matterId: number; readonly fee: FeeRow; readonly paidOn: Day; readonly byGateway: boolean },
): Promise<void> {
  const { matterId, fee, paidOn, byGateway } = paid;
  const told = byGateway ? { gateway_paid_on: paidOn } : {};
  // Money that came through the gateway as well, on another day, is still owed back.
  const isTwice = !byGateway && fee.gatewayPaidOn !== null && fee.gatewayPaidOn !== paidOn;
  await changeFee(databaseIn(tx), matterId, { paid_on: paidOn, state: isTwice ? 'refund-due' : 'paid', ...told });
  if (fee.orderId && !byGateway) await cancelPayment(tx, fee.orderId);
}
