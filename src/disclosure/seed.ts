import { day, inTransaction, type Kernel, system } from '../kernel/index.ts';
import { importDemoSources } from './import-site/demo.ts';
import { loadCatalogue } from './operations/catalogue.ts';
import { obligationRegister } from './operations/duties.ts';
import type { Obligation } from './rules/obligation.ts';
import { seedGuides } from './seed-guides.ts';
import { text } from './text.ts';

/** Before everything that is published in the demo. */
const IN_FORCE_FROM = day('2024-01-01');

const monthly = { every: 'month', within: { n: 15, unit: 'workday' }, law: text.cityRule } as const;
const demoObligations: readonly Obligation[] = [
  { key: 'finance', name: text.obligations.finance, node: 'ML.3.04.04', titled: '财政收支', lines: ['CZ'], ...monthly },
  { key: 'statistics', name: text.obligations.statistics, node: 'ML.3.04.02', titled: '', lines: ['TJ'], ...monthly },
  {
    ...monthly,
    key: 'market',
    name: text.obligations.market,
    node: 'ML.3.04.04',
    titled: '消费市场',
    every: 'quarter',
    lines: ['SWJ'],
  },
];

/** Puts the statutory catalogue of the demo city in force, and its periodic duties. */
export async function seedDisclosure(kernel: Kernel, at: Date): Promise<void> {
  for (const batch of ['statutory', 'key-work', 'conduct'] as const)
    await loadCatalogue(kernel, system, at, { from: IN_FORCE_FROM, batch });
  await seedGuides(kernel, at);
  if ((await obligationRegister.list(kernel.pool, IN_FORCE_FROM)).length > 0) return;
  await inTransaction(kernel.pool, async (tx) => {
    for (const value of demoObligations) {
      const entry = { key: value.key, validFrom: IN_FORCE_FROM, value, source: text.cityRule, changedBy: null, at };
      await obligationRegister.put(tx, entry);
    }
  });
  await importDemoSources(kernel);
}
