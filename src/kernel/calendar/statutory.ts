import { addDays, type Day, day } from '../day.ts';
import table from './festivals.json' with { type: 'json' };
import type { NamedDay } from './year.ts';

/** The years for which the dates of the lunar festivals are tabulated. */
export const festivalYears = { from: table.from, to: table.from + table.rows.length - 1 } as const;

/**
 * The holidays that the law itself fixes, without any notice: what may be assumed of a year whose notice is not there.
 * Holidays that fall together (中秋 and 国庆) are named once.
 *
 * @law 全国年节及纪念日放假办法 第二条 (texts of 1999, 2007, 2013 and 2024)
 * @throws RangeError outside {@link festivalYears}
 */
export function statutoryHolidays(year: number): readonly NamedDay[] {
  const row = table.rows[year - table.from];
  const [spring, qingming, dragonBoat, midAutumn] = (row ?? []).map(day);
  if (!spring || !qingming || !dragonBoat || !midAutumn) throw new RangeError(`no festival table for ${year}`);
  const on = (monthDay: string) => day(`${year}-${monthDay}`);
  const days = new Map<Day, string>([[on('01-01'), '元旦']]);
  for (const n of springOffsets(year)) days.set(addDays(spring, n), n === -1 ? '春节（除夕）' : '春节');
  const labour = year >= 2025 ? ['05-01', '05-02'] : year >= 2008 ? ['05-01'] : ['05-01', '05-02', '05-03'];
  for (const d of labour) days.set(on(d), '劳动节');
  for (const d of ['10-01', '10-02', '10-03']) days.set(on(d), '国庆节');
  if (year >= 2008) {
    for (const [d, name] of [
      [qingming, '清明节'],
      [dragonBoat, '端午节'],
      [midAutumn, '中秋节'],
    ] as const)
      days.set(d, days.has(d) ? `${days.get(d)}、${name}` : name);
  }
  return [...days].map(([d, name]) => ({ day: d, name })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Days of the Spring Festival counted from the first day of the lunar year. */
function springOffsets(year: number): readonly number[] {
  if (year >= 2025) return [-1, 0, 1, 2];
  return year >= 2008 && year <= 2013 ? [-1, 0, 1] : [0, 1, 2];
}
