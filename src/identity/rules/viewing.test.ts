import { expect, test } from 'vitest';
import { isOutlier, medianOf, viewingFault } from './viewing.ts';

test.each([
  ['', 'identity/reveal-no-reason'],
  [' 。，！', 'identity/reveal-no-reason'],
  ['看看', 'identity/reveal-reason-short'],
  ['办 理', 'identity/reveal-reason-short'],
  ['1111111', 'identity/reveal-reason-short'],
  ['哈哈哈哈哈', 'identity/reveal-reason-short'],
  ['核对电话', null],
  ['电话联系当事人补正材料', null],
])('the reason “%s” is answered by %s', (words, fault) => {
  expect(viewingFault({ words })).toBe(fault);
});

test.each([
  [[], 0],
  [[4], 4],
  [[1, 9], 5],
  [[9, 1, 2], 2],
  [[0, 0, 0, 40], 0],
])('in the middle of %j stands %f', (views, median) => {
  expect(medianOf(views)).toBe(median);
});

test.each([
  [9, [0, 0], false],
  [10, [0, 0], true],
  [10, [], true],
  [30, [10, 12], false],
  [34, [10, 12], true],
])('%i views beside %j stand out: %s', (views, peers, stands) => {
  expect(isOutlier(views, peers)).toBe(stands);
});
