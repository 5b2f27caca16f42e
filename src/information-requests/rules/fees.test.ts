import fc from 'fast-check';
import { expect, test } from 'vitest';
import { feeFen, itemFee, itemRate, pageFee } from './fees.ts';

test.each([
  [10, 0],
  [11, 100],
  [30, 2000],
  [31, 2200],
  [40, 4000],
  [41, 4300],
  [50, 7000],
  [51, 7400],
  [60, 11_000],
  [100, 37_000],
])('%d items in a month cost %d yuan', (n, yuan) => {
  expect(itemFee(n)).toBe(yuan);
});

test.each([
  [30, 0],
  [31, 10],
  [68, 380],
  [100, 700],
  [101, 720],
  [200, 2700],
  [201, 2740],
  [300, 6700],
])('%d pages cost %d yuan', (pages, yuan) => {
  expect(pageFee(pages)).toBe(yuan);
});

const counts = fc.integer({ min: 0, max: 300 });

test('more never costs less, nor does the next item', () => {
  fc.assert(
    fc.property(counts, (n) => {
      expect(itemFee(n + 1)).toBeGreaterThanOrEqual(itemFee(n));
      expect(itemRate(n + 1)).toBeGreaterThanOrEqual(itemRate(n));
      expect(pageFee(n + 1)).toBeGreaterThanOrEqual(pageFee(n));
    }),
  );
});

test('requests charged one after the other cost what they cost together', () => {
  fc.assert(
    fc.property(counts, counts, (first, second) => {
      expect(feeFen('items', first, 0) + feeFen('items', second, first)).toBe(100 * itemFee(first + second));
    }),
  );
});

test('pages do not care what came before', () => {
  expect(feeFen('pages', 68, 50)).toBe(38_000);
});
