import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking } from '../../identity/testing.ts';
import { day, instant, timeline } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import { followTheLook } from '../operations/rebuild.ts';
import { say, sitesCity } from '../testing.ts';
import { moveClosings } from './operations.ts';
import { markShut } from './shut.ts';

const AT = instant(day('2026-11-23'), '10:00');
const after = (hours: number): Date => new Date(AT.getTime() + hours * 3_600_000);
const INDEX = '11590902MT0000022A/2026-00001';
let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let site = '';
beforeAll(async () => {
  city = await sitesCity(AT);
  ask = asking(city);
  await say(city.kernel, [{ index: INDEX, agency: '590900-SC', title: '一条通告' }]);
  await followTheLook(city.kernel, AT);
  site = (await clusterOf(city.kernel)).sites.find(({ name }) => name === '明堂市市场监督管理局')?.key ?? '';
});
afterAll(() => city.close());

const body = (from: Date, until: Date, over: object = {}) => ({
  ...{ site, fromAt: from.toISOString(), untilAt: until.toISOString() },
  ...{ reason: '系统升级，需要停机', notice: '本网站因系统升级暂停访问，办事请拨打12345。' },
  ...over,
});
const propose = (from: Date, until: Date, over: object = {}, login = 'lianluoyuan') =>
  ask(login, 'POST', '/api/site-closings', body(from, until, over));
const acts = (id: number, login: string, act: string, seenSeq: number, words = '') =>
  ask(login, 'POST', `/api/site-closings/${id}/acts`, { act, seenSeq, words });
const visit = (path = `/site/${site}/`) =>
  city.web.inject({ method: 'GET', url: path, headers: { accept: 'text/html' } });
const isMarked = () =>
  access(join(city.kernel.dataDir, 'closed-sites', site)).then(
    () => true,
    () => false,
  );

test('no longer than thirty days, not in the past, and by whoever keeps the site', async () => {
  expect((await propose(AT, after(31 * 24))).json).toMatchObject({ code: 'sites/closing-too-long' });
  expect((await propose(after(-48), after(2))).json).toMatchObject({ code: 'sites/closing-in-the-past' });
  expect((await propose(after(2), after(1))).json).toMatchObject({ code: 'sites/closing-in-the-past' });
  expect((await propose(AT, after(2), {}, 'jiedao-ll')).status).toBe(403);
  expect((await propose(AT, after(2), { site: 'none' })).status).toBe(404);
});

test('a site is shut from its hour to its hour, says until when, and comes back by itself', async () => {
  expect((await visit()).statusCode).toBe(200);
  const refused = await propose(after(1), after(3));
  expect((await acts(refused.json.id, 'gongkaiban', 'refuse', 1)).json).toMatchObject({
    code: 'sites/closing-no-words',
  });
  expect((await acts(refused.json.id, 'gongkaiban', 'refuse', 1, '年末不宜停机')).json).toEqual({});
  // What was refused counts for nothing; what is asked for does.
  const { json } = await propose(after(1), after(3));
  expect((await propose(after(48), after(50))).json).toMatchObject({ code: 'sites/closing-once-a-year' });
  expect((await acts(json.id, 'lianluoyuan', 'approve', 1)).status).toBe(403);
  // Nobody has approved it: its hour passes, and the site is there.
  city.setNow(after(1.5));
  await moveClosings(city.kernel, after(1.5));
  expect((await visit()).statusCode).toBe(200);
  city.setNow(after(0.5));
  expect((await acts(json.id, 'gongkaiban', 'approve', 1)).status).toBe(204);
  expect((await visit()).statusCode).toBe(200);
  // The hour alone shuts it, whether or not anybody has noted that.
  city.setNow(after(1));
  const shut = await visit();
  expect(shut.statusCode).toBe(503);
  expect(shut.headers).toMatchObject({ 'retry-after': '7200', 'cache-control': 'no-store' });
  expect(shut.body).toContain('办事请拨打12345');
  expect((await visit(`/site/${site}/rss.xml`)).statusCode).toBe(503);
  expect((await visit('/site/portal/')).statusCode).not.toBe(503);
  await moveClosings(city.kernel, after(1));
  await markShut(city.kernel);
  expect(await isMarked()).toBe(true);
  const list = (await ask('gongkaiban', 'GET', '/api/site-closings')).json;
  expect(list.rows[0]).toMatchObject({ id: json.id, state: 'shut', acts: ['reopen'], endedAt: null });
  expect(list.rows[0].approvedBy).not.toBeNull();
  // And the hour alone opens it.
  city.setNow(after(3));
  expect((await visit()).statusCode).toBe(200);
  await moveClosings(city.kernel, after(3.2));
  await markShut(city.kernel);
  expect(await isMarked()).toBe(false);
  expect((await timeline(city.kernel, json.id)).map(({ act }) => act)).toEqual([
    'propose',
    'approve',
    'begin',
    'reopen',
  ]);
  const [row] = (await ask('gongkaiban', 'GET', '/api/site-closings')).json.rows;
  expect(row).toMatchObject({ state: 'over', endedAt: after(3).toISOString() });
  city.setNow(AT);
});

test('it may be opened before its time, and not be approved after it', async () => {
  const other = { site: 'portal' };
  const { json } = await propose(AT, after(5), other, 'gongkaiban');
  expect((await acts(json.id, 'gongkaiban', 'approve', 1)).json).toMatchObject({ code: 'matter/same-person' });
  city.setNow(after(6));
  expect((await acts(json.id, 'gongkaiban2', 'approve', 1)).json).toMatchObject({ code: 'sites/closing-over' });
  city.setNow(AT);
  expect((await acts(json.id, 'gongkaiban2', 'approve', 1)).status).toBe(204);
  expect((await visit('/site/portal/')).statusCode).toBe(503);
  expect((await acts(json.id, 'gongkaiban', 'reopen', 3)).status).toBe(204);
  expect((await visit('/site/portal/')).statusCode).not.toBe(503);
});
