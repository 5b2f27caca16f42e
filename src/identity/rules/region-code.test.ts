import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isCollectiveRegion,
  REGION_LEVELS,
  regionCodeFault,
  regionIsWithin,
  regionLevel,
  regionParent,
  townshipKind,
  villageKind,
} from './region-code.ts';

const two = (n: number) => String(n).padStart(2, '0');
const three = (n: number) => String(n).padStart(3, '0');
const range = (min: number, max: number) => fc.integer({ min, max });
const villages = fc
  .tuple(range(11, 82), range(1, 70), fc.oneof(range(1, 18), range(21, 99)), range(1, 399), range(1, 399))
  .map(([p, c, d, t, v]) => `${two(p)}${two(c)}${two(d)}${three(t)}${three(v)}`);

it.each([
  ['110000', 'province', null],
  ['590900', 'city', '590000'],
  ['590902', 'county', '590900'],
  ['590922201', 'township', '590922'],
  ['590923200204', 'village', '590923200'],
  ['429004', 'county', '429000'],
  ['441900003', 'township', '441900'],
])('%s is a %s below %s', (code, level, parent) => {
  expect(regionCodeFault(code)).toBeNull();
  expect(regionLevel(code)).toBe(level);
  expect(regionParent(code)).toBe(parent);
});

it.each(['', '5909', '0909', '59090a', '5909022', '5909020010', '059090'])('%j is no region code', (code) =>
  expect(regionCodeFault(code)).toBe('identity/region-code-shape'),
);

it.each([
  '598000',
  '590019',
  '590920',
  '590919',
  '590000001',
  '590902000',
  '590902600',
  '590902001000',
  '590902001700',
])('%s lies outside the ranges of the standard', (code) =>
  expect(regionCodeFault(code)).toBe('identity/region-code-range'),
);

it('climbs one rung at a time from a village to its province', () => {
  fc.assert(
    fc.property(villages, (village) => {
      expect(regionCodeFault(village)).toBeNull();
      const climbed: string[] = [];
      for (let at: string | null = village; at !== null; at = regionParent(at)) climbed.push(at);
      expect(climbed.map(regionLevel)).toEqual(REGION_LEVELS.toReversed());
      expect(climbed.every((code) => regionCodeFault(code) === null && regionIsWithin(village, code))).toBe(true);
    }),
  );
});

it('a region never lies within its child', () => {
  expect(regionIsWithin('590900', '590902')).toBe(false);
  expect(regionIsWithin('590902001', '590903')).toBe(false);
});

it('knows the codes that only collect others', () => {
  expect(['590901', '110100', '429000', '500200'].map(isCollectiveRegion)).toEqual([true, true, true, true]);
  expect(['590902', '110101', '590900', '590000', '429001', '590901001'].map(isCollectiveRegion)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

it('reads the kind of a township and a village from its block', () => {
  expect(['590902001', '590902100', '590922201', '590922401'].map(townshipKind)).toEqual([
    'subdistrict',
    'town',
    'rural-township',
    'enterprise-unit',
  ]);
  expect(['590902001001', '590923200204', '590923200498'].map(villageKind)).toEqual([
    'residents-committee',
    'villagers-committee',
    'other',
  ]);
});
