import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { signedIn, type TestCity } from '../identity/testing.ts';
import { type Day, day, instant, sweep } from '../kernel/index.ts';
import { allowances } from './allowances.ts';
import { databaseOf } from './repo/database.ts';
import { feeOf } from './repo/fees.ts';
import { requestOf } from './repo/requests.ts';
import { at, drain, matter, officeOf, received, requestsCity } from './testing.ts';

// Everything here goes the whole way: people of the demo city sign in, and speak to the program as their browsers do.

let city: TestCity;
let agencyId: number;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const OFFICER = 'yishenqing';
const LEGAL = 'fazhi';
const HEAD = 'shichang-sh';

/** Sessions end while days go by: everybody signs in on the day he acts. */
const sessions = new Map<string, Promise<string>>();
function session(login: string, on: string): Promise<string> {
  const known = sessions.get(`${login} ${on}`) ?? signedIn(city.web, login);
  sessions.set(`${login} ${on}`, known);
  return known;
}

async function does(login: string, on: string, id: number, body: object): Promise<{ status: number; code: string }> {
  city.setNow(at(on));
  const answer = await city.web.inject({
    method: 'POST',
    url: `/api/information-requests/${id}/acts`,
    headers: { cookie: await session(login, on), 'sec-fetch-site': 'same-origin' },
    payload: { seenSeq: (await matter(city, id)).seq, ...body },
  });
  const said: { code?: string } = answer.body === '' ? {} : JSON.parse(answer.body);
  return { status: answer.statusCode, code: said.code ?? '' };
}
const done = expect.objectContaining({ status: 200 });

async function asked(on: string, change: object = {}): Promise<{ id: number; number: string; code: string }> {
  const office = await officeOf(city);
  const grants = [{ role: 'request-officer', agencyId }];
  const actor = { ...office.officer, grants, agenciesBelow: new Set([agencyId]) };
  const { id, number, code } = await received(city, office, on, { agencyId, actor, at: at(on), ...change });
  return { id, number, code: code ?? '' };
}
async function handled(on: string, change: object = {}) {
  const request = await asked(on, change);
  expect(await does(OFFICER, on, request.id, { act: 'take-up' })).toEqual(done);
  return request;
}
const byCode = (url: string, fields: Readonly<Record<string, string>>) =>
  city.web.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
async function untilSigning(on: string): Promise<{ id: number; number: string; code: string }> {
  const request = await handled(on);
  const draft = { decision: '3.1', points: { where: 'https://www.mingtang.example/jg' }, attachments: [] };
  expect(await does(OFFICER, on, request.id, { act: 'draft', draft })).toEqual(done);
  expect(await does(LEGAL, on, request.id, { act: 'approve' })).toEqual(done);
  return request;
}

test('a third party that answers late: the reply is not held up, and what it says is kept with its day', async () => {
  const { id } = await handled('2026-03-02');
  const letters = [{ whom: 'third-party', addressee: '某公司', question: '是否同意公开？' }];
  expect(await does(OFFICER, '2026-03-03', id, { act: 'consult', letters })).toEqual(done);
  const { rows } = await city.kernel.pool.query<{ id: number }>(
    'select matter_id as id from information_requests.opinion where request_id = $1',
    [id],
  );
  const letter = Number(rows[0]?.id);
  expect(await does(OFFICER, '2026-03-04', letter, { act: 'letter-received' })).toEqual(done);
  await sweep(city.kernel, at('2026-03-26'));
  city.setNow(at('2026-03-26', '11:00'));
  await drain(city);
  expect((await matter(city, id)).state).toBe('handling');
  const late = { act: 'answer', answer: 'objects', reason: '涉及商业秘密，不同意公开' };
  expect(await does(OFFICER, '2026-03-27', letter, late)).toEqual(done);
  const opinion = await city.kernel.pool.query<{ answer: string; late_on: Day }>(
    'select answer, late_on from information_requests.opinion where matter_id = $1',
    [letter],
  );
  expect(opinion.rows).toEqual([expect.objectContaining({ late_on: '2026-03-27' })]);
  // It counts as silent in law, and the reply period runs on from the day its time was over.
  expect((await matter(city, id)).state).toBe('handling');
});

test('an extension asked for when the limit has passed is refused; on the last day it is in time', async () => {
  const [late, inTime] = [await handled('2026-03-02'), await handled('2026-03-02')];
  const extend = { act: 'extend', days: 10, reason: '检索数量较大' };
  expect(await does(HEAD, '2026-03-30', inTime.id, extend)).toEqual(done);
  expect(await does(HEAD, '2026-03-31', late.id, extend)).toEqual({
    status: 409,
    code: 'information-requests/too-late',
  });
  expect(await does(HEAD, '2026-03-31', inTime.id, extend)).toEqual({ status: 409, code: 'matter/extension-used-up' });
  expect((await does(OFFICER, '2026-03-31', inTime.id, extend)).status).toBe(403);
});

test('a fee paid one day late: refused, the request is given up, nothing was counted as paid', async () => {
  const { id } = await handled('2026-03-02');
  expect(await does(OFFICER, '2026-03-05', id, { act: 'charge', method: 'items', quantity: 31 })).toEqual(done);
  expect(await does(OFFICER, '2026-03-09', id, { act: 'notice-received' })).toEqual(done);
  expect(await does(OFFICER, '2026-04-08', id, { act: 'pay' })).toEqual({
    status: 409,
    code: 'information-requests/paid-too-late',
  });
  await sweep(city.kernel, at('2026-04-08'));
  expect(await requestOf(databaseOf(city.kernel), id)).toMatchObject({ decision: '3.6.2' });
  expect(await feeOf(databaseOf(city.kernel), id)).toMatchObject({ state: 'lapsed', paidOn: null });
  expect((await does(OFFICER, '2026-04-08', id, { act: 'pay' })).status).toBe(409);
});

test('two who decide at the same moment: one does, the other is told that it has changed', async () => {
  const { id } = await untilSigning('2026-03-02');
  city.setNow(at('2026-03-03'));
  await session(HEAD, '2026-03-03');
  const both = await Promise.all([
    does(HEAD, '2026-03-03', id, { act: 'sign' }),
    does(HEAD, '2026-03-03', id, { act: 'send-back', reason: '依据写得不全' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const { rows } = await city.kernel.pool.query(
    `select act from kernel.entry where matter_id = $1 and act in ('sign', 'send-back')`,
    [id],
  );
  expect(rows).toHaveLength(1);
});

test('taken back after the reply was signed: refused, and the reply is his', async () => {
  const { id, number, code } = await untilSigning('2026-03-02');
  expect(await does(HEAD, '2026-03-03', id, { act: 'sign' })).toEqual(done);
  const page = await byCode('/information-requests/progress', { number, code });
  expect(page.body).not.toContain('value="withdraw"');
  const answer = await byCode('/information-requests/progress/act', { number, code, act: 'withdraw', words: '不要了' });
  expect(answer.statusCode).toBe(409);
  expect(await does(OFFICER, '2026-03-04', id, { act: 'withdraw', reason: '申请人来电' })).toEqual({
    status: 409,
    code: 'information-requests/signed-already',
  });
  expect(await does(OFFICER, '2026-03-04', id, { act: 'send', how: 'web' })).toEqual(done);
});

describe('machines', () => {
  test('so many requests of one address in an hour, and then it has to wait; a person elsewhere does not', async () => {
    city.setNow(instant(day('2026-09-01'), '10:00'));
    const post = (remoteAddress: string) =>
      city.web.inject({
        method: 'POST',
        url: '/information-requests/new',
        remoteAddress,
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'subject=x',
      });
    const statuses: number[] = [];
    for (let i = 0; i <= allowances.ask.count; i++) statuses.push((await post('198.51.100.7')).statusCode);
    expect(statuses.slice(0, -1).every((status) => status === 422)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect((await post('198.51.100.8')).statusCode).toBe(422);
  });

  test('whoever guesses at codes is answered alike, and waits', async () => {
    city.setNow(instant(day('2026-09-02'), '10:00'));
    const { number } = await asked('2026-03-02');
    const statuses: number[] = [];
    for (let i = 0; i <= allowances.byCode.count; i++)
      statuses.push((await byCode('/information-requests/progress', { number, code: 'ABCDE-FGHJK-LMNPQ' })).statusCode);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([404]));
    expect(statuses.at(-1)).toBe(429);
  });
});
