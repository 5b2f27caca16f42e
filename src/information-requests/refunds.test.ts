import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { day, system, timeline, verifyLedger } from '../kernel/index.ts';
import { httpGateway, type SandboxGateway, sandboxGateway } from '../kernel/link/index.ts';
import { charge, feePaid, pay } from './operations/fees.ts';
import { receiveRequest } from './operations/intake.ts';
import { refundFee } from './operations/refunds.ts';
import { withdraw } from './operations/reply.ts';
import { takeUp } from './operations/time.ts';
import { databaseOf } from './repo/database.ts';
import { feeOf } from './repo/fees.ts';
import { asking, at, drain, type Office, officeOf, requestsCity } from './testing.ts';

const secret = 'a secret that both sides know';
let city: TestCity;
let office: Office;
let sandbox: SandboxGateway;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
beforeEach(async () => {
  city.setNow(at('2026-03-02'));
  const now = () => city.kernel.now();
  const notify = async (_url: string, body: string) =>
    (
      await city.web.inject({
        method: 'POST',
        url: '/links/payment',
        payload: body,
        headers: { 'content-type': 'application/json' },
      })
    ).statusCode;
  sandbox = await sandboxGateway({ secret, now, notify });
  const publicUrl = 'https://www.mingtang.example';
  const payments = httpGateway({ name: 'sandbox', url: sandbox.url, merchant: 'mingtang', secret, publicUrl, now });
  Object.assign(city.kernel, { payments });
});
afterEach(() => sandbox.close());
afterAll(() => city.close());

/** What waits, and what that leads to. */
const drained = async () => {
  await drain(city);
  await drain(city);
};
const doing = (id: number, on: string, actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
const fee = (id: number) => feeOf(databaseOf(city.kernel), id);
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

/** A request that owes 2,700 yuan, and its order at the gateway. */
async function owing() {
  const { id } = await receiveRequest(city.kernel, asking(office, '2026-03-02'));
  await takeUp(city.kernel, doing(id, '2026-03-02'));
  await charge(city.kernel, { ...doing(id, '2026-03-03'), method: 'pages', quantity: 200 });
  await drain(city);
  return { id, order: (await fee(id))?.orderId ?? '' };
}

const back = (id: number, amountFen: number, why: 'overpaid' | 'late' | 'withdrawn' | 'reversed' = 'reversed') =>
  refundFee(city.kernel, { ...doing(id, '2026-03-20', office.head), amountFen, why, words: '收费决定已撤销' });

describe('money that goes back', () => {
  test('through the gateway, once, when the head says so; noted in the history', async () => {
    const { id, order } = await owing();
    expect(await code(back(id, 270_000))).toBe('information-requests/nothing-to-refund');
    city.setNow(at('2026-03-10'));
    expect(await sandbox.pay(order)).toBe(200);
    await drain(city);
    const officers = refundFee(city.kernel, {
      ...doing(id, '2026-03-20'),
      amountFen: 1,
      why: 'reversed',
      words: '理由',
    });
    expect(await code(officers)).toBe('access/forbidden');
    expect(await code(back(id, 270_001))).toBe('information-requests/refund-too-much');
    await back(id, 270_000);
    expect(await fee(id)).toMatchObject({ state: 'refunding', refundFen: 270_000, refundedOn: null });
    city.setNow(at('2026-03-20', '11:00'));
    await drained();
    expect(await fee(id)).toMatchObject({ state: 'refunded', refundedOn: '2026-03-20' });
    expect(sandbox.refunds()).toMatchObject([{ order, amountFen: 270_000 }]);
    expect(await code(back(id, 1))).toBe('information-requests/nothing-to-refund');
    const acts = (await timeline(city.kernel, id)).map(({ act }) => act);
    expect(acts.slice(-2)).toEqual(['fee-refund', 'fee-refunded']);
  });

  test('paid when the request had been taken back: owed back, and sent back', async () => {
    const { id, order } = await owing();
    await withdraw(city.kernel, { ...doing(id, '2026-03-04'), reason: '来电撤回，已核实' });
    city.setNow(at('2026-03-10'));
    await sandbox.pay(order);
    await drain(city);
    expect(await fee(id)).toMatchObject({ state: 'refund-due' });
    await back(id, 270_000, 'withdrawn');
    await drained();
    expect(await fee(id)).toMatchObject({ state: 'refunded' });
    // What was done already is told once more: nothing is owed back a second time.
    const again = { orderId: order, matterId: id, paidOn: day('2026-03-10') };
    await feePaid(city.kernel, again, { actor: system, at: at('2026-03-21') });
    expect(await fee(id)).toMatchObject({ state: 'refunded' });
    expect(await code(back(id, 1))).toBe('information-requests/nothing-to-refund');
  });

  test('a part, because more was paid than is owed; the rest stays', async () => {
    const { id, order } = await owing();
    city.setNow(at('2026-03-10'));
    await sandbox.pay(order);
    await drain(city);
    await back(id, 100_000, 'overpaid');
    await drained();
    expect(sandbox.refunds()).toMatchObject([{ order, amountFen: 100_000 }]);
    expect(await fee(id)).toMatchObject({ amountFen: 270_000, refundFen: 100_000, state: 'refunded' });
  });

  test('paid at the counter: given back there, and no gateway is asked', async () => {
    const { id } = await owing();
    await pay(city.kernel, doing(id, '2026-03-10'));
    await back(id, 270_000);
    expect(await fee(id)).toMatchObject({ state: 'refunded', refundedOn: '2026-03-20' });
    await drain(city);
    expect(sandbox.refunds()).toEqual([]);
  });

  test('the gateway that answers with an error is asked again later', async () => {
    const { id, order } = await owing();
    city.setNow(at('2026-03-10'));
    await sandbox.pay(order);
    await drain(city);
    await back(id, 270_000);
    const { payments } = city.kernel;
    if (!payments) throw new Error('no gateway');
    Object.assign(city.kernel, { payments: { ...payments, refund: () => Promise.reject(new Error('away')) } });
    await drain(city).catch(() => undefined);
    expect(await fee(id)).toMatchObject({ state: 'refunding' });
    Object.assign(city.kernel, { payments });
    await city.kernel.pool.query(
      `update kernel.job set run_at = '-infinity', locked_until = null where task = 'kernel.payment-refund'`,
    );
    await drain(city);
    expect(sandbox.refunds()).toHaveLength(1);
  });
});

test('the ledger is whole after all of it', async () => {
  expect(await verifyLedger(city.kernel)).toMatchObject({ faults: [] });
});
