import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking } from '../../identity/testing.ts';
import { day, instant, verifyLedger } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import { say, sitesCity } from '../testing.ts';
import { yearRows } from './contract.ts';
import { openYearTables } from './operations.ts';

const AT = instant(day('2026-11-23'), '10:00');
const NEW_YEAR = instant(day('2027-01-04'), '09:00');
let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let site = '';
beforeAll(async () => {
  city = await sitesCity(AT);
  ask = asking(city);
  const index = (n: number): string => `11590902MT0000022A/2026-0000${n}`;
  await say(city.kernel, [
    { index: index(1), agency: '590900-SC', genre: 'news' },
    { index: index(2), agency: '590900-SC', genre: 'notice' },
    { index: index(3), agency: '590900-SC', genre: 'interpretation' },
    { index: index(4), agency: '590900-SC', genre: 'notice' },
  ]);
  await say(city.kernel, [{ index: index(4), agency: '590900-SC', genre: 'notice', withdrawn: true, note: '误发' }]);
  site = (await clusterOf(city.kernel)).sites.find(({ name }) => name === '明堂市市场监督管理局')?.key ?? '';
});
afterAll(() => city.close());

const filled = Object.fromEntries(
  yearRows.flatMap(({ key, from }) => (from === 'count' ? [[key, '7']] : from === 'yes' ? [[key, '是']] : [])),
);

test('the table of the year that is over is owed in January, once, by sites that ran', async () => {
  expect(await openYearTables(city.kernel, AT)).toBe(0);
  city.setNow(NEW_YEAR);
  const opened = await openYearTables(city.kernel, NEW_YEAR);
  expect(opened).toBeGreaterThan(0);
  expect(await openYearTables(city.kernel, NEW_YEAR)).toBe(0);
  const { rows } = (await ask('lianluoyuan', 'GET', '/api/site-years')).json;
  expect(rows).toMatchObject([{ site, year: 2026, state: 'owed' }]);
  // The last of January 2027 is a Sunday.
  expect(['2027-01-31', '2027-02-01']).toContain(rows[0].dueOn);
});

test('what is counted comes from what is public, the rest is filled in, and then it stands for good', async () => {
  const [{ id }] = (await ask('lianluoyuan', 'GET', '/api/site-years')).json.rows;
  const path = `/api/site-years/${id}`;
  const before = (await ask('lianluoyuan', 'GET', path)).json;
  expect(before.counted).toMatchObject({
    published: '3',
    news: '1',
    catalogue: '2',
    interpretations: '1',
    errors: '0',
  });
  const put = (entered: object, seenSeq = 1) => ask('lianluoyuan', 'PUT', path, { entered, seenSeq });
  expect((await put({ visits: '很多' })).json).toMatchObject({ code: 'sites/year-not-counted' });
  expect((await put({ drill: '可能' })).json).toMatchObject({ code: 'sites/year-not-yes' });
  expect((await put({ published: '900' })).json).toMatchObject({ code: 'sites/year-row-unknown' });
  const early = await ask('lianluoyuan', 'POST', `${path}/publish`, { seenSeq: 1 });
  expect(early.json).toMatchObject({ code: 'sites/year-incomplete' });
  expect((await put(filled)).json).toMatchObject({ missing: 0, entered: { visits: '7' } });
  expect((await put({ ...filled, visits: '8' }, 1)).json).toMatchObject({ code: 'matter/changed' });
  expect((await ask('jiedao-ll', 'GET', path)).status).toBe(403);
  const page = () => city.web.inject({ method: 'GET', url: `/year-tables/${site}/2026` });
  expect((await page()).statusCode).toBe(404);
  expect((await ask('lianluoyuan', 'POST', `${path}/publish`, { seenSeq: 2 })).json).toMatchObject({
    state: 'published',
  });
  // What is published later changes nothing of it.
  await say(city.kernel, [
    { index: '11590902MT0000022A/2026-00009', agency: '590900-SC', genre: 'news', publishedAt: AT },
  ]);
  expect((await ask('lianluoyuan', 'GET', path)).json.counted).toMatchObject({ published: '3', visits: '7' });
  expect((await put(filled, 3)).json).toMatchObject({ code: 'matter/closed' });
  expect((await page()).body).toContain('信息发布总数');
  expect((await city.web.inject({ method: 'GET', url: '/year-tables' })).body).toContain(`/year-tables/${site}/2026`);
  expect((await verifyLedger(city.kernel)).faults).toEqual([]);
});
