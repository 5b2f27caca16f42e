import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import { isBackupDue } from './kernel/backup/schedule.ts';
import type { Kernel, Log, Routine } from './kernel/index.ts';

const LOOK_EVERY_MS = 60_000;

/** The daily backup as something the worker does, and how to break it off. */
export type BackupRoutine = { readonly routines: readonly Routine[]; readonly stop: () => void };

/**
 * Looks every minute whether a backup is due, and has it made by a process of its own: what it reads, packs and hashes
 * must not hold up those who are being served. Breaking it off leaves nothing behind but a row that says so.
 */
export function backupRoutine({ backup }: Config, kernel: Kernel, log: Log): BackupRoutine {
  if (backup.dir === null) return { routines: [], stop: () => undefined };
  const ending = new AbortController();
  const run = async (at: Date): Promise<void> => {
    if (!ending.signal.aborted && (await isBackupDue(kernel.pool, backup.at, at))) await makeBackup(ending.signal, log);
  };
  return { routines: [{ name: 'backup', everyMs: LOOK_EVERY_MS, run }], stop: () => ending.abort() };
}

/** The command line stands beside the program, in `src` as in the bundle. */
function makeBackup(signal: AbortSignal, log: Log): Promise<void> {
  const program = process.argv[1] ?? '';
  const commandLine = join(dirname(program), program.endsWith('.ts') ? 'cli.ts' : 'cli.js');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...process.execArgv, commandLine, 'backup', '--scheduled', '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = (): void => void child.kill();
    signal.addEventListener('abort', stop, { once: true });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const end = (code: number | null): void => {
      signal.removeEventListener('abort', stop);
      log(code === 0 ? 'info' : 'error', 'backup', {
        exit: code,
        said: Buffer.concat(said).toString('utf8').slice(0, 2000),
      });
      resolve();
    };
    child.once('error', () => end(null));
    child.once('close', end);
  });
}
