import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchSites } from './find.ts';
import { marked } from './rules/snippet.ts';
import { say, sitesCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
let city: Awaited<ReturnType<typeof sitesCity>>;
const FILE = '0190a0a0-0000-7000-8000-000000000001';
beforeAll(async () => {
  city = await sitesCity(at);
  await say(city.kernel, [
    {
      index: '11590902MT0000022A/2026-00001',
      agency: '590902-SC',
      title: '小作坊登记办法',
      genre: 'policy-document',
      documentNumber: '明德市监〔2026〕3号',
      body: '<p>本办法所称食品小作坊，是指<b>固定场所</b>从事加工的个体工商户。</p>',
    },
    {
      index: '11590902MT0000022A/2025-00002',
      agency: '590902-SC',
      title: '抽检公示',
      publishedAt: new Date('2025-03-01T09:00:00+08:00'),
      attachments: [
        {
          fileId: FILE,
          name: '抽检名单.xlsx',
          bytes: 2048,
          html: '<table><tr><td>小作坊</td><td>不合格</td></tr></table>',
        },
      ],
    },
    {
      index: '11590921MT0000049J/2026-00001',
      agency: '590921-SC',
      title: '小作坊名录',
      validity: 'abolished',
      note: '过期',
    },
  ]);
});
afterAll(() => city.close());

const found = async (more: Partial<Parameters<typeof searchSites>[1]>): Promise<readonly string[]> =>
  (await searchSites(city.kernel, { typed: ['小作坊'], offset: 0, limit: 20, ...more })).hits
    .map(({ title }) => title.map(({ text }) => text).join(''))
    .toSorted();

test.each([
  [{}, ['小作坊名录', '小作坊登记办法', '抽检公示']],
  [{ year: 2025 }, ['抽检公示']],
  [{ validity: 'abolished' }, ['小作坊名录']],
  [{ validity: 'in-force', year: 2026 }, ['小作坊登记办法']],
  [{ site: '590921-sc' }, ['小作坊名录']],
  [{ column: '590902-zf/zcwj' }, ['小作坊登记办法']],
  [{ typed: ['〔2026〕3号'] }, ['小作坊登记办法']],
  [{ typed: ['11590921MT0000049J/2026-00001'] }, ['小作坊名录']],
  [{ typed: ['固定场所 小作坊'] }, ['小作坊登记办法']],
  [{ typed: ['year=2025'] }, []],
] as const)('%j finds %j', async (asked, titles) => {
  expect(await found(asked)).toEqual(titles.toSorted());
});

test('a word inside an attachment is found and shown where it stands', async () => {
  const { hits } = await searchSites(city.kernel, { typed: ['不合格'], offset: 0, limit: 20 });
  expect(hits).toHaveLength(1);
  expect(hits[0]?.text.find((piece) => piece.marked)?.text).toBe('不合格');
});

test('marking changes nothing of a text, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ minLength: 1 }), { maxLength: 4 }), (text, words) => {
      expect(
        marked(text, words)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
