import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { refuse } from '../../refusal.ts';
import type { Binaries } from './binaries.ts';
import { asUser, type OsUser } from './os-user.ts';
import { postgresIn, signal, waitUntil } from './processes.ts';
import { embeddedLog } from './text.ts';

const FAST_STOP_MS = 30_000;
const STOP_STEP_MS = 5_000;
/** The file name PostgreSQL gives its socket. */
export const SOCKET_NAME = '.s.PGSQL.5432';
const TAIL_LINES = 20;

/** A PostgreSQL server that this process started and that accepted connections. */
export type Postmaster = {
  readonly pid: number;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it: transactions under way are rolled back, what is committed is on the disk. */
  stop(): Promise<void>;
};

/**
 * Starts the server of a cluster and answers when it accepts connections; crash recovery takes as long as it takes.
 *
 * @throws Refusal db/start-failed with what the server said last
 */
export async function startPostmaster(
  cluster: string,
  binaries: Binaries,
  user: OsUser,
  options: { readonly settings: Readonly<Record<string, string>>; readonly log: (line: string) => void },
): Promise<Postmaster> {
  const settings = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', cluster, ...settings], {
    ...asUser(user),
    env: binaries.env,
    cwd: cluster,
    // A session of its own: Ctrl-C in the terminal must not stop the database before the program has finished with it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let phase: 'starting' | 'running' | 'ending' = 'starting';
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > TAIL_LINES) said.shift();
    if (phase === 'running') options.log(line);
  });
  const ended = endOf(child).then((problem) => {
    if (problem !== null) said.push(problem);
  });
  if (!(await isReady(child, ended, cluster, options.log))) {
    throw refuse('db/start-failed', { reason: said.join('\n') }, 500);
  }
  phase = 'running';
  const stop = async () => {
    phase = 'ending';
    await endPostgres(cluster);
    await ended;
  };
  return { pid: child.pid ?? 0, ended, stop };
}

/** Ends every server process of a cluster, kindly first, and answers when the last one is gone. */
export async function endPostgres(cluster: string): Promise<void> {
  const left = await postgresIn(cluster);
  const noted = (await readNote(cluster))?.pid ?? 0;
  const gone = async () => (await postgresIn(cluster)).length === 0;
  const hasPostmaster = left.includes(noted);
  // Fast shutdown: roll back, write a checkpoint, end. Without their postmaster the others end by themselves.
  if (hasPostmaster) signal(noted, 'SIGINT');
  if (await waitUntil(gone, hasPostmaster ? FAST_STOP_MS : STOP_STEP_MS)) return;
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of await postgresIn(cluster)) signal(pid, name);
    if (await waitUntil(gone, STOP_STEP_MS)) return;
  }
}

/**
 * Clears what a killed program left: a server that still runs, and its notes of itself beside the cluster and the
 * socket. A note may name a number that another process has meanwhile, or a process that nobody has reaped yet;
 * either would keep PostgreSQL from starting. The caller holds the folder, so whatever runs there belongs to nobody.
 */
export async function endLeftovers(cluster: string, sockets: string, log: (line: string) => void): Promise<void> {
  const left = await postgresIn(cluster);
  if (left.length > 0) {
    log(embeddedLog.endingLeftover(left));
    await endPostgres(cluster);
  }
  const notes = [join(cluster, 'postmaster.pid'), join(sockets, `${SOCKET_NAME}.lock`), join(sockets, SOCKET_NAME)];
  await Promise.all(notes.map((note) => rm(note, { force: true })));
}

/** What a server has written about itself: its number, and whether it accepts connections. */
export async function readNote(cluster: string): Promise<{ readonly pid: number; readonly ready: boolean } | null> {
  const note = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (note === null) return null;
  const lines = note.split('\n');
  return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
}

/** Waits until the server accepts connections (true) or has ended (false). */
async function isReady(
  child: ChildProcess,
  ended: Promise<void>,
  cluster: string,
  log: (line: string) => void,
): Promise<boolean> {
  let over = false;
  const ending = ended.then(() => {
    over = true;
  });
  const settled = async () => {
    const note = await readNote(cluster);
    return over || (note?.pid === child.pid && note?.ready === true);
  };
  while (!(await waitUntil(settled, 10_000, 10))) log(embeddedLog.recovering);
  if (over) await ending;
  return !over;
}

/** Settles when the process is gone and all it said has been read; with the reason when it could not even start. */
async function endOf(child: ChildProcess): Promise<string | null> {
  try {
    await once(child, 'close');
    return null;
  } catch (error) {
    return String(error);
  }
}
