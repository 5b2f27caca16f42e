import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../day.ts';
import { openPool } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../refusal.ts';
import { nameOf, newRing } from '../seal/ring.ts';
import { keySetOf, sealOver } from '../seal/seal.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { addressGroup } from './address.ts';
import { allowanceRegister, clearAllowances, giveBack, spend, take } from './allowance.ts';
import { takeOnce } from './rate.ts';

const noon = new Date('2026-11-23T12:00:00+08:00');
const later = (seconds: number): Date => new Date(noon.getTime() + seconds * 1000);
const ring = newRing('aes-256-gcm');
const keys = keySetOf(ring, new Map(ring.map((key) => [nameOf(key), 'active'])));
const seal = sealOver(
  () => keys,
  () => null,
);
let database: TestDatabase;
let here: { readonly pool: pg.Pool; readonly seal: typeof seal };
let there: typeof here;
beforeAll(async () => {
  database = await testDatabase();
  // Two programs: they share nothing but the database and the key.
  here = { pool: openPool({ url: database.url, max: 4 }), seal };
  there = { pool: openPool({ url: database.url, max: 4 }), seal };
});
afterAll(async () => {
  await Promise.all([here.pool.end(), there.pool.end()]);
  await database.drop();
});

const allowed = (name: string, count = 5, seconds = 60) => ({ name, count, seconds });

describe('an allowance', () => {
  test('is used up, says how long to wait, and grows back evenly', async () => {
    const five = allowed('test.five');
    for (let i = 0; i < 5; i += 1) expect(await take(here, five, 'a', noon)).toBe(0);
    expect(await take(here, five, 'a', noon)).toBe(12);
    expect(await take(here, five, 'a', later(5))).toBe(7);
    expect(await take(here, five, 'b', noon)).toBe(0);
    expect(await take(here, five, 'a', later(12))).toBe(0);
    expect(await take(here, five, 'a', later(12))).toBe(12);
    for (let i = 0; i < 5; i += 1) expect(await take(here, five, 'a', later(200))).toBe(0);
  });

  test('is one for two programs, also at the same moment', async () => {
    const shared = allowed('test.shared', 20, 600);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => take(i % 2 ? here : there, shared, 'x', noon)),
    );
    expect(answers.filter((wait) => wait === 0)).toHaveLength(20);
    for (let round = 0; round < 20; round += 1) {
      const crowd = Array.from({ length: 8 }, (_, i) => take(i % 2 ? here : there, shared, `crowd-${round}`, noon));
      expect((await Promise.all(crowd)).every((wait) => wait === 0)).toBe(true);
    }
    const few = allowed('test.few', 2, 600);
    for (let round = 0; round < 20; round += 1) {
      const crowd = Array.from({ length: 8 }, (_, i) => take(i % 2 ? here : there, few, `crowd-${round}`, noon));
      expect((await Promise.all(crowd)).filter((wait) => wait === 0)).toHaveLength(2);
    }
  });

  test('refuses with 429 and the time to wait in words', async () => {
    const one = allowed('test.one', 1, 300);
    await spend(here, one, 'a', noon);
    const refused = await spend(there, one, 'a', noon).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: 'http/too-many', status: 429, details: { retryAfter: 300, wait: '5 分钟' } });
  });

  test('given back can be used again', async () => {
    const one = allowed('test.back', 1, 300);
    expect(await take(here, one, 'a', noon)).toBe(0);
    await giveBack(there, one, 'a', noon);
    expect(await take(here, one, 'a', noon)).toBe(0);
    expect(await take(here, one, 'a', noon)).toBeGreaterThan(0);
  });

  test('keeps nobody out whose clock was set back', async () => {
    const one = allowed('test.clock', 1, 60);
    expect(await take(here, one, 'a', later(86_400))).toBe(0);
    expect(await take(here, one, 'a', noon)).toBe(0);
    expect(await take(here, one, 'a', noon)).toBe(60);
  });

  test('has its figures from the register, where it stands there', async () => {
    const source = { pool: openPool({ url: database.url, max: 2 }), seal };
    const wide = allowed('test.register', 1, 60);
    const entry = { key: 'test.register', validFrom: day('2026-11-01'), source: 'test', changedBy: null, at: noon };
    await inTransaction(source.pool, async (tx) => {
      await allowanceRegister.put(tx, { ...entry, value: { count: 3, seconds: 60 } });
    });
    const waits = [];
    for (let i = 0; i < 4; i += 1) waits.push(await take(source, wide, 'a', noon));
    expect(waits).toEqual([0, 0, 0, 20]);
    await source.pool.end();
  });

  test('keeps no address, and clears away what has grown back', async () => {
    await take(here, allowed('test.clear'), '203.0.113.77', noon);
    const { rows } = await here.pool.query<{ text: string }>('select a::text as text from kernel.allowance a');
    expect(rows.length).toBeGreaterThan(0);
    expect(
      rows.filter(
        ({ text }) => text.includes('203.0.113.77') || text.includes(Buffer.from('203.0.113.77').toString('hex')),
      ),
    ).toEqual([]);
    await clearAllowances(here, later(90_000));
    expect((await here.pool.query('select from kernel.allowance')).rowCount).toBe(0);
  });
});

describe('while the database cannot count', () => {
  test('each program counts for itself: nobody is kept out, and no gate is open', async () => {
    const dead = { pool: new pg.Pool({ connectionString: 'postgres://127.0.0.1:1/none' }), seal };
    const faults: unknown[] = [];
    const five = allowed('test.dead');
    const waits = [];
    for (let i = 0; i < 7; i += 1) waits.push(await take(dead, five, 'a', noon, (fault) => faults.push(fault)));
    expect(waits).toEqual([0, 0, 0, 0, 0, 12, 12]);
    expect(await take(dead, five, 'b', noon)).toBe(0);
    expect(faults).toHaveLength(7);
    await dead.pool.end();
  });
});

test('the statement in the database decides as the rule does', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({ count: fc.integer({ min: 1, max: 8 }), seconds: fc.integer({ min: 1, max: 90 }) }),
      fc.array(fc.integer({ min: -40, max: 60 }), { minLength: 1, maxLength: 12 }),
      async (rate, moves) => {
        run += 1;
        let freeAt: number | null = null;
        let now = noon.getTime();
        for (const move of moves) {
          now += move * 1000;
          const expected = takeOnce(freeAt, now, rate);
          if (expected.granted) freeAt = expected.freeAt;
          const wait = await take(here, { ...rate, name: `test.rule-${run}` }, 'a', new Date(now));
          expect(wait === 0).toBe(expected.granted);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is counted as %s', (address, group) => expect(addressGroup(address)).toBe(group));
