import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import type { TestCity } from '../identity/testing.ts';
import { day, figureOf } from '../kernel/index.ts';
import { plantRequests } from './annual-report/testing.ts';
import { measures } from './measures.ts';
import { at, requestsCity } from './testing.ts';

let city: TestCity;
let owner: pg.Pool;
let own: number;
let county: number;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  owner = new pg.Pool({ connectionString: city.database.ownerUrl, max: 1 });
  const { agencyByKey } = await directoryOf(city.kernel);
  own = agencyByKey('590900-SC')?.id ?? 0;
  county = agencyByKey('590902-ZF')?.id ?? 0;
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

/** So many requests received in a month, of which so many are answered. */
const plant = (agencyId: number, month: string, accepted: number, answered: number) =>
  plantRequests(
    owner,
    Array.from({ length: accepted }, (_, i) => ({
      agencyId,
      kind: 'natural',
      receivedOn: `${month}-05`,
      concludedOn: i < answered ? `${month}-20` : null,
      decision: i < answered ? '3.1' : null,
    })),
  );
const figures = (month: string) =>
  Promise.all(
    measures.map(async (measure) => {
      const scope = { from: day(`${month}-01`), to: day(`${month}-28`), agencyIds: null };
      return (await figureOf(city.kernel.published.db, measure, scope)).value;
    }),
  );

test('what city and counties received adds up; all answered is a hundred per cent', async () => {
  await plant(own, '2025-03', 87, 87);
  await plant(county, '2025-03', 218, 218);
  expect(await figures('2025-03')).toEqual(['305', '305', '100.00']);
});

test.each([
  ['2025-04', 20, 19, '95.00'],
  ['2025-05', 19, 18, '94.74'],
])('around the threshold of ninety-five: %s', async (month, accepted, answered, rate) => {
  await plant(own, month, accepted, answered);
  expect(await figures(month)).toEqual([String(accepted), String(answered), rate]);
});
