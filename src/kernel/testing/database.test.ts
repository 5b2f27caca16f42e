import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { migrations } from '../db/migrate.ts';
import { type TestDatabase, testDatabase } from './database.ts';

const databases: readonly TestDatabase[] = await Promise.all([testDatabase(), testDatabase()]);
afterAll(() => Promise.all(databases.map((database) => database.drop())));

const query = async (url: string | undefined, sql: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: url ?? '' });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

test('a test database has run every migration', async () => {
  const ran = await query(databases[0]?.ownerUrl, 'select name, sha256 from public.mingtang_migration order by name');
  expect(ran).toEqual((await migrations()).map(({ name, sha256 }) => ({ name, sha256 })));
});

test('what one test file writes no other sees', async () => {
  await query(databases[0]?.url, 'create table only_here (n int)');
  const [seen] = await query(databases[1]?.url, `select to_regclass('only_here') as name`);
  expect(seen).toEqual({ name: null });
});

test('a dropped database is gone, also while somebody is connected', async () => {
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined); // it is cut off below
  await client.connect();
  await database.drop();
  await expect(query(database.url, 'select 1')).rejects.toThrow(/does not exist/);
  await client.end();
});
