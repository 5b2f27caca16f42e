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
  /** The day of the next year that a rule names for a yearly one, as MM-DD: it does not move to the next workday. */
  until: z
    .string()
    .regex(/^\d{2}-\d{2}$/u)
    .optional(),
  law: z.string().trim().min(1).max(200),
  /** Lines of the city's agencies that owe it; none where another module says who does. */
  lines: z.array(z.string().max(10)),
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
    return { key: last.slice(0, 7), last, title: periodTitle(last.slice(0, 7)) };
  }
  if (every === 'year')
    return { key: String(year - 1), last: day(`${year - 1}-12-31`), title: periodTitle(String(year - 1)) };
  const last = dayBefore(year, Math.floor((month - 1) / 3) * 3 + 1);
  const quarter = Number(last.slice(5, 7)) / 3;
  const key = `${last.slice(0, 4)}-Q${quarter}`;
  return { key, last, title: periodTitle(key) };
}

/** The period before one, and the same one a year earlier; yearly periods have only the former. */
export function earlierPeriods(key: string): { readonly previous: string; readonly yearBefore: string | null } {
  const [year = 0, part] = key
    .split('-Q')
    .flatMap((each) => each.split('-'))
    .map(Number);
  if (part === undefined) return { previous: String(year - 1), yearBefore: null };
  const named = (of: number, n: number): string => `${of}-${key.includes('Q') ? `Q${n}` : two(n)}`;
  const last = key.includes('Q') ? 4 : 12;
  return { previous: part === 1 ? named(year - 1, last) : named(year, part - 1), yearBefore: named(year - 1, part) };
}

/** A period as it is called. */
export function periodTitle(key: string): string {
  const [year = '', part] = key.split('-');
  if (part === undefined) return `${year}年`;
  return part.startsWith('Q') ? `${year}年第${part.slice(1)}季度` : `${year}年${Number(part)}月`;
}
