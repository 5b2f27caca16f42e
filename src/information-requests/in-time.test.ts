import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { day, sweep, system, timeline, verifyLedger } from '../kernel/index.ts';
import { section3 } from './annual-report/counts.ts';
import { askToCorrect } from './operations/correction.ts';
import { tellEnding } from './operations/ending.ts';
import { charge, feeNoticeReceived, feePaid, pay } from './operations/fees.ts';
import { wordsOf } from './operations/letters.ts';
import { progressOf } from './operations/progress.ts';
import { archive, withdraw } from './operations/reply.ts';
import { requestView } from './operations/request-view.ts';
import { resumeCorrected, resumePaid } from './operations/resume.ts';
import { takeUp } from './operations/time.ts';
import { databaseOf } from './repo/database.ts';
import { feeOf } from './repo/fees.ts';
import { lettersOf } from './repo/letters.ts';
import { requestOf } from './repo/requests.ts';
import { asking, at, drain, matter, type Office, officeOf, received, replyDue, requestsCity } from './testing.ts';

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
afterAll(() => city.close());

const doing = (id: number, on: string, actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
const entered = (id: number, on: string, dayOfIt: string) => ({ ...doing(id, on), on: day(dayOfIt) });
const row = (id: number) => requestOf(databaseOf(city.kernel), id);
const fee = (id: number) => feeOf(databaseOf(city.kernel), id);
const letterKinds = async (id: number) => (await lettersOf(databaseOf(city.kernel), id)).map(({ kind }) => kind);
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const wanted = '明建招〔2025〕3号的招标文件';
const year = () => section3(city.kernel.db, { year: 2026, agencyIds: [office.agencyId] });

/** Given up by the sweep of the day after the last day of its correction, 10 March 2026. */
async function uncorrected(change: Parameters<typeof asking>[2] = {}) {
  const { id } = await received(city, office, '2026-03-02', change);
  const items = [{ title: '名称', detail: '写明' }];
  await askToCorrect(city.kernel, { ...doing(id, '2026-03-03'), items, days: 5 });
  await sweep(city.kernel, at('2026-03-11', '01:00'));
  expect(await row(id)).toMatchObject({ decision: '3.6.1', concludedOn: '2026-03-11' });
  return id;
}
const charged = async () => {
  const { id } = await received(city, office, '2026-03-02');
  await takeUp(city.kernel, doing(id, '2026-03-02'));
  await charge(city.kernel, { ...doing(id, '2026-03-05'), method: 'items', quantity: 31 });
  await feeNoticeReceived(city.kernel, doing(id, '2026-03-09'));
  return id;
};
/** Given up by the sweep of the day after the last day of its fee, 7 April 2026. */
async function unpaid() {
  const id = await charged();
  await sweep(city.kernel, at('2026-04-08', '01:00'));
  expect(await row(id)).toMatchObject({ decision: '3.6.2', concludedOn: '2026-04-08' });
  return id;
}
const told = (id: number, paidOn: string, on: string) =>
  feePaid(city.kernel, { orderId: '', matterId: id, paidOn: day(paidOn) }, { actor: system, at: at(on) });

describe('a correction that came in time and was entered when the request had ended', () => {
  test('takes it up again, counted anew from the day it came; it was never given up', async () => {
    const before = await year();
    const id = await uncorrected();
    expect((await year())['3.6.1'].total).toBe(before['3.6.1'].total + 1);
    await resumeCorrected(city.kernel, { ...entered(id, '2026-03-11', '2026-03-10'), wanted });
    expect((await matter(city, id)).state).toBe('handling');
    expect(await row(id)).toMatchObject({
      decision: null,
      decidedAt: null,
      concludedOn: null,
      countedFrom: '2026-03-10',
      receivedOn: '2026-03-02',
      wanted,
    });
    // Twenty working days after 10 March; Qingming is on 4 to 6 April.
    expect(await replyDue(city, id)).toBe('2026-04-08');
    const after = await year();
    expect(after['3.6.1'].total).toBe(before['3.6.1'].total);
    expect(after.R4.total).toBe(before.R4.total + 1);
    expect((await letterKinds(id)).at(-1)).toBe('resumption-notice');
    // Once corrected, nobody asks again and no limit ends it.
    await sweep(city.kernel, at('2026-03-20'));
    expect((await matter(city, id)).state).toBe('handling');
  });

  test('later than its last day, before it was asked for, or without words: refused', async () => {
    const id = await uncorrected();
    const on = (dayOfIt: string, words = wanted) =>
      code(resumeCorrected(city.kernel, { ...entered(id, '2026-03-12', dayOfIt), wanted: words }));
    expect(await on('2026-03-11')).toBe('information-requests/corrected-too-late');
    expect(await on('2026-03-02')).toBe('matter/no-such-day');
    expect(await on('2026-03-10', ' ')).toBe('information-requests/nothing-said');
    expect(await code(resumePaid(city.kernel, entered(id, '2026-03-12', '2026-03-10')))).toBe(
      'information-requests/no-fee',
    );
    const legal = { ...entered(id, '2026-03-12', '2026-03-10'), actor: office.legal, wanted };
    expect(await code(resumeCorrected(city.kernel, legal))).toBe('matter/not-yours');
    expect(await row(id)).toMatchObject({ decision: '3.6.1' });
  });

  test('who took it back is not taken up again, and only the act that fits is offered', async () => {
    const { id } = await received(city, office, '2026-03-02');
    const items = [{ title: '名称', detail: '写明' }];
    await askToCorrect(city.kernel, { ...doing(id, '2026-03-03'), items, days: 5 });
    await withdraw(city.kernel, { ...doing(id, '2026-03-04'), reason: '来电撤回，已核实' });
    expect(await code(resumeCorrected(city.kernel, { ...entered(id, '2026-03-05', '2026-03-04'), wanted }))).toBe(
      'information-requests/not-abandoned',
    );
    const offered = async (which: number) =>
      (await requestView(city.kernel, { id: which, actor: office.officer, at: at('2026-04-08') })).acts.map(
        ({ act }) => act,
      );
    expect(await offered(id)).toEqual(['archive']);
    expect(await offered(await uncorrected())).toEqual(['resume-corrected', 'archive']);
    expect(await offered(await unpaid())).toEqual(['resume-paid', 'archive']);
  });
});

describe('a fee that was paid in time and is known when the request has ended', () => {
  test('at the counter: taken up again, counted anew from the payment, no longer asked for', async () => {
    const before = await year();
    const id = await unpaid();
    expect(await code(resumePaid(city.kernel, entered(id, '2026-04-08', '2026-04-08')))).toBe(
      'information-requests/paid-too-late',
    );
    expect(await code(resumePaid(city.kernel, entered(id, '2026-04-08', '2026-03-04')))).toBe('matter/no-such-day');
    await resumePaid(city.kernel, entered(id, '2026-04-08', '2026-04-07'));
    expect((await matter(city, id)).state).toBe('handling');
    expect(await row(id)).toMatchObject({ decision: null, concludedOn: null, countedFrom: '2026-04-07' });
    expect(await fee(id)).toMatchObject({ state: 'paid', paidOn: '2026-04-07' });
    // Labour Day is from 1 to 5 May.
    expect(await replyDue(city, id)).toBe('2026-05-08');
    expect((await year())['3.6.2'].total).toBe(before['3.6.2'].total);
    expect((await letterKinds(id)).at(-1)).toBe('resumption-notice');
  });

  test('through the gateway: the same, by itself and once', async () => {
    const id = await unpaid();
    await told(id, '2026-04-07', '2026-04-08');
    await told(id, '2026-04-07', '2026-04-08');
    expect((await matter(city, id)).state).toBe('handling');
    expect(await row(id)).toMatchObject({ decision: null, concludedOn: null, countedFrom: '2026-04-07' });
    expect(await fee(id)).toMatchObject({ state: 'paid', paidOn: '2026-04-07' });
    expect((await timeline(city.kernel, id)).filter(({ act }) => act === 'resume-paid')).toHaveLength(1);
  });

  test('through the gateway one day late: owed back, and it stays ended', async () => {
    const id = await unpaid();
    await told(id, '2026-04-08', '2026-04-08');
    expect((await matter(city, id)).state).toBe('ended');
    expect(await fee(id)).toMatchObject({ state: 'refund-due', paidOn: '2026-04-08' });
    // Paid at the counter in time as well: taken up again, and what came too late is still owed back.
    await resumePaid(city.kernel, entered(id, '2026-04-09', '2026-04-07'));
    expect((await matter(city, id)).state).toBe('handling');
    expect(await fee(id)).toMatchObject({ state: 'refund-due', paidOn: '2026-04-07' });
  });

  test('paid at the counter and again through the gateway on the same day: the second is owed back', async () => {
    const id = await charged();
    await pay(city.kernel, doing(id, '2026-03-10'));
    await told(id, '2026-03-10', '2026-03-10');
    expect(await fee(id)).toMatchObject({ state: 'refund-due', paidOn: '2026-03-10' });
    expect((await matter(city, id)).state).toBe('handling');
  });

  test('who has an account is told', async () => {
    const { rows } = await city.kernel.pool.query<{ id: number }>(
      `select id from identity.person where kind <> 'staff' order by id limit 1`,
    );
    const personId = rows[0]?.id ?? 0;
    const id = await uncorrected({ applicant: { ...asking(office, '2026-03-02').applicant, personId } });
    await resumeCorrected(city.kernel, { ...entered(id, '2026-03-11', '2026-03-10'), wanted });
    city.setNow(at('2026-03-11', '11:00'));
    await drain(city);
    const notices = await city.kernel.pool.query<{ code: string }>(
      'select code from kernel.notice where person_id = $1 and matter_id = $2',
      [personId, id],
    );
    expect(notices.rows.map((notice) => notice.code)).toContain('information-request.resume-corrected');
  });
});

describe('who has given up by silence', () => {
  const notices = async (id: number) =>
    (await lettersOf(databaseOf(city.kernel), id)).filter(({ kind }) => kind === 'ending-notice');

  test('is told at once, on his page, in a letter that says what he can do; archiving writes no other', async () => {
    city.setNow(at('2026-03-11', '02:00'));
    const id = await uncorrected();
    expect(await notices(id)).toHaveLength(0);
    await drain(city);
    const [notice] = await notices(id);
    expect(notice?.number).toMatch(/-终止$/u);
    expect(notice?.fileId).not.toBeNull();
    const { snapshot, request } = { snapshot: await matter(city, id), request: await row(id) };
    const who = { ...office.officer, grants: [], holdsCodeOf: id };
    const key = { number: snapshot.number, code: '' };
    const page = await progressOf(city.kernel, { snapshot, request, actor: who }, key, at('2026-03-11'));
    expect(page.letters.map(({ title }) => title)).toContain('政府信息公开申请终止处理告知书');
    const words = notice && wordsOf(city.kernel, notice);
    expect(words?.remedies?.join('')).toContain('行政复议');
    await tellEnding(city.kernel, id, at('2026-03-11'));
    await archive(city.kernel, doing(id, '2026-03-12'));
    expect(await notices(id)).toHaveLength(1);
  });

  test('a second end has a notice of its own; one that was taken up before the letter went has none', async () => {
    city.setNow(at('2026-03-11', '02:00'));
    const id = await uncorrected();
    await resumeCorrected(city.kernel, { ...entered(id, '2026-03-11', '2026-03-10'), wanted });
    await drain(city);
    expect(await notices(id)).toHaveLength(0);
    const again = await uncorrected();
    await drain(city);
    await resumeCorrected(city.kernel, { ...entered(again, '2026-03-11', '2026-03-10'), wanted });
    await withdraw(city.kernel, { ...doing(again, '2026-03-13'), reason: '来电撤回，已核实' });
    await archive(city.kernel, doing(again, '2026-03-16'));
    expect((await notices(again)).map(({ number }) => number.split('-').at(-1))).toEqual(['终止', '终止2']);
  });
});

test('the ledger is whole after all of it', async () => {
  expect(await verifyLedger(city.kernel)).toMatchObject({ faults: [] });
});
