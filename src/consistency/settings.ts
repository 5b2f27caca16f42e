import { dayOf, defineRegister, type Kernel } from '../kernel/index.ts';
import { Rule } from './contract.ts';

/**
 * How the city compares: no law sets these values, so that all of them are the city's own; every version is kept.
 */
export const ruleRegister = defineRegister<Rule>('consistency-rule', (value) => Rule.parse(value));

export const CITY = 'city';

export async function ruleOf({ pool }: Pick<Kernel, 'pool'>, at: Date): Promise<Rule> {
  return (await ruleRegister.inForce(pool, CITY, dayOf(at)))?.value ?? Rule.parse({});
}

/** The latest rule with its version; 0 when it is still the usual one. */
export async function ruleFor({ pool }: Pick<Kernel, 'pool'>): Promise<{ rule: Rule; version: number }> {
  const [entry] = await ruleRegister.history(pool, CITY);
  return { rule: entry?.value ?? Rule.parse({}), version: entry?.version ?? 0 };
}
