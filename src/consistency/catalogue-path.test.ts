import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardsModule } from '../boards/index.ts';
import { disclosureModule } from '../disclosure/index.ts';
import { article, putCatalogue, secrecyChecks } from '../disclosure/testing.ts';
import { directoryOf } from '../identity/index.ts';
import { signedIn } from '../identity/testing.ts';
import { sitesCity, work } from '../sites/testing.ts';
import { consistencyModule } from './index.ts';
import { compareSlice } from './operations.ts';

const SECRECY = secrecyChecks.map(({ key }) => key);
const AT = new Date('2026-11-23T10:00:00+08:00');
let city: Awaited<ReturnType<typeof sitesCity>>;
const cookies: Record<string, string> = {};
const agencies: Record<string, number> = {};
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule, boardsModule, consistencyModule]);
  await putCatalogue(city.kernel);
  for (const login of ['lianluoyuan', 'shichang-sh', 'gongkaiban', 'shichang-bm']) {
    cookies[login] = await signedIn(city.web, login);
  }
  const directory = await directoryOf(city.kernel);
  for (const key of ['590900-SC', '590902-SC']) agencies[key] = directory.agencyByKey(key)?.id ?? 0;
});
afterAll(() => city.close());

async function ask<T>(login: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await city.web.inject({
    method,
    url,
    headers: { cookie: cookies[login] ?? '', 'sec-fetch-site': 'same-origin' },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, json: (answer.body === '' ? {} : answer.json()) as T };
}

const decide = async (id: number, decision: string, more: object = {}) => {
  const { rows } = await city.kernel.pool.query<{ seq: number }>('select seq from kernel.matter where id = $1', [id]);
  const url = `/api/disclosure/catalogue/proposals/${id}/${decision}`;
  return ask<{ code: string; detail: string }>('gongkaiban', 'POST', url, { seenSeq: rows[0]?.seq ?? 0, ...more });
};

/** From draft to the public, each step by his own sign-in. */
async function published(node: string): Promise<string> {
  const base = '/api/disclosure/publications';
  type View = { seq: number; revision: number; text: string; index: string };
  const content = article({ node, title: '网络餐饮抽查结果' });
  const agencyId = agencies['590900-SC'];
  const { id } = (await ask<{ id: number }>('lianluoyuan', 'POST', base, { agencyId, content })).json;
  const view = async (login: string) => (await ask<View>(login, 'GET', `${base}/${id}`)).json;
  const acts = async (login: string, body: object) => {
    const { seq } = await view(login);
    const done = await ask(login, 'POST', `${base}/${id}/acts`, { seenSeq: seq, ...body });
    expect(done.status, JSON.stringify([body, done.json])).toBe(200);
  };
  await acts('lianluoyuan', { act: 'submit', seenRevision: (await view('lianluoyuan')).revision });
  for (const [login, gate] of [
    ['shichang-sh', 'department'],
    ['gongkaiban', 'office'],
    ['shichang-bm', 'secrecy'],
  ] as const) {
    await acts(login, {
      act: 'review',
      gate,
      passed: true,
      words: '',
      seenText: (await view(login)).text,
      checked: SECRECY,
    });
  }
  await acts('gongkaiban', { act: 'publish' });
  await work(city.kernel);
  const { rows } = await city.kernel.pool.query<{ index: string }>(
    'select index_number as index from disclosure.published where node = $1',
    [node],
  );
  return rows[0]?.index ?? '';
}

type Listed = { readonly rows: readonly { readonly code: string; readonly state: string; readonly index: string }[] };

/** A comparison as the office begins it; answers what it says of one publication. */
async function compared(index: string, at: Date) {
  city.setNow(at);
  // The sessions of the morning are over.
  for (const login of ['lianluoyuan', 'gongkaiban']) cookies[login] = await signedIn(city.web, login);
  expect((await ask('gongkaiban', 'POST', '/api/consistency/runs')).status).toBe(200);
  while (await compareSlice(city.kernel, at));
  const url = `/api/consistency?standing=all&q=${encodeURIComponent(index)}`;
  return (await ask<Listed>('lianluoyuan', 'GET', url)).json.rows.map(({ code, state }) => `${code} ${state}`);
}

test('an entry is proposed, assigned, filled by every organ it is assigned to, checked and compared (W-32)', async () => {
  const keepers = `/api/disclosure/catalogue/keepers?agency=${agencies['590900-SC']}`;
  expect((await ask('lianluoyuan', 'GET', keepers)).json).toMatchObject({ keepers: [{ region: null }] });
  const above = await ask('gongkaiban', 'GET', `/api/disclosure/catalogue/keepers?agency=${agencies['590902-SC']}`);
  expect(above.json).toMatchObject({ keepers: [{ region: null }, { region: '590902', levels: expect.any(Array) }] });
  const foreign = `/api/disclosure/catalogue/keepers?agency=${agencies['590902-SC']}`;
  expect((await ask('lianluoyuan', 'GET', foreign)).status).toBe(403);

  const node = {
    ...{ key: 'ML.3.13.90', parent: 'ML.3.13', name: '网络餐饮抽查', levels: ['city'], axis: 'result', domains: [] },
    ...{ basis: { law: '政府信息公开条例', article: '第二十二条' }, timeClass: 'by-stage', owners: ['MZ'] },
    freshness: { kind: 'each', days: 20, unit: 'workday', law: '政府信息公开条例 第二十六条' },
    ...{
      everyDepartment: false,
      fixed: false,
      statutoryItem: null,
      source: 'city',
      forms: [],
      fields: [],
      keeper: null,
    },
  };
  const body = { agencyId: agencies['590900-SC'], node };
  const proposed = await ask<{ id: number }>('lianluoyuan', 'POST', '/api/disclosure/catalogue/proposals', body);
  expect(proposed.status, JSON.stringify(proposed.json)).toBe(200);
  const { id } = proposed.json;
  // Assigned to another line than was proposed.
  expect((await decide(id, 'adopt', { owners: ['SC'] })).status).toBe(204);
  const empty = await decide(id, 'fill');
  expect(empty).toMatchObject({ status: 409, json: { code: 'disclosure/entry-empty' } });
  expect(JSON.stringify(empty.json)).toContain('市市场监管局');
  const index = await published('ML.3.13.90');
  expect((await decide(id, 'fill')).status).toBe(204);

  const later = new Date('2026-11-23T11:00:00+08:00');
  expect(await compared(index, later)).toEqual([]);
  // The entry is ended and what stands under it is not moved: a mismatch, and its ticket.
  const ended = await ask('gongkaiban', 'POST', '/api/disclosure/catalogue/entries/ML.3.13.90/end', {
    reason: '并入其他条目公开',
  });
  expect(ended.status, JSON.stringify(ended.json)).toBe(204);
  const nextDay = new Date('2026-11-24T10:00:00+08:00');
  expect(await compared(index, nextDay)).toEqual(['no-entry open']);
});
