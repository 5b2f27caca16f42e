import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, shippedYears } from '../calendar/index.ts';
import { addDays, type Day, day, toNumber } from '../day.ts';
import { Refusal } from '../refusal.ts';
import {
  type ClockFacts,
  calendarDays,
  derive,
  dueOn,
  hours,
  type Limit,
  lapsedOn,
  months,
  workingDays,
} from './index.ts';
import { calendars, closedStarts, days, slowCalendar, slowDue, starts } from './testing.ts';

const calendar = calendarOf({ years: shippedYears() });
const facts = (startedOn: string, limit: Limit, more: Partial<ClockFacts> = {}): ClockFacts => ({
  limit,
  startedOn: day(startedOn),
  spans: [],
  extensions: [],
  ...more,
});
const due = (startedOn: string, limit: Limit, more: Partial<ClockFacts> = {}) =>
  dueOn(calendar, facts(startedOn, limit, more)).dueOn;
const span = (from: string, to: string | null) => ({ from: day(from), to: to === null ? null : day(to) });
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'no refusal';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('working days (行政许可法第八十二条, 政府信息公开条例第三十三条)', () => {
  test.each([
    ['2026-01-30', 5, '2026-02-06'],
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-02-14', 5, '2026-02-28'],
    ['2026-02-17', 5, '2026-02-28'],
    ['2026-04-03', 7, '2026-04-15'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-09-24', 7, '2026-10-12'],
    ['2026-09-30', 5, '2026-10-13'],
    ['2026-09-30', 20, '2026-11-03'],
    ['2025-01-27', 20, '2025-03-03'],
    ['2026-09-18', 20, '2026-10-22'],
    ['2026-09-24', 20, '2026-10-29'],
    ['2026-03-02', 20, '2026-03-30'],
    ['2026-03-02', 7, '2026-03-11'],
    ['2026-03-10', 15, '2026-03-31'],
    ['2026-04-28', 5, '2026-05-08'],
    ['2026-04-28', 20, '2026-05-28'],
    ['2026-04-28', 30, '2026-06-11'],
    ['2026-04-28', 45, '2026-07-03'],
    ['2026-04-28', 60, '2026-07-24'],
    ['2026-05-29', 10, '2026-06-12'],
  ])('%s and %i days end on %s', (from, n, expected) => {
    expect(due(from, workingDays(n))).toBe(expected);
  });

  test('an extension adds to the limit', () => {
    expect(due('2026-03-02', workingDays(20), { extensions: [workingDays(20)] })).toBe('2026-04-28');
    expect(due('2026-04-28', workingDays(20), { extensions: [workingDays(10)] })).toBe('2026-06-11');
  });

  test('time spent consulting a third party does not count', () => {
    expect(due('2026-03-02', workingDays(20), { spans: [span('2026-03-09', '2026-03-23')] })).toBe('2026-04-14');
  });
});

describe('calendar days roll over a rest day (民法典第二百零三条)', () => {
  test.each([
    ['2026-01-20', 30, '2026-02-24'],
    ['2026-09-01', 30, '2026-10-08'],
    ['2026-02-01', 15, '2026-02-24'],
    ['2026-04-05', 30, '2026-05-06'],
    ['2026-08-04', 60, '2026-10-08'],
    ['2026-10-01', 9, '2026-10-10'], // a make-up Saturday is worked: nothing to roll over
  ])('%s and %i days end on %s', (from, n, expected) => {
    expect(due(from, calendarDays(n))).toBe(expected);
  });

  test('only the last day asks for the calendar', () => {
    expect(due('2003-12-20', calendarDays(60))).toBe('2004-02-18');
    expect(codeOf(() => due('2026-12-20', calendarDays(30)))).toBe('calendar/year-not-loaded');
  });

  test('a last day never rolls into a suspension', () => {
    const spans = [span('2026-08-22', '2026-08-26')]; // the 22nd is a Saturday
    expect(due('2026-08-12', calendarDays(10), { spans })).toBe('2026-08-27');
    expect(due('2026-08-12', calendarDays(10), { spans: [span('2026-08-22', null)] })).toBeNull();
  });
});

describe('months (民法典第二百零二条)', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2026-04-15', 6, '2026-10-15'],
    ['2026-04-03', 6, '2026-10-08'], // 3 October lies in the holiday
  ])('%s and %i months end on %s', (from, n, expected) => {
    expect(due(from, months(n))).toBe(expected);
  });

  test('suspended days are added', () => {
    expect(due('2026-01-31', months(1), { spans: [span('2026-02-02', '2026-02-04')] })).toBe('2026-03-02');
  });
});

describe('hours run from the instant (民法典第二百零一条第二款)', () => {
  const at = (startedAt: string, n: number, more: Partial<ClockFacts> = {}) =>
    dueOn(calendar, facts(startedAt.slice(0, 10), hours(n), { startedAt, ...more }));

  test('through weekends and holidays', () => {
    expect(at('2026-10-01T09:30:00+08:00', 48)).toEqual({
      dueOn: '2026-10-03',
      dueAt: '2026-10-03T01:30:00.000Z',
      provisional: false,
    });
  });

  test('a limit that ends at midnight ends with the day before', () => {
    expect(at('2026-03-02T19:00:00+08:00', 5).dueOn).toBe('2026-03-02');
    expect(at('2026-03-02T19:00:01+08:00', 5).dueOn).toBe('2026-03-03');
  });

  test('suspended by whole days, or by the instant where it is known', () => {
    expect(at('2026-03-02T10:00:00+08:00', 24, { spans: [span('2026-03-02', '2026-03-04')] }).dueAt).toBe(
      '2026-03-05T02:00:00.000Z',
    );
    const instants = { fromAt: '2026-03-02T12:00:00+08:00', toAt: '2026-03-02T15:00:00+08:00' };
    const spans = [{ ...span('2026-03-02', '2026-03-02'), ...instants }];
    expect(at('2026-03-02T10:00:00+08:00', 24, { spans }).dueAt).toBe('2026-03-03T05:00:00.000Z');
  });

  test('without an instant, or added to days, they are refused', () => {
    expect(codeOf(() => due('2026-03-02', hours(24)))).toBe('clock/no-start-instant');
    expect(codeOf(() => due('2026-03-02', workingDays(5), { extensions: [hours(24)] }))).toBe('clock/mixed-units');
  });
});

describe('suspensions', () => {
  test('overlapping ones are united, not added', () => {
    const spans = [
      span('2026-03-09', '2026-03-18'),
      span('2026-03-16', '2026-03-23'),
      span('2026-03-10', '2026-03-12'),
    ];
    expect(due('2026-03-02', workingDays(20), { spans })).toBe('2026-04-14');
  });

  test('without end there is no due date, unless the limit was over before', () => {
    expect(due('2026-03-02', workingDays(20), { spans: [span('2026-03-09', null)] })).toBeNull();
    expect(due('2026-03-02', workingDays(5), { spans: [span('2026-03-09', null)] })).toBe('2026-03-09');
    expect(lapsedOn(calendar, facts('2026-03-02', workingDays(20), { spans: [span('2026-03-09', null)] }))).toBeNull();
  });

  test('one that begins beyond the loaded years does not disturb an earlier end', () => {
    expect(due('2026-03-02', workingDays(20), { spans: [span('2027-05-01', null)] })).toBe('2026-03-30');
  });

  test('one that ends before it begins, and a limit of nothing, are refused', () => {
    const backwards = [span('2026-03-23', '2026-03-09')];
    expect(codeOf(() => due('2026-03-02', workingDays(20), { spans: backwards }))).toBe('clock/bad-span');
    for (const n of [0, -1, 1.5, Number.NaN])
      expect(codeOf(() => due('2026-03-02', workingDays(n)))).toBe('clock/bad-limit');
  });
});

describe('years that are not loaded', () => {
  test('are refused, whichever day leads into them', () => {
    expect(codeOf(() => due('2026-12-30', workingDays(5)))).toBe('calendar/year-not-loaded');
    expect(codeOf(() => due('2003-12-30', workingDays(5)))).toBe('calendar/year-not-loaded');
    expect(due('2003-12-31', workingDays(1))).toBe('2004-01-02');
    expect(due('2026-12-30', workingDays(1))).toBe('2026-12-31');
  });

  test('the provisional view answers and marks the answer', () => {
    const view = calendar.provisional();
    expect(dueOn(view, facts('2026-12-30', workingDays(5)))).toEqual({ dueOn: '2027-01-07', provisional: true });
    expect(dueOn(view, facts('2026-12-02', workingDays(5)))).toEqual({ dueOn: '2026-12-09', provisional: false });
    expect(dueOn(view, facts('2027-09-25', calendarDays(6)))).toEqual({ dueOn: '2027-10-04', provisional: true });
    expect(derive(view, facts('2026-12-30', workingDays(5))).steps.at(-1)?.why).toContain('推定');
  });
});

test('the first day after the limit is the day it has lapsed', () => {
  expect(lapsedOn(calendar, facts('2026-04-28', workingDays(5)))).toBe('2026-05-09');
});

const outcome = (act: () => Day | null) => {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar/year-not-loaded') return 'refused';
    throw error;
  }
};
const units = fc.constantFrom('workday' as const, 'day' as const);
const counts = fc.integer({ min: 1, max: 90 });

describe('properties', () => {
  test('the same as counting day by day, refusals and standing clocks included', () => {
    fc.assert(
      fc.property(calendars, starts, counts, units, (made, { from, spans: list }, n, unit) => {
        const fast = outcome(() => dueOn(made.calendar, facts(from, { n, unit }, { spans: list })).dueOn);
        expect(fast).toBe(slowDue(slowCalendar(made.years), from, n, unit, list));
      }),
      { numRuns: 1000 },
    );
  });

  test('the derivation ends on the due date, misses no day and counts the limit out', () => {
    fc.assert(
      fc.property(calendars, starts, counts, units, (made, { from, spans: list }, n, unit) => {
        const given = facts(from, { n, unit }, { spans: list });
        if (outcome(() => dueOn(made.calendar, given).dueOn) === 'refused') return;
        const { steps, dueOn: end, calendarVersion } = derive(made.calendar, given);
        expect(end).toBe(dueOn(made.calendar, given).dueOn);
        expect(calendarVersion).toBe(made.calendar.version);
        expect(steps.map((s) => s.day)).toEqual(steps.map((_, i) => addDays(from, i)));
        expect(steps.every((s) => s.why !== '' && (s.law !== null || s.code.startsWith('suspended')))).toBe(true);
        if (end === null) expect(steps.at(-1)?.code).toBe('suspended-open');
        else {
          expect(steps.at(-1)).toMatchObject({ day: end, counted: true, n });
          expect(steps.filter((s) => s.counted)).toHaveLength(n);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('working days: a working day, strictly later with n, and a + b is a and then b', () => {
    fc.assert(
      fc.property(
        calendars,
        days,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (made, from, a, b) => {
          const c = made.calendar;
          const one = c.addWorkdays(from, a);
          expect(c.isWorkday(one)).toBe(true);
          expect(c.addWorkdays(from, a + 1) > one).toBe(true);
          expect(c.addWorkdays(from, a + b)).toBe(c.addWorkdays(one, b));
          expect(c.subtractWorkdays(c.addWorkdays(from, a + b), b)).toBe(one);
          expect(c.workdaysBetween(from, one)).toBe(a);
        },
      ),
    );
  });

  test('receipt on a rest day gains nothing', () => {
    fc.assert(
      fc.property(calendars, days, counts, (made, from, n) => {
        let rest = addDays(from, 1);
        for (; !made.calendar.isWorkday(rest); rest = addDays(rest, 1))
          expect(made.calendar.addWorkdays(rest, n)).toBe(made.calendar.addWorkdays(from, n));
      }),
    );
  });

  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(calendars, closedStarts, fc.nat(40), counts, units, (made, { from, spans: list }, later, n, unit) => {
        const of = (d: Day) => outcome(() => dueOn(made.calendar, facts(d, { n, unit }, { spans: list })).dueOn);
        const [a, b] = [of(from), of(addDays(from, later))];
        if (b !== 'refused' && b !== null) expect(a !== 'refused' && a !== null && a <= b).toBe(true);
      }),
    );
  });

  test('a suspension of a running clock is worth its own working days', () => {
    fc.assert(
      fc.property(calendars, days, counts, fc.nat(40), fc.nat(30), (made, from, n, gap, length) => {
        const c = made.calendar;
        const stop = addDays(from, gap);
        const go = addDays(stop, length);
        fc.pre(c.workdaysBetween(from, stop) < n);
        const suspended = dueOn(c, facts(from, workingDays(n), { spans: [{ from: stop, to: go }] })).dueOn;
        expect(suspended).toBe(c.addWorkdays(from, n + c.workdaysBetween(stop, go)));
      }),
    );
  });

  test('order and repetition of suspensions do not matter', () => {
    fc.assert(
      fc.property(calendars, closedStarts, counts, units, (made, { from, spans: list }, n, unit) => {
        const of = (s: typeof list) =>
          outcome(() => dueOn(made.calendar, facts(from, { n, unit }, { spans: s })).dueOn);
        expect(of([...list].reverse())).toBe(of(list));
        expect(of([...list, ...list])).toBe(of(list));
      }),
    );
  });

  test('extensions in the same unit add up, however they are cut', () => {
    fc.assert(
      fc.property(
        calendars,
        days,
        counts,
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }),
        units,
        (made, from, n, more, unit) => {
          const total = more.reduce((a, b) => a + b, n);
          const extensions = more.map((m) => ({ n: m, unit }));
          const inParts = facts(from, { n, unit }, { extensions });
          const whole = facts(from, { n: total, unit });
          // Beyond the years that are loaded, both are refused.
          if (outcome(() => dueOn(made.calendar, whole).dueOn) === 'refused')
            expect(outcome(() => dueOn(made.calendar, inParts).dueOn)).toBe('refused');
          else expect(dueOn(made.calendar, inParts)).toEqual(dueOn(made.calendar, whole));
        },
      ),
    );
  });

  test('months end in the right month, on the same day of it or its last', () => {
    const view = calendar.provisional();
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 5 }), (from, n) => {
        const { steps } = derive(view, facts(from, months(n)));
        const last = steps.find((s) => s.code === 'corresponding-day' || s.code === 'last-day-rest')?.day;
        const expected = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
        expected.setUTCMonth(expected.getUTCMonth() + n);
        expect(last?.slice(0, 7)).toBe(expected.toISOString().slice(0, 7));
        expect(toNumber(last ?? from) - toNumber(from)).toBeLessThanOrEqual(31 * n);
      }),
    );
  });
});
