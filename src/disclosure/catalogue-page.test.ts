import { afterAll, beforeAll, expect, test } from 'vitest';
import { say, sitesCity } from '../sites/testing.ts';
import { catalogue, putCatalogue } from './testing.ts';

// The public page of the catalogue belongs to the sites; what stands in it is entered here.

const AT = new Date('2026-11-23T10:00:00+08:00');
const index = (serial: number): string => `11590902MT0000022A/2026-${String(serial).padStart(5, '0')}`;

let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(AT);
});
afterAll(() => city.close());

const get = (url: string) => city.web.inject({ method: 'GET', url });
const titlesOf = (body: string): readonly string[] =>
  [...body.matchAll(/scope="row"[^>]*><div>(?:<a[^>]*>)?([^<]*)/gu)].map(([, title = '']) => title);
const titles = async (url: string): Promise<readonly string[]> => titlesOf((await get(url)).body);

test('the catalogue has the four things of article 12, a heading all that stands below it, and no news', async () => {
  const [node] = catalogue;
  if (node) {
    const names = { 'ML.2': '政府信息公开制度', 'ML.2.03': '保密审查与发布审查制度' };
    const entries = Object.entries(names).map(([key, name]) => ({
      ...node,
      key,
      name,
      parent: key === 'ML.2' ? null : 'ML.2',
    }));
    await putCatalogue(city.kernel, entries);
  }
  const facts = { summary: '抽检三十批次，全部合格。', formedOn: '2026-11-20' };
  await say(city.kernel, [
    { index: index(61), agency: '590902-SC', title: '信息公开保密审查办法', node: 'ML.2.03', ...facts },
    { index: index(62), agency: '590902-SC', title: '局长走访企业', genre: 'news', node: 'ML.3.15', ...facts },
  ]);
  const { body } = await get('/catalogue?node=ML.2');
  expect(titlesOf(body)).toEqual(['信息公开保密审查办法']);
  for (const said of ['2026-00061', facts.summary, facts.formedOn]) expect(body).toContain(said);
  expect(body).toMatch(/<a href="\/catalogue\?node=ML\.2" aria-current="page">政府信息公开制度/u);
  expect(await titles('/catalogue?node=ML.2&q=保密')).toEqual(['信息公开保密审查办法']);
  const table = (await get('/catalogue.csv?node=ML.2')).body.split('\r\n');
  expect(table[0]).toContain('名称,内容概述,生成日期');
  expect(table[1]).toContain(`信息公开保密审查办法,${facts.summary},${facts.formedOn}`);
  const { items } = JSON.parse((await get('/catalogue.json?node=ML.2')).body);
  expect(items).toMatchObject([{ index: index(61), ...facts }]);
  expect((await get('/catalogue')).body).not.toContain('局长走访企业');
  expect(await titles('/catalogue?q=走访')).toEqual([]);
  expect((await get('/catalogue.json')).body).not.toContain('局长走访企业');
  expect((await get('/catalogue?genre=news')).statusCode).toBe(400);
});
