import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, instant, timeline, verifyLedger } from '../kernel/index.ts';
import { personNamed, signedIn, type TestCity, testCity } from './testing.ts';

const noon = instant(day('2026-11-23'), '12:00');
let city: TestCity;
beforeAll(async () => {
  city = await testCity([], noon);
});
afterAll(() => city.close());

describe('signing in', () => {
  it('gives a session', async () => {
    const cookie = await signedIn(city.web, 'chuangkou');
    const answer = await city.web.inject({ url: '/api/session', headers: { cookie } });
    expect(answer.json()).toMatchObject({ person: { kind: 'staff' } });
    const id = await personNamed(city.kernel, 'chuangkou');
    const { rows } = await city.kernel.pool.query<{ account_id: number }>('select account_id from identity.person where id = $1', [id]);
    expect((await timeline(city.kernel, rows[0]?.account_id ?? 0)).map((entry) => entry.act)).toEqual(['create', 'sign-in']);
    expect((await verifyLedger(city.kernel.pool)).faults).toEqual([]);
  });
});
