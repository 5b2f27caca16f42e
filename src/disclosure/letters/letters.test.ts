import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { day, drillDown, figureOf, instant, matterById, verifyLedger } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { letterMeasures } from './measures.ts';

const TODAY = day('2026-11-23');
const AT = instant(TODAY, '10:00');
let city: TestCity;
let agencyId = 0;
const cookies = new Map<string, string>();
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

async function ask(login: string | null, method: 'GET' | 'POST', url: string, payload?: object) {
  let cookie = '';
  if (login !== null) {
    cookie = cookies.get(login) ?? (await signedIn(city.web, login));
    cookies.set(login, cookie);
  }
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  const answer = await city.web.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  const isJson = String(answer.headers['content-type']).includes('json');
  return {
    status: answer.statusCode,
    body: answer.body,
    json: isJson ? answer.json<Record<string, unknown>>() : {},
  };
}
const letter = (over: object = {}) => ({
  ...{ agencyId, about: '食品小作坊登记办法', askedKind: 'department', asked: '市司法局', way: 'written' },
  ...{ sentOn: '2026-11-16', dueOn: '2026-11-26', ...over },
});
const sent = async (over: object = {}): Promise<number> => {
  const { json, status } = await ask('lianluoyuan', 'POST', '/api/disclosure/letters', letter(over));
  expect(status).toBe(200);
  return Number(json.id);
};
const act = (id: number, body: object, login = 'lianluoyuan') =>
  ask(login, 'POST', `/api/disclosure/letters/${id}/acts`, body);
const counts = async (q = '') =>
  (await ask('lianluoyuan', 'GET', `/api/disclosure/letters?q=${encodeURIComponent(q)}`)).json.counts;
const answered = { act: 'answer', answeredOn: '2026-11-23', answer: '建议补充公示的期限。', outcome: 'adopted' };

test('a letter counts from the day it was sent until the day it names; it is answered, and in time', async () => {
  const id = await sent();
  expect((await matterById(city.kernel, id)).clocks.answer?.dueOn).toBe('2026-11-26');
  expect(await counts()).toMatchObject({ waiting: 1, late: 0, answered: 0 });
  expect((await act(id, { act: 'remind', seenSeq: 1, words: '已打电话催办' })).json).toMatchObject({
    state: 'waiting',
  });
  // Somebody who has not seen the reminder.
  expect((await act(id, { ...answered, seenSeq: 1 })).json).toMatchObject({ code: 'matter/changed' });
  const done = await act(id, { ...answered, seenSeq: 2 });
  expect(done.json).toMatchObject({ state: 'answered', isLate: false, outcome: 'adopted', acts: [] });
  expect((await act(id, { ...answered, seenSeq: 3 })).status).toBe(409);
});

test('what is past its day is late, waits on, and stays late when it is answered or given up', async () => {
  const late = await sent({ about: '广告监管细则', sentOn: '2026-11-02', dueOn: '2026-11-12' });
  const gone = await sent({ about: '计量收费标准', sentOn: '2026-11-03', dueOn: '2026-11-13' });
  expect(await counts()).toMatchObject({ waiting: 2, late: 2 });
  expect((await act(late, { ...answered, seenSeq: 1 })).json).toMatchObject({ isLate: true });
  expect((await act(gone, { act: 'give-up', seenSeq: 1, words: '不回' })).json).toMatchObject({
    code: 'disclosure/letter-no-words',
  });
  expect((await act(gone, { act: 'give-up', seenSeq: 1, words: '多次催办仍未回复' })).json).toMatchObject({
    state: 'unanswered',
    isLate: true,
  });
  expect(await counts('计量')).toMatchObject({ waiting: 0, unanswered: 1, all: 1 });
});

test.each([
  ['a day that is not there', { dueOn: '2026-02-30' }, 'disclosure/letter-days'],
  ['due on the day it is sent', { dueOn: '2026-11-16' }, 'disclosure/letter-days'],
  ['sent tomorrow', { sentOn: '2026-11-24', dueOn: '2026-12-24' }, 'disclosure/letter-days'],
  ['due in two years', { dueOn: '2028-11-16' }, 'disclosure/letter-days'],
  ['the number of a person', { asked: '王某11010519491231002X' }, 'disclosure/letter-personal'],
])('%s is refused', async (_, over, code) => {
  expect((await ask('lianluoyuan', 'POST', '/api/disclosure/letters', letter(over))).json).toMatchObject({ code });
});

test('an answer is of no day before the letter and none to come', async () => {
  const id = await sent({ about: '答复日期' });
  for (const answeredOn of ['2026-11-15', '2026-11-24', '2026-11-31'])
    expect((await act(id, { ...answered, answeredOn, seenSeq: 1 })).json).toMatchObject({
      code: 'disclosure/letter-answer-day',
    });
  await act(id, { ...answered, seenSeq: 1 });
});

test('who reads, who enters, and what the register is as a file', async () => {
  const id = await sent({ about: '台账导出', asked: '市司法局' });
  const file = await ask('lianluoyuan', 'GET', '/api/disclosure/letters.csv?standing=all');
  expect(file.body).toContain('台账导出');
  expect(file.body).toContain('市司法局');
  expect((await ask('shichang-sh', 'GET', `/api/disclosure/letters/${id}`)).json).toMatchObject({ acts: [] });
  expect((await act(id, { ...answered, seenSeq: 1 }, 'shichang-sh')).status).toBe(403);
  expect((await ask('zfb-lianluo', 'GET', `/api/disclosure/letters/${id}`)).status).toBe(403);
  const sending = async (login: string) =>
    ((await ask(login, 'GET', '/api/disclosure/letters')).json.sending as { id: number }[]).map((one) => one.id);
  expect(await sending('lianluoyuan')).toEqual([agencyId]);
  expect(await sending('shichang-sh')).toEqual([]);
  // The office above reads, and sends for nobody but itself.
  expect(await sending('gongkaiban')).not.toContain(agencyId);
  expect((await ask('gongkaiban', 'POST', '/api/disclosure/letters', letter())).status).toBe(403);
  expect((await ask('shimin', 'GET', '/api/disclosure/letters')).status).toBe(403);
  expect((await ask(null, 'GET', '/api/disclosure/letters')).status).toBe(401);
  expect((await ask('lianluoyuan', 'GET', '/api/disclosure/letters/1')).status).toBe(404);
});

test('M-025 is the letters of the period; their rows say neither what they are about nor who was asked', async () => {
  const scope = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
  const { rows } = await city.kernel.pool.query<{ all: number; answered: number; late: number }>(
    `select count(*)::int as all, count(answered_on)::int as answered,
            (count(*) filter (where coalesce(answered_on, '2026-11-30') > due_on))::int as late from disclosure.letter`,
  );
  const { all = 0, answered: told = 0, late = 0 } = rows[0] ?? {};
  const values = await Promise.all(letterMeasures.map((one) => figureOf(city.kernel.published.db, one, scope)));
  expect(values.map(({ value }) => value)).toEqual([String(all), ((told / all) * 100).toFixed(2), String(late)]);
  const [first] = letterMeasures;
  if (!first) throw new Error('M-025');
  const drill = await drillDown(city.kernel.published.db, first, 'numerator', scope, null, 100);
  expect(drill.rows).toHaveLength(all);
  expect(JSON.stringify(drill.rows)).not.toMatch(/司法局|办法|细则/u);
  expect((await verifyLedger(city.kernel)).faults).toEqual([]);
});
