import { legalDay } from '../kit/day.tsx';

/** What part of time and of the city figures are asked about; stands in the address. */
export type Period = { readonly from: string; readonly to: string; readonly agency?: number };

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** The period an address names; without one, this year up to today. */
export function periodIn(query: URLSearchParams, now: Date): Period {
  const today = legalDay(now);
  const dayOr = (key: string, otherwise: string): string => {
    const given = query.get(key) ?? '';
    return DAY.test(given) ? given : otherwise;
  };
  const agency = Number(query.get('agency'));
  const period = { from: dayOr('from', `${today.slice(0, 4)}-01-01`), to: dayOr('to', today) };
  return Number.isInteger(agency) && agency > 0 ? { ...period, agency } : period;
}
