import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, type LocalOverlay, parseOverlay, shippedYears } from '../../kernel/calendar/index.ts';
import { type ClockFacts, dueOn, type Limit, type Span } from '../../kernel/clock/index.ts';
import { addDays, type Day, day, instant } from '../../kernel/day.ts';
import { countDue, readCalendar } from './verify-receipt.mjs';

const overlay = (): LocalOverlay => {
  const parsed = parseOverlay({
    region: '450000',
    name: '广西三月三',
    version: 1,
    effectiveFrom: '2026-03-01',
    source: '通知',
    law: '放假办法第四条',
    off: [{ day: '2026-04-20', name: '壮族三月三' }],
    on: [{ day: '2026-04-25', name: '调休上班' }],
  });
  if (!parsed.ok) throw new Error('the overlay is broken');
  return parsed.value;
};
const kernelCalendars = [
  calendarOf({ years: shippedYears() }).provisional(),
  calendarOf({ years: shippedYears(), overlays: [overlay()] }).provisional(),
  calendarOf({ years: shippedYears().filter(({ year }) => year !== 2021) }).provisional(),
];
const calendars = kernelCalendars.map((kernels) => ({ kernels, own: readCalendar(kernels.text) }));

const days = fc.integer({ min: 0, max: 365 * 9 }).map((n) => addDays(day('2018-01-01'), n));
const limit = (...units: readonly Limit['unit'][]) =>
  fc
    .constantFrom(...units)
    .chain((unit) => fc.record({ n: fc.integer({ min: 1, max: unit === 'month' ? 4 : 40 }), unit: fc.constant(unit) }));
const spansFrom = (start: Day) =>
  fc
    .array(fc.tuple(fc.integer({ min: -3, max: 60 }), fc.option(fc.integer({ min: 0, max: 40 }), { freq: 8 })), {
      maxLength: 4,
    })
    .map((pairs) =>
      pairs.map(([after, length]): Span => {
        const from = addDays(start, after);
        return { from, to: length === null ? null : addDays(from, length) };
      }),
    );

const inDays = days.chain((startedOn) =>
  fc.record({
    limit: limit('workday', 'day', 'month'),
    startedOn: fc.constant(startedOn),
    spans: spansFrom(startedOn),
    extensions: fc.array(limit('workday', 'day', 'month'), { maxLength: 2 }),
  }),
);

const inHours = days.chain((startedOn) =>
  fc.record({
    limit: limit('hour'),
    startedOn: fc.constant(startedOn),
    startedAt: fc
      .integer({ min: 0, max: 1439 })
      .map((m) => new Date(instant(startedOn).getTime() + m * 60_000).toISOString()),
    spans: fc
      .array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.option(fc.integer({ min: 0, max: 4000 }), { freq: 8 })), {
        maxLength: 3,
      })
      .map((pairs) =>
        pairs.map(([after, length], i): Span => {
          const fromMs = instant(startedOn).getTime() + after * 60_000;
          const toMs = length === null ? null : fromMs + length * 60_000;
          const dayOfMs = (ms: number) =>
            addDays(startedOn, Math.floor((ms - instant(startedOn).getTime()) / 86_400_000));
          const instants =
            i === 0
              ? {}
              : {
                  fromAt: new Date(fromMs).toISOString(),
                  ...(toMs === null ? {} : { toAt: new Date(toMs).toISOString() }),
                };
          return { from: dayOfMs(fromMs), to: toMs === null ? null : dayOfMs(toMs), ...instants };
        }),
      ),
    extensions: fc.array(limit('hour'), { maxLength: 1 }),
  }),
);

test('counts as the clock does, by code that shares nothing with it', () => {
  let provisional = 0;
  fc.assert(
    fc.property(
      fc.oneof({ weight: 4, arbitrary: inDays }, inHours),
      fc.constantFrom(...calendars),
      (facts: ClockFacts, on) => {
        const due = dueOn(on.kernels, facts);
        const counted = countDue(on.own, facts);
        if (counted.provisional) {
          provisional += 1;
          // Weekends alone are taken off, so the true date can only be later, or never comes.
          return due.dueOn === null
            ? facts.spans.some(({ to }) => to === null)
            : due.provisional && due.dueOn >= (counted.dueOn ?? '');
        }
        return counted.dueOn === due.dueOn && !due.provisional;
      },
    ),
    { numRuns: 2000 },
  );
  expect(provisional).toBeGreaterThan(50);
});

test('the days of a count say which of them counted', () => {
  const facts = {
    limit: { n: 5, unit: 'workday' },
    startedOn: '2026-09-30',
    spans: [{ from: '2026-10-09', to: '2026-10-12' }],
    extensions: [],
  };
  const { dueOn: due, days: counted } = countDue(readCalendar(kernelCalendars[0]?.text ?? ''), facts);
  expect(due).toBe('2026-10-15');
  expect(counted.map(({ day: d, n, why }) => `${d.slice(5)} ${n ?? '-'} ${why}`)).toMatchInlineSnapshot(`
    [
      "09-30 - 起算当日",
      "10-01 - 国庆节",
      "10-02 - 国庆节",
      "10-03 - 国庆节",
      "10-04 - 国庆节",
      "10-05 - 国庆节",
      "10-06 - 国庆节调休",
      "10-07 - 国庆节调休",
      "10-08 1 周四",
      "10-09 2 周五",
      "10-10 - 中止期间",
      "10-11 - 中止期间",
      "10-12 - 中止期间",
      "10-13 3 周二",
      "10-14 4 周三",
      "10-15 5 周四",
    ]
  `);
});

test.each([
  [{ n: 0, unit: 'workday' }],
  [{ n: 1.5, unit: 'day' }],
  [{ n: 1, unit: 'year' }],
  [{ n: 1e9, unit: 'workday' }],
])('a limit of %j is refused, not followed', (bad) => {
  const facts = { limit: bad, startedOn: '2026-09-30', spans: [], extensions: [] };
  expect(() => countDue(readCalendar(kernelCalendars[0]?.text ?? ''), facts)).toThrow();
});
