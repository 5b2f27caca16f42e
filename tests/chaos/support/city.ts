import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningEmbedded } from '../../../src/kernel/db/embedded/start.ts';
import { cityFolder, type RunningProgram, startProgram } from '../../journeys/support/program.ts';

/** The built program on a folder that outlives it, to be killed and started again. */
export type ChaosCity = {
  readonly dataDir: string;
  /** Where it is now: another port after each start. */
  readonly origin: () => string;
  readonly output: () => string;
  readonly databaseUrl: () => Promise<string>;
  /** Kills the program itself without warning. */
  readonly killProgram: () => Promise<void>;
  readonly killDatabase: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Stops it and takes its data away. */
  readonly end: () => Promise<void>;
};

/** @param at a data folder of the caller's; else one of its own, taken away at the end */
export async function startCity(at?: string, environment: Readonly<Record<string, string>> = {}): Promise<ChaosCity> {
  const dataDir = at ?? (await cityFolder());
  let before = '';
  let program: RunningProgram = await startProgram(dataDir, environment);
  const stop = async (): Promise<void> => {
    await program.stop();
  };
  const isHere = (): boolean => program.child.exitCode === null && program.child.signalCode === null;
  return {
    dataDir,
    origin: () => program.origin,
    output: () => before + program.output(),
    databaseUrl: async () => {
      const address = await runningEmbedded(join(dataDir, 'database'));
      if (!address) throw new Error('no database is running');
      return address.url('mingtang');
    },
    killProgram: async () => {
      const gone = new Promise((resolve) => program.child.once('exit', resolve));
      program.child.kill('SIGKILL');
      await gone;
    },
    killDatabase: async () => {
      const pid = await postmasterOf(dataDir);
      process.kill(pid, 'SIGKILL');
      // Only once another runs is what is answered an answer of the new one.
      if (isHere()) await until('another database server', async () => (await postmasterOf(dataDir)) !== pid);
    },
    start: async () => {
      before += program.output();
      program = await startProgram(dataDir, environment);
    },
    stop,
    end: async () => {
      await stop();
      if (at === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function postmasterOf(dataDir: string): Promise<number> {
  const note = await readFile(join(dataDir, 'database', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(note.split('\n')[0]);
}

/** Waits until it is so; answers after how many milliseconds. @throws Error when it has not come to be in time */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patienceMs = 90_000,
): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > patienceMs) throw new Error(`did not come to be: ${what}`);
    await sleep(50);
  }
  return performance.now() - began;
}
