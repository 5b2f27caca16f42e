import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../day.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { divide, round } from './decimal.ts';
import { drillDown, figureOf, type Measure } from './measure.ts';

describe('exact division, half up', () => {
  // The figures of the source documents, with their inputs.
  test.each([
    ['11690', '11866', 2, 100n, '98.52'],
    ['11690', '11871', 2, 100n, '98.48'],
    ['11866', '11871', 2, 100n, '99.96'],
    ['11690', '11', 0, 1n, '1063'],
    ['7.65', '20.77', 2, 100n, '36.83'],
    ['16.84', '20.77', 2, 100n, '81.08'],
    ['9.19', '13.12', 2, 100n, '70.05'],
    ['19', '20', 2, 100n, '95.00'],
    ['18', '19', 2, 100n, '94.74'],
    ['1', '8', 2, 1n, '0.13'],
    ['-1', '8', 2, 1n, '-0.13'],
  ])('%s ÷ %s to %d places', (a, b, decimals, factor, expected) => {
    expect(divide(a, b, decimals, factor)).toBe(expected);
  });

  test('nothing is divided by zero', () => {
    expect(divide('1', '0.00', 2)).toBeNull();
  });

  test('is within half a unit of the last place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        fc.nat(6),
        (a, b, decimals) => {
          const quotient = BigInt((divide(String(a), String(b), decimals) ?? '').replace('.', ''));
          const error = 2n * (quotient * BigInt(b) - BigInt(a) * 10n ** BigInt(decimals));
          return (error < 0n ? -error : error) <= BigInt(b);
        },
      ),
    );
  });

  test('rounding keeps the number of places', () => {
    expect([round('2.005', 2), round('3', 0), round('0.5', 0)]).toEqual(['2.01', '3', '1']);
  });
});

describe('a figure and its rows', () => {
  let kernel: TestKernel;
  beforeAll(async () => {
    kernel = await testKernel([]);
  });
  afterAll(() => kernel.close());

  const numbers = (upTo: number) =>
    sql`select lpad(n::text, 4, '0') as ref, 'row ' || n as label, n as quantity, null as url from generate_series(1, ${upTo}::int) n`;
  const measure: Measure = {
    id: 'T-1',
    title: '测试',
    formula: '一 ÷ 二',
    unit: '%',
    decimals: 2,
    factor: 100,
    numerator: { label: '一', aggregate: 'count', rows: () => numbers(60) },
    denominator: { label: '二', aggregate: 'sum', rows: () => numbers(20) },
  };
  const scope = { from: day('2026-01-01'), to: day('2026-12-31'), agencyIds: null };

  test('shows both sides of the fraction', async () => {
    expect(await figureOf(kernel.db, measure, scope)).toMatchObject({
      value: '28.57',
      numerator: { label: '一', value: '60' },
      denominator: { label: '二', value: '210', drillable: true },
    });
  });

  test('what is counted is what is shown', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await drillDown(kernel.db, measure, 'numerator', scope, after, 25);
      seen.push(...page.rows.map((row) => row.ref));
      if (page.next === null) break;
      after = page.next;
    }
    expect(new Set(seen).size).toBe(60);
    expect(seen).toEqual([...seen].sort());
  });
});
