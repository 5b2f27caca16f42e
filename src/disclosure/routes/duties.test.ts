import { afterAll, beforeAll, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { directoryOf } from '../../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { xlsx } from '../../kernel/files/testing/samples.ts';
import { day, instant, inTransaction, kernelTasks, matterById, startWorker } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { obligationRegister, openDuties } from '../operations/duties.ts';
import { publicationById } from '../operations/publication.ts';
import { publish } from '../operations/publish.ts';
import { review } from '../operations/review.ts';
import { GATES } from '../process.ts';
import type { Obligation } from '../rules/obligation.ts';
import { people, putCatalogue, submit } from '../testing.ts';

const AT = instant(day('2026-11-10'), '10:00');
const monthly: Obligation = {
  key: 'inspections',
  name: '食品抽检月报',
  node: 'ML.3.13.04',
  titled: '抽检',
  every: 'month',
  within: { n: 10, unit: 'workday' },
  law: '本市政务公开制度',
  lines: ['SC'],
};
let city: TestCity;
let cookies: Readonly<Record<string, string>>;
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  const { kernel } = city;
  await putCatalogue(kernel);
  const logins = ['lianluoyuan', 'shichang-sh', 'gongkaiban', 'zfb-lianluo', 'shimin'];
  const entries = await Promise.all(logins.map(async (login) => [login, await signedIn(city.web, login)] as const));
  cookies = Object.fromEntries(entries);
  agencyId = (await directoryOf(kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const entry = { key: monthly.key, validFrom: day('2026-01-01'), source: '试验', changedBy: null, at: AT };
  await inTransaction(kernel.pool, (tx) => obligationRegister.put(tx, { ...entry, value: monthly }));
  for (const on of ['2026-10-05', '2026-11-05']) await openDuties(kernel, instant(day(on), '08:00'));
});
afterAll(() => city.close());

type Answer = { readonly status: number; readonly body: string; readonly json: Record<string, unknown> };
async function ask(login: string, method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> {
  const answer = await city.web.inject({
    method,
    url: `/api/disclosure/duties${url}`,
    headers: { cookie: cookies[login] ?? '', 'sec-fetch-site': 'same-origin' },
    ...(payload === undefined ? {} : { payload }),
  });
  const isJson = answer.headers['content-type']?.toString().includes('json') ?? false;
  return { status: answer.statusCode, body: answer.body, json: isJson ? answer.json() : {} };
}

async function bring(id: number, name: string, bytes: Buffer, login = 'lianluoyuan'): Promise<Answer> {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const answer = await city.web.inject({
    method: 'POST',
    url: `/api/disclosure/duties/${id}/figures/read`,
    headers: {
      cookie: cookies[login] ?? '',
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=x',
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
  });
  return { status: answer.statusCode, body: answer.body, json: answer.json() };
}

async function duty(period: string): Promise<number> {
  const { rows } = await city.kernel.pool.query<{ id: number }>(
    'select matter_id as id from disclosure.duty where period = $1',
    [period],
  );
  return rows[0]?.id ?? 0;
}

const line = (indicator: string, value: string, unit = '批次') => ({ indicator, unit, value });
const save = (id: number, lines: readonly object[], seenVersion = 0, more: object = {}, login = 'lianluoyuan') =>
  ask(login, 'POST', `/${id}/figures`, { lines, seenVersion, ...more });

test('what is overdue by its clock is red; lists are narrowed, searched, paged and saved as a table', async () => {
  const open = await ask('lianluoyuan', 'GET', '');
  expect(open.json).toMatchObject({
    rows: [
      { title: '2026年10月 食品抽检月报', standing: 'open', dueOn: '2026-11-13', hasFigures: false },
      { title: '2026年9月 食品抽检月报', standing: 'overdue', light: 'red' },
    ],
    counts: { open: 2, overdue: 1, met: 0, excused: 0, all: 2 },
    agencies: [{ id: agencyId, name: '市市场监管局' }],
    obligations: [{ key: 'inspections', name: '食品抽检月报' }],
    next: null,
  });
  const overdue = await ask('gongkaiban', 'GET', '?standing=overdue');
  expect(overdue.json.rows).toMatchObject([{ title: '2026年9月 食品抽检月报' }]);
  const found = await ask('lianluoyuan', 'GET', `?q=${encodeURIComponent('10月')}`);
  expect(found.json.rows).toHaveLength(1);
  expect((await ask('lianluoyuan', 'GET', '?q=%25')).json.rows).toEqual([]);
  const earlier = await ask('lianluoyuan', 'GET', `?before=${await duty('2026-10')}`);
  expect(earlier.json.rows).toMatchObject([{ title: '2026年9月 食品抽检月报' }]);
  const table = await ask('lianluoyuan', 'GET', '.csv?standing=overdue');
  expect(table.body).toContain('编号,事项,单位,状态');
  expect(table.body.trim().split('\r\n')).toHaveLength(2);
  expect(table.body).toContain('逾期未公开');
});

test('the own agency enters, whoever is above reads, another agency and a citizen get nothing', async () => {
  const id = await duty('2026-10');
  for (const login of ['gongkaiban', 'zfb-lianluo', 'shimin'])
    expect((await save(id, [line('甲', '1')], 0, {}, login)).status, login).toBe(403);
  for (const login of ['gongkaiban', 'zfb-lianluo', 'shimin'])
    expect((await ask(login, 'POST', `/${id}/publication`)).status, login).toBe(403);
  expect((await bring(id, 'a.xlsx', xlsx(), 'zfb-lianluo')).status).toBe(403);
  expect((await ask('gongkaiban', 'GET', `/${id}`)).json).toMatchObject({ mayEnter: false, mayBegin: false });
  expect((await ask('shichang-sh', 'GET', `/${id}`)).json).toMatchObject({ mayEnter: false });
  expect((await ask('zfb-lianluo', 'GET', `/${id}`)).status).toBe(403);
  expect((await ask('shimin', 'GET', `/${id}`)).status).toBe(403);
  expect((await ask('zfb-lianluo', 'GET', '')).json.rows).toEqual([]);
  expect((await ask('zfb-lianluo', 'GET', `?agency=${agencyId}`)).status).toBe(403);
  expect((await ask('shimin', 'GET', '.csv')).status).toBe(403);
  expect((await ask('lianluoyuan', 'GET', '/999999')).status).toBe(404);
});

test('figures are kept as versions; bad ones are refused with their line, and nobody overwrites another', async () => {
  const id = await duty('2026-09');
  const refused = await save(id, [line('抽检数', '1'), line('合格率', '九成')]);
  expect(refused).toMatchObject({ status: 422, json: { code: 'disclosure/figure-no-number' } });
  expect(refused.json.title).toContain('第 2 行的“九成”');
  expect((await save(id, [line('抽检数', '')])).json).toMatchObject({ code: 'disclosure/no-figures' });
  expect((await save(id, [line('抽检数', '1,000')])).json).toEqual({ version: 1 });
  expect((await save(id, [line('抽检数', '1000')])).json).toEqual({ version: 1 });
  expect((await save(id, [line('抽检数', '7')])).json).toMatchObject({ code: 'disclosure/figures-changed' });
  expect((await save(id, [line('抽检数', '1100')], 1, { note: '补报两个县' })).json).toEqual({ version: 2 });
  const { json } = await ask('gongkaiban', 'GET', `/${id}`);
  expect(json.periods).toMatchObject([
    {
      of: 'this',
      version: 2,
      versions: [
        { version: 2, note: '补报两个县', by: expect.any(String), lines: [{ value: '1100' }] },
        { version: 1, lines: [{ value: '1000' }] },
      ],
    },
    { of: 'previous', title: '2026年8月', version: 0 },
    { of: 'year-before', title: '2025年9月', version: 0 },
  ]);
});

test('a workbook is read and not kept; what is hostile, empty or something else is refused', async () => {
  const id = await duty('2026-10');
  const book = await writeWorkbook([
    [{ value: '指标名称' }, { value: '计量单位' }, { value: '本期（10月）' }],
    [{ value: '抽检数' }, { value: '批次' }, { value: 1210.5 }],
    [{ value: '不合格数' }, { value: '批次' }, null],
  ]).toBuffer();
  expect((await bring(id, '十月.xlsx', book)).json).toEqual({
    lines: [line('抽检数', '1210.5'), line('不合格数', '')],
    notices: [],
  });
  expect((await ask('lianluoyuan', 'GET', `/${id}`)).json.periods).toMatchObject([{ version: 0 }, {}, {}]);
  const code = async (name: string, bytes: Buffer) => (await bring(id, name, bytes)).json.code;
  expect(await code('a.xlsx', xlsx(["cmd|'/c calc'!A0"]))).toBe('files/active-content');
  expect(await code('a.xlsx', Buffer.from('not a workbook'))).toMatch(/^files\//u);
  expect(await code('a.xlsx', Buffer.alloc(0))).toBe('files/empty');
  expect(await code('a.csv', Buffer.from('指标,数值'))).toBe('disclosure/not-a-workbook');
  const other = await writeWorkbook([
    [{ value: '姓名' }, { value: '电话' }],
    [{ value: '甲' }, { value: '乙' }],
  ]).toBuffer();
  expect(await code('a.xlsx', other)).toBe('disclosure/no-figure-table');
});

async function out(id: number): Promise<string> {
  const { kernel } = city;
  const who = await people(kernel);
  const at = kernel.now();
  const { row } = await publicationById(kernel, id);
  await submit(kernel, { id, actor: who.drafter, at, seenRevision: row.revision });
  const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  for (const gate of GATES) await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at });
  return (await publish(kernel, { id, actor: who.officer, at }))[0]?.index ?? '';
}

async function drain(): Promise<void> {
  const { kernel } = city;
  const report = () => undefined;
  const worker = startWorker({ pool: kernel.pool, tasks: kernelTasks(kernel), routines: [], now: kernel.now, report });
  await worker.drain();
  await worker.stop();
}

test('figures are compared, a publication is begun from them once, passes every gate, and fulfils its own duty', async () => {
  const { kernel } = city;
  const id = await duty('2026-10');
  expect((await ask('lianluoyuan', 'POST', `/${id}/publication`)).json).toMatchObject({
    code: 'disclosure/no-figures',
  });
  const lines = [line('抽检数', '1210'), line('合格率', '99.1', '%'), line('<b>召回</b>', '2')];
  expect((await save(id, lines)).status).toBe(200);
  const yearBefore = [line('抽检数', '0'), line('合格率', '98.6', '%')];
  expect((await save(id, yearBefore, 0, { of: 'year-before' })).status).toBe(200);
  const { json } = await ask('lianluoyuan', 'GET', `/${id}`);
  expect(json.sentences).toEqual([
    '2026年10月，抽检数 1210 批次，比上期增加 110 批次，增长 10%；比上年同期增加 1210 批次（上年同期为零或者负数，不计算百分比）。',
    '2026年10月，合格率 99.1%，上期没有数据；比上年同期增加 0.5 个百分点。',
    '2026年10月，<b>召回</b> 2 批次，上期没有数据；上年同期没有数据。',
  ]);
  expect(json).toMatchObject({
    mayBegin: true,
    trend: [{ period: '2025-10' }, { period: '2026-09' }, { period: '2026-10' }],
  });

  const both = await Promise.all([1, 2].map(() => ask('lianluoyuan', 'POST', `/${id}/publication`)));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const begun = Number(both.find(({ status }) => status === 200)?.json.id);
  const { snapshot, draft } = await publicationById(kernel, begun);
  expect(snapshot).toMatchObject({ state: 'drafting', agencyId });
  expect(draft.content.title).toBe('2026年10月食品抽检月报');
  expect(draft.content.body).toContain('比上期增加 110 批次，增长 10%');
  expect(draft.content.body).toContain('近期走势');
  expect(draft.content.body).toContain('&lt;b&gt;召回');
  const { rows } = await kernel.pool.query(`select 1 from disclosure.publication where node = 'ML.3.13.04'`);
  expect(rows).toHaveLength(1);

  const index = await out(begun);
  const told = await kernel.pool.query<{ charts: { kind: string; indicator: string; points: object[] }[] }>(
    `select content->'charts' as charts from kernel.record where key = $1 order by version desc limit 1`,
    [index],
  );
  // A figure that stands alone is compared with nothing; what is drawn is what the table says.
  expect(told.rows[0]?.charts.map(({ kind, indicator }) => [kind, indicator])).toEqual([
    ['compared', '抽检数'],
    ['compared', '合格率'],
    ['trend', '抽检数'],
  ]);
  expect(told.rows[0]?.charts[0]?.points).toEqual([
    { label: '上年同期', name: '2025年10月', value: '0' },
    { label: '上期', name: '2026年9月', value: '1100' },
    { label: '本期', name: '2026年10月', value: '1210' },
  ]);
  await drain();
  // September is older and has the same entry and title: what was begun for October does not fulfil it.
  expect((await matterById(kernel, await duty('2026-09'))).state).toBe('owed');
  expect((await ask('gongkaiban', 'GET', '?standing=met')).json.rows).toMatchObject([
    { id, index, late: false, metOn: '2026-11-10', light: 'done' },
  ]);
  expect((await ask('lianluoyuan', 'POST', `/${id}/publication`)).json).toMatchObject({ code: 'matter/not-in-state' });
  const silent = await save(id, [line('抽检数', '1211')], 1);
  expect(silent.json).toMatchObject({ code: 'disclosure/figures-no-reason' });
  expect((await save(id, [line('抽检数', '1211')], 1, { note: '年度核定后修订' })).json).toEqual({ version: 2 });
});

test('more than a page goes on where it ended, and no duty comes twice', async () => {
  const { kernel } = city;
  const keys = Array.from({ length: 51 }, (_, n) => `yearly-${n}`);
  const common = { validFrom: day('2025-01-01'), source: '试验', changedBy: null, at: AT };
  await inTransaction(kernel.pool, async (tx) => {
    for (const key of keys)
      await obligationRegister.put(tx, {
        ...common,
        key,
        value: { ...monthly, key, name: `年报 ${key}`, every: 'year' },
      });
  });
  await openDuties(kernel, AT);
  const url = `?q=${encodeURIComponent('年报')}&standing=all`;
  const first = await ask('lianluoyuan', 'GET', url);
  expect(first.json.rows).toHaveLength(50);
  const rest = await ask('lianluoyuan', 'GET', `${url}&before=${String(first.json.next)}`);
  expect(rest.json).toMatchObject({ next: null, counts: { all: 51 } });
  const ids = [first, rest].flatMap(({ json }) => (json.rows as { id: number }[]).map(({ id }) => id));
  expect(new Set(ids).size).toBe(51);
  const one = await ask('lianluoyuan', 'GET', '?obligation=yearly-7');
  expect(one.json.rows).toMatchObject([{ title: '2025年 年报 yearly-7' }]);
  const page = await ask('lianluoyuan', 'GET', `/${ids[0]}`);
  expect(page.json.periods).toMatchObject([{ title: '2025年' }, { title: '2024年' }]);
  const none = await save(ids[0] ?? 0, [line('甲', '1')], 0, { of: 'year-before' });
  expect(none.json).toMatchObject({ code: 'disclosure/no-such-period' });
});
