import { sql } from 'kysely';
import type { Day } from '../../kernel/index.ts';
import type { FeeMethod } from '../rules/fees.ts';
import type { RequestsDb } from './database.ts';

export type FeeState = 'due' | 'paid' | 'lapsed' | 'withdrawn' | 'refund-due' | 'refunding' | 'refunded';

/** Why money goes back. */
export type RefundReason = 'overpaid' | 'late' | 'withdrawn' | 'reversed';

export const insertFee = (
  db: RequestsDb,
  fee: {
    readonly matterId: number;
    readonly agencyId: number;
    readonly method: FeeMethod;
    readonly quantity: number;
    readonly before: number;
    readonly amountFen: number;
    readonly noticedOn: Day;
  },
) =>
  db
    .insertInto('information_requests.fee')
    .values({
      matter_id: fee.matterId,
      agency_id: fee.agencyId,
      method: fee.method,
      quantity: fee.quantity,
      before: fee.before,
      amount_fen: fee.amountFen,
      noticed_on: fee.noticedOn,
      state: 'due',
    })
    .execute();

export const feeOf = (db: RequestsDb, matterId: number) =>
  db
    .selectFrom('information_requests.fee')
    .select([
      'method',
      'quantity',
      'before',
      'amount_fen as amountFen',
      'noticed_on as noticedOn',
      'notice_received_on as noticeReceivedOn',
      'due_on as dueOn',
      'paid_on as paidOn',
      'gateway_paid_on as gatewayPaidOn',
      'order_id as orderId',
      'state',
      'refund_fen as refundFen',
      'refunded_on as refundedOn',
    ])
    .where('matter_id', '=', matterId)
    .executeTakeFirst();

export type FeeRow = NonNullable<Awaited<ReturnType<typeof feeOf>>>;

export const changeFee = (
  db: RequestsDb,
  matterId: number,
  change: {
    readonly notice_received_on?: Day;
    readonly due_on?: Day | null;
    readonly paid_on?: Day;
    readonly gateway_paid_on?: Day;
    readonly order_id?: string;
    readonly state?: FeeState;
    readonly refund_fen?: number;
    readonly refund_reason?: RefundReason;
    readonly refunded_on?: Day;
  },
) => db.updateTable('information_requests.fee').set(change).where('matter_id', '=', matterId).execute();

/** Money that the gateway took and nobody owed: it goes back. What was paid before keeps its day. */
export const oweBack = (db: RequestsDb, matterId: number, paidOn: Day) =>
  sql`update information_requests.fee set state = 'refund-due', gateway_paid_on = ${paidOn}, paid_on = coalesce(paid_on, ${paidOn})
       where matter_id = ${matterId} and gateway_paid_on is null`.execute(db);
