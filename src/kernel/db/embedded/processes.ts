import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * When a running process started, as text that no later process with the same number repeats: the boot and the clock
 * tick. `null` when no such process runs; one that is only waiting to be reaped does not run any more.
 */
export async function startOf(pid: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    ]);
    // The second field is the command in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${boot.trim()}/${fields[19]}`;
  } catch {
    return null;
  }
}

/** The PostgreSQL processes that work in `cluster` (a real path), whoever started them. */
export async function postgresIn(cluster: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const [exe, cwd] = await Promise.all([readlink(`/proc/${pid}/exe`), readlink(`/proc/${pid}/cwd`)]);
        return cwd === cluster && basename(exe.replace(/ \(deleted\)$/, '')) === 'postgres';
      } catch {
        return false; // gone meanwhile, or of a user whose processes do not concern us
      }
    }),
  );
  return pids.filter((_, i) => found[i]).map(Number);
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isErrno(error, 'ESRCH')) throw error;
  }
}

/** Asks again every few milliseconds until `done` answers true; answers false when `ms` have passed before. */
export async function waitUntil(done: () => Promise<boolean>, ms: number, everyMs = 20): Promise<boolean> {
  const until = performance.now() + ms;
  while (!(await done())) {
    if (performance.now() > until) return false;
    await sleep(everyMs);
  }
  return true;
}

export const isErrno = (error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));
