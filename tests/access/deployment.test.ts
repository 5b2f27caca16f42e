import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate, openPool, openPublicPool, packageRoot } from '../../src/kernel/index.ts';

/** The roles that the cluster of the tests has already. */
const THERE = /^create role mingtang_(app|public) /u;
const LOGINS = ['mingtang_visitor', 'mingtang'];

const addressAs = (login: string | null, database: string): string => {
  const address = new URL(inject('testServerUrl'));
  address.pathname = `/${database}`;
  if (login !== null) address.username = login;
  return address.href;
};

async function run(database: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: addressAs(null, database) });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Statements of the file, in the database of the server and in the one it makes. */
function deployment(): readonly (readonly string[])[] {
  const file = readFileSync(join(packageRoot, 'deploy', 'database.sql'), 'utf8').replaceAll(/^--.*$/gmu, '');
  return file.split('\\connect mingtang').map((part) =>
    part
      .replaceAll(/:'\w+'/gu, `'secret'`)
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '' && !THERE.test(statement)),
  );
}

beforeAll(async () => {
  const [roles = [], inside = []] = deployment();
  await run('postgres', roles);
  await run('mingtang', inside);
  await migrate(addressAs('mingtang', 'mingtang'));
}, 60_000);
afterAll(() =>
  run('postgres', ['drop database if exists mingtang with (force)', ...LOGINS.map((login) => `drop role ${login}`)]),
);

/** What a statement is answered with on a connection of its own. */
async function answer(pool: pg.Pool, sql: string): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('set transaction read write');
    await client.query(sql);
    return 'done';
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error);
  } finally {
    client.release(true);
  }
}

test('on a PostgreSQL of somebody else the owner is no superuser, and the program works', async () => {
  const pool = openPool({ url: addressAs('mingtang', 'mingtang'), max: 1 });
  const { rows } = await pool.query<{ login: string; role: string; super: boolean }>(
    `select session_user::text as login, current_user::text as role,
            (select rolsuper from pg_roles where rolname = session_user) as super`,
  );
  expect(rows).toEqual([{ login: 'mingtang', role: 'mingtang_app', super: false }]);
  expect(await answer(pool, 'select kernel.next_number($$SP$$, $$590902$$, 2026)')).toBe('done');
  await pool.end();
});

test.each(LOGINS)('visitors are served as the public role, by the login %s', async (login) => {
  const pool = openPublicPool({ url: addressAs(login, 'mingtang'), max: 1 });
  expect(await answer(pool, 'select * from pub.pub_agency')).toBe('done');
  for (const sql of [
    'select * from kernel.matter',
    'create temporary table mine (x int)',
    'create table public.mine (x int)',
    'select lo_create(0)',
  ])
    expect([sql, await answer(pool, sql)]).toEqual([sql, '42501']);
  await pool.end();
});

test('a login of the visitors’ own leads no further, whatever is asked of it', async () => {
  const pool = openPublicPool({ url: addressAs('mingtang_visitor', 'mingtang'), max: 1 });
  for (const role of ['none', 'mingtang', 'mingtang_app'])
    expect(await answer(pool, `set role ${role}; select * from kernel.matter`)).toBe('42501');
  await pool.end();
});
