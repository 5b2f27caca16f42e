import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureModule } from '../../disclosure/index.ts';
import { directoryOf } from '../../identity/index.ts';
import { asking } from '../../identity/testing.ts';
import { day, instant } from '../../kernel/index.ts';
import { serviceItemsModule } from '../../service-items/index.ts';
import { say, sitesCity } from '../../sites/testing.ts';
import { boardsModule } from '../index.ts';
import { difference, findStale } from './operations.ts';

const AT = instant(day('2026-11-23'), '10:00');
const INDEX = '11590900MT0000014J/2026-00001';
const OTHER = '11590900MT0000014J/2026-00002';
const sources = [INDEX, OTHER].map((ref) => ({ kind: 'publication', ref }));
let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let path = '';
const title = '高龄津贴发放办法';
const body = (yuan: number) => `<h2>标准</h2><p>年满八十周岁，每月${yuan}元。</p>`;
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule, serviceItemsModule, boardsModule]);
  ask = asking(city);
  const agencyId = (await directoryOf(city.kernel)).agencyByKey('590902001-ZF')?.id ?? 0;
  await say(city.kernel, [
    { index: INDEX, agency: '590900-ZF', title, body: body(60) },
    { index: OTHER, agency: '590900-ZF', title: '不变的办法' },
  ]);
  const planned = {
    agencyId,
    title: '高龄津贴宣传',
    audience: '老年人',
    plan: '进村入户发明白卡',
    until: '2026-12-31',
  };
  const { json } = await ask('jiedao-ll', 'POST', '/api/boards/campaigns', planned);
  path = `/api/boards/campaigns/${json.id}/acts`;
  for (const act of [
    { act: 'material', sources },
    { act: 'print', form: 'card', copies: 300, on: '2026-11-23' },
    { act: 'distribute', form: 'card', copies: 200, on: '2026-11-23', place: '东门社区', receiver: '社区居委会' },
  ])
    expect((await ask('jiedao-ll', 'POST', path, act)).status).toBe(204);
});
afterAll(() => city.close());

const list = async (which = 'open') => (await ask('jiedao-ll', 'GET', `/api/boards/recalls?which=${which}`)).json.rows;
const end = (row: { id: number; seq: number }, act: string, copies: number, words: string, login = 'jiedao-ll') =>
  ask(login, 'POST', `/api/boards/recalls/${row.id}/acts`, { act, seenSeq: row.seq, copies, words });

test('lines that went and lines that came', () => {
  expect(difference(['一', '二'], ['一', '三'])).toEqual({ removed: ['二'], added: ['三'] });
});

test('paper that says what is published wants nothing', async () => {
  expect(await findStale(city.kernel, AT)).toBe(0);
  expect(await list()).toEqual([]);
});

test('a correction is found on the paper that is about, with what changed, how much and where', async () => {
  await say(city.kernel, [{ index: INDEX, agency: '590900-ZF', title, body: body(80) }]);
  const [row, ...more] = await list();
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    ...{ ref: INDEX, copies: 300, places: [{ place: '东门社区', copies: 200 }], state: 'open', mayAct: true },
    ...{ removed: ['年满八十周岁，每月60元。'], added: ['年满八十周岁，每月80元。'], dueOn: '2026-12-07' },
  });
  // Once for each version that stands, however often it is looked for.
  expect(await findStale(city.kernel, AT)).toBe(0);
  const { rows } = await city.kernel.pool.query(`select 1 from kernel.notice where code = 'boards.recall'`);
  expect(rows.length).toBeGreaterThan(0);
  const file = (await ask('jiedao-ll', 'GET', '/api/boards/recalls.csv')).raw.toString();
  expect(file).toContain('东门社区 200 份');
});

test('what was done is written down; a print of today is not stale, the next correction is another matter', async () => {
  const [row] = await list();
  expect((await end(row, 'replace', 301, '全部换成新卡')).json).toMatchObject({ code: 'boards/more-than-printed' });
  expect((await end(row, 'replace', 200, '换')).json).toMatchObject({ code: 'boards/no-words' });
  expect((await end(row, 'replace', 200, '全部换成新卡', 'shimin')).status).toBe(403);
  expect((await end(row, 'replace', 200, '全部换成新卡')).status).toBe(204);
  expect(await list()).toEqual([]);
  expect((await list('all'))[0]).toMatchObject({ state: 'replaced', replacedCopies: 200, how: '全部换成新卡' });
  const print = { act: 'print', form: 'card', copies: 100, on: '2026-11-23' };
  expect((await ask('jiedao-ll', 'POST', path, print)).status).toBe(204);
  expect(await findStale(city.kernel, AT)).toBe(0);
  await say(city.kernel, [{ index: INDEX, agency: '590900-ZF', title, withdrawn: true, note: '停止执行' }]);
  const [next] = await list();
  expect(next).toMatchObject({ copies: 400, change: '这条信息已经撤回或者失效' });
  expect((await end(next, 'excuse', 0, '活动已经结束，纸张已回收')).status).toBe(204);
  expect((await ask('jiedao-ll', 'POST', path, print)).json).toMatchObject({ code: 'boards/not-published' });
});
