import { expect, test } from 'vitest';
import { Content } from '../../contract.ts';
import { mergeContent } from './merge.ts';

const base = Content.parse({ title: '甲', body: '<p>一</p>', node: 'n', genre: 'news', attribute: 'proactive' });

test('what only one of two editors changed is put together; what both changed is asked', () => {
  const mine = { ...base, title: '甲甲', body: '<p>我</p>', source: '同' };
  const theirs = { ...base, body: '<p>他</p>', keywords: ['词'], source: '同' };
  expect(mergeContent(base, mine, theirs)).toEqual({
    settled: { ...base, title: '甲甲', body: '<p>他</p>', keywords: ['词'], source: '同' },
    merged: ['title', 'keywords'],
    open: ['body'],
  });
});

test('two who wrote the same have no conflict', () => {
  const both = { ...base, title: '乙' };
  expect(mergeContent(base, both, both)).toMatchObject({ settled: both, open: [] });
});
