import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runningEmbedded } from '../../src/kernel/db/embedded/start.ts';
import { root } from '../gates/planted.ts';
import { dataFolder, fillFolder, type RunningProgram, startProgram } from './support/program.ts';

let base: string;
let program: RunningProgram;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  base = await dataFolder();
  environment = { BACKUP_DIR: join(base, 'backups'), BACKUP_KEYS_DIR: join(base, 'keys') };
  await mkdir(join(base, 'data'), { mode: 0o711 });
  fillFolder(join(base, 'data'));
  program = await startProgram(join(base, 'data'), environment);
});
afterAll(async () => {
  await program?.stop();
  rmSync(base, { recursive: true, force: true });
});

const mingtang = (...argv: readonly string[]): Record<string, unknown> =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, 'dist/cli.js'), ...argv, '--json'], {
      env: { ...process.env, ...environment, DATA_DIR: join(base, 'data') },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString(),
  ) as Record<string, unknown>;

/** It begins with a checkpoint that takes its time, so as not to disturb; here somebody is waiting for it. */
async function madeByItself(): Promise<void> {
  const address = await runningEmbedded(join(base, 'data', 'database'));
  const client = new pg.Client({ connectionString: address?.superuserUrl ?? '' });
  await client.connect();
  while (!program.output().includes('"event":"backup"')) {
    await client.query('checkpoint');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await client.end();
}

test('a city makes its daily backup by itself, proves it, and lives on from it elsewhere', async () => {
  await madeByItself();
  const [name = ''] = readdirSync(join(base, 'backups'));
  expect(name).toMatch(/^backup-\d{8}T\d{6}Z$/u);
  expect(readdirSync(join(base, 'keys', name))).toEqual(expect.arrayContaining(['ring.json']));
  expect(mingtang('backup', 'drill')).toMatchObject({ ok: true, reasons: [] });
  expect(mingtang('restore', '--data-dir', join(base, 'new'), '--keys-dir', join(base, 'keys', name))).toMatchObject({
    ok: true,
  });
  const restored = await startProgram(join(base, 'new'), environment);
  const session = await fetch(`${restored.origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'shenji', password: 'Tangdi-2026-kan' }),
  });
  expect(session.status).toBe(200);
  expect(await restored.stop()).toBe(0);
});
