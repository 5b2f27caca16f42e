import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../identity/testing.ts';
import { day, instant } from '../kernel/index.ts';
import { type StockItem, type StockSource, screeningModuleOf } from './index.ts';
import { passTurn } from './operations/pass.ts';

const AT = instant(day('2026-11-23'), '10:00');
const PHONE = '13800138000';
const ID = '11010519491231002X';
const contents = new Map([
  ['2026-1', `市民政局公示\n申请人张伟，身份证号：${ID}，手机：${PHONE}。`],
  ['2026-2', '关于开展食品安全检查的通知'],
  ['2026-3', `联系人王芳，手机${PHONE}`],
]);
const purged: string[] = [];
let agencyId = 0;
const itemOf = (ref: string): StockItem => ({
  ref,
  title: `公示 ${ref} 增长 8%`,
  region: '590900',
  agencyId,
  mendAt: `/disclosure/published?q=${ref}`,
  contents: [{ name: '正文.txt', bytes: async () => Buffer.from(contents.get(ref) ?? '') }],
});
const source: StockSource = {
  name: 'publications',
  after: async (cursor, limit) => {
    const refs = [...contents.keys()].toSorted().filter((ref) => ref > cursor);
    return refs.slice(0, limit).map(itemOf);
  },
  item: async (ref) => (contents.has(ref) ? itemOf(ref) : null),
  purge: async (ref) => void purged.push(ref),
};

let city: TestCity;
let cookies: Readonly<Record<string, string>>;
beforeAll(async () => {
  city = await testCity([screeningModuleOf({ sources: () => [source] })], AT);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const logins = ['lianluoyuan', 'gongkaiban', 'zfb-lianluo', 'shimin'];
  const entries = await Promise.all(logins.map(async (login) => [login, await signedIn(city.web, login)] as const));
  cookies = Object.fromEntries(entries);
  await passTurn(city.kernel, [source], AT);
});
afterAll(() => city.close());

async function ask(login: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await city.web.inject({
    method,
    url,
    headers: { cookie: cookies[login] ?? '', 'sec-fetch-site': 'same-origin' },
    ...(payload === undefined ? {} : { payload }),
  });
  const isJson = answer.headers['content-type']?.toString().includes('json');
  return { status: answer.statusCode, body: answer.body, json: isJson ? answer.json() : {} };
}

const TICKETS = '/api/screening/tickets';
const HITS = '/api/screening/hits';
type Find = { id: number; number: string; kind: string; before: string; after: string; masked: string; alike: number };
const idOf = async (ref: string): Promise<number> =>
  (await ask('gongkaiban', 'GET', `${TICKETS}?queue=all&q=${ref}`)).json.rows[0].id;
const seqOf = async (id: number): Promise<number> => {
  const { rows } = await city.kernel.pool.query<{ seq: number }>('select seq from kernel.matter where id = $1', [id]);
  return rows[0]?.seq ?? 0;
};
const findsOf = async (login: string, id: number): Promise<readonly Find[]> =>
  (await ask(login, 'GET', `${TICKETS}/${id}`)).json.hits;

test('what a pass has found stands in the queue of its agency and of the office above, nobody else’s', async () => {
  const own = await ask('lianluoyuan', 'GET', TICKETS);
  expect(own.json).toMatchObject({
    rows: [{ findings: 2 }, { findings: 3, origin: 'self', stateTitle: '待整改', light: 'green' }],
    next: null,
    counts: { open: 2, found: 2, settled: 0 },
  });
  expect((await ask('gongkaiban', 'GET', TICKETS)).json.rows).toHaveLength(2);
  expect((await ask('zfb-lianluo', 'GET', TICKETS)).json.rows).toEqual([]);
  expect((await ask('shimin', 'GET', TICKETS)).status).toBe(403);
  expect((await ask('zfb-lianluo', 'GET', `${TICKETS}/${await idOf('2026-1')}`)).status).toBe(403);
  expect((await ask('gongkaiban', 'GET', `${TICKETS}?q=${encodeURIComponent('9%')}`)).json.rows).toEqual([]);
  expect(
    (await ask('gongkaiban', 'GET', `${TICKETS}?q=${encodeURIComponent('8%')}&finder=scan`)).json.rows,
  ).toHaveLength(2);
  const table = await ask('lianluoyuan', 'GET', `${TICKETS}.csv`);
  expect(table.body.split('\r\n')).toHaveLength(4);
});

test('a find is shown with what is around it, and nothing personal of it', async () => {
  const id = await idOf('2026-1');
  const view = await ask('lianluoyuan', 'GET', `${TICKETS}/${id}`);
  expect(view.body).not.toContain(ID);
  expect(view.body).not.toContain(PHONE);
  const mobile = (await findsOf('lianluoyuan', id)).find(({ kind }) => kind === 'mobile');
  expect(mobile).toMatchObject({ masked: '138****8000', after: '。' });
  expect(mobile?.before).toMatch(/X，手机：$/u);
});

test('each find is decided by its agency, with a reason where it stays; then mended, cleared out, verified', async () => {
  const id = await idOf('2026-1');
  const decide = (login: string, hits: readonly number[], decision: string, more = {}) =>
    ask(login, 'POST', `${HITS}/decide`, { hits, decision, ...more });
  const finds = await findsOf('lianluoyuan', id);
  const first = finds[0]?.id ?? 0;
  expect(await decide('lianluoyuan', [first], 'keep')).toMatchObject({ status: 422 });
  expect(await decide('zfb-lianluo', [first], 'mask')).toMatchObject({ status: 403 });
  expect(await decide('lianluoyuan', [first, 999_999], 'mask')).toMatchObject({
    status: 404,
    json: { code: 'screening/no-finding' },
  });
  expect((await decide('lianluoyuan', [first], 'mask')).json).toEqual({ decided: 1 });
  expect((await decide('lianluoyuan', [first], 'mask', { reach: 'ticket' })).json).toEqual({ decided: 3 });
  const mine = await ask('lianluoyuan', 'GET', `${HITS}?ticket=${id}&state=to-mask`);
  expect(mine.json.rows).toHaveLength(3);
  expect(mine.json.rows[0]).toMatchObject({ number: expect.stringMatching(/\/3$/u), decidedBy: expect.any(String) });
  const entries = await city.kernel.pool.query<{ n: number }>(
    "select count(*)::int as n from kernel.entry where matter_id = $1 and act = 'screening.decide'",
    [id],
  );
  expect(entries.rows[0]?.n, 'one entry for each act, not for each find').toBe(2);
  const rectify = async () => ask('lianluoyuan', 'POST', `${TICKETS}/${id}/rectify`, { seenSeq: await seqOf(id) });
  expect(await rectify()).toMatchObject({ json: { code: 'screening/not-decided' } });
  contents.set('2026-1', '市民政局公示\n申请人张*，身份证号：1****************X，手机：138****8000。');
  expect((await rectify()).status).toBe(204);
  expect(purged).toContain('2026-1');
  // Who checks it sees that what stands there now is another text.
  const { before, after } = (await ask('gongkaiban', 'GET', `${TICKETS}/${id}`)).json;
  expect([before, after]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/u), expect.stringMatching(/^[0-9a-f]{64}$/u)]);
  expect(after).not.toBe(before);
  expect(await decide('lianluoyuan', [first], 'mask')).toMatchObject({ json: { code: 'screening/not-open' } });
  expect((await ask('lianluoyuan', 'GET', `${TICKETS}/${id}`)).json.hits[0]).toMatchObject({ state: 'masked' });
  const forbidden = await ask('lianluoyuan', 'POST', `${TICKETS}/${id}/verify`, { seenSeq: await seqOf(id) });
  expect(forbidden.status).toBe(403);
  expect((await ask('gongkaiban', 'POST', `${TICKETS}/${id}/verify`, { seenSeq: await seqOf(id) })).status).toBe(204);
  expect((await ask('gongkaiban', 'GET', `${TICKETS}?queue=settled`)).json.rows).toMatchObject([{ light: 'done' }]);
});

test('a superior assigns what he has found; self and assigned are rectified', async () => {
  const given = { ref: '2026-2', findings: 4, words: '省里交办的第三批问题清单' };
  expect(await ask('lianluoyuan', 'POST', TICKETS, given)).toMatchObject({ status: 403 });
  expect(await ask('gongkaiban', 'POST', TICKETS, { ...given, words: '短' })).toMatchObject({ status: 422 });
  expect(await ask('gongkaiban', 'POST', TICKETS, { ...given, ref: '没有' })).toMatchObject({
    status: 404,
    json: { code: 'screening/not-published' },
  });
  const assigned = await ask('gongkaiban', 'POST', TICKETS, given);
  expect(assigned.status).toBe(200);
  const { id } = assigned.json;
  // The province finds more of it later: the same ticket has more lines, each where the province says it is.
  const places = [`附件第3页，手机${PHONE}`, '附件第9页'];
  const more = await ask('gongkaiban', 'POST', TICKETS, { ...given, finder: 'province', places });
  expect(more.json).toEqual(assigned.json);
  const pointed = await ask('gongkaiban', 'GET', `${HITS}?finder=province`);
  expect(pointed.json.rows.map(({ note }: { note: string }) => note)).toEqual([
    '附件第9页',
    '附件第3页，手机138****8000',
  ]);
  expect(pointed.json.rows[0].office).toEqual(expect.any(String));
  const byHand = (await findsOf('lianluoyuan', id)).map((find) => find.id);
  const rectifyEarly = await ask('lianluoyuan', 'POST', `${TICKETS}/${id}/rectify`, { seenSeq: await seqOf(id) });
  expect(rectifyEarly.json.code, 'nobody has decided about what only people see').toBe('screening/not-decided');
  const two = byHand.slice(0, 2);
  const doubled = { hits: two, decision: 'false-positive', reason: '与第三处重复登记' };
  expect((await ask('lianluoyuan', 'POST', `${HITS}/decide`, doubled)).json).toEqual({ decided: 2 });
  expect((await ask('lianluoyuan', 'GET', `${TICKETS}/${id}`)).json).toMatchObject({
    origin: 'assigned',
    words: given.words,
    mayDecide: true,
  });
  const third = await idOf('2026-3');
  const dismissal = { seenSeq: await seqOf(third), reason: '示例号码，不属于任何人' };
  expect((await ask('gongkaiban', 'POST', `${TICKETS}/${third}/dismiss`, dismissal)).status).toBe(204);
  contents.delete('2026-2');
  const say = async (login: string, act: string, more = {}) =>
    (await ask(login, 'POST', `${TICKETS}/${id}/${act}`, { seenSeq: await seqOf(id), ...more })).status;
  expect(await say('lianluoyuan', 'rectify')).toBe(204);
  expect(await say('gongkaiban', 'return', { reason: '快照里还有，请一并清理' })).toBe(204);
  expect(await say('lianluoyuan', 'rectify')).toBe(204);
  expect(await say('gongkaiban', 'verify')).toBe(204);
  const { json } = await ask('gongkaiban', 'GET', '/api/screening/statistics');
  expect(json.total).toEqual({ self: 3, assigned: 4, rectified: 7, open: 0, kept: 0, dismissed: 4 });
  expect(json.finders).toMatchObject([
    { finder: 'scan', office: null, found: 3, rectified: 3 },
    { finder: 'province', found: 2, rectified: 2 },
    { finder: 'superior', found: 2, rectified: 2 },
  ]);
  const table = await ask('gongkaiban', 'GET', `${HITS}.csv?state=withdrawn`);
  expect(table.body.trim().split('\r\n')).toHaveLength(5);
  expect(table.body).toContain('省级交办');
  expect((await ask('gongkaiban', 'GET', `${HITS}?state=none&from=2027-01-01`)).json.rows).toEqual([]);
  expect((await ask('zfb-lianluo', 'GET', HITS)).json.rows).toEqual([]);
  expect(json.pass).toMatchObject({ documents: 3, findings: 5 });
  expect(json.total.self + json.total.assigned).toBe(json.total.rectified);
});
