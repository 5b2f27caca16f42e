import { day, inTransaction, type Kernel } from '../kernel/index.ts';
import type { BoardRule } from './contract.ts';
import { ruleRegister } from './registers.ts';
import { cityRule, duties, villageRule } from './text.ts';

/** Before everything that is posted in the demo. */
const IN_FORCE_FROM = day('2024-01-01');

const within = { n: 10, unit: 'workday' } as const;
const rules: readonly BoardRule[] = [
  {
    kind: 'government',
    postWithin: 5,
    showDays: 30,
    replaceWithin: 3,
    recheckDays: 180,
    law: cityRule,
    duties: [
      { key: 'relief', name: duties.relief, topic: 'relief', every: 'quarter', within, law: cityRule },
      { key: 'preference', name: duties.preference, topic: 'preference', every: 'quarter', within, law: cityRule },
    ],
  },
  {
    kind: 'village',
    postWithin: 3,
    showDays: 30,
    replaceWithin: 3,
    recheckDays: 180,
    law: villageRule,
    duties: [{ key: 'finance', name: duties.finance, topic: 'finance', every: 'quarter', within, law: villageRule }],
  },
  { kind: 'service', postWithin: 5, showDays: 180, replaceWithin: 3, recheckDays: 90, law: cityRule, duties: [] },
];

/** Puts the rules of the demo city for boards in force. */
export async function seedBoards(kernel: Kernel, at: Date): Promise<void> {
  if ((await ruleRegister.list(kernel.pool, IN_FORCE_FROM)).length > 0) return;
  await inTransaction(kernel.pool, async (tx) => {
    for (const value of rules) {
      const entry = { key: value.kind, validFrom: IN_FORCE_FROM, value, source: value.law, changedBy: null, at };
      await ruleRegister.put(tx, entry);
    }
  });
}
