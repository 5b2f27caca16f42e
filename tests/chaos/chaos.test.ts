import { expect, test } from 'vitest';
import { databaseAway } from './database-away.ts';
import { fullDisk } from './full-disk.ts';
import { storm } from './kill.ts';

// The short form; `npm run chaos` is the long one.

test('kill -9 of program, database, both and a copy under load: nothing acknowledged is lost, nothing is done twice', async () => {
  const result = await storm(1500, { copies: 1, clients: 2, pauseMs: 300 });
  expect(result.broken).toEqual([]);
  expect(result.kills).toBe(4);
  expect(result.acknowledged).toBeGreaterThanOrEqual(1500);
}, 300_000);

test('a full disk refuses with a sentence, loses nothing, and work goes on once there is space', async (context) => {
  const result = await fullDisk(2_000);
  if (result === null) return context.skip('a small disk takes root and the right to mount');
  expect(result.broken).toEqual([]);
  expect(result.refused).toBeGreaterThan(0);
  for (const sentence of result.said) expect(sentence).toMatch(/没有生效|稍后再试/u);
}, 300_000);

test('a database that goes away and comes back: people are told, the program stays and goes on', async () => {
  const result = await databaseAway(2_000);
  expect(result.broken).toEqual([]);
  expect(result.statuses).toContain(503);
  expect([...result.said].join()).toContain('暂时连接不上数据库');
}, 300_000);
