import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { packageRoot } from '../package-root.ts';
import { migrate } from './migrate.ts';

const name = `migrate_${process.pid}_${Date.now()}`;
let folder: string;
let url: string;
let admin: pg.Client;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-migrate-'));
  admin = new pg.Client({ connectionString: inject('testServerUrl') });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const address = new URL(inject('testServerUrl'));
  address.pathname = `/${name}`;
  url = address.href;
});
afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  await rm(folder, { recursive: true, force: true });
});

const ask = async (sql: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

test('a program killed in the middle of a migration leaves it undone; the next start does it once', async () => {
  await writeFile(join(folder, '0001-first.sql'), 'create table first (n int); insert into first values (1);');
  await writeFile(
    join(folder, '0002-slow.sql'),
    'create table second (n int); insert into second values (1); select pg_sleep(2); insert into second values (2);',
  );
  const code = `import { migrate } from ${JSON.stringify(join(packageRoot, 'src/kernel/db/migrate.ts'))};
    await migrate(${JSON.stringify(url)}, { folder: ${JSON.stringify(folder)} });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'inherit' });
  const asleep = `select from pg_stat_activity where datname = current_database() and query like '%pg_sleep(2)%' and pid <> pg_backend_pid()`;
  await vi.waitUntil(async () => (await ask(asleep)).length > 0, { timeout: 20_000 });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await ask(`select to_regclass('second') as found`)).toEqual([{ found: null }]);
  await migrate(url, { folder });
  expect(await ask('select n from first union all select n from second order by n')).toEqual([
    { n: 1 },
    { n: 1 },
    { n: 2 },
  ]);
  expect(await ask('select name from public.mingtang_migration order by name')).toEqual([
    { name: '0001-first.sql' },
    { name: '0002-slow.sql' },
  ]);
});

test('a migration that fails is rolled back whole, and says which', async () => {
  await writeFile(join(folder, '0003-bad.sql'), 'create table third (n int); select 1 / 0;');
  await expect(migrate(url, { folder })).rejects.toThrow('0003-bad.sql');
  expect(await ask(`select to_regclass('third') as found`)).toEqual([{ found: null }]);
  await rm(join(folder, '0003-bad.sql'));
});

test('one that was edited after it ran, and a database that is newer, stop the start', async () => {
  await writeFile(join(folder, '0001-first.sql'), 'create table first (n bigint);');
  await expect(migrate(url, { folder })).rejects.toThrow('0001-first.sql was changed');
  await rm(join(folder, '0001-first.sql'));
  await expect(migrate(url, { folder })).rejects.toThrow('newer');
});
