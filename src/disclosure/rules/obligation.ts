import { z } from 'zod';
import { addDays, type Day, day } from '../../kernel/day.ts';

/** Something that has to be told again and again: who, under which entry, how often, and how soon after each period. */
export const Obligation = z.object({
  key: z.string().min(1).max(60),
  name: z.string().trim().min(2).max(100),
  node: z.string().min(1).max(60),
  /** The title of what fulfils it has this in it; empty: whatever stands under the entry. */
  titled: z.string().trim().max(40),
  every: z.enum(['month', 'quarter', 'year']),
  /** Days after the last day of the period. */
  within: z.object({ n: z.int().min(1).max(366), unit: z.enum(['workday', 'day']) }),
  law: z.string().trim().min(1).max(200),
  /** Lines of the city's agencies that owe it. */
  lines: z.array(z.string().max(10)).min(1),
});
export type Obligation = z.output<typeof Obligation>;

export type Period = { readonly key: string; readonly last: Day; readonly title: string };

const two = (n: number): string => String(n).padStart(2, '0');
const dayBefore = (year: number, month: number): Day =>
  addDays(day(`${month > 12 ? year + 1 : year}-${two(((month - 1) % 12) + 1)}-01`), -1);

/** The last period that is over on a day. */
export function periodBefore(every: Obligation['every'], today: Day): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  if (every === 'month') {
    const last = dayBefore(year, month);
    return { key: last.slice(0, 7), last, title: `${Number(last.slice(0, 4))}年${Number(last.slice(5, 7))}月` };
  }
  if (every === 'year') return { key: String(year - 1), last: day(`${year - 1}-12-31`), title: `${year - 1}年` };
  const last = dayBefore(year, Math.floor((month - 1) / 3) * 3 + 1);
  const quarter = Number(last.slice(5, 7)) / 3;
  return { key: `${last.slice(0, 4)}-Q${quarter}`, last, title: `${last.slice(0, 4)}年第${quarter}季度` };
}
