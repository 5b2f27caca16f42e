import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../src/kernel/testing/database.ts';
import { root } from './planted.ts';

const database = await testDatabase();
afterAll(() => database.drop());

test('the types of the tables are those of the migrations', async () => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/codegen.ts', '--verify'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.ownerUrl },
  });
  await expect(run).resolves.toBeDefined();
});
