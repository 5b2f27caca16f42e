import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import { addDays, day, dayOf, instant } from '../kernel/index.ts';
import { sitesCity } from '../sites/testing.ts';
import { guideEntry, lackingIn, putGuide, standingOfGuide } from './guide.ts';
import { disclosureModule } from './index.ts';
import { institutionsOn, putInstitution } from './institution.ts';
import { loadCatalogue } from './operations/catalogue.ts';
import { gapReport } from './operations/gaps.ts';
import { remindOfGuides } from './operations/guide-reminders.ts';
import { ELEMENTS, goodUntil, reviewReasons } from './rules/guide.ts';
import { Institution, missingParts, sectionsWith } from './rules/institution.ts';
import { type People, people } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
const TODAY = dayOf(AT);
const guide = Object.fromEntries(ELEMENTS.map((element) => [element, `${element}的说明`]));
const KEY = '590900-SC';
const institution = Institution.parse({
  duties: '负责市场监督管理',
  heads: [{ name: '周局长', post: '局长' }],
  sections: [{ name: '登记注册科', duties: '经营主体登记' }],
});

let city: TestCity;
/** Another with sites, for what is read over HTTP. */
let site: Awaited<ReturnType<typeof sitesCity>>;
let who: People;
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  site = await sitesCity(AT, [disclosureModule]);
  who = await people(city.kernel);
  await loadCatalogue(city.kernel, who.officer, AT);
  agencyId = (await directoryOf(city.kernel)).agencyByKey(KEY)?.id ?? 0;
});
afterAll(async () => {
  await city.close();
  await site.close();
});

const guideGaps = async (at = AT) =>
  (await gapReport(city.kernel, [agencyId], at)).rows.filter(({ node }) => node === 'ML.1').map(({ gap }) => gap);

test('a guide counts for a year and a changed phone or address makes it due before', () => {
  const known = { phone: '0590-1', address: '一号' };
  const of = (over: Partial<typeof known>, on = TODAY) =>
    reviewReasons({ validFrom: day('2026-01-01'), value: { known } }, { ...known, ...over }, on);
  expect(goodUntil(day('2026-01-01'))).toBe('2027-01-01');
  expect(of({}, day('2027-01-01'))).toEqual([]);
  expect(of({}, day('2027-01-02'))).toEqual(['old']);
  expect(of({ phone: '0590-2' })).toEqual(['phone']);
  expect(of({ address: '二号' })).toEqual(['address']);
  expect(reviewReasons({ validFrom: TODAY, value: { known: null } }, known, TODAY)).toEqual([]);
});

test('what visitors look for and an organ has not said of itself', () => {
  expect(missingParts(institution)).toEqual(['address', 'phone', 'hours', 'phones']);
  expect(sectionsWith(institution, '经营主体').map(({ name }) => name)).toEqual(['登记注册科']);
  expect(sectionsWith(institution, '税')).toEqual([]);
});

test('without a guide the organ stands in the gaps and its people are told once a month', async () => {
  const { kernel } = city;
  expect(await guideGaps()).toEqual([{ kind: 'nothing', since: null }]);
  const told = await remindOfGuides(kernel, AT);
  expect(told).toBeGreaterThan(0);
  expect(await remindOfGuides(kernel, AT)).toBe(0);
  expect(await remindOfGuides(kernel, instant(addDays(TODAY, 31), '10:00'))).toBe(told);
});

test('a guide is put in force in versions, and never over one that was not seen', async () => {
  const { kernel } = city;
  const by = { agencyId, actor: who.drafter, at: AT };
  await putGuide(kernel, { guide, seen: 0, ...by });
  expect(await guideGaps()).toEqual([]);
  await expect(putGuide(kernel, { guide, seen: 0, ...by })).rejects.toMatchObject({
    code: 'disclosure/guide-changed',
    status: 409,
  });
  const citizen = putGuide(kernel, { guide, seen: 1, ...by, actor: who.citizen });
  await expect(citizen).rejects.toMatchObject({ code: 'access/forbidden' });
  const later = instant(addDays(TODAY, 1), '10:00');
  await putGuide(kernel, { guide: { ...guide, hours: '全天' }, seen: 1, ...by, at: later });
  expect((await guideEntry(kernel.pool, KEY, TODAY))?.value.hours).toBe('hours的说明');
  expect((await guideEntry(kernel.pool, KEY, dayOf(later)))?.value.hours).toBe('全天');
  const entry = await guideEntry(kernel.pool, KEY, dayOf(later));
  expect(entry && lackingIn(entry.value)).toHaveLength(5);
});

test('a guide older than a year, and one with a phone that the register has changed, are due and told', async () => {
  const { kernel } = city;
  const afterAYear = instant(addDays(TODAY, 400), '10:00');
  expect(await guideGaps(afterAYear)).toEqual([{ kind: 'stale', since: addDays(TODAY, 367) }]);
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  const tomorrow = addDays(TODAY, 1);
  const entry = await guideEntry(kernel.pool, KEY, tomorrow);
  expect(standingOfGuide(entry, agency, tomorrow).state).toBe('good');
  expect(standingOfGuide(entry, { ...agency, phone: '0590-9' }, tomorrow)).toMatchObject({
    state: 'due',
    reasons: ['phone'],
  });
  await remindOfGuides(kernel, afterAYear);
  const { rows } = await kernel.pool.query<{ why: string }>(
    `select distinct params->>'why' as why from kernel.notice where code = 'disclosure.guide-due' and params->>'agency' = $1`,
    [agency.name],
  );
  expect(rows).toEqual([{ why: '公布已满一年' }]);
});

test('what an organ is made of is read by visitors from the day it was said', async () => {
  const { kernel } = city;
  const by = { agencyId, institution, actor: who.drafter, at: AT };
  await putInstitution(kernel, { seen: 0, ...by });
  await expect(putInstitution(kernel, { seen: 0, ...by })).rejects.toMatchObject({ code: 'disclosure/guide-changed' });
  expect((await institutionsOn(kernel, TODAY)).get(KEY)?.value).toEqual(institution);
  expect((await institutionsOn(kernel, addDays(TODAY, -1))).size).toBe(0);
});

test('a guide is read by everybody with its versions, an organ without one says so, and what is typed is never markup', async () => {
  const { kernel, web } = site;
  const get = async (url: string) => web.inject({ method: 'GET', url });
  const by = { agencyId, actor: who.drafter };
  const marked = { ...guide, office: '<script>1</script>公开办', phone: '0590-6120550' };
  await putGuide(kernel, { guide: marked, seen: 0, ...by, at: instant(addDays(TODAY, -30), '10:00') });
  await putGuide(kernel, { guide: { ...marked, hours: '全天' }, seen: 1, ...by, at: AT });
  const called = { ...institution, address: '弦歌路一号', phone: '0590-6110200' };
  await putInstitution(kernel, { seen: 0, ...by, institution: called, at: AT });

  const one = await get('/guides/590900-sc');
  expect(one.statusCode).toBe(200);
  for (const element of ELEMENTS.filter((each) => !['office', 'phone', 'hours'].includes(each)))
    expect(one.body, element).toContain(`${element}的说明`);
  expect(one.body).toContain('全天');
  expect(one.body).toContain('&lt;script&gt;1&lt;/script&gt;公开办');
  expect(one.body).not.toContain('<script>1');
  const before = await get('/guides/590900-sc/1');
  expect(before.body).toContain('hours的说明');
  expect(before.body).not.toContain('全天');
  for (const url of ['/guides/590900-sc/3', '/guides/nobody', '/institutions/nobody'])
    expect((await get(url)).statusCode, url).toBe(404);
  expect((await get('/guides/590900-sc/x')).statusCode).toBe(400);
  expect((await get('/guides/590923-da')).body).toContain('还没有公布');

  const list = (await get('/guides?q=市场监督')).body;
  expect(list).toContain('href="/guides/590900-sc"');
  expect(list).toContain('0590-6120550');
  expect((await get('/guides?q=%3Cimg%20src%3Dx%3E')).body).not.toContain('<img src=x>');
  expect((await get('/institutions/590900-sc')).body).toContain('登记注册科');
  for (const url of ['/institutions/590900-sc', '/institutions?q=市场监督'])
    for (const said of ['弦歌路一号', '0590-6110200']) expect((await get(url)).body, url).toContain(said);
  expect((await get('/institutions?q=经营主体')).body).toContain('登记注册科');
});
