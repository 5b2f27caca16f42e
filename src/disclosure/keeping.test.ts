import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import { type Actor, day, dayOf, figureOf, instant, noticesOf } from '../kernel/index.ts';
import { catalogueOn } from './catalogue.ts';
import { disclosureModule } from './index.ts';
import { measures } from './measures.ts';
import { adoptEntry, changeEntry, endEntry, loadCatalogue, proposeEntry } from './operations/catalogue.ts';
import { changeAtOnce } from './operations/change.ts';
import { entryView } from './operations/entry.ts';
import { gapReport } from './operations/gaps.ts';
import { publish } from './operations/publish.ts';
import type { CatalogueNode } from './rules/catalogue.ts';
import { article, cleared, handedIn, type People, people, publicationById, review } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
let who: People;
let county: Actor;
let market: number;
let other: number;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  who = await people(city.kernel);
  const directory = await directoryOf(city.kernel);
  const id = (key: string): number => directory.agencyByKey(key)?.id ?? 0;
  market = id('590902-SC');
  other = id('590903-SC');
  const office = id('590902-ZWGK');
  const agenciesBelow = directory.agenciesBelow(office);
  county = { ...who.officer, grants: [{ role: 'disclosure-officer', agencyId: office }], agenciesBelow };
  await loadCatalogue(city.kernel, who.officer, AT);
});
afterAll(() => city.close());

const nodes = (at = AT): Promise<readonly CatalogueNode[]> => catalogueOn(city.kernel, dayOf(at));
const entry = async (key: string): Promise<CatalogueNode> => {
  const found = (await nodes()).find((node) => node.key === key);
  if (!found) throw new Error(key);
  return found;
};

test('the office of a county neither loads the catalogue nor changes or ends what the city keeps', async () => {
  const { kernel } = city;
  const refused = { code: 'disclosure/not-keeper', status: 403 };
  await expect(loadCatalogue(kernel, county, AT)).rejects.toMatchObject(refused);
  const acting = { actor: county, at: AT };
  const node = await entry('ML.3.13.04');
  await expect(changeEntry(kernel, { node, source: '本县调整归属', ...acting })).rejects.toMatchObject(refused);
  const end = endEntry(kernel, { key: node.key, reason: '本县不再公开', ...acting });
  await expect(end).rejects.toMatchObject(refused);
  // Calling it its own does not make it so.
  const taken = changeEntry(kernel, { node: { ...node, keeper: '590902' }, source: '本县调整归属', ...acting });
  await expect(taken).rejects.toMatchObject(refused);
});

test('a county adopts entries of its own, which nobody outside owes; those of the city go to the city', async () => {
  const { kernel } = city;
  const base = await entry('ML.3.13.04');
  const own = { ...base, key: 'ML.3.13.91', name: '本区夜市抽检', keeper: '590902' };
  const opened = await proposeEntry(kernel, { node: own, agencyId: market, actor: county, at: AT });
  await adoptEntry(kernel, { id: opened.id, actor: county, at: AT });
  const owed = async (agencyId: number): Promise<boolean> =>
    (await gapReport(kernel, [agencyId], AT)).rows.some(({ node }) => node === own.key);
  expect([await owed(market), await owed(other)]).toEqual([true, false]);
  const forAll = { ...base, key: 'ML.3.13.92', name: '全市夜市抽检' };
  const asked = await proposeEntry(kernel, { node: forAll, agencyId: market, actor: county, at: AT });
  const adopted = adoptEntry(kernel, { id: asked.id, actor: county, at: AT });
  await expect(adopted).rejects.toMatchObject({ code: 'disclosure/not-keeper' });
  await adoptEntry(kernel, { id: asked.id, actor: who.officer, at: AT });
  const elsewhere = proposeEntry(kernel, {
    node: { ...own, key: 'ML.3.13.93', keeper: '590903' },
    agencyId: market,
    actor: county,
    at: AT,
  });
  await expect(elsewhere).rejects.toMatchObject({ code: 'disclosure/other-keeper' });
  const belowEntry = { ...own, key: 'ML.3.13.04.01', parent: 'ML.3.13.04' };
  const split = proposeEntry(kernel, { node: belowEntry, agencyId: market, actor: county, at: AT });
  await expect(split).rejects.toMatchObject({ code: 'disclosure/parent-is-entry' });
});

test('every version of an entry stays with who changed it and why, and why it was ended', async () => {
  const { kernel } = city;
  const node = await entry('ML.3.13.05');
  const acting = { actor: who.officer, at: AT };
  const wordless = changeEntry(kernel, { node, source: '改', ...acting });
  await expect(wordless).rejects.toMatchObject({ code: 'disclosure/no-words' });
  await changeEntry(kernel, { node: { ...node, name: '产品质量抽查' }, source: '按新规章更名', ...acting });
  await endEntry(kernel, { key: node.key, reason: '并入监督检查结果', ...acting });
  const view = await entryView(kernel, node.key, who.officer);
  expect(view.mayKeep).toBe(true);
  expect(view.versions.map(({ source }) => source)).toEqual(['按新规章更名', '政府信息公开条例第二十条、第二十一条']);
  expect(view.versions[0]).toMatchObject({ ended: '并入监督检查结果', until: '2026-11-23' });
  expect((await entryView(kernel, node.key, county)).mayKeep).toBe(false);
  expect((await nodes(instant(day('2026-11-24'), '10:00'))).some(({ key }) => key === node.key)).toBe(false);
});

test('key work and the grass-roots standards come in once, and counties and townships owe them', async () => {
  const { kernel } = city;
  expect(await loadCatalogue(kernel, who.officer, AT, { batch: 'key-work' })).toBe(38);
  // The heading itself is none of the thirty-seven.
  const [keyWork] = measures.filter(({ id }) => id === 'M-036');
  const cameIn = async (agencyIds: readonly number[] | null, to = '2026-12-31') => {
    const scope = { from: day('2020-01-01'), to: day(to), agencyIds };
    return keyWork && (await figureOf(kernel.published.db, keyWork, scope)).value;
  };
  expect(await cameIn(null)).toBe('37');
  expect(await cameIn([market])).toBe('0');
  expect(await cameIn(null, '2020-12-31')).toBe('0');
  const added = await loadCatalogue(kernel, who.officer, AT, { batch: 'grass-roots' });
  expect(added).toBeGreaterThan(250);
  expect(await loadCatalogue(kernel, who.officer, AT, { batch: 'grass-roots' })).toBe(0);
  const { rows } = await gapReport(kernel, [market], AT);
  expect(rows.filter(({ node }) => node.startsWith('ML.3.60.13.')).length).toBeGreaterThan(3);
  expect(rows.some(({ node }) => node === 'ML.3.50.27')).toBe(true);
});

test('who drew it up is told that it was returned, published and withdrawn', async () => {
  const { kernel } = city;
  const agencyId = (await directoryOf(kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const acting = { actor: who.officer, at: AT };
  const codes = async (): Promise<readonly string[]> =>
    (await noticesOf(kernel.pool, who.drafter.personId ?? 0)).map(({ code }) => code);
  const back = await handedIn(kernel, who, agencyId);
  const seenText = (await publicationById(kernel, back)).row.submittedHash?.toString('hex') ?? '';
  const returned = { id: back, gate: 'department', passed: false, words: '请补充抽检的批次', seenText } as const;
  await review(kernel, { ...returned, actor: who.department, at: AT });
  expect(await codes()).toEqual(['disclosure.returned']);
  const id = await cleared(kernel, who, agencyId, article({ title: '另一份抽检通告' }));
  const [released] = await publish(kernel, { id, ...acting });
  const index = released?.index ?? '';
  await changeAtOnce(kernel, { index, change: 'withdraw', note: '数据需要核对', ...acting });
  expect(await codes()).toEqual(['disclosure.changed', 'disclosure.published', 'disclosure.returned']);
});
