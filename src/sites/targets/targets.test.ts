import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { actorNamed } from '../../identity/testing.ts';
import { day, drillDown, figureOf } from '../../kernel/index.ts';
import { siteOf } from '../cluster.ts';
import type { Column } from '../contract.ts';
import { followFrames } from '../operations/refresh.ts';
import { say, sitesCity } from '../testing.ts';
import { changeSite } from './change-site.ts';
import type { EditableSite } from './contract.ts';
import { channelMeasures, targetMeasures } from './measures.ts';
import { addTarget, countByTarget, noteDelivery } from './operations.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const AGENCY = '590902-SC';
const index = (serial: number): string => `11590902MT0000022A/2026-${String(serial).padStart(5, '0')}`;
let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(at);
  await say(
    city.kernel,
    [1, 2, 3].map((serial) => ({ index: index(serial), agency: AGENCY })),
  );
});
afterAll(() => city.close());

test('what was published is counted by target, and the whole is the sum of its parts', async () => {
  const { kernel } = city;
  const actor = await actorNamed(kernel, 'gongkaiban', day('2026-11-23'));
  const acting = { actor, at };
  const agencyId = (await directoryOf(kernel)).agencyByKey(AGENCY)?.id ?? 0;
  await addTarget(kernel, { key: 'sheng-pingtai', name: '省政务公开平台', kind: 'external' }, acting);
  await addTarget(kernel, { key: 'gongkailan', name: '村务公开栏', kind: 'board' }, acting);
  await expect(addTarget(kernel, { key: 'gongkailan', name: '又一个', kind: 'board' }, acting)).rejects.toMatchObject({
    code: 'sites/target-exists',
  });
  const note = (target: string, number: string | null, on = '2026-11-20') =>
    noteDelivery(kernel, { target, agencyId, index: number, title: '公示', on: day(on), receipt: null }, acting);
  await note('sheng-pingtai', index(1));
  await note('gongkailan', null);
  await note('gongkailan', null);
  await expect(note('sheng-pingtai', index(1))).rejects.toMatchObject({ code: 'sites/delivered-before' });
  await expect(note('nirgends', null)).rejects.toMatchObject({ code: 'sites/target-not-found' });
  await expect(note('gongkailan', null, '2026-11-24')).rejects.toMatchObject({ code: 'sites/future-day' });

  const scope = { from: day('2026-01-01'), to: day('2026-12-31') };
  const counts = await countByTarget(kernel, { ...scope, agencies: [agencyId] });
  const of = (key: string): number => counts.find((one) => one.key === key)?.count ?? 0;
  expect([of('590902-sc'), of('sheng-pingtai'), of('gongkailan')]).toEqual([3, 1, 2]);
  const values = new Map<string, number>();
  for (const measure of targetMeasures)
    values.set(
      measure.id,
      Number((await figureOf(kernel.published.db, measure, { ...scope, agencyIds: [agencyId] })).value),
    );
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  expect(values.get('M-045')).toBe(total);
  expect((values.get('M-045-sites') ?? 0) + 2 + 1).toBe(total);
  expect([values.get('M-045-boards'), values.get('M-045-external')]).toEqual([2, 1]);
});

test('channels: city, counties and outside platforms make up the sites and the whole; what was withdrawn is not there', async () => {
  const { kernel } = city;
  const serial = (n: number): string => `11590900MT0001260X/2026-0000${n}`;
  await say(kernel, [
    { index: serial(1), agency: '590900-SC' },
    { index: serial(2), agency: '590900-SC' },
    { index: serial(3), agency: '590900-SC', publishedAt: new Date('2025-12-31T23:59:00+08:00') },
  ]);
  await say(kernel, [{ index: serial(2), agency: '590900-SC', withdrawn: true, note: '撤回' }]);
  const scope = { from: day('2026-01-01'), to: day('2026-12-31'), agencyIds: null };
  const values: Record<string, number> = {};
  const ofCity = new Set<string>();
  for (const measure of channelMeasures) {
    values[measure.id] = Number((await figureOf(kernel.published.db, measure, scope)).value);
    const { rows } = await drillDown(kernel.published.db, measure, 'numerator', scope, null, 100);
    expect(rows.length, measure.id).toBe(values[measure.id]);
    if (measure.id === 'M-023-city') for (const { label } of rows) ofCity.add(label);
  }
  const { 'M-023-city': own = 0, 'M-023-counties': counties = 0, 'M-023-external': external = 0 } = values;
  expect([own > 0, counties > 0, external]).toEqual([true, true, 1]);
  expect(values['M-023-sites']).toBe(own + counties);
  expect(values['M-023']).toBe(own + counties + external);
  expect([...ofCity]).toEqual([`公开信息 ${serial(1)}`]);
  // What all places make together leaves out the same one.
  const onSites = targetMeasures.find(({ id }) => id === 'M-045-sites');
  if (!onSites) throw new Error('M-045-sites');
  expect(Number((await figureOf(kernel.published.db, onSites, scope)).value)).toBe(values['M-023-sites']);
  const agencies = (await directoryOf(kernel)).agencies.map(({ id }) => id);
  const counts = await countByTarget(kernel, { ...scope, agencies });
  const sum = counts.filter(({ kind }) => kind === 'site').reduce((all, { count }) => all + count, 0);
  expect(sum).toBe(values['M-023-sites']);
});

const keysOf = (columns: readonly Column[]): readonly string[] => columns.map(({ key }) => key);
const wanted = (columns: readonly Column[]) =>
  columns.map(({ key, title, maintainer, rest }) => ({ key, title, maintainer, rest, count: 0 }));

test('a site that gets another name has it on all of its pages', async () => {
  const { kernel } = city;
  const actor = await actorNamed(kernel, 'gongkaiban', day('2026-11-23'));
  const { name: _, columns, ...site } = await siteOf(kernel, '590902-sc');
  const change = { ...site, name: '东城区市场监管网', columns: wanted(columns).toReversed(), seen: keysOf(columns) };
  await changeSite(kernel, '590902-sc', change, { actor, at });
  while ((await followFrames(kernel, at)) > 0);
  for (const url of ['/site/590902-sc/', '/content/2026/11590902MT0000022A-2026-00001.html'])
    expect((await city.web.inject(url)).body).toContain('东城区市场监管网');
  await expect(
    changeSite(kernel, '590902-sc', { ...change, seen: change.seen.slice(1) }, { actor, at }),
  ).rejects.toMatchObject({ code: 'sites/columns-differ' });
});

test('a column that is filled for the first time stands in the navigation of all pages', async () => {
  const { kernel } = city;
  const old = '/content/2026/11590902MT0000022A-2026-00001.html';
  expect((await city.web.inject(old)).body).not.toContain('/site/590902-sc/zcfg/');
  await say(kernel, [{ index: index(9), agency: AGENCY, genre: 'policy-document' }]);
  expect((await city.web.inject(old)).body).toContain('/site/590902-sc/zcfg/');
});

test('a column that comes takes what it is meant for at once; one that goes leaves its articles, its address and its duty', async () => {
  const { kernel } = city;
  const actor = await actorNamed(kernel, 'gongkaiban', day('2026-11-23'));
  const article = '/content/2026/11590902MT0000022A-2026-00001.html';
  const get = (url: string) => city.web.inject(url);
  const change = async (columns: EditableSite['columns']) => {
    const { name, columns: before, ...site } = await siteOf(kernel, '590902-sc');
    await changeSite(
      kernel,
      '590902-sc',
      { ...site, name, columns: [...columns], seen: keysOf(before) },
      { actor, at },
    );
    await say(kernel, []);
  };
  const now = async () => wanted((await siteOf(kernel, '590902-sc')).columns);
  const takes = { genres: ['notice'], nodes: [], scope: 'own' as const, rule: 'notices' as const };
  const fresh = { key: 'gsgg', title: '公示公告', maintainer: null, rest: false, count: 0 };
  await expect(change([...(await now()), fresh])).rejects.toMatchObject({ code: 'sites/column-takes-nothing' });
  await expect(change([...(await now()), ...(await now())])).rejects.toMatchObject({ code: 'sites/column-twice' });
  await expect(change((await now()).filter(({ rest }) => !rest))).rejects.toMatchObject({ code: 'sites/rest-column' });
  await change([...(await now()), { ...fresh, takes }]);
  const list = await get('/site/590902-sc/gsgg/');
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain(article);
  const owed = `select 1 from sites.column_duty where site = '590902-sc' and column_key = 'gsgg'`;
  expect((await kernel.pool.query(owed)).rowCount).toBe(1);

  await change((await now()).filter(({ key }) => key !== 'gsgg'));
  const gone = await get('/site/590902-sc/gsgg/');
  expect([gone.statusCode, gone.headers.location]).toEqual([301, '/site/590902-sc/']);
  expect((await get(article)).statusCode).toBe(200);
  expect((await get('/site/590902-sc/')).body).not.toContain('公示公告');
  expect((await kernel.pool.query(owed)).rowCount).toBe(0);
  // What was in it stands elsewhere, and the address comes to life again with the column.
  expect((await get('/site/590902-sc/tzgg/')).body).toContain(article);
  await change([...(await now()), { ...fresh, takes }]);
  expect((await get('/site/590902-sc/gsgg/')).statusCode).toBe(200);
  expect((await kernel.pool.query(owed)).rowCount).toBe(1);
});
