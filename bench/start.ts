/** `npm run bench -- start`: from the installed, built tree to the first page, on a data folder that is there already. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/kernel/index.ts';
import { report } from './support/server.ts';

const LIMIT_SECONDS = 5;

const port = await freePort();
const dataDir = await mkdtemp(join(tmpdir(), 'mt-bench-start-'));
try {
  const first = await secondsToFirstPage();
  const second = await secondsToFirstPage();
  process.stdout.write(`first start, demo city built: ${first.toFixed(2)} s; second start: ${second.toFixed(2)} s\n`);
  report('start to first page', second, LIMIT_SECONDS, 's', true);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

async function secondsToFirstPage(): Promise<number> {
  const began = performance.now();
  const program = spawn(process.execPath, [join(packageRoot, 'dist/main.js')], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    for (;;) {
      const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
      if (page?.ok) {
        await page.text();
        return (performance.now() - began) / 1000;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (program.exitCode !== null) throw new Error(`the program ended with ${program.exitCode}`);
    }
  } finally {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    await ended;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
