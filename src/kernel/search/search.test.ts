import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '../day.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { queryOf, tokensOf } from './bigrams.ts';
import { indexDocument, removeDocument, search } from './search.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([]);
  for (const [ref, title, text] of [
    ['1', '食品经营许可', '餐饮服务 营业执照'],
    ['2', '最低生活保障审核确认', '低保 社会救助'],
    ['3', '老年人优待证申领', '敬老证 60岁'],
    ['4', '公文 国办发〔2017〕47号', 'GB/T 9704'],
  ] as const) {
    await indexDocument(kernel.pool, {
      kind: 'test',
      ref,
      title,
      url: `/${ref}`,
      summary: '',
      text,
      agencyId: 1,
      region: '590900',
      publishedOn: day('2026-01-01'),
    });
  }
});
afterAll(() => kernel.close());

const found = async (...typed: string[]): Promise<readonly string[]> =>
  (await search(kernel.pool, { typed })).rows.map((row) => row.ref);

test.each([
  ['食品', ['1']],
  ['品经', ['1']],
  ['食品经营许可', ['1']],
  ['低保', ['2']],
  ['生活保障', ['2']],
  ['保', ['2']],
  ['60岁', ['3']],
  ['国办发〔2017〕47号', ['4']],
  ['gb/t 9704', ['4']],
  ['9704', ['4']],
  ['47号', ['4']],
  ['〔2017〕', ['4']],
  ['发2017', ['4']],
  ['许可 执照', ['1']],
  ['许可 低保', []],
  ['可许', []],
  ['\' | "a" & !b:*', []],
  ['', []],
])('“%s” finds %j', async (typed, refs) => {
  expect(await found(typed)).toEqual(refs);
});

test('synonyms widen what is found', async () => {
  expect(new Set(await found('饭店许可证', '食品经营许可', '优待证'))).toEqual(new Set(['1', '3']));
});

test('what was taken out is not found', async () => {
  await indexDocument(kernel.pool, {
    kind: 'test',
    ref: '9',
    title: '临时事项',
    url: '/9',
    summary: '',
    text: '',
    agencyId: null,
    region: null,
    publishedOn: day('2026-01-01'),
  });
  expect(await found('临时')).toEqual(['9']);
  await removeDocument(kernel.pool, 'test', '9');
  expect(await found('临时')).toEqual([]);
});

test('whatever is typed is a query PostgreSQL can read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (typed) => {
      const query = queryOf(typed.replaceAll('\u0000', ''));
      if (query === null) return;
      await kernel.pool.query(`select to_tsquery('simple', $1)`, [query]);
    }),
    { numRuns: 100 },
  );
});

test('every substring of a run of Han characters is a phrase of its tokens', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'天地玄黄宇宙洪荒'), { minLength: 2, maxLength: 12 }), (characters) => {
      const texts = tokensOf(characters.join('')).map((token) => token.text);
      return characters.slice(0, -1).every((character, i) => texts[i] === character + characters[i + 1]);
    }),
  );
});
