import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { addFile, day, sweep } from '../kernel/index.ts';
import { consult, giveUpLetter, letterReceived, recordLateOpinion, recordOpinion } from './operations/consulting.ts';
import { askToCorrect, confirmCorrection, correct, receiveCorrection } from './operations/correction.ts';
import { charge } from './operations/fees.ts';
import { confirm, receiveRequest } from './operations/intake.ts';
import { approve, saveDraft, sign, submitDraft } from './operations/reply.ts';
import { requestView } from './operations/request-view.ts';
import { askReasons, giveReasons, takeUp } from './operations/time.ts';
import { fileOfRequest } from './operations/unmask.ts';
import { redactFile } from './redaction/redact.ts';
import { databaseOf } from './repo/database.ts';
import { feeOf } from './repo/fees.ts';
import { opinionsOf } from './repo/opinions.ts';
import { requestOf } from './repo/requests.ts';
import { asking, at, drain, matter, type Office, officeOf, received, replyDue, requestsCity } from './testing.ts';

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
afterAll(() => city.close());

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const doing = (id: number, on: string, actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
const begun = async (on = '2026-03-02', change: Parameters<typeof asking>[2] = {}) => {
  const { id } = await received(city, office, on, change);
  await takeUp(city.kernel, doing(id, on));
  return id;
};
const asked = async () => {
  const id = await begun();
  const letters = [{ whom: 'third-party' as const, addressee: '某公司', question: '是否同意公开' }];
  await consult(city.kernel, { ...doing(id, '2026-03-09'), letters });
  const [opinion] = await opinionsOf(databaseOf(city.kernel), id);
  if (!opinion) throw new Error('no opinion');
  return { id, letter: opinion.id };
};
const given = { answer: 'objects', words: '商业秘密' } as const;

describe('a letter that asks for an opinion', () => {
  test('neither arrives nor is answered before it was sent', async () => {
    const { id, letter } = await asked();
    const early = { ...doing(letter, '2026-03-10'), on: day('2026-03-06') };
    expect(await code(letterReceived(city.kernel, early))).toBe('matter/no-such-day');
    expect(await code(recordOpinion(city.kernel, { ...early, ...given }))).toBe('matter/no-such-day');
    await letterReceived(city.kernel, { ...doing(letter, '2026-03-12'), on: day('2026-03-11') });
    const between = { ...doing(letter, '2026-03-12'), on: day('2026-03-10') };
    expect(await code(recordOpinion(city.kernel, { ...between, ...given }))).toBe('matter/no-such-day');
    await recordOpinion(city.kernel, { ...doing(letter, '2026-03-12'), ...given });
    city.setNow(at('2026-03-12', '11:00'));
    await drain(city);
    expect((await matter(city, id)).state).toBe('handling');
  });

  test('that reaches nobody is given up, with a reason, and the reply period goes on; one that arrived is waited for', async () => {
    const { id, letter } = await asked();
    expect(await code(giveUpLetter(city.kernel, { ...doing(letter, '2026-03-11'), reason: ' ' }))).toBe(
      'information-requests/no-reason',
    );
    expect(await replyDue(city, id)).toBeNull();
    await giveUpLetter(city.kernel, { ...doing(letter, '2026-03-11'), reason: '查无此人，邮件退回' });
    city.setNow(at('2026-03-11', '11:00'));
    await drain(city);
    expect((await matter(city, id)).state).toBe('handling');
    // The two working days of the attempt do not count.
    expect(await replyDue(city, id)).toBe('2026-04-01');
    const other = await asked();
    await letterReceived(city.kernel, doing(other.letter, '2026-03-10'));
    expect(await code(giveUpLetter(city.kernel, { ...doing(other.letter, '2026-03-11'), reason: '不等了' }))).toBe(
      'information-requests/letter-arrived',
    );
  });
});

describe('an opinion that is entered when its period is over', () => {
  const silentSince = async () => {
    const { id, letter } = await asked();
    await letterReceived(city.kernel, doing(letter, '2026-03-10'));
    await sweep(city.kernel, at('2026-04-01', '01:00'));
    city.setNow(at('2026-04-01', '02:00'));
    await drain(city);
    expect(await matter(city, letter)).toMatchObject({ state: 'silent' });
    return { id, letter };
  };
  const kept = async (id: number) => (await opinionsOf(databaseOf(city.kernel), id))[0];
  const enter = (letter: number, on: string, entered = '2026-04-02') =>
    recordLateOpinion(city.kernel, { ...doing(letter, entered), on: day(on), ...given });

  test('counts by the day on which it came: in time until its last day', async () => {
    const first = await silentSince();
    expect((await matter(city, first.letter)).clocks.opinion?.dueOn).toBe('2026-03-31');
    await enter(first.letter, '2026-03-31');
    expect(await kept(first.id)).toMatchObject({ answer: 'objects', answeredOn: '2026-03-31', lateOn: null });
    expect(await code(enter(first.letter, '2026-04-01'))).toBe('information-requests/answered-before');
    const second = await silentSince();
    await enter(second.letter, '2026-04-01');
    expect(await kept(second.id)).toMatchObject({ answer: 'silent', answeredOn: null, lateOn: '2026-04-01' });
  });

  test('neither before the letter came nor on a day to come', async () => {
    const { letter } = await silentSince();
    expect(await code(enter(letter, '2026-03-09'))).toBe('matter/no-such-day');
    expect(await code(enter(letter, '2026-04-03'))).toBe('matter/no-such-day');
  });

  test('when the reply is signed the silence stands, and the answer is kept beside it', async () => {
    const { id, letter } = await silentSince();
    const draft = { decision: '3.5.2', points: { earlier: 'XG-1，2025年1月2日' }, attachments: [] };
    await saveDraft(city.kernel, { ...doing(id, '2026-04-01'), draft });
    await submitDraft(city.kernel, doing(id, '2026-04-01'));
    await approve(city.kernel, doing(id, '2026-04-01', office.legal));
    await sign(city.kernel, doing(id, '2026-04-01', office.head));
    await enter(letter, '2026-03-31');
    expect(await kept(id)).toMatchObject({ answer: 'silent', answeredOn: null, lateOn: '2026-03-31' });
  });
});

test('nobody confirms a letter or a fax before it came in', async () => {
  const fax = await receiveRequest(
    city.kernel,
    asking(office, '2026-03-04', { channel: 'fax', arrivedOn: day('2026-03-03') }),
  );
  const early = { ...doing(fax.id, '2026-03-04'), on: day('2026-03-02'), byBoth: true };
  expect(await code(confirm(city.kernel, early))).toBe('matter/no-such-day');
  await confirm(city.kernel, { ...early, on: day('2026-03-03') });
  expect((await requestOf(databaseOf(city.kernel), fax.id)).receivedOn).toBe('2026-03-03');
});

test('a letter that came and was confirmed days before somebody enters it counts from the confirmation', async () => {
  const letter = (confirmedOn: string) =>
    receiveRequest(
      city.kernel,
      asking(office, '2026-03-05', { channel: 'letter', arrivedOn: day('2026-03-03'), confirmedOn: day(confirmedOn) }),
    );
  const count = async () => (await city.kernel.pool.query('select from information_requests.request')).rowCount;
  const before = await count();
  expect(await code(letter('2026-03-02'))).toBe('matter/no-such-day');
  expect(await code(letter('2026-03-06'))).toBe('matter/no-such-day');
  expect(await count()).toBe(before);
  const { id } = await letter('2026-03-03');
  expect(await requestOf(databaseOf(city.kernel), id)).toMatchObject({ receivedOn: '2026-03-03' });
  expect(await replyDue(city, id)).toBe('2026-03-31');
});

test('nobody confirms a correction before it came', async () => {
  const { id } = await received(city, office, '2026-03-02');
  await askToCorrect(city.kernel, { ...doing(id, '2026-03-03'), items: [{ title: '名称', detail: '写明文号' }] });
  const applicant = { ...office.officer, grants: [], holdsCodeOf: id };
  await correct(city.kernel, { ...doing(id, '2026-03-05', applicant), wanted: '明建招〔2025〕3号' });
  const on = (confirmed: string) => confirmCorrection(city.kernel, { ...doing(id, '2026-03-06'), on: day(confirmed) });
  expect(await code(on('2026-03-04'))).toBe('matter/no-such-day');
  await on('2026-03-05');
  expect(await requestOf(databaseOf(city.kernel), id)).toMatchObject({ countedFrom: '2026-03-05' });
});

test('an empty correction takes nothing away, and empty reasons are none', async () => {
  const { id } = await received(city, office, '2026-03-02');
  await askToCorrect(city.kernel, { ...doing(id, '2026-03-03'), items: [{ title: '名称', detail: '写明文号' }] });
  const applicant = { ...office.officer, grants: [], holdsCodeOf: id };
  for (const wanted of ['', ' \u3000\n'])
    expect(await code(correct(city.kernel, { ...doing(id, '2026-03-04', applicant), wanted }))).toBe(
      'information-requests/nothing-said',
    );
  expect(await code(receiveCorrection(city.kernel, { ...doing(id, '2026-03-04'), wanted: ' ' }))).toBe(
    'information-requests/nothing-said',
  );
  expect(await requestOf(databaseOf(city.kernel), id)).toMatchObject({ wanted: '招标文件、中标通知书和施工合同' });
  const many = await begun();
  await askReasons(city.kernel, { ...doing(many, '2026-03-03'), days: 10, reason: '一个月内申请数量很多' });
  const his = { ...office.officer, grants: [], holdsCodeOf: many };
  expect(await code(giveReasons(city.kernel, { ...doing(many, '2026-03-04', his), reason: ' ' }))).toBe(
    'information-requests/nothing-said',
  );
  expect((await matter(city, many)).state).toBe('explaining');
});

test('a request that was charged as several items counts as so many for the next', async () => {
  const applicant = { ...asking(office, '2026-06-01').applicant, document: '440000195811030049', name: '周秀兰' };
  const first = await begun('2026-06-01', { applicant });
  await charge(city.kernel, { ...doing(first, '2026-06-01'), method: 'items', quantity: 30 });
  const second = await begun('2026-06-02', { applicant });
  await charge(city.kernel, { ...doing(second, '2026-06-02'), method: 'items', quantity: 1 });
  // The thirty-first costs two hundred yuan.
  expect(await feeOf(databaseOf(city.kernel), second)).toMatchObject({ before: 30, amountFen: 20_000 });
});

describe('who asks', () => {
  test('is masked with who signs for him', async () => {
    const applicant = { ...asking(office, '2026-03-02').applicant, agent: '王小明' };
    const { id } = await received(city, office, '2026-03-02', { applicant });
    const view = await requestView(city.kernel, { id, actor: office.officer, at: at('2026-03-02') });
    expect(view.applicant?.masked).toBe(true);
    expect(JSON.stringify(view)).not.toContain('王小明');
  });

  test('stands in the files: whoever opens one has it in his account', async () => {
    const upload = await kept('申请书.txt', '陈晓岚');
    const { id } = await received(city, office, '2026-03-02', { uploads: [upload] });
    const looking = { id, fileId: upload, at: at('2026-03-03') };
    const strange = { ...office.officer, grants: [] };
    const viewings = async () => {
      const { rows } = await city.kernel.pool.query<{ n: number }>(
        `select count(*)::int as n from kernel.entry where act = 'personal-data-viewed' and strpos(body, $1) > 0`,
        [upload],
      );
      return rows[0]?.n;
    };
    expect(await code(fileOfRequest(city.kernel, { ...looking, actor: strange }))).toBe('access/forbidden');
    expect(await viewings()).toBe(0);
    expect((await fileOfRequest(city.kernel, { ...looking, actor: office.officer })).id).toBe(upload);
    expect(await viewings()).toBe(1);
  });
});

const kept = async (name: string, words: string): Promise<string> =>
  (
    await addFile(city.kernel, Readable.from([Buffer.from(words)]), {
      name,
      maxBytes: 10_000,
      allowed: new Set(['text/plain']),
      ownerId: office.officer.personId,
      at: at('2026-03-02'),
    })
  ).id;

test('what is painted over stands in neither the name nor the heading of the new file', async () => {
  const id = await begun();
  const fileId = await kept('关于赵铁柱的处罚决定.txt', '当事人赵铁柱\n罚款五百元');
  const { name } = await redactFile(city.kernel, {
    ...doing(id, '2026-03-03'),
    fileId,
    marks: { texts: ['赵铁柱'], regions: [] },
  });
  expect(name).toMatch(/^关于×××的处罚决定.*部分公开.*\.pdf$/u);
});
