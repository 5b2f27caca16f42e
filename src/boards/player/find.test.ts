import { expect, test } from 'vitest';
import { findArticles, initialsOf, wordsWithHits } from './find.js';

const article = (title: string, on: string, more: object = {}) => ({
  title,
  on,
  agency: '市市场监管局',
  parts: [],
  ...more,
});
const articles = [
  article('食品经营许可', '2026-01-01'),
  article('关于食品经营许可有关事项的通知', '2026-03-01'),
  article('老年人优待证办理指南', '2026-02-01', {
    agency: '市民政局',
    parts: [
      { kind: 'paragraph', text: '凭身份证办理，不收费。' },
      { kind: 'table', caption: '办理地点', head: ['地点'], rows: [['泽宫街道便民服务中心']] },
    ],
  }),
  article('2026年政府预算', '2026-04-01'),
];
const titles = (typed: string): readonly string[] =>
  findArticles(articles, typed).map(({ title }: { readonly title: string }) => title);

test.each([
  ['食品经营许可', 'SPJYXK'],
  ['老年人优待证', 'LNRYDZ'],
  ['明堂市', 'MTS'],
  ['2026年（A类）', '2026NAL'],
  ['阿坝', 'AB'],
  ['欧洲', 'OZ'],
])('%s is %s', (words, initials) => expect(initialsOf(words)).toBe(initials));

test.each([
  ['SPJY', ['食品经营许可', '关于食品经营许可有关事项的通知']],
  ['spjy', ['食品经营许可', '关于食品经营许可有关事项的通知']],
  ['食品', ['食品经营许可', '关于食品经营许可有关事项的通知']],
  ['食品 通知', ['关于食品经营许可有关事项的通知']],
  ['民政', ['老年人优待证办理指南']],
  ['便民服务中心', ['老年人优待证办理指南']],
  ['2026', ['2026年政府预算']],
  ['２０２６年', ['2026年政府预算']],
  ['没有', []],
  ['  ', []],
] as const)('%j finds %j', (typed, found) => expect(titles(typed)).toEqual(found));

test('one letter is no word; only words that something is found for are offered', () => {
  expect(titles('S')).toEqual([]);
  expect(wordsWithHits(['医保', '食品', '预算', '优待'], articles, 2)).toEqual(['食品', '预算']);
});
