import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An act that was answered with success: it must be in the ledger, with this hash, for ever. */
export type Acknowledged = { readonly matter: number; readonly seq: number; readonly hash: string };

/** Copies of the program in processes of their own that act without pause. */
export type Copies = {
  readonly acknowledged: readonly Acknowledged[];
  /** Kills one of them without warning and starts another in its place. */
  readonly killOne: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const SCRIPT = join(import.meta.dirname, 'copy.ts');

export function startCopies(count: number, url: string, dataDir: string, clients = 4): Copies {
  const acknowledged: Acknowledged[] = [];
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, url, dataDir, String(clients)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('a copy without output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      // The last line of a killed copy may be half of one.
      const [, matter, seq, hash] = /^(\d+) (\d+) ([0-9a-f]{64})$/u.exec(line) ?? [];
      if (hash !== undefined) acknowledged.push({ matter: Number(matter), seq: Number(seq), hash });
    });
    return child;
  };
  const running = Array.from({ length: count }, start);
  return {
    acknowledged,
    killOne: async () => {
      const victim = running.shift();
      if (!victim) return;
      victim.kill('SIGKILL');
      await once(victim, 'close');
      running.push(start());
    },
    stop: async () => {
      await Promise.all(
        running.splice(0).map(async (child) => {
          const closed = once(child, 'close');
          child.stdin?.end();
          await closed;
        }),
      );
    },
  };
}
