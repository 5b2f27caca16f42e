import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorNamed, signedIn } from '../../identity/testing.ts';
import { day, matterByNumber, verifyLedger } from '../../kernel/index.ts';
import { answeredCaptcha } from '../../kernel/testing/captcha.ts';
import { say, sitesCity } from '../../sites/testing.ts';
import { disclosureModule } from '../index.ts';
import { answerOpinion, opinionByCode } from './operations.ts';
import { opinionById } from './repo.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const AGENCY = '590900-SC';
const index = (serial: number): string => `11590900MT0000022A/2026-0000${serial}`;
const ref = (serial: number): string => `11590900MT0000022A-2026-0000${serial}`;
const page = (serial: number): string => `/content/2026/${ref(serial)}.html`;
let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(at, [disclosureModule]);
  await say(city.kernel, [
    { index: index(1), agency: AGENCY, title: '改革任务进展', axis: 'execution' },
    { index: index(2), agency: AGENCY, title: '抽检结果', axis: 'result' },
  ]);
});
afterAll(() => city.close());

const post = (url: string, fields: Record<string, string>, remoteAddress = '127.0.0.1') =>
  city.web.inject({
    method: 'POST',
    remoteAddress,
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  });
const fact = (html: string, label: string): string =>
  new RegExp(`<dt>${label}</dt><dd>(?:<[^>]+>)*([^<]+)`, 'u').exec(html)?.[1] ?? '';
const WORDS = '第三项任务的进度写得太笼统';

test('only what tells how something is carried out asks for opinions, without script', async () => {
  const asks = (await city.web.inject(page(1))).body;
  expect(asks).toContain(`action="/execution-opinions/${ref(1)}" method="post"`);
  expect((await city.web.inject(page(2))).body).not.toContain('/execution-opinions/');
  expect((await post(`/execution-opinions/${ref(2)}`, { words: WORDS })).statusCode).toBe(404);
  const again = await post(`/execution-opinions/${ref(1)}`, { words: '少', contact: '甲' });
  expect(again.statusCode).toBe(422);
  expect(again.body).toContain('请写明意见');
  expect(again.body).toContain('value="甲"');
  const unseen = await post(`/execution-opinions/${ref(1)}`, { words: '\u200b\u202e\u2066'.repeat(5) });
  expect(unseen.statusCode).toBe(422);
  expect((await post(`/execution-opinions/${ref(1)}`, { words: '长'.repeat(1001) })).body).toContain('一千字以内');
});

test('an opinion is sealed, answered to whoever has number and code, and what came of it stands on the page', async () => {
  const { kernel } = city;
  const taken = await post(`/execution-opinions/${ref(1)}`, {
    words: WORDS,
    contact: '13800138000',
    ...answeredCaptcha(city.kernel, at),
  });
  expect(taken.statusCode).toBe(201);
  const number = fact(taken.body, '编号');
  const code = fact(taken.body, '查询码');
  const { id, clocks, seq } = await matterByNumber(kernel, number);
  expect(clocks.answering?.dueOn).toBe(day('2026-12-14'));
  const row = await opinionById(kernel.pool, id);
  expect(row?.words?.includes('笼统')).toBe(false);
  expect(
    JSON.stringify((await kernel.pool.query('select * from kernel.entry where matter_id = $1', [id])).rows),
  ).not.toContain('笼统');
  expect((await post('/execution-opinions/progress', { number, code: 'AAAA-AAAA-AAAA-AAA' })).statusCode).toBe(404);
  expect((await post('/execution-opinions/progress', { number, code })).body).toContain('还没有答复');

  const headers = { cookie: await signedIn(city.web, 'lianluoyuan'), 'sec-fetch-site': 'same-origin' };
  const list = await city.web.inject({ url: '/api/disclosure/opinions', headers });
  expect(list.json()).toMatchObject({ rows: [{ number, title: '改革任务进展' }], next: null });
  expect((await city.web.inject({ url: `/api/disclosure/opinions/${id}`, headers })).json()).toMatchObject({
    words: WORDS,
    contact: '13800138000',
    mayAct: true,
  });
  const citizen = { cookie: await signedIn(city.web, 'shimin'), 'sec-fetch-site': 'same-origin' };
  expect((await city.web.inject({ url: `/api/disclosure/opinions/${id}`, headers: citizen })).statusCode).toBe(403);

  const actor = await actorNamed(kernel, 'lianluoyuan', day('2026-11-23'));
  const reply = '已经补充每项任务的完成比例。';
  const heard = { said: '进度写得太笼统', improved: '逐项写明完成比例和责任单位' };
  const doing = { id, actor, at, seenSeq: seq };
  const refused = (what: Partial<Parameters<typeof answerOpinion>[1]>) =>
    expect(answerOpinion(kernel, { ...doing, reply, heard, ...what })).rejects;
  await refused({ reply: '好', heard: null }).toMatchObject({ code: 'disclosure/opinion-no-reply' });
  await refused({ heard: { ...heard, improved: '' } }).toMatchObject({ code: 'disclosure/opinion-half-published' });
  await refused({ heard: { ...heard, said: '市民 13800138000 说太笼统' } }).toMatchObject({
    code: 'disclosure/opinion-personal',
  });
  await answerOpinion(kernel, { ...doing, reply, heard });
  await refused({}).toMatchObject({ code: 'matter/changed' });
  await say(kernel, []);
  const shown = (await city.web.inject(page(1))).body;
  expect(shown).toContain('逐项写明完成比例和责任单位');
  expect(shown).not.toContain(reply);
  expect(shown).not.toContain('第三项任务');
  expect((await opinionByCode(kernel, number, code)).reply).toBe(reply);
  expect((await post('/execution-opinions/progress', { number, code })).body).toContain(reply);
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});

test('whoever sends too many waits', async () => {
  const answers: number[] = [];
  for (let i = 0; i < 12; i += 1)
    answers.push((await post(`/execution-opinions/${ref(1)}`, { words: WORDS })).statusCode);
  expect(answers.at(-1)).toBe(429);
});

test('who comes from the box of a page, which cannot ask anything, is asked one question more', async () => {
  const { kernel } = city;
  const count = async () =>
    (await kernel.pool.query<{ n: number }>('select count(*)::int as n from disclosure.opinion')).rows[0]?.n;
  const before = await count();
  const url = `/execution-opinions/${ref(1)}`;
  const send = (fields: Record<string, string>) => post(url, fields, '192.0.2.7');
  const asks = await send({ words: WORDS, contact: '甲乙' });
  expect(asks.statusCode).toBe(200);
  expect(asks.body).toContain('还差一步');
  expect(asks.body).toContain(WORDS);
  expect(asks.body).toContain('name="captchaToken"');
  const answered = answeredCaptcha(kernel, at);
  const wrong = await send({ words: WORDS, ...answered, captcha: '999' });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('验证问题的回答不对');
  expect((await send({ words: WORDS, ...answered, website: 'https://spam.example' })).statusCode).toBe(422);
  expect(await count()).toBe(before);
  expect((await send({ words: WORDS, ...answered })).statusCode).toBe(201);
  // Each question once.
  expect((await send({ words: WORDS, ...answered })).statusCode).toBe(422);
});
