import { expect, test } from 'vitest';
import { rollingRestart } from '../chaos/support/rolling-run.ts';

test('two copies are restarted in turn under load, and not one request fails', async () => {
  const figures = await rollingRestart({ rounds: 1, getters: 2, posters: 2, pauseMs: 40, drainSeconds: 2.2 });
  expect(figures.failed).toEqual([]);
  expect(figures.inLedger).toBe(figures.acknowledged);
  expect(figures.ledgerFaults).toEqual([]);
  expect(figures.restarts).toBe(2);
  expect(Math.min(figures.gets, figures.posts)).toBeGreaterThan(20);
});
