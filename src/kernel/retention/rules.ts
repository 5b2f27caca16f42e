import type { Day } from '../day.ts';
import type { Kernel } from '../kernel.ts';
import { defineRegister } from '../register/register.ts';
import { type RetentionRule, ruleShape } from './rule.ts';

const PARTS = /^matter\/([a-z0-9-]+)$/u;
/** `matter/KIND`. What the register does not say, the modules' defaults say. */
export const retentionRules = defineRegister<RetentionRule>('retention-rules', (value) => ruleShape.parse(value));

/** What nobody has made a rule for is kept: erasing cannot be undone. */
const KEPT: RetentionRule = {
  years: 0,
  months: 0,
  from: 'closed',
  action: 'keep',
  law: '档案法 第十四条',
  earlier: false,
  automatic: false,
  isLog: false,
};

export type RuleOfKind = { readonly kind: string; readonly rule: RetentionRule };

/** The rule of every kind that has one on a day. */
export async function rulesOn(kernel: Pick<Kernel, 'pool' | 'retention'>, on: Day): Promise<readonly RuleOfKind[]> {
  const rules = new Map(kernel.retention.map(({ kind, ...rule }) => [kind, ruleShape.parse(rule)]));
  for (const { key, value } of await retentionRules.list(kernel.pool, on)) {
    const [, kind] = PARTS.exec(key) ?? [];
    if (kind !== undefined) rules.set(kind, value);
  }
  return [...rules].map(([kind, rule]) => ({ kind, rule }));
}

export async function ruleOf(
  kernel: Pick<Kernel, 'pool' | 'retention'>,
  kind: string,
  on: Day,
): Promise<RetentionRule> {
  return (await rulesOn(kernel, on)).find((rule) => rule.kind === kind)?.rule ?? KEPT;
}
