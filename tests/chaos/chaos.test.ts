import { expect, test } from 'vitest';
import { databaseAway } from './database-away.ts';
import { fullDisk } from './full-disk.ts';
import { storm } from './kill.ts';

// The short form; `npm run chaos` is the long one.

test('kill -9 of program, database, both and a copy under load: nothing acknowledged is lost, nothing is done twice', async () => {
  const result = await storm(500, { copies: 1, clients: 2, pauseMs: 200 });
  expect(result.broken).toEqual([]);
  expect(Object.keys(result.others)).not.toContain('500');
  expect(result.kills).toBe(4);
  expect(result.acknowledged).toBeGreaterThanOrEqual(500);
});

test('a full disk refuses with a sentence, loses nothing, and work goes on once there is space', async (context) => {
  const result = await fullDisk(500);
  if (result === null) return context.skip('a small disk takes root and the right to mount');
  expect(result.broken).toEqual([]);
  expect(result.refused).toBeGreaterThan(0);
  for (const sentence of result.said) expect(sentence).toMatch(/没有生效|稍后再试/u);
});

test('a database that goes away and comes back: people are told, the program stays and goes on', async () => {
  const result = await databaseAway(500);
  expect(result.broken).toEqual([]);
  expect(result.statuses).toContain(503);
  expect(result.statuses).not.toContain(500);
  expect([...result.said].join()).toContain('暂时连接不上数据库');
});
