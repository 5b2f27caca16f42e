import type { Instruments } from '../instruments/index.ts';
import { Refusal } from '../refusal.ts';

/** Counts an act by how it ended, and how long the ones that took place took. */
export async function counted<T>(
  instruments: Instruments,
  operation: 'open' | 'act',
  work: () => Promise<T>,
): Promise<T> {
  const acts = instruments.counter('mingtang_acts_total', 'Acts on matters, by how they ended');
  const began = performance.now();
  try {
    const result = await work();
    acts.add({ operation, outcome: 'done' });
    instruments
      .histogram('mingtang_act_duration_seconds', 'Acts that took place, from the call to the commit')
      .observe({ operation }, (performance.now() - began) / 1000);
    return result;
  } catch (error) {
    acts.add({ operation, outcome: error instanceof Refusal ? 'refused' : 'failed' });
    throw error;
  }
}
