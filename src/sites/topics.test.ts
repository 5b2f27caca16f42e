import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { type Said, say, sitesCity } from './testing.ts';

const AT = new Date('2026-11-23T10:00:00+08:00');
const index = (serial: number): string => `11590902MT0000022A/2026-${String(serial).padStart(5, '0')}`;

let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(AT);
  const said: readonly Said[] = [
    { index: index(1), agency: '590902-SC', title: '食品抽检第一期', domains: ['Z27'] },
    { index: index(2), agency: '590902-SC', title: '药品抽检第一期', node: 'ML.3.13.04', genre: 'business-data' },
    { index: index(3), agency: '590902-MZ', title: '河长公示牌更新' },
    { index: index(4), agency: '590902-SC', title: '撤回的抽检', domains: ['Z27'] },
    { index: index(5), agency: '590902-SC', title: '执法人员十不准', category: 'GK.07' },
    { index: index(6), agency: '590902-MZ', title: '<b>八严禁</b>', node: 'ML.3.70.03' },
    { index: index(7), agency: '590902-MZ', title: '旧的规定', node: 'ML.3.70.03' },
  ];
  await say(city.kernel, said);
  const mistaken = said.filter((one) => [index(4), index(7)].includes(one.index));
  await say(
    city.kernel,
    mistaken.map((one) => ({ ...one, withdrawn: true })),
  );
});
afterAll(() => city.close());

const get = (url: string) => city.web.inject({ method: 'GET', url });
const titlesOf = (body: string): readonly string[] =>
  [...body.matchAll(/scope="row"[^>]*><div>(?:<a[^>]*>)?([^<]*)/gu)].map(([, title = '']) => title);
const titles = async (url: string): Promise<readonly string[]> => titlesOf((await get(url)).body);

test('a special column gathers by tag, entry of the catalogue or word in the title; nothing that was withdrawn', async () => {
  const all = await get('/topics');
  expect(all.statusCode).toBe(200);
  expect(all.body).toMatch(/食品药品安全<\/a>.{0,80}2 条/su);
  expect(all.body).toMatch(/河长制<\/a>.{0,80}1 条/su);
  expect(all.body).toMatch(/暂时没有信息的专题<\/h2>.*房地产市场<\/a>/su);
  expect((await titles('/topics/food-safety')).toSorted()).toEqual(['药品抽检第一期', '食品抽检第一期']);
  expect(await titles('/topics/river-chief')).toEqual(['河长公示牌更新']);
  expect((await get('/topics/housing')).body).toContain('这个专题暂时没有信息。');
});

test('each line leads to its page; a column that nobody made and a mark that is none are not found', async () => {
  const { body } = await get('/topics/river-chief');
  const path = /<a href="(\/content\/[^"]+)">河长公示牌更新/u.exec(body)?.[1] ?? '';
  expect((await get(path)).body).toContain('河长公示牌更新的正文。');
  for (const url of ['/topics/nothing', '/topics/food-safety?after=x', '/topics/%3Cscript%3E'])
    expect((await get(url)).statusCode, url).toBe(404);
});

test('the address of all sites leads to the portal', async () => {
  expect(await get('/site/')).toMatchObject({ statusCode: 302, headers: { location: '/site/portal/' } });
});

test('a long column goes on page by page, each line once', async () => {
  await say(
    city.kernel,
    Array.from({ length: 45 }, (_, i) => ({
      index: index(100 + i),
      agency: '590902-SC',
      title: `湖长巡湖${i}`,
      publishedAt: new Date(AT.getTime() - i * 60_000),
    })),
  );
  const seen: string[] = [];
  let url: string | undefined = '/topics/river-chief';
  for (let pages = 0; url !== undefined && pages < 5; pages += 1) {
    const { body } = await get(url);
    seen.push(...titlesOf(body));
    url = /href="(\/topics\/river-chief\?after=[^"]+)"/u.exec(body)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(seen).toHaveLength(46);
  expect(new Set(seen).size).toBe(46);
});

test('rules of conduct of all agencies or of one, as they were published; the text is never markup', async () => {
  const { body } = await get('/conduct');
  expect(body).toContain('执法人员十不准');
  expect(body).toContain('&lt;b&gt;八严禁&lt;/b&gt;');
  expect(body).not.toContain('旧的规定');
  const directory = await directoryOf(city.kernel);
  const id = (key: string): number => directory.agencyByKey(key)?.id ?? 0;
  expect(await titles(`/conduct?agency=${id('590902-SC')}`)).toEqual(['执法人员十不准']);
  expect((await get(`/conduct?agency=${id('590900-SC')}`)).body).toContain('这个机关还没有公布行为禁令。');
  // To choose from: who published something, and who was asked about.
  const choices = (html: string) => [...html.matchAll(/<option value="(\d+)"/gu)].map(([, value]) => Number(value));
  expect(choices(body).toSorted()).toEqual([id('590902-SC'), id('590902-MZ')].toSorted());
  expect(choices((await get(`/conduct?agency=${id('590900-SC')}`)).body)).toContain(id('590900-SC'));
  expect((await get('/conduct?agency=')).statusCode).toBe(200);
  for (const agency of ['x', '-1', "1' or 1=1", '99999999999999999999'])
    expect((await get(`/conduct?agency=${encodeURIComponent(agency)}`)).statusCode, agency).toBe(400);
});

test('the catalogue is narrowed by genre, with words and in what is downloaded, too', async () => {
  expect(await titles('/catalogue?genre=business-data')).toEqual(['药品抽检第一期']);
  expect(await titles('/catalogue?genre=business-data&q=抽检')).toEqual(['药品抽检第一期']);
  expect((await titles('/catalogue?genre=notice&q=抽检')).toSorted()).toEqual(['食品抽检第一期']);
  const { body } = await get('/catalogue?genre=business-data');
  expect(body).toMatch(/<option value="business-data" selected=""/u);
  const table = (await get('/catalogue.csv?genre=business-data')).body;
  expect(table).toContain('药品抽检第一期');
  expect(table).not.toContain('食品抽检第一期');
  expect((await get('/catalogue?genre=')).statusCode).toBe(200);
  expect((await get('/catalogue?genre=nothing')).statusCode).toBe(400);
});

test('each block of the platform bears the name of all four and the way to ask', async () => {
  const { body } = await get('/catalogue');
  const tabs = /<nav class="tabs" aria-label="政府信息公开">.*?<\/nav>/su.exec(body)?.[0] ?? '';
  expect([...tabs.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)</gu)].map(([, href, name]) => `${href} ${name}`)).toEqual([
    '/guides 政府信息公开指南',
    '/catalogue?node=ML.2 政府信息公开制度',
    '/catalogue 法定主动公开内容',
    '/annual-reports 政府信息公开年报',
    '/information-requests 依申请公开',
  ]);
  expect((await get('/policies')).body).not.toContain('aria-label="政府信息公开"');
});
