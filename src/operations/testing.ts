import { tmpdir } from 'node:os';
import { type TestCity, testCity } from '../identity/testing.ts';
import type { Draining, Module } from '../kernel/index.ts';
import { createDraining } from '../kernel/index.ts';
import { operationsModuleOf } from './index.ts';

const operationsModule = operationsModuleOf({ checks: () => [] });

export const METRICS_TOKEN = 'a-word-for-machines-only';

/** The demo city with this module, set up as the program sets it up. */
export async function operationsCity(
  at: Date,
  others: readonly Module[] = [],
): Promise<TestCity & { readonly draining: Draining }> {
  const draining = createDraining();
  const city = await testCity([...others, operationsModule], at, (web) => {
    web.decorate('watch', {
      metricsToken: METRICS_TOKEN,
      isDraining: () => draining.state() !== 'serving',
      dataDir: tmpdir(),
      onFault: () => undefined,
    });
  });
  for (const gauge of operationsModule.gauges?.(city.kernel) ?? []) city.kernel.instruments.gauge(gauge);
  return { ...city, draining };
}
