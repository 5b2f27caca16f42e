import chineseDays from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../day.ts';
import table from './festivals.json' with { type: 'json' };
import { calendarOf, faultText, festivalYears, parseCalendarYear, shippedYears, statutoryHolidays } from './index.ts';

const good = {
  year: 2027,
  version: 1,
  effectiveFrom: '2026-11-03',
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  off: [{ day: '2027-01-01', name: '元旦' }],
  on: [{ day: '2027-01-03', name: '元旦调休上班' }],
};
const faults = (change: object, expectedYear?: number) => {
  const parsed = parseCalendarYear({ ...good, ...change }, expectedYear);
  return parsed.ok ? [] : parsed.faults.map((f) => `${f.code} ${f.at}`);
};

describe('the arrangements that ship', () => {
  test('say the same as chinese-days about every day from 2004 to 2026', () => {
    const calendar = calendarOf({ years: shippedYears() });
    for (let d = day('2004-01-01'); d <= '2026-12-31'; d = addDays(d, 1))
      if (calendar.isWorkday(d) !== chineseDays.isWorkday(d)) expect.fail(`${d} differs`);
  });

  test('rest on every holiday that the law fixes, say so, and name their notice', () => {
    const calendar = calendarOf({ years: shippedYears() });
    for (const arrangement of shippedYears()) {
      expect(arrangement.source).toContain(`关于${arrangement.year}年部分节假日安排的通知`);
      for (const holiday of statutoryHolidays(arrangement.year))
        expect(calendar.why(holiday.day), holiday.day).toMatchObject({ working: false, code: 'holiday' });
    }
  });

  test('have two versions where a later notice changed a year', () => {
    const changed = shippedYears()
      .filter((y) => y.version === 2)
      .map((y) => y.year);
    expect(changed).toEqual([2006, 2007, 2011, 2015, 2018, 2019, 2020, 2022]);
    expect(shippedYears().find((y) => y.year === 2020 && y.version === 2)?.effectiveFrom).toBe('2020-01-27');
  });
});

describe('the festivals of the lunar calendar', () => {
  test('agree with the Chinese calendar of ICU', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
    const differing = table.rows.flatMap(([spring = '', , dragonBoat = '', midAutumn = '']) =>
      [
        [spring, '1/1'],
        [dragonBoat, '5/5'],
        [midAutumn, '8/15'],
      ].filter(([d, name]) => lunar.format(new Date(`${d}T00:00:00Z`)) !== name),
    );
    // ICU may be a day off where the new moon falls minutes from midnight in Beijing: 2027-02-06 23:56, 2030-02-03 00:07
    expect(['2027-02-06', '2030-02-03']).toEqual(expect.arrayContaining(differing.map(([d]) => d)));
  });

  test('清明 agrees with the formula of the century', () => {
    for (const [i, row] of table.rows.entries()) {
      const y = (table.from + i) % 100;
      const april = Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4);
      expect(row[1]).toBe(`${table.from + i}-04-0${april}`);
    }
  });

  test('the law gave 10, 11 and 13 days', () => {
    const count = (year: number) => statutoryHolidays(year).length;
    expect([count(2007), count(2013), count(2024), count(2026)]).toEqual([10, 11, 11, 13]);
    expect(count(2020)).toBe(10); // 中秋 on 1 October
    expect(() => statutoryHolidays(festivalYears.to + 1)).toThrow(RangeError);
  });
});

describe('reading an arrangement', () => {
  test('accepts a good one', () => {
    expect(parseCalendarYear(good, 2027)).toEqual({ ok: true, value: good });
  });

  test.each<[string, object]>([
    ['bad-year year', { year: '2027' }],
    ['bad-year year', { year: 20270 }],
    ['missing year', { year: undefined }],
    ['bad-version version', { version: 0 }],
    ['bad-day effectiveFrom', { effectiveFrom: '2026-11-31' }],
    ['bad-text source', { source: ' ' }],
    ['missing source', { source: undefined }],
    ['unknown-field holidays', { holidays: [] }],
    ['missing off', { off: undefined }],
    ['not-a-list on', { on: '2027-01-03' }],
    ['not-an-object off[0]', { off: ['2027-01-01'] }],
    ['bad-day off[0].day', { off: [{ day: '2027-02-29', name: '春节' }] }],
    ['missing off[0].name', { off: [{ day: '2027-02-08' }] }],
    ['unknown-field off[0].note', { off: [{ day: '2027-02-08', name: '春节', note: '' }] }],
    ['outside-year off[0].day', { off: [{ day: '2026-12-31', name: '元旦' }] }],
    ['twice off[1].day', { off: [...good.off, ...good.off] }],
    ['both-off-and-on on', { off: [{ day: '2027-01-03', name: '元旦' }] }],
    ['already-workday on[0].day', { on: [{ day: '2027-01-04', name: '上班' }] }],
  ])('%s', (fault, change) => {
    expect(faults(change)).toContain(fault);
  });

  test('names every fault at once, each in a sentence', () => {
    expect(faults({ version: 'x', on: [{ day: 'x', name: '' }] })).toEqual([
      'bad-version version',
      'bad-text on[0].name',
      'bad-day on[0].day',
    ]);
    expect(faults({}, 2028)).toEqual(['bad-year year']);
    expect(faultText({ code: 'bad-day', at: 'on[0].day', value: 'x' })).toBe(
      'on[0].day：不是有效日期，应写成 2026-01-31 的样子（x）',
    );
    for (const input of [null, 'x', [], 1]) expect(parseCalendarYear(input)).toMatchObject({ ok: false });
  });
});
