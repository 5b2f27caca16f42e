import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { packageRoot } from '../../../src/kernel/package-root.ts';
import { scratchFolder } from '../../../src/kernel/testing/scratch.ts';

/** The built program as an operator runs it, on a port of its own, with the demo city. */
export type RunningProgram = {
  readonly origin: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Ends it as an operator would; answers its exit code. Its data goes too, unless the folder was given. */
  readonly stop: () => Promise<number | null>;
};

const PATIENCE_MS = 240_000;
/** Every account of the demo city has it. */
export const DEMO_PASSWORD = 'Tangdi-2026-kan';

/**
 * @param kept a data folder that stays when the program ends
 * @param environment settings besides the port, the host and the folders
 */
export async function startProgram(
  kept?: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const port = await freePort();
  const dataDir = kept ?? (await cityFolder());
  let output = '';
  const child = spawn(process.execPath, [join(packageRoot, 'dist/main.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      NODE_ENV: 'production',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  await until(
    () => output.includes(DEMO_PASSWORD),
    child,
    () => output,
  );
  return {
    origin: `http://127.0.0.1:${port}`,
    child,
    output: () => output,
    stop: async () => {
      await ended(child);
      if (kept === undefined) await rm(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** A data folder that the database's own user can reach when the tests run as root. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(scratchFolder(), 'mt-journey-'));
  await chmod(folder, 0o711);
  return folder;
}

/** The setting that tells where the demo city was filled once for all. */
export const SEEDED = 'MINGTANG_FILLED_CITY';

/** A data folder with the demo city as its first start leaves it; an empty one where none was filled. */
export async function cityFolder(): Promise<string> {
  const folder = await dataFolder();
  fillFolder(folder);
  return folder;
}

/** Puts a copy of the filled city into an empty folder, owners and all: the database may be another user's. */
export function fillFolder(folder: string): void {
  const seeded = process.env[SEEDED];
  if (seeded !== undefined) execFileSync('cp', ['-a', '--reflink=auto', `${seeded}/.`, folder]);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await end;
}

async function until(isReady: () => boolean, child: ChildProcess, output: () => string): Promise<void> {
  const began = performance.now();
  while (!isReady()) {
    if (child.exitCode !== null || performance.now() - began > PATIENCE_MS) {
      await ended(child);
      throw new Error(`the program did not become ready:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
