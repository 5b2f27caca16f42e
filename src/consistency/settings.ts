import { z } from 'zod';
import type { Kernel } from '../kernel/index.ts';
import { text } from './text.ts';

/**
 * How the city compares: no law sets these values, so that all of them are the city's own (setting `consistency.rule`).
 */
const Rule = z.object({
  /** Within how many working days a mismatch is mended. */
  workdays: z.int().min(1).max(250).default(5),
  law: z.string().min(2).default(text.cityRule),
  everyHours: z.number().min(1).max(720).default(24),
  /** What changed so lately may still be on its way to its pages. */
  graceMinutes: z.int().min(0).max(1440).default(10),
});
export type Rule = z.output<typeof Rule>;

export async function ruleOf({ pool }: Pick<Kernel, 'pool'>): Promise<Rule> {
  const { rows } = await pool.query<{ value: unknown }>(
    `select value from kernel.setting where key = 'consistency.rule'`,
  );
  return Rule.parse(rows[0]?.value ?? {});
}
