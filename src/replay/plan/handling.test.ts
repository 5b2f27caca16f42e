import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divide } from '../../kernel/index.ts';
import { type Accepted, handlingTimes } from './handling.ts';
import { randomFrom } from './random.ts';

const LAST = 60;
const matter = fc.record({
  on: fc.integer({ min: 0, max: LAST - 6 }),
  promised: fc.integer({ min: 4, max: 30 }),
  least: fc.constantFrom(1, 1, 1, 3),
  pause: fc.constantFrom(0, 0, 0, 2, 5),
  mustEnd: fc.constant(false),
});
/** Young matters besides, so that some can be open at the end. */
const young: readonly Accepted[] = Array.from({ length: 20 }, (_, i) => ({
  on: LAST - 5 - (i % 4),
  promised: 25,
  least: 1,
  pause: 0,
  mustEnd: false,
}));

describe('handling times', () => {
  test('keep every promise, the counts and the mean', () => {
    fc.assert(
      fc.property(
        fc.array(matter, { minLength: 60, maxLength: 200 }),
        fc.integer({ min: 0, max: 12 }),
        fc.nat(),
        (many, open, seed) => {
          const matters = [...many, ...young];
          const goals = { sameDay: 10, open: [{ after: LAST, count: open }], meanHundredths: 400 };
          const times = handlingTimes(matters, goals, randomFrom(seed));
          const ended = times.flatMap(({ workdays, isOpen }) => (isOpen ? [] : [workdays]));
          expect(times.length - ended.length).toBe(open);
          expect(ended.filter((workdays) => workdays === 0)).toHaveLength(10);
          for (const [i, { workdays, pause, isOpen }] of times.entries()) {
            const { promised, least, on } = matters[i] ?? young[0] ?? { promised: 0, least: 0, on: 0 };
            const decidedOn = on + workdays + pause;
            expect(workdays).toBeLessThanOrEqual(promised);
            if (workdays > 0) expect(workdays).toBeGreaterThanOrEqual(least);
            expect(decidedOn > LAST).toBe(isOpen);
          }
          const sum = ended.reduce((a, b) => a + b, 0);
          expect(Math.abs(sum * 100 - ended.length * 400)).toBeLessThanOrEqual(50);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('leave open in the middle what was asked, and end it later', () => {
    const matters = Array.from(
      { length: 80 },
      (_, i): Accepted => ({ on: i % 40, promised: 15, least: 1, pause: 0, mustEnd: false }),
    );
    const goals = {
      sameDay: 6,
      open: [
        { after: 30, count: 9 },
        { after: LAST, count: 0 },
      ],
      meanHundredths: 393,
    };
    const times = handlingTimes(matters, goals, randomFrom(1));
    const open = matters.filter((one, i) => {
      const { workdays, pause } = times[i] ?? { workdays: 0, pause: 0 };
      return one.on <= 30 && one.on + workdays + pause > 30;
    });
    expect(open).toHaveLength(9);
    const sum = times.reduce((total, { workdays }) => total + workdays, 0);
    expect(divide(String(sum), '80', 2)).toBe(divide('314', '80', 2));
  });

  test.each([
    ['more open than can be', { sameDay: 0, open: [{ after: LAST, count: 3 }], meanHundredths: 100 }],
    ['more on the same day than there are', { sameDay: 9, open: [{ after: LAST, count: 0 }], meanHundredths: 100 }],
    ['a mean beyond every promise', { sameDay: 0, open: [{ after: LAST, count: 0 }], meanHundredths: 900 }],
  ])('%s is refused', (_what, goals) => {
    const matters: readonly Accepted[] = [1, 2].map((on) => ({ on, promised: 5, least: 1, pause: 0, mustEnd: false }));
    expect(() => handlingTimes(matters, goals, randomFrom(1))).toThrow();
  });
});
