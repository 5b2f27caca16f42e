import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { sweep, verifyLedger } from '../kernel/index.ts';
import { seedRequests } from './seed.ts';
import { at, drain, requestsCity } from './testing.ts';

const NOW = at('2026-11-26', '15:00');
let city: TestCity;
beforeAll(async () => {
  city = await requestsCity(NOW);
  await seedRequests(city.kernel, NOW, null);
}, 60_000);
afterAll(() => city.close());

const states = async (): Promise<Record<string, number>> => {
  const { rows } = await city.kernel.pool.query<{ state: string; n: number }>(
    `select state, count(*)::int as n from kernel.matter where kind = 'information-request' group by state`,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};

test('the demo city has requests in every stage that a person can find one in', async () => {
  await sweep(city.kernel, NOW);
  await drain(city);
  const found = await states();
  for (const state of [
    'submitted',
    'received',
    'correcting',
    'handling',
    'consulting',
    'explaining',
    'paying',
    'reviewing',
    'signing',
    'signed',
    'delivered',
    'ended',
    'archived',
  ])
    expect(found, state).toHaveProperty(state);
});

test('two that are late, last year’s for the report, and what several asked for is proposed for publication', async () => {
  const { rows } = await city.kernel.pool.query<{ late: number; last_year: number; carried: number; proposed: number }>(
    `select count(*) filter (where c.due_on < '2026-11-26' and c.state = 'running')::int as late,
            count(*) filter (where r.received_on between '2025-01-01' and '2025-12-31')::int as last_year,
            count(*) filter (where r.received_on < '2026-01-01' and r.concluded_on >= '2026-01-01')::int as carried,
            (select count(*)::int from kernel.matter where kind = 'request-conversion') as proposed
       from information_requests.request r left join kernel.clock c on c.matter_id = r.matter_id and c.name = 'reply'`,
  );
  expect(rows[0]).toMatchObject({ late: 2, last_year: 14, carried: 1 });
  expect(rows[0]?.proposed).toBeGreaterThanOrEqual(2);
});

test('a second start adds nothing, and the ledger of it all is whole', async () => {
  const before = await states();
  await seedRequests(city.kernel, NOW, null);
  expect(await states()).toEqual(before);
  expect(await verifyLedger(city.kernel)).toMatchObject({ faults: [] });
});
