import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { actorNamed, signedIn } from '../../identity/testing.ts';
import { day, dayOf } from '../../kernel/index.ts';
import { say, sitesCity } from '../testing.ts';
import { remindOfSilence, setUpkeepRule, upkeepOfSites, upkeepRule, warnOfNews } from './operations.ts';
import { dailyOf, newsOf } from './rules.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const MARKET = '590900-SC';
let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(at);
  const published = (n: number, genre: string, publishedAt: Date) => ({
    ...{ index: `11590900MT0000022A/2026-${String(n).padStart(5, '0')}`, agency: MARKET, genre, publishedAt },
  });
  await say(city.kernel, [
    ...[1, 2, 3, 4, 5, 6].map((n) => published(n, 'news', new Date('2026-11-20T09:00:00+08:00'))),
    ...[7, 8, 9, 10].map((n) => published(n, 'notice', new Date('2026-11-21T09:00:00+08:00'))),
    { index: '11590900MT0000001A/2026-00001', agency: '590900-ZF', genre: 'notice', publishedAt: at },
  ]);
});
afterAll(() => city.close());

describe('rhythm', () => {
  const today = day('2026-11-23');
  test.each([
    [1, '2026-11-23', 'fresh', 0],
    [1, '2026-11-22', 'today', 1],
    [1, '2026-11-21', 'late', 2],
    [14, '2026-11-10', 'fresh', 13],
    [14, '2026-11-09', 'today', 14],
    [14, '2026-11-08', 'late', 15],
  ])('every %d days, last on %s: %s', (every, last, state, silent) => {
    expect(dailyOf(every, [], day(last), today, 3)).toMatchObject({ state, silent });
  });
  test('days without an update are shown, and what never was updated is late', () => {
    const found = dailyOf(1, [{ on: day('2026-11-22'), count: 4 }], null, today, 3);
    expect(found).toMatchObject({ state: 'late', silent: null });
    expect(found.days.map(({ count }) => count)).toEqual([0, 4, 0]);
  });
});

test.each([
  [9, 9, false],
  [10, 5, true],
  [10, 4, false],
  [0, 0, false],
])('of %d publications %d are news: %s', (total, news, warns) => {
  expect(newsOf(total, news, { percent: 50, least: 10 }).warns).toBe(warns);
});

test('a site shows its rhythm, what a visitor does not find with where it is mended, and its share of news', async () => {
  const found = await upkeepOfSites(city.kernel, () => true, at);
  const market = found.find(({ site }) => site.key === '590900-sc');
  expect(market?.daily).toMatchObject({ every: 14, latestOn: '2026-11-21', silent: 2, state: 'fresh' });
  expect(market?.news).toEqual({ total: 10, news: 6, percent: 60, warns: true });
  const { id } = (await directoryOf(city.kernel)).agencyByKey(MARKET) ?? { id: 0 };
  const missing = market?.missing.map(({ key }) => key);
  expect(missing).toEqual(expect.arrayContaining(['guide', 'request', 'report-mailbox', 'remedies', 'institution']));
  expect(missing).not.toContain('catalogue');
  expect(market?.missing[0]?.mend).toBe(`/disclosure/guide?agency=${id}`);
  expect(found.find(({ site }) => site.key === 'portal')?.daily).toMatchObject({ every: 1, state: 'fresh' });
});

test('what stands in the guide and in the register of institutions is no longer missing', async () => {
  const put = (register: string, value: object) =>
    city.kernel.pool.query(
      `insert into kernel.register_entry (register, key, version, valid_from, value, source, changed_at)
       values ($1, $2, 1, '2026-01-01', $3, '试验', $4)`,
      [register, MARKET, JSON.stringify(value), at],
    );
  await put('disclosure-guide', { obtaining: '网上查', phone: '0990-1', supervision: '', remedies: '可以申请复议' });
  await put('institution', { duties: '市场监管', sections: [] });
  const market = (await upkeepOfSites(city.kernel, ({ key }) => key === '590900-sc', at))[0];
  const missing = market?.missing.map(({ key }) => key);
  expect(missing).not.toContain('guide');
  expect(missing).not.toContain('remedies');
  // Half of it is none: no phone for supervision, no internal organisation.
  expect(missing).toEqual(expect.arrayContaining(['phone', 'institution']));
});

test('a unit whose month is mostly news is told once in that month, and not for a month without anything', async () => {
  const { kernel } = city;
  expect(await warnOfNews(kernel, at)).toBeGreaterThan(0);
  expect(await warnOfNews(kernel, new Date('2026-11-30T10:00:00+08:00'))).toBe(0);
  const { rows } = await kernel.pool.query(`select params from kernel.notice where code = 'sites.news-share' limit 1`);
  expect(rows[0]).toMatchObject({ params: { period: '2026-11', percent: 60, total: 10, news: 6 } });
  // December has nothing yet.
  expect(await warnOfNews(kernel, new Date('2026-12-01T10:00:00+08:00'))).toBe(0);
});

test('the standard is the city’s to set: whoever answers for all sites sets it, others are refused', async () => {
  const { kernel } = city;
  const usual = await upkeepRule(kernel);
  const rule = { daily: { ...usual.daily, business: 1 }, newsShare: { percent: 70, least: 5 } };
  const liaison = await actorNamed(kernel, 'lianluoyuan', dayOf(at));
  await expect(setUpkeepRule(kernel, rule, liaison)).rejects.toMatchObject({ code: 'access/forbidden' });
  const headers = { cookie: await signedIn(city.web, 'gongkaiban'), 'sec-fetch-site': 'same-origin' };
  const ask = (method: 'GET' | 'PUT', url: string, payload?: object) =>
    city.web.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  expect((await ask('PUT', '/api/site-upkeep/rule', { ...rule, newsShare: { percent: 0, least: 5 } })).statusCode).toBe(
    400,
  );
  expect((await ask('PUT', '/api/site-upkeep/rule', rule)).json()).toEqual(rule);
  const { sites, maySet } = (await ask('GET', '/api/site-upkeep')).json<{
    sites: { key: string; daily: { state: string }; news: { warns: boolean } }[];
    maySet: boolean;
  }>();
  expect(maySet).toBe(true);
  expect(sites.find(({ key }) => key === '590900-sc')).toMatchObject({
    daily: { state: 'late' },
    news: { warns: false },
  });
  expect((await ask('GET', '/api/site-upkeep.csv')).body).toContain('超期未更新');
});

test('who publishes for a site that is silent too long is told once for each lapse, with where to write', async () => {
  const { kernel } = city;
  const told = async () => {
    const { rows } = await kernel.pool.query<{ since: string; to: string; who: number }>(
      `select n.params->>'since' as since, n.params->>'to' as to, n.person_id::int as who from kernel.notice n
        where n.code = 'sites.silent' and n.params->>'key' = '590900-sc' order by n.id`,
    );
    return rows;
  };
  const { daily, newsShare } = await upkeepRule(kernel);
  const rule = { daily: { ...daily, business: 14 }, newsShare };
  await setUpkeepRule(kernel, rule, await actorNamed(kernel, 'gongkaiban', dayOf(at)));
  await remindOfSilence(kernel, at);
  // Two days of fourteen.
  expect(await told()).toEqual([]);
  const later = (on: string) => new Date(`${on}T10:00:00+08:00`);
  await remindOfSilence(kernel, later('2026-12-05'));
  expect(await told()).toEqual([]);
  expect(await remindOfSilence(kernel, later('2026-12-06'))).toBeGreaterThan(0);
  const first = await told();
  expect(first.length).toBeGreaterThan(0);
  expect(new Set(first.map(({ who }) => who)).size).toBe(first.length);
  expect(first[0]).toMatchObject({ since: '2026-11-21', to: '/disclosure/new' });
  expect(await remindOfSilence(kernel, later('2026-12-07'))).toBe(0);
  // It speaks, and falls silent again: another lapse.
  const publishedAt = later('2026-12-08');
  await say(kernel, [{ index: '11590900MT0000022A/2026-00011', agency: MARKET, genre: 'notice', publishedAt }]);
  await remindOfSilence(kernel, later('2026-12-22'));
  expect(await told()).toHaveLength(first.length);
  await remindOfSilence(kernel, later('2026-12-23'));
  const second = await told();
  expect(second.slice(first.length).map(({ who, since }) => [who, since])).toEqual(
    first.map(({ who }) => [who, '2026-12-08']),
  );
});
