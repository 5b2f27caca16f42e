import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, shippedYears } from '../../kernel/calendar/index.ts';
import { addDays, calendarDays, type Day, day, dueOn, workingDays } from '../../kernel/index.ts';
import { processOf } from '../../service-items/index.ts';
import { validUntil } from '../papers/certificate.ts';
import { acceptedOnIn, dateExtendedBy, datesStartedBy, handledWorkdays, limitInWorkdays } from './time.ts';

const calendar = calendarOf({ years: shippedYears() });
const facts = (startedOn: Day, spans: readonly { from: Day; to: Day | null }[] = []) => ({
  limit: workingDays(20),
  startedOn,
  spans,
  extensions: [],
});
const licence = processOf({
  title: '许可',
  caseType: 'promised',
  isLicence: true,
  statutory: { limit: workingDays(20), law: '行政许可法 第四十二条' },
  promised: workingDays(5),
  special: { title: '现场核查', law: '行政许可法 第四十五条', examiners: 2 },
  firstReview: false,
  correction: calendarDays(30),
});

describe('working days taken', () => {
  test('none on the day of acceptance, none on days off', () => {
    expect(handledWorkdays(calendar, facts(day('2026-04-30')), day('2026-04-30'))).toBe(0);
    expect(handledWorkdays(calendar, facts(day('2026-04-30')), day('2026-05-05'))).toBe(0);
    expect(handledWorkdays(calendar, facts(day('2026-04-30')), day('2026-05-09'))).toBe(4);
  });

  test('time that does not count is left out; the day it began still counts', () => {
    const stopped = facts(day('2026-04-27'), [{ from: day('2026-04-28'), to: day('2026-05-08') }]);
    // 28 April is worked before the clock stops; 9 May is a make-up Saturday, then 11 May.
    expect(handledWorkdays(calendar, stopped, day('2026-05-11'))).toBe(3);
  });

  const days = fc.integer({ min: 0, max: 300 }).map((n) => addDays(day('2026-01-05'), n));
  test('as many as the calendar has, less those that were stopped; never less than none', () => {
    fc.assert(
      fc.property(days, days, fc.array(fc.tuple(days, fc.nat(20)), { maxLength: 3 }), (start, end, stops) => {
        fc.pre(start <= end);
        const spans = stops
          .filter(([from]) => from >= start && from <= end)
          .map(([from, n]) => ({ from, to: addDays(from, n) }));
        const naive = Array.from({ length: 400 }, (_, n) => addDays(start, n + 1)).filter(
          (d) => d <= end && calendar.isWorkday(d) && !spans.some(({ from, to }) => from < d && d <= to),
        ).length;
        expect(handledWorkdays(calendar, facts(start, spans), end)).toBe(naive);
      }),
    );
  });
});

describe('dates an act leads to', () => {
  test('acceptance on 28 April: five working days to 8 May, twenty to 28 May', () => {
    const dates = datesStartedBy(licence, 'accept', day('2026-04-28'), calendar);
    expect(dates.map(({ clock, dueOn: due }) => [clock, due])).toEqual([
      ['promised', '2026-05-08'],
      ['statutory', '2026-05-28'],
    ]);
  });

  test('a decision on 29 May is delivered by 12 June', () => {
    expect(datesStartedBy(licence, 'grant', day('2026-05-29'), calendar).at(0)?.dueOn).toBe('2026-06-12');
  });

  test('ten more working days: 11 June', () => {
    const running = (limit: number) => ({ facts: { ...facts(day('2026-04-28')), limit: workingDays(limit) } });
    const clocks = { statutory: clock('statutory', running(20).facts), promised: clock('promised', running(5).facts) };
    const extended = Object.fromEntries(
      dateExtendedBy(licence, 'extend', clocks, calendar).map(({ clock: name, dueOn: due }) => [name, due]),
    );
    expect(extended).toEqual({ statutory: '2026-06-11', promised: '2026-05-21' });
  });

  test('what a deemed acceptance starts is not foretold: it counts from receipt', () => {
    expect(datesStartedBy(licence, 'deem-accepted', day('2026-04-28'), calendar)).toEqual([]);
  });
});

const clock = (name: string, its: ReturnType<typeof facts>) => ({
  name,
  state: 'running' as const,
  facts: its,
  dueOn: dueOn(calendar, its).dueOn,
  warnOn: null,
  metOn: null,
  provisional: false,
  calendarVersion: '',
  lapsedAt: null,
});

test('a limit in other units is as many working days as the calendar gives it', () => {
  expect(limitInWorkdays(calendar, { facts: facts(day('2026-04-28')) })).toBe(20);
  expect(limitInWorkdays(calendar, { facts: { ...facts(day('2026-04-28')), limit: calendarDays(10) } })).toBe(5);
});

test('the day of acceptance is the day the statutory clock counts from', () => {
  expect(acceptedOnIn([clock('notice', facts(day('2026-04-01'))), clock('statutory', facts(day('2026-04-28')))])).toBe(
    '2026-04-28',
  );
  expect(acceptedOnIn([])).toBeNull();
});

test('five years from 29 February end on the last day of February', () => {
  expect(validUntil(day('2026-11-02'), 5)).toBe('2031-11-01');
  expect(validUntil(day('2028-02-29'), 5)).toBe('2033-02-28');
  expect(validUntil(day('2026-11-02'), null)).toBeNull();
});
