import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorNamed } from '../../identity/testing.ts';
import { day, matterByNumber, verifyLedger } from '../../kernel/index.ts';
import { answeredCaptcha } from '../../kernel/testing/captcha.ts';
import { say, sitesCity } from '../testing.ts';
import { answerError, errorByCode, pathIn } from './operations.ts';
import { errorReportById } from './repo.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(at);
  await say(city.kernel, [{ index: '11590900MT0000022A/2026-00001', agency: '590900-SC' }]);
});
afterAll(() => city.close());

const post = (url: string, fields: Record<string, string>) =>
  city.web.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  });
const fact = (html: string, label: string): string =>
  new RegExp(`<dt>${label}</dt><dd>(?:<[^>]+>)*([^<]+)`, 'u').exec(html)?.[1] ?? '';

test('an error is reported without script and account, and answered to whoever has number and code', async () => {
  const form = await city.web.inject('/report-error?page=/site/590900-sc/tzgg/');
  expect(form.statusCode).toBe(200);
  expect(form.body).toContain('<option value="590900-sc" selected="">');
  const taken = await post('/report-error', {
    site: '590900-sc',
    page: 'https://mingtang.example/site/590900-sc/tzgg/',
    kind: 'wrong-text',
    words: '第二段“座落”应为“坐落”',
    contact: '13800138000',
    ...answeredCaptcha(city.kernel, at),
  });
  expect(taken.statusCode).toBe(201);
  const number = fact(taken.body, '编号');
  const code = fact(taken.body, '查询码');
  expect(number).toMatch(/^ZC/u);
  // Monday: one working day to take it up, three to answer.
  const matter = await matterByNumber(city.kernel, number);
  expect(matter.clocks.forwarding?.dueOn).toBe(day('2026-11-24'));
  expect(matter.clocks.answering?.dueOn).toBe(day('2026-11-26'));
  const row = await errorReportById(city.kernel.pool, matter.id);
  expect(row?.page).toBe('/site/590900-sc/tzgg/');
  expect(row?.words?.includes('座落')).toBe(false);

  expect((await post('/report-error/progress', { number, code: 'AAAA-AAAA-AAAA-AAA' })).statusCode).toBe(404);
  const waiting = await post('/report-error/progress', { number, code });
  expect(waiting.body).toContain('还没有答复');

  const liaison = await actorNamed(city.kernel, 'lianluoyuan', day('2026-11-23'));
  const doing = { id: matter.id, actor: liaison, at, seenSeq: matter.seq };
  await expect(answerError(city.kernel, { ...doing, answer: '好', wasRight: true })).rejects.toMatchObject({
    code: 'sites/no-answer',
  });
  await answerError(city.kernel, { ...doing, answer: '已经改正，谢谢您。', wasRight: true });
  expect((await post('/report-error/progress', { number, code })).body).toContain('已经改正，谢谢您。');
  expect((await errorByCode(city.kernel, number, code)).state).toBe('answered');
  expect(fact((await city.web.inject('/report-error')).body, '属实并改正')).toBe('1');
  expect((await verifyLedger(city.kernel)).faults).toEqual([]);
});

test('a form without words is shown again with what was typed', async () => {
  const again = await post('/report-error', { page: '/a', kind: 'other', words: '错', contact: '' });
  expect(again.statusCode).toBe(422);
  expect(again.body).toContain('请写明错在哪里');
  expect(again.body).toContain('value="/a"');
  const unseen = '\u200b\u202e\u2066'.repeat(5);
  expect((await post('/report-error', { page: '', kind: 'other', words: unseen, contact: '' })).statusCode).toBe(422);
});

test.each([
  ['https://a.gov.cn/site/x/?q=1', '/site/x/?q=1'],
  ['/content/2026/a.html', '/content/2026/a.html'],
  ['javascript:alert(1)', null],
  ['首页', null],
  ['', null],
])('“%s” is the page %j', (typed, path) => expect(pathIn(typed)).toBe(path));

test('a machine that answers nothing is told beside the question, and nothing of what it wrote is lost or kept', async () => {
  const count = async () =>
    (await city.kernel.pool.query<{ n: number }>('select count(*)::int as n from sites.error_report')).rows[0]?.n;
  const before = await count();
  const typed = { site: '590900-sc', kind: 'other', words: '这个栏目打不开了', contact: '甲乙' };
  for (const fields of [{}, { ...answeredCaptcha(city.kernel, at), website: 'https://spam.example' }]) {
    const answer = await post('/report-error', { ...typed, ...fields });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('验证问题的回答不对');
    expect(answer.body).toContain('href="#f-captcha"');
    expect(answer.body).toContain('这个栏目打不开了');
  }
  expect(await count()).toBe(before);
});
