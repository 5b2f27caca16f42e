import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../identity/testing.ts';
import { day, instant } from '../kernel/index.ts';
import { disclosureModule } from './index.ts';
import { secrecyChecks } from './rules/secrecy.ts';
import { article, putCatalogue } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
let cookies: Readonly<Record<string, string>>;
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  await putCatalogue(city.kernel);
  const logins = ['lianluoyuan', 'shichang-sh', 'gongkaiban', 'shichang-bm', 'zfb-lianluo', 'shimin'];
  const entries = await Promise.all(logins.map(async (login) => [login, await signedIn(city.web, login)] as const));
  cookies = Object.fromEntries(entries);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

type Answer = { readonly status: number; readonly json: Record<string, never> };
async function ask(login: string, method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> {
  const answer = await city.web.inject({
    method,
    url,
    headers: { cookie: cookies[login] ?? '', 'sec-fetch-site': 'same-origin' },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, json: answer.body === '' ? {} : answer.json() };
}

type View = { id: number; seq: number; text: string; revision: number; state: string; faults: { code: string }[] };
const view = async (login: string, id: number): Promise<View> =>
  (await ask(login, 'GET', `/api/disclosure/publications/${id}`)).json as unknown as View;

const open = async (content = article()): Promise<number> => {
  const answer = await ask('lianluoyuan', 'POST', '/api/disclosure/publications', { agencyId, content });
  expect(answer.status).toBe(200);
  return (answer.json as unknown as { id: number }).id;
};

test('from draft to the public through the interface of the workbench, each by his own sign-in', async () => {
  const id = await open();
  const acts = `/api/disclosure/publications/${id}/acts`;
  const draft = await view('lianluoyuan', id);
  expect(draft.faults).toEqual([]);
  const handed = { act: 'submit', seenSeq: draft.seq, seenRevision: draft.revision };
  expect((await ask('lianluoyuan', 'POST', acts, handed)).status).toBe(200);
  const checked = secrecyChecks.map(({ key }) => key);
  for (const [login, gate] of [
    ['shichang-sh', 'department'],
    ['gongkaiban', 'office'],
    ['shichang-bm', 'secrecy'],
  ] as const) {
    const { seq, text } = await view(login, id);
    const asks = { act: 'review', gate, passed: true, words: '', seenSeq: seq, seenText: text, checked };
    expect((await ask(login, 'POST', acts, asks)).status, gate).toBe(200);
  }
  const { seq } = await view('gongkaiban', id);
  const forbidden = await ask('lianluoyuan', 'POST', acts, { act: 'publish', seenSeq: seq });
  expect(forbidden).toMatchObject({ status: 403, json: { code: 'matter/not-yours' } });
  const released = await ask('gongkaiban', 'POST', acts, { act: 'publish', seenSeq: seq });
  expect(released).toMatchObject({ status: 200, json: { released: [{ version: 1 }] } });
  const list = await ask('lianluoyuan', 'GET', '/api/disclosure/published?q=食品');
  expect(list.json).toMatchObject({ rows: [{ inTime: true, validity: 'in-force' }], next: null });
});

test('a stale form is refused, another agency sees nothing, and a citizen has no business here', async () => {
  const id = await open();
  const body = { content: article({ title: '乙稿' }), seenRevision: 1 };
  const save = `/api/disclosure/publications/${id}/draft`;
  expect((await ask('lianluoyuan', 'POST', save, body)).status).toBe(200);
  const late = await ask('lianluoyuan', 'POST', save, { ...body, content: article({ title: '丙稿' }) });
  expect(late).toMatchObject({ status: 409, json: { code: 'disclosure/draft-changed' } });
  expect((await ask('zfb-lianluo', 'GET', `/api/disclosure/publications/${id}`)).status).toBe(403);
  expect((await ask('shimin', 'GET', '/api/disclosure/publications')).status).toBe(403);
});

test('queues count what waits, lists are searched and paged, a percent sign is a percent sign', async () => {
  const counts = await ask('shichang-sh', 'GET', '/api/disclosure/queues');
  expect(counts.json).toMatchObject({ counts: { drafting: expect.any(Number), department: 0 } });
  await open(article({ title: '增长 8% 的说明', formedOn: '2026-09-01' }));
  const found = await ask('lianluoyuan', 'GET', `/api/disclosure/publications?q=${encodeURIComponent('8%')}`);
  expect(found.json).toMatchObject({ rows: [{ light: 'red', stateTitle: '起草' }] });
  const none = await ask('lianluoyuan', 'GET', `/api/disclosure/publications?q=${encodeURIComponent('9%')}`);
  expect(none.json).toMatchObject({ rows: [], next: null });
  const late = await ask('gongkaiban', 'GET', '/api/disclosure/publications?queue=late');
  expect(late.json).toMatchObject({ rows: [{ title: '增长 8% 的说明' }] });
});

test('the catalogue, the gaps and their table, the comparison, a guide', async () => {
  const catalogue = await ask('lianluoyuan', 'GET', '/api/disclosure/catalogue?level=township');
  expect(catalogue.json).toMatchObject({ nodes: expect.arrayContaining([expect.objectContaining({ leaf: true })]) });
  expect((await ask('lianluoyuan', 'POST', '/api/disclosure/catalogue/load', {})).status).toBe(403);
  const loaded = await ask('gongkaiban', 'POST', '/api/disclosure/catalogue/load', {});
  expect(loaded.json).toMatchObject({ added: expect.any(Number) });
  const gaps = await ask('lianluoyuan', 'GET', '/api/disclosure/gaps?law=1');
  expect(gaps.json).toMatchObject({ agencies: [{ name: '市市场监管局' }] });
  const table = await city.web.inject({
    url: '/api/disclosure/gaps.csv',
    headers: { cookie: cookies.lianluoyuan ?? '' },
  });
  expect(table.body.split('\n')[0]).toContain('目录条目');
  expect((await ask('gongkaiban', 'GET', '/api/disclosure/consistency')).status).toBe(200);
  const guide = await ask('lianluoyuan', 'GET', `/api/disclosure/guides/${agencyId}`);
  expect(guide.json).toMatchObject({ state: 'missing', version: 0, agency: '明堂市市场监督管理局' });
  const partly = await ask('lianluoyuan', 'POST', `/api/disclosure/guides/${agencyId}`, {
    guide: { phone: '1' },
    seen: 0,
  });
  expect(partly).toMatchObject({ status: 422, json: { code: 'disclosure/guide-incomplete' } });
});
