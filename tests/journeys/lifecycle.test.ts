import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../gates/planted.ts';
import { dataFolder, type RunningProgram, startProgram } from './support/program.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await dataFolder();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Processes of the database on this folder. */
const databasesAt = (folder: string): string =>
  execFileSync('sh', ['-c', `ps -eo args | grep '[p]ostgres.*${folder}' || true`]).toString();

const firstPage = async ({ origin }: RunningProgram): Promise<string> => (await fetch(`${origin}/`)).text();

const mingtang = (argv: readonly string[]): { readonly code: number; readonly out: string } => {
  try {
    const out = execFileSync(process.execPath, [join(root, 'dist/cli.js'), ...argv], {
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { code: 0, out: out.toString() };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: Buffer };
    return { code: status, out: stdout.toString() };
  }
};

test('starts, is used, is stopped, and leaves no process behind', async () => {
  const program = await startProgram(dataDir);
  expect(await firstPage(program)).toContain('明堂市人民政府');
  expect(program.output()).toContain('/workbench/');
  expect(await (await fetch(`${program.origin}/healthz`)).json()).toEqual({ status: 'ok' });
  const description = (await (await fetch(`${program.origin}/api/openapi.json`)).json()) as { openapi: string };
  expect(description.openapi).toBe('3.1.0');
  expect(await program.stop()).toBe(0);
  expect(databasesAt(dataDir)).toBe('');
});

test('after kill -9 the next start just works, and the ledger verifies', async () => {
  const killed = await startProgram(dataDir);
  const session = await fetch(`${killed.origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'shenji', password: 'Tangdi-2026-kan' }),
  });
  expect(session.status).toBe(200);
  const gone = new Promise((resolve) => killed.child.once('exit', resolve));
  killed.child.kill('SIGKILL');
  await gone;
  const again = await startProgram(dataDir);
  expect(await firstPage(again)).toContain('明堂市人民政府');
  const verified = mingtang(['ledger', 'verify', '--json']);
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true, faults: [] });
  const refusedStart = await startProgram(dataDir).then(
    () => 'started',
    (error: unknown) => String(error),
  );
  expect(refusedStart).toContain('正由另一个程序使用');
  expect(await firstPage(again)).toContain('明堂市人民政府');
  expect(await again.stop()).toBe(0);
});

test('the command line answers as its help says', () => {
  expect(
    mingtang(['clock', 'due', '--from', '2026-09-30', '--days', '5', '--unit', 'workday', '--json']),
  ).toMatchObject({ code: 0 });
  const due = JSON.parse(
    mingtang(['clock', 'due', '--from', '2026-09-30', '--days', '5', '--unit', 'workday', '--json']).out,
  ) as {
    due: string;
    skipped: readonly { day: string; why: string }[];
  };
  expect(due.due).toBe('2026-10-13');
  expect(due.skipped[0]).toMatchObject({ day: '2026-10-01' });
  const unknown = mingtang(['clock', 'due', '--from', '2026-12-28', '--days', '20', '--unit', 'workday', '--json']);
  expect(unknown.code).toBe(2);
  expect(JSON.parse(unknown.out)).toMatchObject({ error: { code: 'calendar/year-not-loaded' } });
  const provisional = mingtang([
    'clock',
    'due',
    '--from',
    '2026-12-28',
    '--days',
    '20',
    '--unit',
    'workday',
    '--json',
    '--provisional',
  ]);
  expect(JSON.parse(provisional.out)).toMatchObject({ provisional: true });
  expect(mingtang(['calendar', 'load', '/nowhere.json', '--json'])).toMatchObject({ code: 2 });
  for (const command of [
    ['clock', 'due'],
    ['calendar', 'load'],
    ['ledger', 'verify'],
    ['seed'],
    ['replay'],
    ['doctor'],
  ]) {
    expect(mingtang([...command, '--help'])).toMatchObject({ code: 0 });
  }
  expect(JSON.parse(mingtang(['doctor', '--json']).out)).toMatchObject({
    ok: expect.any(Boolean),
    findings: expect.any(Array),
  });
});
