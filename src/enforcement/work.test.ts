import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../disclosure/testing.ts';
import { day, instant, matterById } from '../kernel/index.ts';
import { Power } from './contract.ts';
import { oweStatistics } from './operations/annual.ts';
import { enterResult } from './operations/enter.ts';
import { powerRegister } from './registers.ts';
import { type EnforcementCity, enforcementCity, licence, passed, penalty, shown } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: EnforcementCity;
beforeAll(async () => {
  city = await enforcementCity(AT);
});
afterAll(() => city.close());

const numbered = (documentNumber: string, over: object = {}) => penalty({ documentNumber, ...over });
const plain = { subject: '虚假宣传案', facts: '当事人发布虚假广告一则。' };
const conditions = { fulfilled: true, remedied: true, noRepetition: true, notListed: true };
const statement = '已经缴清罚款并完成整改';
const apply = (id: number, over: object = {}, login = 'lianluoyuan') =>
  city.ask(login, 'POST', `/api/enforcement/results/${id}/repairs`, { statement, ...conditions, ...over });
const step = (id: number, body: object, login: string) =>
  city.ask(login, 'POST', `/api/enforcement/repairs/${id}/acts`, body);
const onPublicPage = async (documentNumber: string): Promise<boolean> =>
  (await city.ask(null, 'GET', '/enforcement/results')).body.includes(documentNumber);

test('an early end is asked for after its time, decided by another, and leaves the public with the decision', async () => {
  city.setNow(AT);
  const documentNumber = '明市监处罚〔2026〕101号';
  const { id, index } = await shown(city, numbered(documentNumber, plain));
  expect((await apply(id)).json).toMatchObject({ code: 'enforcement/repair-too-early' });
  city.setNow(instant(day('2027-05-24'), '10:00'));
  const entered = await apply(id);
  expect(entered.status).toBe(200);
  expect((await apply(id)).json).toMatchObject({ code: 'enforcement/repair-asked-already' });
  const repair = Number(entered.json.id);
  expect((await matterById(city.kernel, repair)).clocks.accept?.dueOn).toBe('2027-05-26');
  expect((await step(repair, { act: 'accept', seenSeq: 1 }, 'lianluoyuan')).status).toBe(204);
  const grant = { act: 'grant', seenSeq: 2, documentNumber: '明市监信修〔2027〕1号' };
  expect((await step(repair, { ...grant, documentNumber: '' }, 'shichang-sh')).json).toMatchObject({
    code: 'enforcement/no-decision-number',
  });
  expect((await step(repair, grant, 'lianluoyuan')).status).toBe(403);
  expect(await onPublicPage(documentNumber)).toBe(true);
  expect((await step(repair, grant, 'shichang-sh')).status).toBe(204);
  expect(await onPublicPage(documentNumber)).toBe(false);
  const { rows } = await city.kernel.pool.query<{ note: string }>(
    'select note from disclosure.published where index_number = $1 and withdrawn',
    [index],
  );
  expect(rows[0]?.note).toContain('明市监信修〔2027〕1号');
  expect((await city.ask('lianluoyuan', 'GET', `/api/enforcement/repairs/${repair}`)).json).toMatchObject({
    state: 'granted',
    decisionNumber: '明市监信修〔2027〕1号',
  });
  expect((await apply(id)).json).toMatchObject({ code: 'enforcement/not-shown' });
});

test('what may not end early, or not yet, or not under these conditions, is refused with its reason', async () => {
  city.setNow(AT);
  const severe = await shown(
    city,
    numbered('乙1号', { ...plain, penalties: ['closure'], fineFen: 0, confiscatedFen: 0 }),
  );
  const minor = await shown(
    city,
    numbered('乙2号', { ...plain, penalties: ['fine'], fineFen: 100, confiscatedFen: 0 }),
  );
  const food = await shown(city, numbered('乙3号'));
  const open = await shown(city, numbered('乙4号', plain));
  for (const { id } of [severe, minor]) {
    expect((await apply(id)).json).toMatchObject({ code: 'enforcement/not-repairable' });
  }
  city.setNow(instant(day('2027-05-24'), '10:00'));
  expect((await apply(food.id)).json).toMatchObject({ code: 'enforcement/repair-too-early' });
  expect((await apply(food.id)).json.title).toContain('2027-11-24');
  const repair = Number((await apply(open.id, { fulfilled: false })).json.id);
  await step(repair, { act: 'accept', seenSeq: 1 }, 'lianluoyuan');
  const grant = { act: 'grant', seenSeq: 2, documentNumber: '明市监信修〔2027〕2号' };
  expect((await step(repair, grant, 'shichang-sh')).json).toMatchObject({ code: 'enforcement/conditions-open' });
  expect((await step(repair, { act: 'deny', seenSeq: 2 }, 'shichang-sh')).json).toMatchObject({
    code: 'enforcement/no-words',
  });
  expect((await step(repair, { act: 'deny', seenSeq: 2, words: '罚款还没有缴清' }, 'shichang-sh')).status).toBe(204);
  expect(await onPublicPage('乙4号')).toBe(true);
  // After a refusal it may be asked for again; another agency and a citizen get nothing.
  expect((await apply(open.id, {}, 'zfb-lianluo')).status).toBe(403);
  expect((await apply(open.id, {}, 'shimin')).status).toBe(403);
  expect((await apply(open.id)).status).toBe(200);
  expect((await city.ask('zfb-lianluo', 'GET', `/api/enforcement/repairs/${repair}`)).status).toBe(403);
  expect((await city.ask('zfb-lianluo', 'GET', '/api/enforcement/repairs')).json.rows).toEqual([]);
  expect((await city.ask('lianluoyuan', 'GET', '/api/enforcement/repairs?open=true')).json.rows).toHaveLength(1);
});

test('yearly statistics are owed until 31 January, a Sunday too, counted from the rows, and met by their publication', async () => {
  const { kernel, agencyId, who } = city;
  city.setNow(AT);
  const enter = (result: object) => enterResult(kernel, { agencyId, result, actor: who.drafter, at: AT });
  await enter(licence({ documentNumber: '丙1号' }));
  const before = await city.ask('lianluoyuan', 'GET', '/api/enforcement/annual?year=2026');
  const compute = () => city.ask('lianluoyuan', 'POST', '/api/enforcement/annual', { agencyId, year: 2026 });
  expect(before.json.rows).toMatchObject([{ standing: 'none', mayCompute: false }]);
  expect((await compute()).json).toMatchObject({ code: 'enforcement/no-duty' });
  city.setNow(instant(day('2027-01-04'), '09:00'));
  expect(await oweStatistics(kernel, kernel.now())).toBe(1);
  expect(await oweStatistics(kernel, kernel.now())).toBe(0);
  const dutyId = Number((await compute()).json.dutyId);
  const due = (await matterById(kernel, dutyId)).clocks.duty?.dueOn;
  expect(due).toBe('2027-01-31');
  const rows = (await city.ask('lianluoyuan', 'GET', '/api/enforcement/annual')).json.rows as [
    { readonly figures: readonly { readonly indicator: string; readonly value: string }[] },
  ];
  const { rows: counted } = await kernel.pool.query<{ kind: string; count: number }>(
    `select kind, count(distinct document_number)::int as count from enforcement.result
      where extract(year from decided_on) = 2026 group by kind`,
  );
  const figures = new Map(rows[0].figures.map(({ indicator, value }) => [indicator, value]));
  for (const [kind, name] of [
    ['penalty', '行政处罚'],
    ['licence', '行政许可'],
  ] as const) {
    expect(figures.get(name)).toBe(String(counted.find((one) => one.kind === kind)?.count));
  }
  expect(figures.get('行政强制')).toBe('0');
  const begun = await city.ask('lianluoyuan', 'POST', `/api/disclosure/duties/${dutyId}/publication`);
  const publication = Number(begun.json.id);
  await passed(kernel, who, publication);
  city.setNow(instant(day('2027-02-01'), '09:00'));
  const [overdue] = (await city.ask('lianluoyuan', 'GET', '/api/enforcement/annual')).json.rows as [object];
  expect(overdue).toMatchObject({ standing: 'overdue' });
  await publish(kernel, { id: publication, actor: who.officer, at: kernel.now() });
  await city.drain();
  const [late] = (await city.ask('lianluoyuan', 'GET', '/api/enforcement/annual')).json.rows as [object];
  expect(late).toMatchObject({ standing: 'late' });
  expect((await city.ask(null, 'GET', '/enforcement/statistics?year=2026')).body).toContain('行政处罚');
});

test('lists are kept by their own organ, version by version; visitors look them up', async () => {
  city.setNow(AT);
  const { agencyId } = city;
  const put = (part: string, key: string, value: object, over: object = {}, login = 'lianluoyuan') =>
    city.ask(login, 'POST', `/api/enforcement/lists/${part}`, { agencyId, key, seen: 0, value, ...over });
  const power = { kind: 'penalty', name: '对虚假广告的处罚', basis: '广告法 第五十五条', department: '执法科' };
  expect((await put('powers', 'CF-001', power)).json).toMatchObject({ key: '590900-SC/CF-001', version: 1 });
  expect((await put('powers', 'CF-001', power)).json).toMatchObject({ code: 'enforcement/list-changed' });
  expect((await put('powers', 'CF-001', power, { seen: 1 })).json).toMatchObject({ version: 2 });
  expect((await put('powers', 'CF 001', power)).json).toMatchObject({ code: 'enforcement/list-key' });
  expect((await put('powers', 'CF-002', { name: '对虚假广告的处罚' })).json).toMatchObject({
    code: 'enforcement/list-value',
  });
  for (const login of ['zfb-lianluo', 'shichang-sh', 'shimin']) {
    expect((await put('powers', 'CF-003', power, {}, login)).status, login).toBe(403);
  }
  const benchmark = {
    name: '虚假广告处罚裁量基准',
    basis: '广告法 第五十五条',
    document: '明市监发〔2025〕3号',
    steps: [{ circumstance: '首次违法并及时改正', measure: '不予处罚' }],
  };
  expect((await put('benchmarks', 'JZ-001', benchmark)).status).toBe(200);
  const page = async (path: string) => (await city.ask(null, 'GET', path)).body;
  expect(await page('/enforcement/powers?q=虚假广告&kind=penalty')).toContain('广告法 第五十五条');
  expect(await page('/enforcement/powers?kind=licence')).toContain('没有符合条件的内容');
  expect(await page('/enforcement/benchmarks')).toContain('首次违法并及时改正');
  expect(await page('/enforcement/powers.csv')).toContain('CF-001');
  expect(await page('/enforcement/officers?q=MT-SC-0001')).toContain('执法员1');
  const organ = await page('/enforcement/organs/590900-SC');
  for (const words of ['法定行政机关', '12315', '执法员2', '救济途径']) expect(organ).toContain(words);
  expect((await city.ask(null, 'GET', '/enforcement/organs/590900-JY')).status).toBe(404);
  expect(await page('/enforcement')).toContain('明堂市市场监督管理局');
  const listed = await city.ask('lianluoyuan', 'GET', '/api/enforcement/lists/powers?q=CF-001');
  expect(listed.json).toMatchObject({
    total: 1,
    next: null,
    rows: [{ version: 2, power: { name: '对虚假广告的处罚' } }],
  });
  await powerRegister.putFirst(
    city.kernel.pool,
    Array.from({ length: 101 }, (_, n) => ({
      key: `590900-SC/YE-${1000 + n}`,
      validFrom: day('2026-01-01'),
      value: Power.parse({ ...power, name: '对违法广告的处罚', agency: '590900-SC' }),
      ...{ source: 'test', changedBy: null, at: AT },
    })),
  );
  const pageOf = async (query: string) =>
    (await city.ask('lianluoyuan', 'GET', `/api/enforcement/lists/powers?${query}`)).json;
  const first = await pageOf('q=YE-');
  expect(first).toMatchObject({ total: 101, next: '590900-SC/YE-1099', rows: { length: 100 } });
  expect(await pageOf(`q=YE-&after=${encodeURIComponent('590900-SC/YE-1099')}`)).toMatchObject({
    ...{ next: null, rows: [{ key: '590900-SC/YE-1100' }] },
  });
  const end = (seen: number, login = 'lianluoyuan') =>
    city.ask(login, 'POST', '/api/enforcement/lists/powers/end', { key: '590900-SC/CF-001', seen });
  expect((await end(1)).json).toMatchObject({ code: 'enforcement/list-changed' });
  expect((await end(2, 'zfb-lianluo')).status).toBe(403);
  city.setNow(instant(day('2026-11-24'), '10:00'));
  expect((await end(2)).status).toBe(204);
  expect(await page('/enforcement/powers')).not.toContain('对虚假广告的处罚');
});

test('many are handed in and passed at once; what is refused says why and holds nothing else up', async () => {
  city.setNow(AT);
  const { kernel, agencyId, who } = city;
  const enter = (documentNumber: string, over: object = {}) =>
    enterResult(kernel, { agencyId, result: numbered(documentNumber, over), actor: who.drafter, at: AT });
  const good = await enter('丁1号');
  const bad = await enter('丁2号', { officers: ['MT-SC-0001', 'MT-SC-7777'] });
  const results = [good, bad].map(({ id }) => ({ id, seq: 1 }));
  const many = (act: string, login: string, some: readonly object[] = results) =>
    city.ask(login, 'POST', '/api/enforcement/batch', { act, results: some });
  expect((await many('submit', 'lianluoyuan')).json).toMatchObject({
    done: 1,
    refused: [{ documentNumber: '丁2号', why: '没有登记证件号码为 MT-SC-7777 的执法证，没有证件不得执法，不能公示。' }],
  });
  expect((await many('pass', 'lianluoyuan', [{ id: good.id, seq: 2 }])).json).toMatchObject({ done: 0 });
  expect((await many('pass', 'shichang-sh', [{ id: good.id, seq: 1 }])).json).toMatchObject({ done: 0 });
  expect((await many('pass', 'shichang-sh', [{ id: good.id, seq: 2 }])).json).toMatchObject({ done: 1, refused: [] });
  expect((await matterById(kernel, good.id)).state).toBe('office');
  for (const login of ['shimin', 'zfb-lianluo']) expect((await many('submit', login)).status, login).toBe(403);
});

test('a screen offers what the server admits: writers enter, reviewers pass, whoever handed in passes nothing', async () => {
  city.setNow(AT);
  const { kernel, agencyId, who } = city;
  const documentNumber = '戊1号';
  const { id } = await enterResult(kernel, { agencyId, result: numbered(documentNumber), actor: who.drafter, at: AT });
  const offered = async (login: string) => {
    const { json } = await city.ask(login, 'GET', `/api/enforcement/results?q=${encodeURIComponent(documentNumber)}`);
    const [row] = json.rows as { mayDo: string | null }[];
    return [json.mayEnter, row?.mayDo];
  };
  expect(await offered('lianluoyuan')).toEqual([true, 'submit']);
  expect(await offered('shichang-sh')).toEqual([false, null]);
  expect((await city.ask('shichang-sh', 'GET', '/api/enforcement/imports')).status).toBe(403);
  await city.ask('lianluoyuan', 'POST', '/api/enforcement/batch', { act: 'submit', results: [{ id, seq: 1 }] });
  expect(await offered('lianluoyuan')).toEqual([true, null]);
  expect(await offered('shichang-sh')).toEqual([false, 'pass']);
  await city.ask('shichang-sh', 'POST', '/api/enforcement/batch', { act: 'pass', results: [{ id, seq: 2 }] });
  expect(await offered('shichang-sh')).toEqual([false, null]);
  expect(await offered('gongkaiban')).toEqual([true, 'pass']);
  const { json } = await city.ask('shichang-sh', 'GET', `/api/enforcement/results/${id}`);
  expect(json).toMatchObject({ mayWrite: false, mayCorrect: false });
});
