import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type Day, dayOf } from '../day.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import type { PaymentLine, SignedMessage } from './gateway.ts';

export type NewOrder = {
  /** The task that is run when it is paid, e.g. `information-requests.fee`. */
  readonly purpose: string;
  readonly matterId: number;
  readonly subject: string;
  readonly amountFen: number;
  readonly at: Date;
};

/** What the task of its purpose is given, as payload `order`, `matter`, `paidOn`. */
export type PaidOrder = { readonly orderId: string; readonly matterId: number; readonly paidOn: Day };

export type PaymentOrder = {
  readonly id: string;
  readonly state: 'new' | 'open' | 'paid' | 'closed' | 'failed';
  readonly amountFen: number;
  readonly payUrl: string | null;
  readonly paidAt: Date | null;
};

/**
 * Asks for money, in the transaction of the act that does: the order is sent to the gateway by a job that is committed
 * with it, so none is sent for what did not happen and none is forgotten.
 */
export async function orderPayment(
  tx: Transaction,
  { purpose, matterId, subject, amountFen, at }: NewOrder,
): Promise<string> {
  const id = randomUUID();
  await tx.client.query(
    `insert into kernel.payment_order (id, gateway, purpose, matter_id, subject, amount_fen, state, created_at)
     values ($1, 'payment', $2, $3, $4, $5, 'new', $6)`,
    [id, purpose, matterId, subject, amountFen, at],
  );
  await addJob(tx.client, 'kernel.payment-open', { order: id }, `payment-open:${id}`);
  return id;
}

/** Asks for it no longer; what was paid meanwhile stays paid, and its task decides. */
export async function cancelPayment(tx: Transaction, id: string): Promise<void> {
  const { rowCount } = await tx.client.query(
    `update kernel.payment_order set state = 'closed' where id = $1 and state in ('new', 'open', 'failed')`,
    [id],
  );
  if (rowCount) await addJob(tx.client, 'kernel.payment-close', { order: id }, `payment-close:${id}`);
}

type Row = {
  id: string;
  state: PaymentOrder['state'];
  amount_fen: number;
  pay_url: string | null;
  paid_at: Date | null;
};

/** @returns null when there is no such order */
export async function paymentOrder(source: Pick<pg.Pool, 'query'>, id: string): Promise<PaymentOrder | null> {
  const { rows } = await source.query<Row>(
    'select id, state, amount_fen, pay_url, paid_at from kernel.payment_order where id = $1',
    [id],
  );
  const row = rows[0];
  return row
    ? { id: row.id, state: row.state, amountFen: row.amount_fen, payUrl: row.pay_url, paidAt: row.paid_at }
    : null;
}

const addJob = (source: Pick<pg.Pool, 'query'>, task: string, payload: object, key: string) =>
  source.query('select kernel.add_jobs($1)', [JSON.stringify([{ task, payload, key }])]);

/** Sends an order to the gateway; may run again, and finds the same order there. */
export async function openAtGateway(kernel: Kernel, id: string): Promise<void> {
  const { payments } = kernel;
  if (!payments) return;
  const { rows } = await kernel.pool.query<{ subject: string; amount_fen: number; state: string; number: string }>(
    `select o.subject, o.amount_fen, o.state, m.number from kernel.payment_order o join kernel.matter m on m.id = o.matter_id where o.id = $1`,
    [id],
  );
  const order = rows[0];
  if (!order || order.state === 'paid' || order.state === 'closed') return;
  const { ref, payUrl } = await payments.open({
    id,
    subject: order.subject,
    amountFen: order.amount_fen,
  });
  await kernel.pool.query(
    `update kernel.payment_order set state = 'open', gateway = $2, gateway_ref = $3, pay_url = $4, tries = tries + 1, error = null
      where id = $1 and state in ('new', 'failed')`,
    [id, payments.name, ref, payUrl],
  );
}

/**
 * Takes in what a gateway says was paid: once, however often it says so. The order is marked and the task of its purpose
 * queued in one transaction. An order that was closed is paid all the same: the money is here.
 *
 * @throws Refusal link/bad-signature (403), link/other-message (the same number with other words),
 *   link/unknown-order (404), link/other-amount
 */
export async function receivePayment(kernel: Kernel, message: SignedMessage, at: Date): Promise<'paid' | 'known'> {
  const { payments } = kernel;
  const told = payments?.read(message, at) ?? null;
  if (!payments || !told) throw refuse('link/bad-signature', {}, 403);
  const digest = createHash('sha256').update(message.message).digest('hex');
  const outcome = await inTransaction(kernel.pool, async (tx) => {
    const { rows } = await tx.client.query<{ digest: string; fresh: boolean }>(
      `with entered as (
         insert into kernel.link_message (link, key, at, digest, outcome) values ($1, $2, $3, $4, 'paid')
         on conflict (link, key) do nothing returning digest)
       select digest, true as fresh from entered
       union all select digest, false from kernel.link_message where link = $1 and key = $2 and not exists (select from entered)`,
      [payments.name, told.key, at, digest],
    );
    const known = rows[0];
    if (known && !known.fresh) {
      if (known.digest !== digest) throw refuse('link/other-message');
      return 'known' as const;
    }
    return settle(tx, told);
  });
  kernel.wake();
  return outcome;
}

async function settle(tx: Transaction, { order, ref, amountFen, paidAt }: PaymentLine): Promise<'paid' | 'known'> {
  const { rows } = await tx.client.query<{ purpose: string; matter_id: number; amount_fen: number; state: string }>(
    'select purpose, matter_id, amount_fen, state from kernel.payment_order where id = $1 for update',
    [order],
  );
  const row = rows[0];
  if (!row) throw refuse('link/unknown-order', {}, 404);
  if (row.amount_fen !== amountFen) throw refuse('link/other-amount');
  if (row.state === 'paid') return 'known';
  await tx.client.query(
    `update kernel.payment_order set state = 'paid', paid_at = $2, gateway_ref = coalesce(gateway_ref, $3) where id = $1`,
    [order, paidAt, ref],
  );
  const payload = { order, matter: row.matter_id, paidOn: dayOf(new Date(paidAt)) };
  await addJob(tx.client, row.purpose, payload, `payment-paid:${order}`);
  return 'paid';
}

/** A difference between what the gateway lists and what is known here. */
export type Difference = {
  readonly ref: string;
  readonly kind: 'missing-here' | 'missing-there' | 'amount' | 'state';
};

/**
 * Compares a day with the gateway's list. What it took for an open order and never told is entered as paid; everything
 * else that differs is kept for a person to clear up. Safe to run again.
 */
export async function reconcile(kernel: Kernel, on: Day, at: Date): Promise<readonly Difference[]> {
  const { payments } = kernel;
  if (!payments) return [];
  const lines = await payments.statement(on);
  const { rows } = await kernel.pool.query<{ id: string; amount_fen: number; state: string; on: Day | null }>(
    `select id, amount_fen, state, (paid_at at time zone 'Asia/Shanghai')::date as on from kernel.payment_order
      where id = any($1::uuid[]) or (gateway = $2 and (paid_at at time zone 'Asia/Shanghai')::date = $3::date)`,
    [lines.map(({ order }) => order), payments.name, on],
  );
  const here = new Map(rows.map((row) => [row.id, row]));
  const there = new Set(lines.map(({ order }) => order));
  const found: { difference: Difference; here: unknown; there: unknown; clearedAt: Date | null }[] = [];
  for (const line of lines) {
    const order = here.get(line.order);
    if (!order)
      found.push({ difference: { ref: line.order, kind: 'missing-here' }, here: null, there: line, clearedAt: null });
    else if (order.amount_fen !== line.amountFen)
      found.push({ difference: { ref: line.order, kind: 'amount' }, here: order, there: line, clearedAt: null });
    else if (order.state !== 'paid') {
      await inTransaction(kernel.pool, (tx) => settle(tx, line));
      found.push({ difference: { ref: line.order, kind: 'state' }, here: order, there: line, clearedAt: at });
    }
  }
  for (const order of rows)
    if (order.state === 'paid' && order.on === on && !there.has(order.id))
      found.push({ difference: { ref: order.id, kind: 'missing-there' }, here: order, there: null, clearedAt: null });
  for (const { difference, here: ours, there: theirs, clearedAt } of found)
    await kernel.pool.query(
      `insert into kernel.link_difference (link, day, ref, kind, here, there, found_at, cleared_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (link, day, ref, kind) do nothing`,
      [payments.name, on, difference.ref, difference.kind, json(ours), json(theirs), at, clearedAt],
    );
  if (found.length > 0) kernel.wake();
  return found.map(({ difference }) => difference);
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
