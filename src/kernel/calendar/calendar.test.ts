import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day, fromNumber, toNumber } from '../day.ts';
import { Refusal } from '../refusal.ts';
import {
  calendarOf,
  dayOfNumber,
  holdsIn,
  type LocalOverlay,
  later,
  numberOf,
  parseOverlay,
  shippedYears,
  yearsInForce,
} from './index.ts';

const calendar = calendarOf({ years: shippedYears() });
const refusedYear = (act: () => unknown): unknown => {
  try {
    act();
    return 'no refusal';
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar/year-not-loaded') return error.details.year;
    throw error;
  }
};

describe('which days are worked', () => {
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, n) => {
    expect(calendar.workdaysBetween(day(`${year - 1}-12-31`), day(`${year}-12-31`))).toBe(n);
  });

  test('the rest days and make-up days of 2026', () => {
    const blocks = [
      '01-01~01-03',
      '02-15~02-23',
      '04-04~04-06',
      '05-01~05-05',
      '06-19~06-21',
      '09-25~09-27',
      '10-01~10-07',
    ];
    for (const [from, to] of blocks.map((b) => b.split('~')))
      for (let d = day(`2026-${from}`); d <= `2026-${to}`; d = addDays(d, 1)) expect(calendar.isWorkday(d)).toBe(false);
    for (const d of ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'])
      expect(calendar.isWorkday(day(`2026-${d}`))).toBe(true);
  });

  test('every answer has its reason and its rule', () => {
    expect(calendar.why(day('2026-10-01'))).toMatchObject({
      working: false,
      code: 'holiday',
      reason: '国庆节，法定节假日',
    });
    expect(calendar.why(day('2026-10-07'))).toMatchObject({
      working: false,
      code: 'rest',
      reason: '国庆节调休放假（星期三）',
    });
    expect(calendar.why(day('2026-10-10'))).toMatchObject({
      working: true,
      code: 'make-up',
      law: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    });
    expect(calendar.why(day('2026-10-11'))).toMatchObject({
      working: false,
      code: 'weekend',
      law: '国务院关于职工工作时间的规定第七条',
    });
    expect(calendar.why(day('2026-03-08'))).toMatchObject({ code: 'weekend' }); // 妇女节 is a holiday for some only
  });

  test('a reason never contradicts the answer', () => {
    for (const view of [calendar, calendar.provisional()])
      for (let d = day('2004-01-01'); view.covers(Number(d.slice(0, 4))); d = addDays(d, 1))
        expect(view.why(d).working).toBe(view.isWorkday(d));
  });
});

describe('years that are not loaded', () => {
  test('every question about them is refused', () => {
    const d = day('2027-01-04');
    for (const ask of [calendar.isWorkday, calendar.why, calendar.nextWorkday])
      expect(refusedYear(() => ask(d))).toBe(2027);
    expect(refusedYear(() => calendar.addWorkdays(day('2026-12-31'), 1))).toBe(2027);
    expect(refusedYear(() => calendar.workdaysBetween(day('2026-12-01'), d))).toBe(2027);
    expect(refusedYear(() => calendar.subtractWorkdays(day('2004-01-05'), 10))).toBe(2003);
    expect(calendar.covers(2026) && !calendar.covers(2027) && !calendar.covers(2003)).toBe(true);
  });

  test('a year missing in the middle is not stepped over', () => {
    const holed = calendarOf({ years: shippedYears().filter((y) => y.year !== 2025) });
    expect(refusedYear(() => holed.addWorkdays(day('2024-12-20'), 30))).toBe(2025);
    expect(refusedYear(() => holed.workdaysBetween(day('2024-12-20'), day('2026-02-01')))).toBe(2025);
    expect(refusedYear(() => holed.subtractWorkdays(day('2026-01-05'), 5))).toBe(2025);
    expect(refusedYear(() => holed.isWorkday(day('2025-06-02')))).toBe(2025);
    expect(holed.coversAll(day('2024-12-20'), day('2026-02-01'))).toBe(false);
    expect(holed.addWorkdays(day('2025-12-31'), 1)).toBe('2026-01-04');
  });

  test('an empty calendar knows nothing', () => {
    const empty = calendarOf({ years: [] });
    expect(refusedYear(() => empty.isWorkday(day('2026-01-05')))).toBe(2026);
  });
});

describe('the provisional view', () => {
  const view = calendar.provisional();
  test('keeps what is loaded and counts weekends and the holidays of the law beyond it', () => {
    expect(view.why(day('2026-10-10'))).toEqual(calendar.why(day('2026-10-10')));
    const restOnWeekdays: Day[] = [];
    for (let d = day('2027-01-01'); d <= '2027-12-31'; d = addDays(d, 1))
      if (!view.isWorkday(d) && !['weekend'].includes(view.why(d).code)) restOnWeekdays.push(d);
    expect(restOnWeekdays).toEqual([
      ...[
        '2027-01-01',
        '2027-02-05',
        '2027-02-06',
        '2027-02-07',
        '2027-02-08',
        '2027-04-05',
        '2027-05-01',
        '2027-05-02',
      ],
      ...['2027-06-09', '2027-09-15', '2027-10-01', '2027-10-02', '2027-10-03'],
    ]);
  });

  test('marks what it assumes, and only that', () => {
    expect(view.why(day('2027-01-04')).provisional).toBe(true);
    expect(view.why(day('2026-12-31')).provisional).toBe(false);
    expect(view.reachesUnloaded(day('2026-12-01'), day('2026-12-31'))).toBe(false);
    expect(view.reachesUnloaded(day('2026-12-31'), day('2027-01-01'))).toBe(true);
    expect(view.version).not.toBe(calendar.version);
    expect(view.provisional()).toBe(view);
  });

  test('ends where the festival table ends', () => {
    expect(refusedYear(() => view.isWorkday(day('2061-01-03')))).toBe(2061);
    expect(view.isWorkday(day('2060-12-31'))).toBe(true);
  });

  test('is re-dated by the notice: a loaded year is never provisional', () => {
    const notice = { year: 2027, version: 1, effectiveFrom: day('2026-11-01'), source: '通知', off: [], on: [] };
    const later = calendarOf({ years: [...shippedYears(), notice] }).provisional();
    expect(later.why(day('2027-02-05'))).toMatchObject({ working: true, provisional: false });
  });
});

describe('versions', () => {
  test('the Spring Festival of 2020 was extended while it ran', () => {
    const before = calendarOf({ years: yearsInForce(shippedYears(), day('2020-01-26')) });
    const after = calendarOf({ years: yearsInForce(shippedYears(), day('2020-01-27')) });
    expect([before.isWorkday(day('2020-01-31')), before.isWorkday(day('2020-02-01'))]).toEqual([true, true]);
    expect([after.isWorkday(day('2020-01-31')), after.isWorkday(day('2020-02-01'))]).toEqual([false, false]);
    expect(before.addWorkdays(day('2020-01-20'), 5)).toBe('2020-02-01');
    expect(after.addWorkdays(day('2020-01-20'), 5)).toBe('2020-02-04');
    expect(before.version).not.toBe(after.version);
    expect(refusedYear(() => before.isWorkday(day('2021-01-04')))).toBe(2021); // not announced yet
  });

  test('a version is its content', () => {
    expect(calendarOf({ years: [...shippedYears()].reverse() }).version).toBe(calendar.version);
    const overlays = [sanYueSan];
    expect(calendarOf({ years: shippedYears(), overlays }).version).not.toBe(calendar.version);
  });
});

const sanYueSan: LocalOverlay = {
  region: '450000',
  name: '广西三月三',
  version: 1,
  effectiveFrom: day('2026-03-01'),
  source: '自治区人民政府办公厅关于2026年“壮族三月三”放假的通知',
  law: '全国年节及纪念日放假办法第四条',
  off: [
    { day: day('2026-04-20'), name: '壮族三月三' },
    { day: day('2026-04-21'), name: '壮族三月三' },
  ],
  on: [{ day: day('2026-04-25'), name: '调休上班' }],
};

describe('local overlays', () => {
  const local = calendarOf({ years: shippedYears(), overlays: [sanYueSan] });
  test('add days off and on, with their own rule', () => {
    expect(local.addWorkdays(day('2026-04-17'), 1)).toBe('2026-04-22');
    expect(local.isWorkday(day('2026-04-25'))).toBe(true);
    expect(local.why(day('2026-04-20'))).toMatchObject({
      code: 'local-rest',
      reason: '壮族三月三，地方规定放假（广西三月三）',
    });
    expect(local.why(day('2026-04-20')).law).toContain('第四条');
    expect(calendar.isWorkday(day('2026-04-20'))).toBe(true);
  });

  test('hold in the region and below it', () => {
    expect(['450000', '450102'].map((r) => holdsIn(sanYueSan, r))).toEqual([true, true]);
    expect(['440100', '460000'].map((r) => holdsIn(sanYueSan, r))).toEqual([false, false]);
    expect(holdsIn({ ...sanYueSan, region: '450100' }, '450200')).toBe(false);
  });

  test('are read with every fault named', () => {
    expect(parseOverlay(sanYueSan)).toEqual({ ok: true, value: sanYueSan });
    const bad = { ...sanYueSan, region: '45', law: '', on: [{ day: '2026-04-20', name: '上班' }] };
    const parsed = parseOverlay(bad);
    expect(parsed.ok ? [] : parsed.faults.map((f) => `${f.code} ${f.at}`).sort()).toEqual([
      'bad-text law',
      'bad-text region',
      'both-off-and-on on',
    ]);
  });
});

test('counting back and forth agree everywhere', () => {
  const days = fc.integer({ min: 0, max: 365 * 20 }).map((n) => addDays(day('2005-01-01'), n));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 200 }), (d, n) => {
      const there = calendar.addWorkdays(d, n);
      expect(calendar.workdaysBetween(d, there)).toBe(n);
      expect(calendar.subtractWorkdays(addDays(there, 1), 1)).toBe(there);
      expect(calendar.nextWorkday(addDays(d, 1))).toBe(calendar.addWorkdays(d, 1));
    }),
  );
});

test('the fast numbers of days are the numbers of days', () => {
  for (let n = -700_000; n < 100_000; n += 37) {
    const d = fromNumber(n);
    expect([numberOf(d), dayOfNumber(n), later(d, 1)]).toEqual([toNumber(d), d, addDays(d, 1)]);
  }
});
