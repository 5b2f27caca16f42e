import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { day, inTransaction, sweep, timeline, verifyLedger } from '../kernel/index.ts';
import { feeTableOf, feeTables, NATIONAL, publishedFeeTables } from './fee-tables.ts';
import { consult, letterReceived, recordLateOpinion, recordOpinion } from './operations/consulting.ts';
import { askToCorrect, confirmCorrection, correct, receiveCorrection } from './operations/correction.ts';
import { charge, feeNoticeReceived, pay } from './operations/fees.ts';
import { confirm, confirmAsApplicant, receiveRequest } from './operations/intake.ts';
import {
  approve,
  archive,
  proveDelivery,
  saveDraft,
  send,
  sendBack,
  sign,
  submitDraft,
  withdraw,
} from './operations/reply.ts';
import { askReasons, delay, extend, giveReasons, takeUp } from './operations/time.ts';
import { databaseOf } from './repo/database.ts';
import { feeOf } from './repo/fees.ts';
import { lettersOf } from './repo/letters.ts';
import { opinionsOf } from './repo/opinions.ts';
import { requestOf } from './repo/requests.ts';
import { settingsRegister } from './settings.ts';
import { asking, at, drain, matter, type Office, officeOf, received, replyDue, requestsCity } from './testing.ts';

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
afterAll(() => city.close());

const doing = (id: number, on: string, actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
const row = (id: number) => requestOf(databaseOf(city.kernel), id);
const counter = async (on = '2026-03-02', change = {}) => (await received(city, office, on, change)).id;
const handled = async (on = '2026-03-02', change = {}): Promise<number> => {
  const id = await counter(on, change);
  await takeUp(city.kernel, doing(id, on));
  return id;
};
const drafted = async (
  id: number,
  on: string,
  decision = '3.5.2',
  points: Record<string, string> = { earlier: 'XG-1，2025年1月2日' },
) => {
  await saveDraft(city.kernel, { ...doing(id, on), draft: { decision, points, attachments: [] } });
  return submitDraft(city.kernel, doing(id, on));
};
const signed = async (id: number, on: string) => {
  await drafted(id, on);
  await approve(city.kernel, doing(id, on, office.legal));
  return sign(city.kernel, doing(id, on, office.head));
};
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('how long the reply may take (received on 2 March 2026)', () => {
  test('twenty working days', async () => {
    expect(await replyDue(city, await counter())).toBe('2026-03-30');
  });

  test('a correction may be asked for within seven working days, once, and restarts the count', async () => {
    const id = await counter();
    expect((await matter(city, id)).clocks['correction-notice']?.dueOn).toBe('2026-03-11');
    const items = [{ title: '信息名称', detail: '写明文号' }];
    await askToCorrect(city.kernel, { ...doing(id, '2026-03-11'), items, days: 15 });
    expect(await replyDue(city, id)).toBeNull();
    await receiveCorrection(city.kernel, {
      ...doing(id, '2026-03-16'),
      on: day('2026-03-13'),
      wanted: '明建招〔2025〕3号',
    });
    expect(await replyDue(city, id)).toBe('2026-04-13');
    expect(await row(id)).toMatchObject({
      receivedOn: '2026-03-02',
      countedFrom: '2026-03-13',
      wanted: '明建招〔2025〕3号',
    });
  });

  test('on the eighth working day it is too late to ask, and the request is handled as it is', async () => {
    const id = await counter();
    const items = [{ title: '信息名称', detail: '写明文号' }];
    expect(await code(askToCorrect(city.kernel, { ...doing(id, '2026-03-12'), items }))).toBe(
      'information-requests/correction-too-late',
    );
    await sweep(city.kernel, at('2026-03-12'));
    expect((await matter(city, id)).state).toBe('handling');
    expect(await code(askToCorrect(city.kernel, { ...doing(id, '2026-03-12'), items }))).toBe('matter/not-in-state');
  });

  test('who does not correct in time has given up: row 3.6.1', async () => {
    const id = await counter();
    await askToCorrect(city.kernel, {
      ...doing(id, '2026-03-03'),
      items: [{ title: '名称', detail: '写明' }],
      days: 5,
    });
    expect((await matter(city, id)).clocks.correction?.dueOn).toBe('2026-03-10');
    await sweep(city.kernel, at('2026-03-11'));
    expect(await matter(city, id)).toMatchObject({ state: 'ended' });
    expect(await row(id)).toMatchObject({ decision: '3.6.1', concludedOn: '2026-03-11' });
    await archive(city.kernel, doing(id, '2026-03-12'));
    expect((await lettersOf(databaseOf(city.kernel), id)).at(-1)).toMatchObject({ kind: 'ending-notice' });
  });

  test('a correction by web counts from the day the agency confirms it', async () => {
    const { id } = await receiveRequest(city.kernel, asking(office, '2026-03-02', { channel: 'web' }));
    await confirm(city.kernel, doing(id, '2026-03-02'));
    await askToCorrect(city.kernel, { ...doing(id, '2026-03-03'), items: [{ title: '名称', detail: '写明' }] });
    const applicant = { ...office.officer, grants: [], holdsCodeOf: id };
    await correct(city.kernel, { ...doing(id, '2026-03-12', applicant), wanted: '写明了' });
    expect(await replyDue(city, id)).toBeNull();
    await confirmCorrection(city.kernel, doing(id, '2026-03-13'));
    expect(await replyDue(city, id)).toBe('2026-04-13');
  });

  test('the longest extension', async () => {
    const id = await handled();
    expect(
      await code(extend(city.kernel, { ...doing(id, '2026-03-30', office.head), days: 21, reason: '数量大' })),
    ).toBe('matter/no-such-term');
    await extend(city.kernel, { ...doing(id, '2026-03-30', office.head), days: 20, reason: '数量大' });
    expect(await replyDue(city, id)).toBe('2026-04-28');
    expect(
      await code(extend(city.kernel, { ...doing(id, '2026-04-01', office.head), days: 1, reason: '数量大' })),
    ).toBe('matter/extension-used-up');
  });

  test('an extension of fewer days', async () => {
    const id = await handled();
    await extend(city.kernel, { ...doing(id, '2026-03-20', office.head), days: 1, reason: '数量大' });
    expect(await replyDue(city, id)).toBe('2026-03-31');
    expect(await row(id)).toMatchObject({ extendedWorkdays: 1 });
  });

  test('an extension that is asked for when the limit has passed is refused; who handles it cannot approve it', async () => {
    const id = await handled();
    expect(
      await code(extend(city.kernel, { ...doing(id, '2026-03-31', office.head), days: 5, reason: '数量大' })),
    ).toBe('information-requests/too-late');
    expect(await code(extend(city.kernel, { ...doing(id, '2026-03-20'), days: 5, reason: '数量大' }))).toBe(
      'matter/not-yours',
    );
  });

  test('asking a third party does not count, from sending to answering', async () => {
    const id = await handled();
    const letters = [{ whom: 'third-party' as const, addressee: '某公司', question: '是否同意公开报价' }];
    await consult(city.kernel, { ...doing(id, '2026-03-10'), on: day('2026-03-09'), letters });
    const [opinion] = await opinionsOf(databaseOf(city.kernel), id);
    if (!opinion) throw new Error('no opinion');
    await letterReceived(city.kernel, doing(opinion.id, '2026-03-10'));
    expect((await matter(city, opinion.id)).clocks.opinion?.dueOn).toBe('2026-03-31');
    expect(await replyDue(city, id)).toBeNull();
    // Entered two days after it came.
    await recordOpinion(city.kernel, {
      ...doing(opinion.id, '2026-03-25'),
      on: day('2026-03-23'),
      answer: 'objects',
      words: '商业秘密',
    });
    city.setNow(at('2026-03-25', '11:00'));
    await drain(city);
    expect(await matter(city, id)).toMatchObject({ state: 'handling' });
    expect(await replyDue(city, id)).toBe('2026-04-14');
  });

  test('a third party that is silent: the fifteenth day ends it, however late that is noticed', async () => {
    const id = await handled();
    const letters = [
      { whom: 'third-party' as const, addressee: '某公司', question: '是否同意公开' },
      { whom: 'agency' as const, addressee: '市住建局', question: '是否同意公开' },
    ];
    await consult(city.kernel, { ...doing(id, '2026-03-09'), letters });
    const [party, agency] = await opinionsOf(databaseOf(city.kernel), id);
    if (!party || !agency) throw new Error('no opinions');
    await letterReceived(city.kernel, doing(party.id, '2026-03-10'));
    await letterReceived(city.kernel, doing(agency.id, '2026-03-09'));
    await recordOpinion(city.kernel, { ...doing(agency.id, '2026-03-12'), answer: 'agrees', words: '同意' });
    await sweep(city.kernel, at('2026-04-08'));
    city.setNow(at('2026-04-08', '11:00'));
    await drain(city);
    const after = await opinionsOf(databaseOf(city.kernel), id);
    expect(after.map(({ answer }) => answer)).toEqual(['silent', 'agrees']);
    const { state, clocks } = await matter(city, id);
    expect(state).toBe('handling');
    expect(clocks.reply?.facts.spans).toMatchObject([{ from: '2026-03-09', to: '2026-03-31' }]);
    // Late, and kept all the same: whoever decides should know it.
    await recordLateOpinion(city.kernel, { ...doing(party.id, '2026-04-09'), answer: 'objects', words: '不同意' });
    expect((await opinionsOf(databaseOf(city.kernel), id))[0]).toMatchObject({
      answer: 'silent',
      lateOn: '2026-04-09',
    });
    expect((await matter(city, id)).clocks.reply?.facts.spans).toHaveLength(1);
  });

  test('who asks for too much says why; then another term is fixed', async () => {
    const id = await handled();
    expect(
      await code(delay(city.kernel, { ...doing(id, '2026-03-10', office.head), days: 60, reason: '数量大' })),
    ).toBe('information-requests/reasons-not-asked');
    await askReasons(city.kernel, { ...doing(id, '2026-03-10'), days: 10, reason: '一个月内申请 40 件' });
    expect(await replyDue(city, id)).toBe('2026-03-30');
    await giveReasons(city.kernel, { ...doing(id, '2026-03-12'), reason: '科研需要' });
    await delay(city.kernel, { ...doing(id, '2026-03-16', office.head), days: 60, reason: '数量大' });
    expect((await matter(city, id)).clocks.reply?.state).toBe('met');
    expect(await replyDue(city, id)).toBe('2026-06-11');
  });
});

describe('fees', () => {
  test('by page: notice, twenty working days from its receipt, and the reply is counted anew from payment', async () => {
    const id = await handled('2026-03-02', {
      way: 'email',
      applicant: { ...asking(office, '2026-03-02').applicant, email: 'a@b.cn' },
    });
    expect(await code(charge(city.kernel, { ...doing(id, '2026-03-05'), method: 'pages', quantity: 30 }))).toBe(
      'information-requests/nothing-to-pay',
    );
    await charge(city.kernel, { ...doing(id, '2026-03-05'), method: 'pages', quantity: 68 });
    expect(await feeOf(databaseOf(city.kernel), id)).toMatchObject({ amountFen: 38_000, state: 'due' });
    await feeNoticeReceived(city.kernel, { ...doing(id, '2026-03-10'), on: day('2026-03-09') });
    expect(await feeOf(databaseOf(city.kernel), id)).toMatchObject({ dueOn: '2026-04-07' });
    await pay(city.kernel, { ...doing(id, '2026-03-20'), on: day('2026-03-19') });
    expect(await replyDue(city, id)).toBe('2026-04-17');
    expect(await code(charge(city.kernel, { ...doing(id, '2026-03-21'), method: 'items', quantity: 20 }))).toBe(
      'information-requests/charged-before',
    );
  });

  test('paid one day late: refused, given up, row 3.6.2', async () => {
    const id = await handled();
    await charge(city.kernel, { ...doing(id, '2026-03-05'), method: 'items', quantity: 31 });
    await feeNoticeReceived(city.kernel, doing(id, '2026-03-09'));
    expect(await code(pay(city.kernel, doing(id, '2026-04-08')))).toBe('information-requests/paid-too-late');
    await sweep(city.kernel, at('2026-04-08'));
    expect(await row(id)).toMatchObject({ decision: '3.6.2', concludedOn: '2026-04-08' });
    expect(await feeOf(databaseOf(city.kernel), id)).toMatchObject({ state: 'lapsed' });
    // The last day itself is in time.
    const other = await handled();
    await charge(city.kernel, { ...doing(other, '2026-03-05'), method: 'items', quantity: 31 });
    await feeNoticeReceived(city.kernel, doing(other, '2026-03-09'));
    await pay(city.kernel, doing(other, '2026-04-07'));
    expect((await matter(city, other)).state).toBe('handling');
  });

  test('a table that changes: a request from before keeps its own, and the notice names the basis', async () => {
    const earlier = await handled('2026-08-28');
    const [table] = await publishedFeeTables(city.kernel.published.pool, day('2026-08-28'));
    if (!table) throw new Error('no table');
    const bands = [{ upTo: null, yuan: 1000 }];
    await inTransaction(city.kernel.pool, (tx) =>
      feeTables.put(tx, {
        key: NATIONAL,
        validFrom: day('2026-09-01'),
        value: { ...table.table, items: { law: '某办法 第一条', bands } },
        source: '某文件',
        changedBy: null,
        at: at('2026-08-28'),
      }),
    );
    const later = await handled('2026-09-01');
    for (const id of [earlier, later])
      await charge(city.kernel, { ...doing(id, '2026-09-02'), method: 'items', quantity: 11 });
    const fees = await Promise.all([earlier, later].map((id) => feeOf(databaseOf(city.kernel), id)));
    expect(fees.map((fee) => fee?.amountFen)).toEqual([10_000, 1_100_000]);
    expect(await code(feeTableOf(city.kernel, day('2020-12-31')))).toBe('information-requests/no-fee-table');
    const { body } = await city.web.inject({
      method: 'GET',
      url: '/information-requests',
      headers: { accept: 'text/html' },
    });
    expect(body).toContain('11 至 30 件每件 100 元');
    expect(body).toContain('自2026年9月1日起收到的申请适用（某文件）');
  });

  test('by item: what the same applicant asked for in the same month comes first', async () => {
    const applicant = { ...asking(office, '2026-06-01').applicant, document: '440000195811030049', name: '周秀兰' };
    for (let i = 0; i < 11; i++) await counter('2026-06-01', { applicant });
    const id = await handled('2026-06-02', { applicant });
    await charge(city.kernel, { ...doing(id, '2026-06-03'), method: 'items', quantity: 1 });
    expect(await feeOf(databaseOf(city.kernel), id)).toMatchObject({ before: 11, amountFen: 10_000 });
    const next = await handled('2026-07-01', { applicant });
    expect(await code(charge(city.kernel, { ...doing(next, '2026-07-01'), method: 'items', quantity: 1 }))).toBe(
      'information-requests/nothing-to-pay',
    );
  });
});

describe('the reply', () => {
  test('is drafted, reviewed and signed by three people, sent, delivered, archived', async () => {
    const id = await handled();
    const me = office.everything;
    await saveDraft(city.kernel, {
      ...doing(id, '2026-03-03', me),
      draft: { decision: '3.5.2', points: { earlier: 'XG-1' }, attachments: [] },
    });
    await submitDraft(city.kernel, doing(id, '2026-03-03', me));
    expect(await code(approve(city.kernel, doing(id, '2026-03-03', me)))).toBe('matter/same-person');
    await approve(city.kernel, doing(id, '2026-03-04', office.legal));
    expect(await code(sign(city.kernel, doing(id, '2026-03-04', me)))).toBe('matter/same-person');
    await sign(city.kernel, doing(id, '2026-03-05', office.head));
    expect(await row(id)).toMatchObject({ decision: '3.5.2', concludedOn: null });
    await send(city.kernel, { ...doing(id, '2026-03-06'), how: 'post' });
    expect(await row(id)).toMatchObject({ concludedOn: '2026-03-06' });
    expect((await matter(city, id)).clocks.reply).toMatchObject({ state: 'met', metOn: '2026-03-06' });
    await proveDelivery(city.kernel, { ...doing(id, '2026-03-10'), on: day('2026-03-09'), proof: 'EMS 123 签收' });
    await archive(city.kernel, doing(id, '2026-03-11'));
    expect(await matter(city, id)).toMatchObject({ state: 'archived' });
    expect((await timeline(city.kernel, id)).map(({ act }) => act)).toEqual([
      'register',
      'take-up',
      'draft',
      'approve',
      'sign',
      'send',
      'prove-delivery',
      'archive',
    ]);
  });

  test('an incomplete draft is not handed on; what was sent back can be changed', async () => {
    const id = await handled();
    await saveDraft(city.kernel, {
      ...doing(id, '2026-03-03'),
      draft: { decision: '3.3.1', points: {}, attachments: [] },
    });
    expect(await code(submitDraft(city.kernel, doing(id, '2026-03-03')))).toBe('information-requests/draft-incomplete');
    await drafted(id, '2026-03-03', '3.3.1', { reasons: '标注为机密级' });
    expect(await code(drafted(id, '2026-03-03'))).toBe('matter/not-in-state');
    expect(await code(sendBack(city.kernel, { ...doing(id, '2026-03-03', office.legal), reason: '' }))).toBe(
      'information-requests/no-reason',
    );
    await sendBack(city.kernel, { ...doing(id, '2026-03-03', office.legal), reason: '没有写明定密依据' });
    await signed(id, '2026-03-04');
    expect(await row(id)).toMatchObject({ decision: '3.5.2' });
  });

  test('what is signed is what was reviewed', async () => {
    const id = await handled();
    await drafted(id, '2026-03-03');
    await approve(city.kernel, doing(id, '2026-03-03', office.legal));
    await city.kernel.pool.query(`update information_requests.reply set decision = '3.1' where matter_id = $1`, [id]);
    expect(await code(sign(city.kernel, doing(id, '2026-03-04', office.head)))).toBe(
      'information-requests/draft-changed',
    );
  });

  test.each(['3.6.1', '3.6.2', '3.9', ''])('nobody drafts %j', async (decision) => {
    const id = await handled();
    expect(await code(drafted(id, '2026-03-03', decision))).toBe('information-requests/no-such-decision');
  });

  test('two who decide at once: one does, the other is told that it has changed', async () => {
    const id = await handled();
    await drafted(id, '2026-03-03');
    await approve(city.kernel, doing(id, '2026-03-03', office.legal));
    const { seq } = await matter(city, id);
    const head = { ...doing(id, '2026-03-04', office.head), seenSeq: seq };
    const other = { ...head, actor: { ...office.second, grants: office.head.grants }, reason: '再核实' };
    const outcomes = await Promise.all([code(sign(city.kernel, head)), code(sendBack(city.kernel, other))]);
    expect(outcomes.toSorted()).toEqual(['done', 'matter/changed']);
  });
});

describe('taking a request back', () => {
  test('before the reply is signed: row 3.6.3', async () => {
    const id = await handled();
    const applicant = { ...office.officer, grants: [], holdsCodeOf: id };
    await drafted(id, '2026-03-03');
    await withdraw(city.kernel, { ...doing(id, '2026-03-04', applicant), reason: '不需要了' });
    expect(await row(id)).toMatchObject({ decision: '3.6.3', concludedOn: '2026-03-04' });
  });

  test('after it was signed it is refused', async () => {
    const id = await handled();
    await signed(id, '2026-03-03');
    const applicant = { ...office.officer, grants: [], holdsCodeOf: id };
    expect(await code(withdraw(city.kernel, { ...doing(id, '2026-03-04', applicant), reason: '不需要了' }))).toBe(
      'information-requests/signed-already',
    );
  });

  test('letters that are still out are dropped', async () => {
    const id = await handled();
    const letters = [{ whom: 'agency' as const, addressee: '市住建局', question: '是否同意公开' }];
    await consult(city.kernel, { ...doing(id, '2026-03-09'), letters });
    await withdraw(city.kernel, { ...doing(id, '2026-03-10'), reason: '电话撤回，已核实' });
    expect((await opinionsOf(databaseOf(city.kernel), id))[0]).toMatchObject({ state: 'dropped' });
  });

  test('somebody who shows the code of another request may not', async () => {
    const [id, other] = [await handled(), await handled()];
    const stranger = { ...office.officer, grants: [], holdsCodeOf: other };
    expect(await code(withdraw(city.kernel, { ...doing(id, '2026-03-04', stranger), reason: '不需要了' }))).toBe(
      'matter/not-yours',
    );
  });
});

describe('what has ended owes no reply', () => {
  const running = async (id: number) =>
    Object.values((await matter(city, id)).clocks).filter(({ state }) => state === 'running' || state === 'suspended');
  const applicant = (id: number) => ({ ...office.officer, grants: [], holdsCodeOf: id });
  const taken = async (id: number, on: string) =>
    withdraw(city.kernel, { ...doing(id, on, applicant(id)), reason: '不需要了' });

  test.each([
    ['web', 'submitted'],
    ['counter', 'received'],
  ] as const)(
    'taken back by %s while it is %s: no clock is left, and none is late afterwards',
    async (channel, state) => {
      const id = await counter('2026-03-02', { channel });
      expect((await matter(city, id)).state).toBe(state);
      await taken(id, '2026-03-03');
      expect(await running(id)).toEqual([]);
      await sweep(city.kernel, at('2026-05-20'));
      expect((await timeline(city.kernel, id)).map(({ act }) => act)).not.toContain('kernel.overdue');
    },
  );

  test('taken back while it is to be corrected, while others are asked, while it is to be paid', async () => {
    const [correcting, consulting, paying] = [await counter(), await handled(), await handled()];
    await askToCorrect(city.kernel, { ...doing(correcting, '2026-03-03'), items: [{ title: '名称', detail: '写明' }] });
    const letters = [{ whom: 'agency' as const, addressee: '市住建局', question: '是否同意公开' }];
    await consult(city.kernel, { ...doing(consulting, '2026-03-03'), letters });
    await charge(city.kernel, { ...doing(paying, '2026-03-03'), method: 'pages', quantity: 68 });
    for (const id of [correcting, consulting, paying]) {
      await taken(id, '2026-03-04');
      expect(await running(id)).toEqual([]);
    }
  });

  test('given up: not corrected, not paid', async () => {
    const [uncorrected, unpaid] = [await counter(), await handled()];
    const items = [{ title: '名称', detail: '写明' }];
    await askToCorrect(city.kernel, { ...doing(uncorrected, '2026-03-03'), items, days: 5 });
    await charge(city.kernel, { ...doing(unpaid, '2026-03-03'), method: 'pages', quantity: 68 });
    await feeNoticeReceived(city.kernel, doing(unpaid, '2026-03-04'));
    await sweep(city.kernel, at('2026-04-20'));
    for (const id of [uncorrected, unpaid]) {
      expect((await matter(city, id)).state).toBe('ended');
      expect((await running(id)).map(({ name }) => name)).toEqual([]);
    }
  });
});

describe('the day of receipt', () => {
  const letter = () => ({
    arrivedOn: day('2026-03-02'),
    applicant: { ...asking(office, '2026-03-02').applicant, documentKind: 'none' as const, document: '' },
  });

  test('signed-for post: the day of signature, though it is entered later', async () => {
    const id = await counter('2026-03-04', { ...letter(), channel: 'signed-post' });
    expect(await row(id)).toMatchObject({ receivedOn: '2026-03-02' });
    expect(await replyDue(city, id)).toBe('2026-03-30');
  });

  test('ordinary letter: the day the applicant confirms', async () => {
    const id = await counter('2026-03-02', { ...letter(), channel: 'letter' });
    expect(await row(id)).toMatchObject({ receivedOn: null });
    expect(await replyDue(city, id)).toBeNull();
    await confirm(city.kernel, doing(id, '2026-03-03'));
    expect(await replyDue(city, id)).toBe('2026-03-31');
  });

  test('web: the agency that does not confirm by the next working day has received it', async () => {
    const id = await counter('2026-03-06', { channel: 'web' });
    expect((await matter(city, id)).clocks.confirmation?.dueOn).toBe('2026-03-09');
    await sweep(city.kernel, at('2026-03-10'));
    expect(await row(id)).toMatchObject({ receivedOn: '2026-03-10', countedFrom: '2026-03-10' });
  });

  test('where the city wants both sides, the applicant’s answer counts', async () => {
    const put = (confirmation: string, on: string) =>
      inTransaction(city.kernel.pool, (tx) =>
        settingsRegister.put(tx, {
          key: 'city',
          validFrom: day(on),
          value: { ...defaults, confirmation: confirmation as 'both' },
          source: 'test',
          changedBy: null,
          at: at(on),
        }),
      );
    const defaults = {
      conversionApplicants: 2,
      conversionMonths: 12,
      correctionDays: 15,
      complaintDays: 15,
      contact: '',
      manyRequests: 10,
      reconsideration: '明堂市人民政府',
      court: '明堂市中级人民法院',
    };
    await put('both', '2026-08-03');
    const id = await counter('2026-08-03', { channel: 'web' });
    await confirm(city.kernel, doing(id, '2026-08-03'));
    expect(await matter(city, id)).toMatchObject({ state: 'telling' });
    const applicant = { ...office.officer, personId: null, grants: [], holdsCodeOf: id };
    await confirmAsApplicant(city.kernel, doing(id, '2026-08-05', applicant));
    expect(await row(id)).toMatchObject({ receivedOn: '2026-08-05' });
    await put('automatic', '2026-08-10');
    const fast = await counter('2026-08-10', { channel: 'web' });
    expect(await row(fast)).toMatchObject({ receivedOn: '2026-08-10' });
    await put('agency', '2026-08-11');
  });
});

describe('what cannot be taken in', () => {
  const applicant = () => asking(office, '2026-03-02').applicant;
  test.each([
    ['empty', { subject: ' \n ' }, 'information-requests/no-subject'],
    ['enormous', { wanted: '长'.repeat(5001) }, 'information-requests/too-long'],
    ['without a name', { applicant: { name: ' ' } }, 'information-requests/no-name'],
    [
      'anonymous by web',
      { channel: 'web', applicant: { documentKind: 'none', document: '' } },
      'information-requests/no-document',
    ],
    ['a number that cannot be', { applicant: { document: '110000198805120020' } }, 'information-requests/bad-document'],
    ['nobody could answer', { applicant: { phone: '', address: '' } }, 'information-requests/no-contact'],
    ['a letter that came tomorrow', { channel: 'letter', arrivedOn: day('2026-03-03') }, 'matter/no-such-day'],
    ['a letter without a day', { channel: 'letter' }, 'information-requests/no-arrival'],
    ['characters that nothing prints', { subject: '文件\u202e' }, 'information-requests/unprintable'],
  ])('%s', async (_, change, expected) => {
    const { applicant: changed, ...rest } = change as { applicant?: object };
    const intake = asking(office, '2026-03-02', { ...rest, applicant: { ...applicant(), ...changed } });
    expect(await code(receiveRequest(city.kernel, intake))).toBe(expected);
  });

  test('an anonymous letter and an abusive one are registered like any other', async () => {
    const id = await counter('2026-03-02', {
      channel: 'letter',
      arrivedOn: day('2026-03-02'),
      subject: '你们这些混蛋拿我的钱修了什么路',
      applicant: { ...applicant(), name: '', documentKind: 'none', document: '', phone: '', address: '' },
    });
    expect(await matter(city, id)).toMatchObject({ state: 'submitted' });
  });

  test('the same form twice, also at the same moment, is one request', async () => {
    const key = '6e7d4a1c-93a5-4a0c-8a51-0d6d6f5a1b11';
    const both = await Promise.all([
      received(city, office, '2026-03-02', { key }),
      received(city, office, '2026-03-02', { key }),
    ]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(await received(city, office, '2026-03-02', { key })).toMatchObject({ code: null });
  });
});

test('the ledger verifies through legal days, chosen terms and acts of the program', async () => {
  expect(await verifyLedger(city.kernel)).toMatchObject({ faults: [] });
});
