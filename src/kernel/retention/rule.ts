import { z } from 'zod';
import { type Day, day, isDay } from '../day.ts';

const LOG_MONTHS = 6;

export const ruleShape = z
  .object({
    /** How long it is kept; both are added. */
    years: z.int().min(0).max(100).default(0),
    months: z.int().min(0).max(1200).default(0),
    /** From when: the end of the matter, or each entry by itself (a ledger that never ends, such as an account's). */
    from: z.enum(['closed', 'written']),
    /** `keep`: for the archives, for good. */
    action: z.enum(['erase', 'keep']),
    /** Why it is kept so long. */
    law: z.string().min(1),
    /** Whether the person may have it erased before; else it is kept until the time is over. */
    earlier: z.boolean(),
    /** Whether the program erases by itself when the time is over, or waits for somebody to say so. */
    automatic: z.boolean(),
    /** Records of who did what in the network: the law names a least time. */
    isLog: z.boolean().default(false),
  })
  .refine((rule) => !rule.isLog || rule.action === 'keep' || rule.years * 12 + rule.months >= LOG_MONTHS, {
    message: 'logs are kept for six months at least',
  });

/**
 * How long the personal data of a kind of matter is kept. The shortest time that the purpose needs, unless a law says
 * longer.
 *
 * @law 个人信息保护法 第十九条; 网络安全法 第二十三条第三项 (logs: six months at least); 档案法, 机关文件材料归档范围和文书档案保管期限规定
 */
export type RetentionRule = z.infer<typeof ruleShape>;

/** A module's rule for one kind of its matters, in force while the register says nothing. */
export type RetentionDefault = { readonly kind: string } & z.input<typeof ruleShape>;

/** The first day on which what began its time on `from` is no longer kept; null: never. */
export function keptUntil({ action, years, months }: RetentionRule, from: Day): Day | null {
  return action === 'keep' ? null : monthsAfter(from, years * 12 + months);
}

/** The last day whose time is over on `on`; what began later is still kept. Null: nothing ever is. */
export function overFor({ action, years, months }: RetentionRule, on: Day): Day | null {
  return action === 'keep' ? null : monthsAfter(on, -(years * 12 + months));
}

/** The same day some months away; the last day of a month that is too short. */
function monthsAfter(from: Day, months: number): Day {
  const [year = 0, month = 1, dayOfMonth = 1] = from.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  for (let number = dayOfMonth; ; number -= 1) {
    const text = `${String(toYear).padStart(4, '0')}-${String(toMonth).padStart(2, '0')}-${String(number).padStart(2, '0')}`;
    if (isDay(text)) return day(text);
  }
}
