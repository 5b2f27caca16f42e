import { randomUUID } from 'node:crypto';
import { type Day, dayOf } from '../day.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';

/** What the task `<purpose>.refunded` is given when the gateway has sent the money, as payload `order`, `matter`, `on`. */
export type RefundedOrder = { readonly orderId: string; readonly matterId: number; readonly on: Day };

/**
 * Has money of a paid order sent back, in the transaction of what decides so: a job that is committed with it asks the
 * gateway.
 *
 * @throws Refusal link/unknown-order (404), link/not-paid, link/more-than-paid
 */
export async function refundPayment(
  tx: Transaction,
  { orderId, amountFen, at }: { readonly orderId: string; readonly amountFen: number; readonly at: Date },
): Promise<void> {
  const { rows } = await tx.client.query<{ state: string; amount_fen: number; refunded: number }>(
    `select o.state, o.amount_fen,
            (select coalesce(sum(r.amount_fen), 0)::bigint from kernel.payment_refund r where r.order_id = o.id) as refunded
       from kernel.payment_order o where o.id = $1 for update`,
    [orderId],
  );
  const order = rows[0];
  if (!order) throw refuse('link/unknown-order', {}, 404);
  if (order.state !== 'paid') throw refuse('link/not-paid');
  if (order.refunded + amountFen > order.amount_fen) throw refuse('link/more-than-paid', {}, 422);
  const id = randomUUID();
  await tx.client.query(
    `insert into kernel.payment_refund (id, order_id, amount_fen, state, created_at) values ($1, $2, $3, 'new', $4)`,
    [id, orderId, amountFen, at],
  );
  await addJob(tx, 'kernel.payment-refund', { refund: id }, `payment-refund:${id}`);
}

/** Asks the gateway to send a refund; may run again, and sends it once. */
export async function refundAtGateway(kernel: Kernel, id: string, at: Date): Promise<void> {
  const { payments } = kernel;
  // What is owed to somebody is not forgotten with the setting: the job is tried again, and shows where it fails.
  if (!payments) throw new Error('a refund waits for a gateway (PAYMENT_URL)');
  const { rows } = await kernel.pool.query<{ order_id: string; amount_fen: number; state: string }>(
    'select order_id, amount_fen, state from kernel.payment_refund where id = $1',
    [id],
  );
  const refund = rows[0];
  if (refund?.state !== 'new') return;
  const { ref } = await payments.refund({ id, order: refund.order_id, amountFen: refund.amount_fen });
  await inTransaction(kernel.pool, async (tx) => {
    const { rowCount } = await tx.client.query(
      `update kernel.payment_refund set state = 'done', gateway_ref = $2, done_at = $3 where id = $1 and state = 'new'`,
      [id, ref, at],
    );
    if (!rowCount) return;
    const { rows: orders } = await tx.client.query<{ purpose: string; matter_id: number }>(
      'select purpose, matter_id from kernel.payment_order where id = $1',
      [refund.order_id],
    );
    const order = orders[0];
    if (!order) return;
    const payload = { order: refund.order_id, matter: order.matter_id, on: dayOf(at) };
    await addJob(tx, `${order.purpose}.refunded`, payload, `payment-refunded:${id}`);
  });
  kernel.wake();
}

const addJob = ({ client }: Transaction, task: string, payload: object, key: string) =>
  client.query('select kernel.add_jobs($1)', [JSON.stringify([{ task, payload, key }])]);
