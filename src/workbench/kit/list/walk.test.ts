import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeAfter } from './walk.ts';

test('from nowhere to the first, and never beyond the ends', () => {
  expect(placeAfter(-1, 1, 5)).toBe(0);
  expect(placeAfter(4, 1, 5)).toBe(4);
  expect(placeAfter(0, -1, 5)).toBe(0);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.constantFrom(1 as const, -1 as const)),
      (length, steps) => {
        const place = steps.reduce<number>((present, step) => placeAfter(present, step, length), -1);
        expect(place >= -1 && place < length).toBe(true);
      },
    ),
  );
});
