import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { day, drillDown, figureOf, instant } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { policyFigures } from './measures.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
let agencyId = 0;
const cookies = new Map<string, string>();
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

async function ask(login: string, method: 'GET' | 'POST', path: string, payload?: object) {
  const cookie = cookies.get(login) ?? (await signedIn(city.web, login));
  cookies.set(login, cookie);
  const answer = await city.web.inject({
    method,
    url: `/api/disclosure/policy-measures${path}`,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: answer.body, json: isJson ? answer.json<Record<string, unknown>>() : {} };
}
const set = (title: string, measures: number, over: object = {}) =>
  ask('lianluoyuan', 'POST', '/sets', { agencyId, title, measures, issuedOn: '2026-05-08', index: null, ...over });
const figure = async () => {
  const [measure] = policyFigures;
  if (!measure) throw new Error('M-082');
  const scope = { from: day('2026-01-01'), to: day('2026-12-31'), agencyIds: null };
  const { db } = city.kernel.published;
  const { rows } = await drillDown(db, measure, 'numerator', scope, null, 100);
  return { value: (await figureOf(db, measure, scope)).value, rows: rows.length };
};

test('the sum is that of what is named, beside what was said, and is never made to fit', async () => {
  for (const [title, measures] of [
    ['促进经济发展措施', 8],
    ['促进外经贸发展措施', 10],
    ['突出龙头带动作用措施', 12],
    ['促进外向型经济发展措施', 8],
  ] as const)
    expect((await set(title, measures)).status).toBe(200);
  expect(await figure()).toEqual({ value: '38', rows: 4 });
  const said = { agencyId, year: 2026, words: '90多项', least: 90, source: '政务公开工作总结' };
  expect((await ask('lianluoyuan', 'POST', '/claims', said)).status).toBe(200);
  const { json } = await ask('lianluoyuan', 'GET', '?year=2026');
  expect(json).toMatchObject({ named: 38, claims: [{ words: '90多项', named: 38, unnamed: 52 }] });
  expect(await figure()).toEqual({ value: '38', rows: 4 });
  // Another year has neither.
  expect((await ask('lianluoyuan', 'GET', '?year=2025')).json).toMatchObject({ named: 0, rows: [], claims: [] });
});

test('what was entered by mistake is struck out with its reason, stays to be read, and counts no longer', async () => {
  const id = Number((await set('登记错误的措施', 5)).json.id);
  const before = Number((await figure()).value);
  const strike = (why: string, login = 'lianluoyuan') => ask(login, 'POST', `/sets/${id}/strike`, { why });
  expect((await strike('错')).json).toMatchObject({ code: 'disclosure/policy-no-why' });
  expect((await strike('重复登记了', 'shichang-sh')).status).toBe(403);
  expect((await strike('重复登记了')).status).toBe(204);
  expect((await strike('重复登记了')).status).toBe(404);
  expect(Number((await figure()).value)).toBe(before - 5);
  const file = await ask('lianluoyuan', 'GET', '.csv');
  expect(file.body).toContain('登记错误的措施');
  expect(file.body).toContain('重复登记了');
});

test.each([
  ['a day to come', { issuedOn: '2026-11-24' }, 'disclosure/policy-day'],
  ['a day that is not there', { issuedOn: '2026-02-30' }, 'disclosure/policy-day'],
  ['a publication that is none', { index: '11590900MT0000022A/2026-99999' }, 'disclosure/policy-not-published'],
  ['the number of a person', { title: '某人11010519491231002X的措施' }, 'disclosure/policy-personal'],
])('%s is refused', async (_, over, code) => {
  expect((await set('促进发展措施', 3, over)).json).toMatchObject({ code });
});

test('who reads and who enters', async () => {
  expect((await ask('shichang-sh', 'GET', '')).json).toMatchObject({ entering: [] });
  expect((await ask('shimin', 'GET', '')).status).toBe(403);
  const elsewhere = (await directoryOf(city.kernel)).agencyByKey('590900-ZF')?.id ?? 0;
  expect((await ask('lianluoyuan', 'GET', `?agency=${elsewhere}`)).status).toBe(403);
  expect((await set('别的单位的措施', 3, { agencyId: elsewhere })).status).toBe(403);
});
