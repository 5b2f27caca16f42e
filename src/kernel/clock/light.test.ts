import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, shippedYears } from '../calendar/index.ts';
import { addDays, type Day, day } from '../day.ts';
import {
  type ClockFacts,
  calendarDays,
  dueOn,
  hours,
  type Limit,
  light,
  remaining,
  warnOn,
  workingDays,
} from './index.ts';
import { calendars, closedStarts } from './testing.ts';

const calendar = calendarOf({ years: shippedYears() });
const facts = (startedOn: string, limit: Limit, more: Partial<ClockFacts> = {}): ClockFacts => ({
  limit,
  startedOn: day(startedOn),
  spans: [],
  extensions: [],
  ...more,
});
const left = (given: ClockFacts, today: string) => remaining(calendar, given, day(today)).left;

describe('what is left', () => {
  const given = facts('2026-04-28', workingDays(20)); // due 2026-05-28
  test('counts down in working days and goes below zero', () => {
    expect(remaining(calendar, given, day('2026-04-28'))).toEqual({ unit: 'workday', left: 20 });
    expect(left(given, '2026-05-27')).toBe(1);
    expect(left(given, '2026-05-28')).toBe(0);
    expect(left(given, '2026-06-01')).toBe(-2);
  });

  test('stands while the clock stands', () => {
    const standing = { ...given, spans: [{ from: day('2026-05-08'), to: null }] };
    expect(left(standing, '2026-05-08')).toBe(15);
    expect(left(standing, '2026-07-01')).toBe(15);
  });

  test('calendar days count as such', () => {
    expect(remaining(calendar, facts('2026-09-01', calendarDays(30)), day('2026-09-01'))).toEqual({
      unit: 'day',
      left: 37,
    });
  });
});

describe('lights', () => {
  const colours = (given: ClockFacts, today: string) => {
    const clock = { warnOn: warnOn(calendar, given), dueOn: dueOn(calendar, given).dueOn };
    return light(clock, day(today));
  };

  test('a fifth of twenty working days is four', () => {
    const given = facts('2026-04-28', workingDays(20));
    expect(warnOn(calendar, given)).toBe('2026-05-22');
    expect(colours(given, '2026-05-21')).toBe('green');
    expect(colours(given, '2026-05-22')).toBe('yellow');
    expect(colours(given, '2026-05-28')).toBe('yellow');
    expect(colours(given, '2026-05-29')).toBe('red');
  });

  test('a short limit warns one working day ahead, a limit of one day at once', () => {
    expect(warnOn(calendar, facts('2026-09-28', workingDays(3)))).toBe('2026-09-30'); // due 2026-10-08
    expect(warnOn(calendar, facts('2026-09-28', workingDays(1)))).toBe('2026-09-28');
  });

  test('calendar days warn at least one working day ahead of a holiday', () => {
    const given = facts('2026-09-27', calendarDays(4)); // 1 October, rolled over to the 8th
    expect(dueOn(calendar, given).dueOn).toBe('2026-10-08');
    expect(warnOn(calendar, given)).toBe('2026-09-30');
  });

  test('a city may ask for more', () => {
    expect(warnOn(calendar, facts('2026-04-28', workingDays(20)), { share: 0.5, workdays: 2 })).toBe('2026-05-14');
  });

  test('hours warn by their share; a standing clock is green', () => {
    expect(warnOn(calendar, facts('2026-03-02', hours(48), { startedAt: '2026-03-02T09:00:00+08:00' }))).toBe(
      '2026-03-03',
    );
    const standing = facts('2026-03-02', workingDays(5), { spans: [{ from: day('2026-03-03'), to: null }] });
    expect(warnOn(calendar, standing)).toBeNull();
    expect(colours(standing, '2026-12-31')).toBe('green');
  });

  test('yellow begins on the first day with no more than the threshold left', () => {
    fc.assert(
      fc.property(calendars, closedStarts, fc.integer({ min: 1, max: 40 }), (made, { from, spans }, n) => {
        const given = facts(from, workingDays(n), { spans });
        fc.pre(made.calendar.addWorkdays(from, n) < day('2031-08-01') && spans.every((s) => s.to < day('2031-08-01')));
        const due = dueOn(made.calendar, given).dueOn ?? from;
        const isNear = (d: Day) => remaining(made.calendar, given, d).left <= Math.max(1, Math.floor(n * 0.2));
        let first = from;
        while (!isNear(first)) first = addDays(first, 1);
        expect(warnOn(made.calendar, given)).toBe(first);
        expect(first <= due).toBe(true);
      }),
    );
  });
});
