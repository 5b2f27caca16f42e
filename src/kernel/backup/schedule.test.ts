import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Day, day, instant } from '../day.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { lastBackups } from './runs.ts';
import { isBackupDue, takeDueBackup } from './schedule.ts';

let kernel: TestKernel;
let root: string;
beforeAll(async () => {
  kernel = await testKernel([]);
});
afterAll(() => kernel.close());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mt-schedule-'));
  await kernel.owner.query('truncate kernel.backup_run');
  return () => rm(root, { recursive: true, force: true });
});

const at = '02:30';
const on = (d: string, time: string): Date => instant(day(d) as Day, time);
const take = (now: Date, dataDir = join(root, 'data')) =>
  takeDueBackup(
    { root: join(root, 'backups'), at, keep: { daily: 2, weekly: 0, monthly: 0 }, walArchive: null },
    {
      ownerUrl: kernel.owner.options.connectionString ?? '',
      kind: 'logical',
      dataDir,
      keys: { folder: join(root, 'keys') },
      maxMegabytesPerSecond: 1000,
      atOnce: false,
      program: '0.1.0',
      now: () => now,
    },
  );
const names = async (): Promise<readonly string[]> => (await readdir(join(root, 'backups'))).toSorted();

test('of several processes that come at once one makes the backup of the day, and nobody makes it twice', async () => {
  const now = on('2026-11-25', '02:31');
  expect(await isBackupDue(kernel.pool, at, now)).toBe(true);
  const made = await Promise.all([take(now), take(now), take(now), take(now)]);
  expect(made.filter((backup) => backup !== null)).toHaveLength(1);
  expect(await take(on('2026-11-25', '18:00'))).toBeNull();
  expect(await names()).toEqual(['backup-20261124T183100Z']);
  expect(await lastBackups(kernel.pool)).toMatchObject([
    { ok: true, dueAt: on('2026-11-25', '02:30'), task: 'backup' },
  ]);
});

test('a time that was missed is made up for', async () => {
  expect(await take(on('2026-11-25', '09:00'))).not.toBeNull();
  expect(await take(on('2026-11-28', '02:00'))).not.toBeNull();
  expect((await lastBackups(kernel.pool))[0]?.dueAt).toEqual(on('2026-11-27', '02:30'));
});

test('what the rule no longer keeps is taken away, and nothing else', async () => {
  await mkdir(join(root, 'backups', 'mine'), { recursive: true });
  await mkdir(join(root, 'backups', 'backup-20200101T000000Z'));
  await writeFile(join(root, 'backups', 'backup-20200101T000000Z', 'half'), '');
  await mkdir(join(root, 'backups', 'backup-20261101T000000Z.unfinished'));
  for (const d of ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25']) await take(on(d, '03:00'));
  expect(await names()).toEqual([
    'backup-20200101T000000Z',
    'backup-20261123T190000Z',
    'backup-20261124T190000Z',
    'mine',
  ]);
});

test('a backup that fails is tried three times, half an hour apart', async () => {
  await writeFile(join(root, 'keys'), 'in the way');
  const minutes = (count: number): Date => new Date(on('2026-11-25', '02:30').getTime() + count * 60_000);
  await expect(take(minutes(0))).rejects.toThrow();
  expect(await take(minutes(29))).toBeNull();
  await expect(take(minutes(30))).rejects.toThrow();
  await expect(take(minutes(60))).rejects.toThrow();
  expect(await take(minutes(900))).toBeNull();
  expect((await lastBackups(kernel.pool)).map(({ ok, error }) => [ok, error])).toEqual(
    Array.from({ length: 3 }, () => [false, 'backup/failed']),
  );
  expect(await names()).toEqual([]);
  await rm(join(root, 'keys'));
  expect(await take(on('2026-11-26', '02:30'))).not.toBeNull();
});
