import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, day } from '../kernel/index.ts';
import { isBad, isRatingLevel, RATING_DAYS, ratingRefusal } from './rules.ts';

const closedOn = day('2026-03-02');

test.each([
  [{ closedOn: null, rated: false }, '2026-03-02', 'hall/not-finished'],
  [{ closedOn, rated: true }, '2026-03-02', 'hall/rated-already'],
  [{ closedOn, rated: false }, '2026-03-02', null],
  [{ closedOn, rated: false }, addDays(closedOn, RATING_DAYS), null],
  [{ closedOn, rated: false }, addDays(closedOn, RATING_DAYS + 1), 'hall/too-late-to-rate'],
] as const)('%j on %s: %s', (matter, today, refusal) => {
  expect(ratingRefusal(matter, day(today))).toBe(refusal);
});

test('the two lowest of five levels are bad', () => {
  expect(([1, 2, 3, 4, 5] as const).map(isBad)).toEqual([true, true, false, false, false]);
});

test('there are no other levels', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer(), fc.double()),
      (value) => isRatingLevel(value) === [1, 2, 3, 4, 5].includes(value),
    ),
  );
});
