import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import { day, dayOf, instant, matterById } from '../kernel/index.ts';
import { catalogueOn } from './catalogue.ts';
import { guideEntry, putGuide } from './guide.ts';
import { disclosureModule } from './index.ts';
import { adoptEntry, changeEntry, checkFilled, endEntry, loadCatalogue, proposeEntry } from './operations/catalogue.ts';
import { consistency, gapReport } from './operations/gaps.ts';
import { publish } from './operations/publish.ts';
import { grassRootsDomains, keyDomains, keyWork } from './reference.ts';
import { type CatalogueNode, leavesOf, owes, treeOf } from './rules/catalogue.ts';
import { dueSoon, gapOf } from './rules/gaps.ts';
import { ELEMENTS } from './rules/guide.ts';
import { article, cleared, type People, people } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
let who: People;
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  who = await people(city.kernel);
  await loadCatalogue(city.kernel, who.officer, AT);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const nodes = (): Promise<readonly CatalogueNode[]> => catalogueOn(city.kernel, dayOf(AT));

test('the fifteen items of article 20 and those of article 21 are there, under the blocks of the platform', async () => {
  const all = await nodes();
  const items = all.flatMap(({ statutoryItem }) => statutoryItem ?? []);
  for (let i = 1; i <= 15; i += 1) expect(items).toContain(`20-${i}`);
  expect(items.filter((item) => item === '21-市县' || item === '21-市县乡')).toHaveLength(7);
  expect(items.filter((item) => item === '21-乡镇' || item === '21-市县乡')).toHaveLength(8);
  expect(treeOf(all).map(({ name }) => name)).toEqual([
    '政府信息公开指南',
    '政府信息公开制度',
    '法定主动公开内容',
    '政府信息公开年报',
    '依申请公开',
  ]);
  expect(leavesOf(all.filter(({ levels }) => levels.includes('township'))).length).toBeGreaterThan(60);
  expect((await grassRootsDomains()).length).toBe(26);
  expect((await keyDomains()).length).toBe(32 + 26);
  expect(await keyWork()).toHaveLength(37);
  expect(await loadCatalogue(city.kernel, who.officer, AT)).toBe(0);
});

test('an entry of the Regulations is filled with more and never taken away or renamed', async () => {
  const { kernel } = city;
  const entry = (await nodes()).find(({ statutoryItem }) => statutoryItem === '20-7');
  const acting = { actor: who.officer, at: AT };
  await changeEntry(kernel, { node: { ...entry, forms: ['表格', '列表'] }, source: '本市调整形式', ...acting });
  const renamed = changeEntry(kernel, { node: { ...entry, name: '别的' }, source: '本市调整形式', ...acting });
  await expect(renamed).rejects.toMatchObject({ code: 'disclosure/fixed-node' });
  await expect(endEntry(kernel, { key: entry?.key ?? '', reason: '不再需要公开', ...acting })).rejects.toMatchObject({
    code: 'disclosure/fixed-node',
  });
  const drafter = changeEntry(kernel, { node: entry, source: '本市调整形式', actor: who.drafter, at: AT });
  await expect(drafter).rejects.toMatchObject({ code: 'access/forbidden' });
});

test('the catalogue grows: proposed, adopted with owners, filled within twenty working days, checked', async () => {
  const { kernel } = city;
  const parent = (await nodes()).find(({ key }) => key === 'ML.3.13');
  const node = {
    ...parent,
    key: 'ML.3.13.90',
    parent: 'ML.3.13',
    name: '网络餐饮抽查',
    owners: ['SC'],
    levels: ['city'],
  };
  const opened = await proposeEntry(kernel, { node, agencyId, actor: who.drafter, at: AT });
  const again = proposeEntry(kernel, { node: { ...node, key: 'ML.3' }, agencyId, actor: who.drafter, at: AT });
  await expect(again).rejects.toMatchObject({ code: 'disclosure/node-exists' });
  await adoptEntry(kernel, { id: opened.id, actor: who.officer, at: AT });
  expect((await matterById(kernel, opened.id)).dueOn).toBe('2026-12-21');
  const empty = checkFilled(kernel, { id: opened.id, actor: who.officer, at: AT });
  await expect(empty).rejects.toMatchObject({ code: 'disclosure/entry-empty' });
  const id = await cleared(kernel, who, agencyId, article({ node: 'ML.3.13.90' }));
  await publish(kernel, { id, actor: who.officer, at: AT });
  await checkFilled(kernel, { id: opened.id, actor: who.officer, at: AT });
  expect((await matterById(kernel, opened.id)).closedAt).not.toBeNull();
  // Where the counties owe it, too, one that has published is not enough, and the others are named.
  const wide = { ...node, key: 'ML.3.13.91', name: '网络餐饮联合抽查', levels: ['city', 'county'] };
  const second = await proposeEntry(kernel, { node: wide, agencyId, actor: who.drafter, at: AT });
  await adoptEntry(kernel, { id: second.id, actor: who.officer, at: AT });
  const ours = await cleared(kernel, who, agencyId, article({ node: 'ML.3.13.91' }));
  await publish(kernel, { id: ours, actor: who.officer, at: AT });
  const counties = checkFilled(kernel, { id: second.id, actor: who.officer, at: AT });
  await expect(counties).rejects.toMatchObject({
    code: 'disclosure/entry-empty',
    details: { agencies: expect.stringContaining('明德区') as string },
  });
});

test('the gap report names what an organ owes and has not published; publishing takes it off', async () => {
  const { kernel } = city;
  const before = await gapReport(kernel, [agencyId], AT);
  const isOurs = ({ node }: { readonly node: string }): boolean => node === 'ML.3.13.04';
  expect(before.rows.filter(isOurs)).toMatchObject([{ gap: { kind: 'nothing' }, name: '食品药品监督检查' }]);
  expect(before.owed).toBeGreaterThan(before.rows.length - 1);
  const id = await cleared(kernel, who, agencyId);
  await publish(kernel, { id, actor: who.officer, at: AT });
  const after = await gapReport(kernel, [agencyId], AT);
  expect(after.rows.filter(isOurs)).toEqual([]);
  expect(after.rows.length).toBe(before.rows.length - 1);
});

test('what is due every month or year goes stale on the day after', () => {
  const monthly = { freshness: { kind: 'every', months: 1, law: '' } } as const;
  const standing = { count: 1, last: day('2026-01-31') };
  expect(gapOf(monthly, standing, day('2026-02-28'))).toBeNull();
  expect(gapOf(monthly, standing, day('2026-03-01'))).toEqual({ kind: 'stale', since: '2026-03-01' });
  const yearly = { freshness: { kind: 'yearly', until: '01-31', law: '' } } as const;
  expect(gapOf(yearly, { count: 1, last: day('2025-01-20') }, day('2026-01-31'))).toBeNull();
  expect(gapOf(yearly, { count: 1, last: day('2025-01-20') }, day('2026-02-01'))).toMatchObject({ kind: 'stale' });
  const always = { freshness: { kind: 'on-change', workdays: 20, law: '' } } as const;
  expect(gapOf(always, { count: 1, last: day('2020-01-01') }, day('2026-01-01'))).toBeNull();
});

test('what has to be told anew within a month is named before it is a gap', async () => {
  const monthly = { freshness: { kind: 'every', months: 3, law: '' } } as const;
  const standing = { count: 1, last: day('2026-01-10') };
  expect(dueSoon(monthly, standing, day('2026-03-01'), 30)).toBeNull();
  expect(dueSoon(monthly, standing, day('2026-03-11'), 30)).toBe('2026-04-10');
  expect(dueSoon(monthly, standing, day('2026-04-10'), 30)).toBe('2026-04-10');
  expect(dueSoon(monthly, standing, day('2026-04-11'), 30)).toBeNull();
  expect(dueSoon(monthly, { count: 0, last: null }, day('2026-04-11'), 30)).toBeNull();
});

test('each class of time has its rule: what is called regular comes due, once a quarter at least', async () => {
  const { kernel } = city;
  const own = {
    ...{
      key: 'ML.3.13.92',
      parent: 'ML.3.13',
      name: '季度检查情况',
      levels: ['department'],
      axis: 'result',
      domains: [],
    },
    ...{
      basis: { law: '本市政务公开制度', article: null },
      timeClass: 'regular',
      owners: ['SC'],
      everyDepartment: false,
    },
    ...{ forms: [], fields: [], keeper: null, fixed: false, statutoryItem: null, source: 'city' },
    freshness: { kind: 'each', days: 20, unit: 'workday', law: '政府信息公开条例 第二十六条' },
  };
  const asked = { agencyId, actor: who.drafter, at: AT };
  const seldom = { ...own, freshness: { kind: 'every', months: 6, law: '本市政务公开制度' } };
  await expect(proposeEntry(kernel, { ...asked, node: seldom })).rejects.toMatchObject({
    code: 'disclosure/regular-too-seldom',
  });
  const { id } = await proposeEntry(kernel, { ...asked, node: own });
  await adoptEntry(kernel, { id, actor: who.officer, at: AT });
  const found = (await nodes()).find(({ key }) => key === own.key);
  expect(found?.freshness).toMatchObject({ kind: 'every', months: 3 });
  const change = (timeClass: string) =>
    changeEntry(kernel, { node: { ...found, timeClass }, source: '改为及时公开', actor: who.officer, at: AT });
  await change('prompt');
  expect((await nodes()).find(({ key }) => key === own.key)?.freshness).toMatchObject({ kind: 'each', days: 5 });
});

test('a township owes all of its level, a department its line and what every department tells', async () => {
  const all = await nodes();
  const find = (key: string): CatalogueNode => {
    const node = all.find((each) => each.key === key);
    if (!node) throw new Error(key);
    return node;
  };
  const department = { id: 1, kind: 'department', line: 'SC', level: 'city', regions: ['590900'] } as const;
  expect(owes(department, find('ML.3.13.04'))).toBe(true);
  expect(owes(department, find('ML.3.07.01'))).toBe(false);
  expect(owes(department, find('ML.3.07.03'))).toBe(true);
  const township = {
    id: 2,
    kind: 'government',
    line: 'ZF',
    level: 'township',
    regions: ['590900', '590902', '590902100'],
  } as const;
  expect(owes(township, find('ML.3.28'))).toBe(true);
  expect(owes(township, find('ML.3.16.01'))).toBe(false);
});

test('what stands in public and what the catalogue says are compared, and each difference has a name', async () => {
  const { kernel } = city;
  expect(await consistency(kernel, AT)).toEqual([]);
  const id = await cleared(kernel, who, agencyId);
  const [released] = await publish(kernel, { id, actor: who.officer, at: AT });
  await kernel.pool.query(`update disclosure.published set title = '别的' where index_number = $1`, [released?.index]);
  expect(await consistency(kernel, AT)).toMatchObject([{ index: released?.index, code: 'list-differs' }]);
  await kernel.pool.query(
    `update disclosure.published p set title = r.title from kernel.record r where r.key = p.index_number and r.replaced_at is null`,
  );
  await endEntry(kernel, { key: 'ML.3.13.04', reason: '并入其他条目', actor: who.officer, at: AT });
  const later = instant(day('2026-11-24'), '10:00');
  expect((await consistency(kernel, later)).map(({ code }) => code)).toContain('no-entry');
});

test('a guide has every element of article 12, or is not in force', async () => {
  const { kernel } = city;
  const guide = Object.fromEntries(ELEMENTS.map((element) => [element, `${element}的说明`]));
  const partly = putGuide(kernel, { agencyId, guide: { ...guide, fax: ' ' }, seen: 0, actor: who.drafter, at: AT });
  await expect(partly).rejects.toMatchObject({
    code: 'disclosure/guide-incomplete',
    details: { missing: '传真号码' },
  });
  await putGuide(kernel, { agencyId, guide, seen: 0, actor: who.drafter, at: AT });
  expect((await guideEntry(kernel.published.pool, '590900-SC', dayOf(AT)))?.value).toMatchObject({
    phone: 'phone的说明',
  });
});
