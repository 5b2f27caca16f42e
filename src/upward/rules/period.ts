import { addDays, type Day, day } from '../../kernel/day.ts';

/** First and last day of a month or a year, `2026-10` or `2026`. */
export function daysOf(period: string): { readonly from: Day; readonly to: Day } {
  const [year = '', month] = period.split('-');
  if (month === undefined) return { from: day(`${year}-01-01`), to: day(`${year}-12-31`) };
  const next = month === '12' ? `${Number(year) + 1}-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
  return { from: day(`${period}-01`), to: addDays(day(`${next}-01`), -1) };
}

/** 2026年10月 or 2026年. */
export function periodTitle(period: string): string {
  const [year = '', month] = period.split('-');
  return month === undefined ? `${year}年` : `${year}年${Number(month)}月`;
}

/** The last day of a period, or today while it has not ended. */
export function lastDayBy(period: string, today: Day): Day {
  const { to } = daysOf(period);
  if (to < today) return to;
  return today;
}
