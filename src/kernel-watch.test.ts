import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMatter, system } from './kernel/index.ts';
import { type TestKernel, testKernel } from './kernel/testing/kernel.ts';
import { permitKind } from './kernel/testing/permit-process.ts';
import { kernelChecks, kernelGauges } from './kernel-watch.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const after = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [permitKind] }], at);
});
afterAll(() => kernel.close());

const found = async (now: Date): Promise<readonly string[]> => {
  const all = await Promise.all(kernelChecks.map((check) => check.look(kernel, now)));
  return all.flat().map(({ level, code }) => `${level} ${code}`);
};
const figures = async (): Promise<Readonly<Record<string, number | undefined>>> =>
  Object.fromEntries(
    await Promise.all(kernelGauges(kernel).map(async ({ name, read }) => [name, (await read())[0]?.value] as const)),
  );

test('without a backup and a log there is one thing to mend and nothing to tell', async () => {
  expect(await found(at)).toEqual(['warning backup/never']);
  expect(Object.values(await figures())).toEqual([undefined, undefined, undefined]);
});

test('a backup is young for two days', async () => {
  await kernel.owner.query(
    `insert into kernel.backup_run (task, kind, folder, started_at, ended_at, ok) values ('backup', 'physical', '/b', $1, $1, true)`,
    [at],
  );
  expect(await found(after(60))).toEqual(['ok backup/young']);
  expect(await found(after(3 * 24 * 60))).toEqual(['warning backup/old']);
  kernel.setNow(after(10));
  expect(await figures()).toMatchObject({ mingtang_backup_age_seconds: 600 });
});

test('the published log is up to date, behind, or stopped', async () => {
  await kernel.owner.query(
    `insert into kernel.log (id, origin, suite, vkey, started_at) values (1, 'o', 'sha256-ed25519', 'v', $1)`,
    [at],
  );
  await kernel.owner.query(
    `insert into kernel.log_checkpoint (log, size, root, note, at, cluster, upto_xid, upto_matter, upto_seq)
     values (1, 7, '\\x00', 'n', $1, 'c', 1, 1, 1)`,
    [at],
  );
  expect(await found(after(10))).toContain('ok log/published');
  expect(await figures()).toMatchObject({ mingtang_log_size: 7, mingtang_log_lag_seconds: 0 });
  await openMatter(kernel, {
    kind: 'test-permit',
    act: 'submit',
    title: 'x',
    region: '590900',
    agencyId: 1,
    actor: system,
    at: after(1),
  });
  expect(await found(after(3))).toContain('ok log/published');
  expect(await found(after(7))).toContain('warning log/behind');
  expect(await figures()).toMatchObject({ mingtang_log_lag_seconds: 540 });
  await kernel.owner.query(
    `insert into kernel.setting (key, value) values ('log.trouble', '{"code": "log/x", "details": {}, "since": "2026-11-23"}')`,
  );
  expect(await found(after(7))).toContain('wrong log/stopped');
});
