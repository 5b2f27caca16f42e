import { expect, test } from 'vitest';
import { pageOf } from './page.ts';

test('a further page begins after the last row shown, and there is one only if a row more was read', () => {
  const double = (n: number): number => n * 2;
  expect(pageOf([1, 2, 3], 2, double)).toEqual({ rows: [1, 2], next: 4 });
  expect(pageOf([1, 2], 2, double)).toEqual({ rows: [1, 2], next: null });
  expect(pageOf([], 2, double)).toEqual({ rows: [], next: null });
});
