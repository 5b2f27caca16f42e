import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day, drillDown, figureOf, instant } from '../kernel/index.ts';
import type { CountedRow } from './contract.ts';
import { measures } from './measures.ts';
import { decide, signFor } from './operations/receive.ts';
import { openReport, takeStep } from './operations/report.ts';
import { countsOf, percent, placeOf } from './rules/counts.ts';
import { daysOf, periodTitle } from './rules/period.ts';
import { arrivedAs, published, reported, type UpwardCity, upwardCity } from './testing.ts';

const october = instant(day('2026-10-28'), '09:00');
const november = instant(day('2026-11-20'), '09:00');
let city: UpwardCity;
beforeAll(async () => {
  city = await upwardCity(october);
  const { kernel, who } = city;
  const by = () => ({ actor: who.officer, at: kernel.now() });
  const decided = async (report: number, outcome: 'adopted' | 'declined', score: number): Promise<void> => {
    const arrived = await arrivedAs(kernel, report);
    await signFor(kernel, arrived, by());
    await decide(kernel, arrived, { outcome, score, usedWhere: '明堂信息', words: '已有同类信息', ...by() });
  };
  const of = (title: string, genre = 'business-data') => published(city, { title, genre, formedOn: '2026-10-20' });
  // October: two sent, one adopted; November: one sent, one of October's declined, one adopted; one only drafted.
  const first = await reported(city, await of('十月第一条抽检信息'));
  const second = await reported(city, await of('十月第二条抽检信息'));
  await decided(first, 'adopted', 8);
  city.setNow(november);
  await decided(second, 'declined', 0);
  await decided(await reported(city, await of('十一月的抽检信息')), 'adopted', 5);
  await of('领导调研农贸市场', 'news');
  const chosen = { source: 'written', title: '没有报出的信息', body: '还在起草，没有报送给任何上级。' } as const;
  const to = { agencyId: city.agency('590900-SC'), superiorId: city.agency('590900-ZWGK') };
  const at = kernel.now();
  const { id } = await openReport(kernel, { ...to, chosen, actor: who.drafter, at });
  await takeStep(kernel, id, { act: 'submit', words: '', actor: who.drafter, at });
});
afterAll(() => city.close());

type Units = { readonly units: readonly { readonly agency: string; readonly place: number }[] };
const unit = async (period: string) => {
  const { json } = await city.ask('gongkaiban', 'GET', `/api/upward/counts?period=${period}`);
  return (json as Units).units.find(({ agency }) => agency === '市市场监管局');
};

test('what counts in a month and what does not: sent by its first day, adopted and points by the decision', async () => {
  expect(await unit('2026-10')).toMatchObject({
    sent: 2,
    decided: 1,
    adopted: 1,
    points: 8,
    published: 2,
    news: 0,
    place: 1,
  });
  expect(await unit('2026-11')).toMatchObject({ sent: 1, decided: 2, adopted: 1, points: 5, published: 2, news: 1 });
  expect(await unit('2026')).toMatchObject({ sent: 3, decided: 3, adopted: 2, points: 13, published: 4 });
  expect(await unit('2025')).toMatchObject({ sent: 0, decided: 0, published: 0 });
});

test('each figure opens to its rows, and only for units in sight', async () => {
  const agency = city.agency('590900-SC');
  const url = (what: string, of = agency) => `/api/upward/counts/rows?period=2026-11&agency=${of}&what=${what}`;
  const { json } = await city.ask('gongkaiban', 'GET', url('adopted'));
  expect(json).toMatchObject({
    rows: [{ title: '十一月的抽检信息', score: 5, usedWhere: '明堂信息', on: '2026-11-20' }],
  });
  expect((await city.ask('lianluoyuan', 'GET', url('sent'))).json).toMatchObject({
    rows: [{ title: '十一月的抽检信息' }],
  });
  expect((await city.ask('lianluoyuan', 'GET', url('sent', city.agency('590900-JY')))).status).toBe(403);
  const own = (await city.ask('lianluoyuan', 'GET', '/api/upward/counts?period=2026-11')).json as Units;
  expect(own.units.map((each) => each.agency)).toEqual(['市市场监管局']);
});

test('the table is saved as CSV and as a workbook with its rows', async () => {
  const table = (await city.ask('gongkaiban', 'GET', '/api/upward/counts.csv?period=2026-11')).raw.toString();
  expect(table).toContain('1,市市场监管局,1,2,1,50.0%,5,2,1,50.0%');
  const book = (await city.ask('gongkaiban', 'GET', '/api/upward/counts.xlsx?period=2026-11')).raw;
  const sheets = await readWorkbook(book);
  expect(JSON.stringify(sheets)).toContain('市市场监管局');
  expect((await city.ask('gongkaiban', 'GET', '/api/upward/counts.csv?period=2026-13')).status).toBe(400);
});

test('M-037 counts what was sent, with its rows; what is not public has no title for everybody', async () => {
  const scope = { from: day('2026-10-01'), to: day('2026-11-30'), agencyIds: null };
  const figure = async (id: string): Promise<string | null> => {
    const measure = measures.find((each) => each.id === id);
    if (!measure) throw new Error(id);
    return (await figureOf(city.kernel.published.db, measure, scope)).value;
  };
  expect([await figure('M-037'), await figure('M-037-adopted'), await figure('M-037-rate')]).toEqual([
    '3',
    '2',
    '66.7',
  ]);
  const [measure] = measures;
  if (!measure) throw new Error('no measure');
  const { rows } = await drillDown(city.kernel.published.db, measure, 'numerator', scope, null);
  expect(rows.map(({ label }) => label)).toEqual(['十月第一条抽检信息', '十月第二条抽检信息', '十一月的抽检信息']);
  await city.kernel.pool.query(
    `update upward.report set source = 'written', index_number = null where title = '十一月的抽检信息'`,
  );
  const hidden = await drillDown(city.kernel.published.db, measure, 'numerator', scope, null);
  expect(hidden.rows.map(({ label }) => label)).toContain('（不公开的报送信息）');
});

test('places: points, then adopted, then sent; the same figures share one', () => {
  const row = (agencyId: number, what: CountedRow['what'], score = 0): CountedRow => ({
    ...{ what, agencyId, score, ref: 'r', title: 't', on: '2026-11-01', usedWhere: '', news: false },
  });
  const rows = [row(1, 'adopted', 3), row(2, 'adopted', 3), row(2, 'sent'), row(3, 'sent'), row(4, 'sent')];
  const units = [1, 2, 3, 4, 5].map((id) => ({ id, name: `单位${id}` }));
  expect(countsOf(rows, units).map(({ agencyId, place }) => [agencyId, place])).toEqual([
    [2, 1],
    [1, 2],
    [3, 3],
    [4, 3],
    [5, 5],
  ]);
  // Who did nothing is shown without a place: when nobody did anything, nobody is first.
  expect(countsOf(rows, units).map(placeOf)).toEqual([1, 2, 3, 3, null]);
  expect(countsOf([], units).map(placeOf)).toEqual([null, null, null, null, null]);
});

test('shares and periods', () => {
  expect([percent(1, 3), percent(2, 3), percent(1, 1), percent(0, 7), percent(0, 0)]).toEqual([
    '33.3%',
    '66.7%',
    '100.0%',
    '0.0%',
    null,
  ]);
  expect(daysOf('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  expect(daysOf('2028-02').to).toBe('2028-02-29');
  expect(daysOf('2026')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  expect([periodTitle('2026-03'), periodTitle('2026')]).toEqual(['2026年3月', '2026年']);
});
