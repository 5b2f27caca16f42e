import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { s3Store } from '../files/store-s3.ts';
import { type S3Server, s3Server } from '../files/testing/s3-server.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { readManifest } from './manifest.ts';
import { openRestored } from './restore.ts';
import { takeBackup } from './take.ts';
import { verifyBackup } from './verify.ts';

const at = new Date('2026-11-20T10:00:00+08:00');
const contents = [randomBytes(10), randomBytes(70_000), randomBytes(1_500_000)];

let kernel: TestKernel;
let folder: string;
let full: S3Server;
let empty: S3Server;
let database = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-bucket-'));
  [kernel, full, empty] = await Promise.all([testKernel([]), s3Server(2), s3Server()]);
  for (const [i, bytes] of contents.entries()) {
    const path = join(folder, String(i));
    await writeFile(path, bytes);
    const sha256 = createHash('sha256').update(bytes).digest();
    await s3Store(full.options).put(path, { sha256, size: bytes.length });
    await kernel.owner.query(
      `insert into kernel.file (id, sha256, size, media_type, name, created_at)
       values (gen_random_uuid(), $1, $2, 'application/pdf', 'x.pdf', now())`,
      [sha256, bytes.length],
    );
  }
});
afterAll(async () => {
  if (database !== '') await asSuperuser(`drop database if exists ${database} with (force)`);
  await Promise.all([kernel.close(), full.stop(), empty.stop()]);
  await rm(folder, { recursive: true, force: true });
});

async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('testServerUrl') });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const backup = (name: string) =>
  takeBackup({
    ownerUrl: String(kernel.owner.options.connectionString),
    kind: 'logical',
    dataDir: join(folder, 'data'),
    bucket: s3Store(full.options),
    folder: join(folder, 'backups', name),
    keys: 'left-out',
    maxMegabytesPerSecond: 1000,
    atOnce: true,
    program: '0.1.0',
    now: () => at,
  });

test('what a bucket keeps is in the backup, is fetched once, and comes back into another bucket', async () => {
  const first = await backup('one');
  expect(await verifyBackup(first.folder, first.manifest)).toEqual([]);
  expect(first.manifest.folders).toContain('files');
  const fetched = full.seen.filter((asked) => asked.startsWith('GET') && asked.includes('/files/'));
  expect(fetched).toHaveLength(contents.length);
  const { folder: second, manifest } = await backup('two');
  expect(full.seen.filter((asked) => asked.startsWith('GET') && asked.includes('/files/'))).toEqual(fetched);
  expect(await verifyBackup(second, await readManifest(second))).toEqual([]);

  database = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(`create database ${database}`);
  const databaseUrl = new URL(inject('testServerUrl'));
  databaseUrl.pathname = `/${database}`;
  const dataDir = join(folder, 'restored');
  const restored = await openRestored({
    folder: second,
    manifest,
    dataDir,
    bucket: s3Store(empty.options),
    databaseUrl: databaseUrl.href,
    database,
    until: null,
    walArchive: null,
    now: () => at,
    log: () => undefined,
  });
  await restored.stop();
  const kept = [...empty.objects.values()].map(({ bytes }) => bytes);
  expect(kept.toSorted((a, b) => a.length - b.length)).toEqual(contents);
  expect(existsSync(join(dataDir, 'files'))).toBe(false);
});

test('a bucket that cannot be read ends the backup, and nothing half stands there', async () => {
  full.spoil(...Array.from({ length: 20 }, () => 'internal' as const));
  await expect(backup('three')).rejects.toMatchObject({ code: 'files/store-away' });
  expect(existsSync(join(folder, 'backups', 'three'))).toBe(false);
  expect(existsSync(join(folder, 'backups', 'three.unfinished'))).toBe(false);
});
