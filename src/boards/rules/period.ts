import { addDays, type Day, day } from '../../kernel/day.ts';

export type Past = { readonly key: string; readonly last: Day };

const two = (n: number): string => String(n).padStart(2, '0');
const dayBefore = (year: number, month: number): Day =>
  addDays(day(month > 12 ? `${year + 1}-01-01` : `${year}-${two(month)}-01`), -1);

/** The last month or quarter that is over on a day. */
export function periodBefore(every: 'month' | 'quarter', today: Day): Past {
  const [year = 0, month = 1] = today.split('-').map(Number);
  if (every === 'month') {
    const last = dayBefore(year, month);
    return { key: last.slice(0, 7), last };
  }
  const last = dayBefore(year, Math.floor((month - 1) / 3) * 3 + 1);
  return { key: `${last.slice(0, 4)}-Q${Number(last.slice(5, 7)) / 3}`, last };
}

/** `2026-10` as 2026年10月, `2026-Q3` as 2026年第3季度. */
export function periodTitle(key: string): string {
  const [year, rest] = key.split('-');
  if (rest === undefined) return `${year}年`;
  return rest.startsWith('Q') ? `${year}年第${rest.slice(1)}季度` : `${year}年${Number(rest)}月`;
}

/** The last day of a period. */
export function lastDayOf(key: string): Day {
  const [year = '', rest] = key.split('-');
  if (rest === undefined) return day(`${year}-12-31`);
  const month = rest.startsWith('Q') ? Number(rest.slice(1)) * 3 : Number(rest);
  return dayBefore(Number(year), month + 1);
}
