import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An act that was answered with success: it must be in the ledger, with this hash, for ever. */
export type Acknowledged = { readonly matter: number; readonly seq: number; readonly hash: string };

/** Copies of the program in processes of their own that act without pause. */
export type Copies = {
  readonly acknowledged: readonly Acknowledged[];
  /** Copies that ended by themselves although they had begun to work: none may. */
  readonly fallen: () => number;
  /** Kills one of them without warning and starts another in its place. */
  readonly killOne: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const SCRIPT = join(import.meta.dirname, 'copy.ts');

/** Whoever runs a program starts it again when it could not start, as systemd does. */
const RESTART_MS = 500;

export function startCopies(count: number, url: string, dataDir: string, clients = 4): Copies {
  const acknowledged: Acknowledged[] = [];
  const running = new Set<ChildProcess>();
  let ending = false;
  let fallen = 0;
  const start = (): void => {
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, url, dataDir, String(clients)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    running.add(child);
    let hasBegun = false;
    if (child.stdout === null) throw new Error('a copy without output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      hasBegun = true;
      // The last line of a killed copy may be half of one.
      const [, matter, seq, hash] = /^(\d+) (\d+) ([0-9a-f]{64})$/u.exec(line) ?? [];
      if (hash !== undefined) acknowledged.push({ matter: Number(matter), seq: Number(seq), hash });
    });
    child.once('exit', (code) => {
      running.delete(child);
      if (ending || code === null) return;
      // It may find no database when it starts; once it works, nothing may end it.
      if (hasBegun) fallen += 1;
      setTimeout(() => ending || start(), RESTART_MS);
    });
  };
  for (let n = 0; n < count; n += 1) start();
  return {
    acknowledged,
    fallen: () => fallen,
    killOne: async () => {
      const [victim] = running;
      if (!victim) return;
      const closed = once(victim, 'close');
      victim.kill('SIGKILL');
      await closed;
      start();
    },
    stop: async () => {
      ending = true;
      await Promise.all(
        [...running].map(async (child) => {
          const closed = once(child, 'close');
          child.stdin?.end();
          await closed;
        }),
      );
    },
  };
}
