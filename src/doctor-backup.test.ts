import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupFindings } from './doctor-backup.ts';
import { day, instant } from './kernel/index.ts';
import { type TestKernel, testKernel } from './kernel/testing/kernel.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([]);
});
afterAll(() => kernel.close());

const root = '/backups';
const at = '02:30';
const on = (d: string, time: string): Date => instant(day(d), time);

test('the doctor warns until there is a young backup', async () => {
  const backup = {
    dir: root,
    at,
    keep: { daily: 1, weekly: 0, monthly: 0 },
    keysDir: null,
    maxMegabytesPerSecond: 1,
    walArchive: null,
  };
  const levels = async (dir: string | null, now: Date) =>
    (await backupFindings({ backup: { ...backup, dir } }, kernel.pool, now)).map(
      ({ level, what }) => `${level} ${what}`,
    );
  expect(await levels(null, on('2026-11-25', '03:00'))).toEqual(['warning 没有设置每天自动备份']);
  expect(await levels(root, on('2026-11-25', '03:00'))).toEqual(['warning 还没有成功的备份']);
  await kernel.owner.query(
    `insert into kernel.backup_run (task, folder, started_at, ended_at, ok) values ('backup', $1, $2, $2, true)`,
    [root, on('2026-11-25', '03:00')],
  );
  expect(await levels(root, on('2026-11-27', '02:00'))).toMatchObject([expect.stringMatching(/^ok /u)]);
  expect(await levels(root, on('2026-11-27', '03:01'))).toMatchObject([expect.stringMatching(/^warning .*超过两天/u)]);
  const archiving = await backupFindings(
    { backup: { ...backup, walArchive: root } },
    kernel.pool,
    on('2026-11-27', '02:00'),
  );
  expect(archiving[1]).toMatchObject({ level: 'warning', what: '设置了 WAL_ARCHIVE，但是数据库没有归档' });
});
