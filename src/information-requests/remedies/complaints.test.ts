import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import type { TestCity } from '../../identity/testing.ts';
import { type Actor, day, matterById, matterByNumber } from '../../kernel/index.ts';
import { staffMember } from '../../kernel/testing/kernel.ts';
import { section3 } from '../annual-report/counts.ts';
import { approve, saveDraft, send, sign, submitDraft } from '../operations/reply.ts';
import { takeUp } from '../operations/time.ts';
import { settingsRegister } from '../settings.ts';
import { asking, at, drain, matter, type Office, officeOf, papers, received, requestsCity } from '../testing.ts';
import { answerAsOrgan } from './complaints.ts';
import { organAbove } from './organ.ts';
import { countersOf } from './repo.ts';

let city: TestCity;
let office: Office;
let organ: Actor;
let organId: number;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
  organId = (await organAbove(city.kernel, office.agencyId, day('2026-03-02')))?.id ?? 0;
  organ = staffMember(Number(office.second.personId), organId, 'disclosure-officer');
});
afterAll(() => city.close());

type Key = { readonly id: number; readonly number: string; readonly code: string };

async function asked(): Promise<Key> {
  const { id, number, code } = await received(city, office, '2026-03-02');
  return { id, number, code: code ?? '' };
}

async function reply(id: number, on: string): Promise<void> {
  const doing = (actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
  await saveDraft(city.kernel, {
    ...doing(),
    draft: { decision: '3.3.5', points: { reasons: '属于人事管理信息' }, attachments: [] },
  });
  await submitDraft(city.kernel, doing());
  await approve(city.kernel, doing(office.legal));
  await sign(city.kernel, { ...doing(office.head), papers });
  await send(city.kernel, { ...doing(), how: 'web' });
}

async function answered(): Promise<Key> {
  const key = await asked();
  await takeUp(city.kernel, { matter: key.id, actor: office.officer, at: at('2026-03-03'), papers: null });
  await reply(key.id, '2026-03-05');
  return key;
}

const post = (url: string, fields: Readonly<Record<string, string>>) =>
  city.web.inject({
    method: 'POST',
    url: `/information-requests/progress${url}`,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const WORDS = '答复说属于人事信息，可是我要的是公开招聘的公告，请查清。';

async function complain({ number, code }: Key, change: Readonly<Record<string, string>> = {}, on = '2026-03-09') {
  // Each test stands at an hour of its own: an address may not complain ten times in one.
  city.setNow(at(on, '09:00'));
  await city.kernel.pool.query(`delete from kernel.allowance`).catch(() => undefined);
  const answer = await post('/complaint', { number, code, aspect: 'refused', words: WORDS, ...change });
  return { ...answer, complaint: /TJ-\d+-\d{4}-\d{6}/u.exec(answer.body)?.[0] ?? '' };
}
const step = async (complaint: string, act: Parameters<typeof answerAsOrgan>[1]['act'], more: object = {}) => {
  const { id, seq } = await matterByNumber(city.kernel, complaint);
  return answerAsOrgan(city.kernel, {
    id,
    act,
    actor: organ,
    at: at('2026-03-12'),
    seenSeq: seq,
    answer: '经查，答复的理由不成立，已经责令改正。',
    workdays: null,
    ...more,
  });
};
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('who looks into it', () => {
  test('the nearest office in charge above the agency; nobody is judged by himself or an office of his own', async () => {
    const directory = await directoryOf(city.kernel);
    const of = async (key: string) =>
      (await organAbove(city.kernel, directory.agencyByKey(key)?.id ?? 0, day('2026-03-02')))?.key ?? null;
    expect([await of('590902-SC'), await of('590900-CZ'), await of('590902-ZWGK')]).toEqual([
      '590902-ZWGK',
      '590900-ZWGK',
      '590900-ZWGK',
    ]);
    expect([await of('590900-ZWGK'), await of('590900-ZFB'), await of('590900-ZF')]).toEqual([null, null, null]);
  });
});

describe('by number and code, without an account', () => {
  test('it is the organ’s matter with its clock; its words are sealed and stand in no title, and it counts', async () => {
    const key = await answered();
    const before = await countersOf(city.kernel.pool, [office.agencyId], 2026);
    const { statusCode, body, complaint } = await complain(key);
    expect(statusCode).toBe(200);
    expect(body).toContain('投诉、举报已经收到');
    const { id, agencyId, clocks, state, title } = await matterByNumber(city.kernel, complaint);
    expect({ agencyId, state, due: clocks.result?.dueOn }).toEqual({
      agencyId: organId,
      state: 'lodged',
      due: '2026-03-30',
    });
    expect(title).not.toContain('人事信息');
    const { rows } = await city.kernel.pool.query(
      `select c.*, d.ground, m.title from information_requests.complaint c join information_requests.dispute d using (matter_id)
         join kernel.matter m on m.id = matter_id where matter_id = $1`,
      [id],
    );
    expect(JSON.stringify(rows)).not.toContain('公开招聘');
    expect((await countersOf(city.kernel.pool, [office.agencyId], 2026)).complaints).toBe(before.complaints + 1);
    const page = await post('', pick(key));
    expect(page.body).toContain(complaint);
    expect(page.body).toContain('公开招聘');
    expect(page.body).not.toContain('<summary>在线提出投诉、举报</summary>');
  });

  test('the answer is told on the page, and only the organ gives it', async () => {
    const key = await answered();
    const { complaint } = await complain(key);
    expect(await code(step(complaint, 'dismiss', { actor: office.everything }))).toBe('matter/not-yours');
    expect(await code(step(complaint, 'dismiss', { answer: '……' }))).toBe('remedies/says-nothing');
    expect(await code(step(complaint, 'dismiss', { seenSeq: 9 }))).toBe('matter/changed');
    await step(complaint, 'dismiss', { answer: '经查，答复认定事实清楚。' });
    const { body } = await post('', pick(key));
    expect(body).toContain('经查，答复认定事实清楚。');
    expect(body).toContain('查证不属实');
    expect(await code(step(complaint, 'refer'))).toBe('matter/closed');
  });

  test('a request that is not answered can be complained of; no new reply is ordered where there is none', async () => {
    const key = await asked();
    const { complaint } = await complain(key, { aspect: 'late' }, '2026-04-07');
    expect(await code(step(complaint, 'order-reply', { at: at('2026-04-08') }))).toBe('remedies/not-replied');
    await step(complaint, 'substantiate', { at: at('2026-04-08') });
    expect((await matterByNumber(city.kernel, complaint)).state).toBe('closed');
  });

  test('he takes it back; another cannot, and not when it is answered', async () => {
    const [key, other] = [await answered(), await answered()];
    const { complaint } = await complain(key);
    expect((await post('/complaint/withdraw', { ...pick(other), complaint })).statusCode).toBe(404);
    const taken = await post('/complaint/withdraw', { ...pick(key), complaint });
    expect(taken.body).toContain('投诉、举报已经撤回');
    expect((await post('/complaint/withdraw', { ...pick(key), complaint })).statusCode).toBe(409);
  });

  test('how many days the city promises is its own setting', async () => {
    const { value } = (await settingsRegister.inForce(city.kernel.pool, 'city', day('2026-03-09'))) ?? {};
    expect(value).toBeUndefined();
    await city.kernel.pool.query(
      `insert into kernel.register_entry (register, key, version, valid_from, value, source, changed_at)
       values ('information-request-settings', $1, 1, '2026-05-01', '{"complaintDays": 7}', 'test', now())`,
      [String(office.agencyId)],
    );
    const { complaint } = await complain(await answered(), {}, '2026-05-11');
    expect((await matterByNumber(city.kernel, complaint)).clocks.result?.dueOn).toBe('2026-05-20');
  });
});

const pick = ({ number, code: secret }: Key) => ({ number, code: secret });

describe('what is not taken in', () => {
  test.each([
    ['nothing', { words: '  ' }, 422, '请写明反映的情况'],
    ['marks that say nothing', { words: '！！！！……\u200b\u200b\u3000' }, 422, '请写明反映的情况'],
    ['too much', { words: '长'.repeat(2001) }, 422, '最多 2000 字'],
    ['no aspect', { aspect: '' }, 422, '请选择反映的问题'],
    ['an aspect of nowhere', { aspect: 'x' }, 422, '请选择反映的问题'],
  ])('%s: told, and what was typed stands in the form', async (_, change, status, message) => {
    const { statusCode, body, complaint } = await complain(await answered(), change);
    expect(statusCode).toBe(status);
    expect(body).toContain(message);
    expect(body).toContain('error-summary');
    expect(complaint).toBe('');
  });

  test('to the last character', async () => {
    expect((await complain(await answered(), { words: '长'.repeat(2000) })).statusCode).toBe(200);
  });

  test('an enormous form is not read to its end', async () => {
    const { statusCode } = await complain(await answered(), { words: '长'.repeat(3_000_000) });
    expect(statusCode).toBe(413);
  });

  test('a wrong code learns nothing', async () => {
    const [key, other] = [await answered(), await answered()];
    const { statusCode, body } = await complain({ ...key, code: other.code });
    expect(statusCode).toBe(404);
    expect(body).not.toContain(key.number);
  });

  test('the same words twice, one after the other or at once, are one; others wait; what was answered is not asked again', async () => {
    const key = await answered();
    const [one, two] = await Promise.all([complain(key), complain(key)]);
    const third = await complain(key, { words: ` ${WORDS}\r\n` });
    expect(new Set([one.complaint, two.complaint, third.complaint]).size).toBe(1);
    expect(third.body).toContain('没有重复登记');
    const other = await complain(key, { words: '另外，收费也没有依据，请一并核查。' });
    expect(other.statusCode).toBe(409);
    expect(other.body).toContain('正在核查');
    await step(one.complaint, 'dismiss');
    const again = await complain(key, {}, '2026-03-13');
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('已经办结');
    expect((await complain(key, { words: '另外，收费也没有依据，请一并核查。' }, '2026-03-13')).statusCode).toBe(200);
  });

  test('who tries too often waits', async () => {
    city.setNow(at('2026-06-01'));
    const fields = { number: 'XG-590902-2026-000001', code: 'AAAA', aspect: 'late', words: WORDS };
    const codes: number[] = [];
    for (let i = 0; i < 11; i++) codes.push((await post('/complaint', fields)).statusCode);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill(404));
    expect(codes[10]).toBe(429);
  });
});

test('found true: a new reply is ordered, made, and followed by the same code; the complaint ends with it', async () => {
  const key = await answered();
  const { complaint } = await complain(key);
  const scope = { year: 2026, agencyIds: [office.agencyId] };
  const before = await section3(city.kernel.db, scope);
  await step(complaint, 'order-reply', { workdays: 5 });
  const { body } = await post('', pick(key));
  const redo = [...body.matchAll(/XG-\d+-\d{4}-\d{6}/gu)].map(([found]) => found).find((found) => found !== key.number);
  const opened = await matterByNumber(city.kernel, redo ?? '');
  expect(opened.clocks.reply?.dueOn).toBe('2026-03-19');
  expect(body).toContain('2026年3月19日');
  await reply(opened.id, '2026-03-16');
  city.setNow(at('2026-03-17'));
  await drain(city);
  expect((await matterByNumber(city.kernel, complaint)).state).toBe('closed');
  const followed = await post('', { number: redo ?? '', code: key.code });
  expect(followed.body).toContain(key.number);
  const [letter = ''] = [...followed.body.matchAll(/name="letter" value="([^"]+)"/gu)].map(([, id = '']) => id);
  const paper = await post('/letter', { number: redo ?? '', code: key.code, letter });
  expect(paper.body).toContain('本机关依照该处理重新答复如下');
  expect((await matter(city, opened.id)).state).toBe('delivered');
  // The request was counted when it came and when it was first answered.
  expect(await section3(city.kernel.db, scope)).toEqual(before);
  expect((await matterById(city.kernel, key.id)).state).toBe('replied');
  expect(asking(office, '2026-03-02').agencyId).toBe(opened.agencyId);
});
