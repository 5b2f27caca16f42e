import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Actor, day, instant, matterById } from '../kernel/index.ts';
import { httpSuperior, type SandboxSuperior, sandboxSuperior } from '../kernel/link/index.ts';
import { askOutcomes, deliver } from './operations/deliver.ts';
import { decide, signFor } from './operations/receive.ts';
import { openReport, sendReport } from './operations/report.ts';
import { reportRow, takeOutgoing } from './repo/reports.ts';
import { arrivedAs, published, reported, type UpwardCity, upwardCity } from './testing.ts';

const AT = instant(day('2026-11-20'), '09:00');
const secret = 'a secret of both sides';
let city: UpwardCity;
let sandbox: SandboxSuperior;
let office: Actor;
let titles = 0;
beforeAll(async () => {
  city = await upwardCity(AT);
  office = city.who.officer;
});
afterAll(() => city.close());
beforeEach(async () => {
  city.setNow(AT);
  const now = () => city.kernel.now();
  const notify = async (_url: string, body: string): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    return (await city.web.inject({ method: 'POST', url: '/links/reports', headers, payload: body })).statusCode;
  };
  sandbox = await sandboxSuperior({ secret, now, notify });
  const names = { title: '省政府办公厅', sender: 'mingtang', publicUrl: 'http://localhost' };
  Object.assign(city.kernel, { superior: httpSuperior({ url: sandbox.url, secret, now, timeoutMs: 2_000, ...names }) });
});
afterEach(() => sandbox.close());

const minutes = (n: number): Date => new Date(AT.getTime() + n * 60_000);
const stateOf = async (id: number): Promise<string> => (await matterById(city.kernel, id)).state;
const row = async (id: number) => {
  const found = await reportRow(city.kernel.pool, id);
  if (!found) throw new Error('no report');
  return found;
};

/** The office passes on what it has adopted: from a bureau, to the city, to the province. */
async function passedOn(): Promise<number> {
  const { kernel } = city;
  titles += 1;
  const index = await published(city, { title: `关于食品抽检情况的第${titles}期专题通告` });
  const arrived = await arrivedAs(kernel, await reported(city, index));
  const by = { actor: office, at: AT };
  const forward = () =>
    openReport(kernel, {
      agencyId: city.agency('590900-ZWGK'),
      superiorId: null,
      chosen: { source: 'forwarded', receivedId: arrived },
      ...by,
    });
  await expect(forward()).rejects.toMatchObject({ code: 'upward/not-adopted' });
  await signFor(kernel, arrived, by);
  await decide(kernel, arrived, { outcome: 'adopted', score: 5, usedWhere: '明堂信息', words: '', ...by });
  const { id } = await forward();
  await sendReport(kernel, id, by);
  return id;
}

test('passed on by the city, it reaches the province over the network and has its receipt', async () => {
  const id = await passedOn();
  expect(sandbox.reports()).toEqual([]);
  await city.drain();
  expect(sandbox.reports()).toHaveLength(1);
  expect(await row(id)).toMatchObject({ receipt: 'SJ00001', receivedOn: '2026-11-20', fault: null });
  expect(await stateOf(id)).toBe('received');
  const { delivery } = await row(id);
  expect(await sandbox.decide(delivery ?? '', { outcome: 'adopted', score: 20, usedWhere: '省政府信息专报' })).toBe(
    200,
  );
  expect(await row(id)).toMatchObject({ outcome: 'adopted', score: 20, usedWhere: '省政府信息专报' });
});

test('a superior who took it and failed to say so is asked again under the same number, and has it once', async () => {
  const id = await passedOn();
  sandbox.failAfterTaking(2);
  expect(await deliver(city.kernel, AT)).toBe(0);
  expect(await row(id)).toMatchObject({ tries: 1, receipt: null });
  expect((await row(id)).fault).toContain('500');
  // Not before its time: a superior who is away is not stormed.
  expect(await deliver(city.kernel, minutes(1))).toBe(0);
  expect(sandbox.asked()).toBe(1);
  await deliver(city.kernel, minutes(2));
  expect(await deliver(city.kernel, minutes(10))).toBe(1);
  expect([sandbox.asked(), sandbox.reports().length]).toEqual([3, 1]);
  expect(await stateOf(id)).toBe('received');
  expect(await deliver(city.kernel, minutes(20))).toBe(0);
});

test('a superior who is away for days gets it all the same; its sender is told once', async () => {
  const id = await passedOn();
  const { superior } = city.kernel;
  if (!superior) throw new Error('no superior');
  Object.assign(city.kernel, { superior: { ...superior, send: () => Promise.reject(new Error('away')) } });
  for (let hour = 0; hour < 40; hour += 1) await deliver(city.kernel, minutes(hour * 61));
  expect(await row(id)).toMatchObject({ fault: 'away', tries: 40 });
  const told = await city.kernel.pool.query(
    `select from kernel.notice where matter_id = $1 and code = 'upward.stuck'`,
    [id],
  );
  expect(told.rowCount).toBe(1);
  Object.assign(city.kernel, { superior });
  city.setNow(minutes(41 * 61));
  expect(await deliver(city.kernel, city.kernel.now())).toBe(1);
});

test('a program that ended between taking and sending loses nothing', async () => {
  const id = await passedOn();
  expect(await takeOutgoing(city.kernel.pool, AT, id)).toHaveLength(1);
  expect(await takeOutgoing(city.kernel.pool, AT, id)).toHaveLength(0);
  expect(await deliver(city.kernel, minutes(5))).toBe(1);
  expect(await stateOf(id)).toBe('received');
});

test('a superior who will not have it says why, and it is returned, not tried for ever', async () => {
  const id = await passedOn();
  sandbox.reject('本单位不接收此类信息');
  expect(await deliver(city.kernel, AT)).toBe(1);
  expect(await stateOf(id)).toBe('returned');
  expect((await row(id)).words).toBe('本单位不接收此类信息');
});

test('a lost message is found by asking; the same told again changes nothing', async () => {
  const id = await passedOn();
  await deliver(city.kernel, AT);
  const delivery = (await row(id)).delivery ?? '';
  sandbox.loseMessages(true);
  expect(await sandbox.decide(delivery, { outcome: 'returned', words: '请补充全年对比数据' })).toBeNull();
  expect(await stateOf(id)).toBe('received');
  expect(await askOutcomes(city.kernel, AT)).toBe(1);
  expect(await stateOf(id)).toBe('returned');
  expect(await askOutcomes(city.kernel, AT)).toBe(0);
  expect(await sandbox.tellAgain(delivery)).toBe(200);
  expect(await stateOf(id)).toBe('returned');
});

test('forged, altered, unknown and contradicting messages are refused', async () => {
  const id = await passedOn();
  await deliver(city.kernel, AT);
  const delivery = (await row(id)).delivery ?? '';
  const message = JSON.stringify({
    key: 'k',
    id: delivery,
    outcome: 'adopted',
    on: '2026-11-20',
    score: 99,
    usedWhere: null,
    words: null,
  });
  const forged = { message, timestamp: AT.getTime(), nonce: 'n', signature: '0'.repeat(64) };
  const answer = await city.web.inject({ method: 'POST', url: '/links/reports', payload: forged });
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'link/bad-signature']);
  await sandbox.decide(delivery, { outcome: 'declined', words: '已有类似信息' });
  expect(await stateOf(id)).toBe('declined');
  expect(await sandbox.tellAgain(delivery)).toBe(200);
  // The same number with other words, and another number with another outcome.
  expect(await sandbox.tellAgain(delivery, { words: '改了' })).toBe(409);
  expect(await sandbox.tellAgain(delivery, { key: 'other', outcome: 'adopted', score: 1 })).toBe(409);
  expect(await sandbox.tellAgain(delivery, { key: 'third', id: crypto.randomUUID() })).toBe(404);
  expect((await row(id)).outcome).toBe('declined');
});
