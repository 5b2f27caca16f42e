import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking } from '../../identity/testing.ts';
import { day, instant } from '../../kernel/index.ts';
import { say, sitesCity } from '../testing.ts';
import { openHandovers } from './operations.ts';

const AT = instant(day('2026-11-23'), '10:00');
const NEW_YEAR = instant(day('2027-01-04'), '09:00');
let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
const index = (n: number): string => `11590902MT0000022A/2026-0000${n}`;
beforeAll(async () => {
  city = await sitesCity(AT);
  ask = asking(city);
  await say(city.kernel, [
    { index: index(1), agency: '590900-SC', title: '第一件', documentNumber: '明市监〔2026〕1号' },
    { index: index(2), agency: '590900-SC', title: '第二件' },
    { index: index(3), agency: '590900-SC', title: '动态不移交', genre: 'news' },
  ]);
  expect(await openHandovers(city.kernel, AT)).toBe(0);
  city.setNow(NEW_YEAR);
});
afterAll(() => city.close());

const list = async (which = 'open') => (await ask('lianluoyuan', 'GET', `/api/handovers?which=${which}`)).json.rows;
const body = (seenSeq: number, kind: string, over: object = {}) => ({
  ...{ seenSeq, kind, receiver: '明堂市档案馆', on: '2027-01-04', copies: 1, receipt: '收2027-001' },
  ...over,
});

test('the year that is over is owed once by each agency that told something', async () => {
  expect(await openHandovers(city.kernel, NEW_YEAR)).toBe(1);
  expect(await openHandovers(city.kernel, NEW_YEAR)).toBe(0);
  const rows = await list();
  expect(rows).toMatchObject([
    { year: 2026, state: 'owed', documents: 2, late: false, left: { archive: 2, library: 2 } },
  ]);
  expect(rows[0].dueOn).toBe('2027-03-31');
  city.setNow(instant(day('2027-04-02'), '09:00'));
  expect(await list()).toMatchObject([{ late: true }]);
  city.setNow(NEW_YEAR);
});

test('archive and library each get the list once; with the second the year is done', async () => {
  const [{ id }] = await list();
  const path = `/api/handovers/${id}`;
  const hand = (sent: object, login = 'lianluoyuan') => ask(login, 'POST', `${path}/receipts`, sent);
  expect((await hand(body(1, 'archive', { on: '2027-02-01' }))).json).toMatchObject({ code: 'sites/handover-day' });
  expect((await hand(body(1, 'archive', { on: '2025-12-31' }))).json).toMatchObject({ code: 'sites/handover-day' });
  expect((await hand(body(1, 'archive'), 'jiedao-ll')).status).toBe(403);
  expect((await hand(body(1, 'archive'))).json).toMatchObject({ state: 'owed', left: { archive: 0, library: 2 } });
  expect((await hand(body(2, 'archive'))).json).toMatchObject({ code: 'sites/handover-nothing-left' });
  expect((await hand(body(1, 'library'))).json).toMatchObject({ code: 'matter/changed' });
  // What comes up late in the list is owed to both; the archive gets no second copy of the rest.
  await say(city.kernel, [{ index: index(4), agency: '590900-SC', title: '补报的第三件', publishedAt: AT }]);
  const done = await hand(body(2, 'library', { receiver: '明堂市图书馆', receipt: '图2027-8', copies: 2 }));
  expect(done.json).toMatchObject({ state: 'owed', documents: 3, left: { archive: 1, library: 0 } });
  const last = await hand(body(3, 'archive', { receipt: '收2027-009' }));
  expect(last.json).toMatchObject({ state: 'done', left: { archive: 0, library: 0 } });
  expect(last.json.receipts).toMatchObject([
    { items: 2 },
    { items: 3, copies: 2 },
    { items: 1, receipt: '收2027-009' },
  ]);
  const file = (await ask('lianluoyuan', 'GET', `${path}/list.csv`)).raw.toString();
  expect(file).toContain('明市监〔2026〕1号');
  expect(await list()).toEqual([]);
  expect(await list('all')).toHaveLength(1);
  expect((await ask('lianluoyuan', 'GET', '/api/handovers.csv?which=all')).raw.toString()).toContain('2026');
});
