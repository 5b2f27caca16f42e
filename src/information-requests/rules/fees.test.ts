import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FeeTable, feeFen, rateOf, sumOf } from './fees.ts';

/** The table that is put in force when the program is first started. */
const migration = readFileSync(
  new URL('../../../migrations/0042-complaints-and-redone-replies.sql', import.meta.url),
  'utf8',
);
const national = FeeTable.parse(JSON.parse(/'(\{"items".*?\})',/su.exec(migration)?.[1] ?? ''));
const { items, pages } = national;

describe('the national table', () => {
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
    expect(sumOf(items.bands, n)).toBe(yuan);
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
  ])('%d pages cost %d yuan', (n, yuan) => {
    expect(sumOf(pages.bands, n)).toBe(yuan);
  });

  test('pages do not care what came before', () => {
    expect(feeFen(national, 'pages', 68, 50)).toBe(38_000);
  });
});

/** Any table that the register takes. */
const tables = fc
  .array(fc.record({ width: fc.integer({ min: 1, max: 60 }), more: fc.integer({ min: 0, max: 300 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .chain((parts) =>
    fc
      .tuple(fc.constant(parts), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 200 }))
      .map(([all, every, step]) => {
        let [upTo, yuan] = [0, 0];
        const bands = all.map(({ width, more }, i) => {
          upTo += width;
          yuan += more;
          return i === all.length - 1 ? { upTo: null, yuan, every, step } : { upTo, yuan };
        });
        return FeeTable.parse({ items: { law: '某办法', bands }, pages: { law: '某办法', bands } });
      }),
  );
const counts = fc.integer({ min: 0, max: 300 });

test('in whatever table, more never costs less, nor does the next piece', () => {
  fc.assert(
    fc.property(fc.oneof(fc.constant(national), tables), counts, (table, n) => {
      for (const { bands } of [table.items, table.pages]) {
        expect(sumOf(bands, n + 1)).toBeGreaterThanOrEqual(sumOf(bands, n));
        expect(rateOf(bands, n + 2)).toBeGreaterThanOrEqual(rateOf(bands, n + 1));
      }
    }),
  );
});

test('in whatever table, requests charged one after the other cost what they cost together', () => {
  fc.assert(
    fc.property(fc.oneof(fc.constant(national), tables), counts, counts, (table, first, second) => {
      expect(feeFen(table, 'items', first, 0) + feeFen(table, 'items', second, first)).toBe(
        100 * sumOf(table.items.bands, first + second),
      );
    }),
  );
});

describe('a table that cannot be is refused', () => {
  const free = { upTo: 10, yuan: 0 };
  test.each([
    ['none', []],
    ['no last band', [free]],
    ['an end before the last band', [{ upTo: null, yuan: 0 }, free]],
    ['bands that do not follow', [free, { upTo: 10, yuan: 5 }, { upTo: null, yuan: 9 }]],
    [
      'cheaper by the piece',
      [
        { upTo: 10, yuan: 100 },
        { upTo: null, yuan: 50 },
      ],
    ],
    [
      'cheaper than the end of a band that rises',
      [
        { upTo: 30, yuan: 10, every: 10, step: 10 },
        { upTo: null, yuan: 20 },
      ],
    ],
    ['a step without a width', [free, { upTo: null, yuan: 1, step: 5 }]],
    ['money back', [{ upTo: null, yuan: -1 }]],
    [
      'half a page',
      [
        { upTo: 1.5, yuan: 0 },
        { upTo: null, yuan: 1 },
      ],
    ],
  ])('%s', (_, bands) => {
    const table = { law: '某办法', bands };
    expect(FeeTable.safeParse({ items: table, pages }).success).toBe(false);
  });
});
