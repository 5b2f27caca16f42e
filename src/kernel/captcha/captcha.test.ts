import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, anonymous } from '../index.ts';
import { answeredCaptcha, answerTo } from '../testing/captcha.ts';
import { testKernel } from '../testing/kernel.ts';
import { askCaptcha, CaptchaFields, captchaFor, checkPerson, numberIn } from './captcha.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
let kernel: Awaited<ReturnType<typeof testKernel>>;
beforeAll(async () => {
  kernel = await testKernel([]);
});
afterAll(() => kernel.close());

const check = (fields: object, when = at, actor: Actor = anonymous) =>
  checkPerson(kernel, actor, CaptchaFields.parse(fields), when);
const WRONG = { code: 'captcha/wrong' };

test('the right answer counts, once', async () => {
  const fields = answeredCaptcha(kernel, at);
  await check(fields);
  await expect(check(fields)).rejects.toMatchObject(WRONG);
});

test('every kind of question is answered by who reads it', async () => {
  for (let n = 0; n < 40; n += 1) await check(answeredCaptcha(kernel, at));
});

test.each([
  ['another number', { captcha: '999' }, 5],
  ['no answer', { captcha: '' }, 5],
  ['a token of nowhere', { captchaToken: 'x' }, 5],
  ['what only a machine fills in', { website: 'https://spam.example' }, 5],
  ['faster than anybody reads', {}, 1],
  ['after two hours', {}, 7_201],
])('%s is refused', async (_, change, seconds) => {
  const { question, token } = askCaptcha(kernel, at);
  const fields = { captchaToken: token, captcha: answerTo(question), ...change };
  await expect(check(fields, later(seconds))).rejects.toMatchObject(WRONG);
});

test('who is signed in is not asked', async () => {
  const actor = { ...anonymous, personId: 1 };
  expect(captchaFor(kernel, actor, at)).toBeNull();
  expect(captchaFor(kernel, anonymous, at)).not.toBeNull();
  await check({}, at, actor);
  await expect(check({})).rejects.toMatchObject(WRONG);
});

test.each([
  ['15', 15],
  ['１５', 15],
  ['十五', 15],
  ['二十', 20],
  ['十', 10],
  ['零', 0],
  ['七', 7],
  ['', null],
  ['二三', null],
  ['abc', null],
])('%j is %j', (typed, number) => {
  expect(numberIn(typed)).toBe(number);
});
