import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../../refusal.ts';
import { isErrno, startOf } from './processes.ts';

/** The process that holds a data folder; `start` tells it from a later one with the same number. */
export type Holder = { readonly host: string; readonly pid: number; readonly start: string };

let draftCount = 0;

type Turn = { readonly number: number; readonly holder: Holder | null };

/**
 * Takes a folder for this process alone.
 *
 * Each taking and each release writes the next numbered file of `holders/`, and only one process can create it: so
 * two that find the same dead holder cannot both succeed it. A file that is merely deleted and written again has
 * that gap.
 *
 * @returns what to call when the folder is free again
 * @throws Refusal db/data-dir-in-use while the holder lives
 */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  const holders = join(folder, 'holders');
  await mkdir(holders, { recursive: true, mode: 0o755 });
  const start = await startOf(process.pid);
  const me: Holder = { host: hostname(), pid: process.pid, start: start ?? '' };
  for (;;) {
    const last = await latestTurn(holders);
    if (last.holder !== null && (await isAlive(last.holder))) {
      throw refuse('db/data-dir-in-use', { dataDir: folder, host: last.holder.host, pid: last.holder.pid });
    }
    if (await takeTurn(holders, last.number + 1, me)) return () => release(holders, last.number + 1);
  }
}

/** The living process that holds a folder, if there is one. */
export async function holderOf(folder: string): Promise<Holder | null> {
  const { holder } = await latestTurn(join(folder, 'holders'));
  return holder !== null && (await isAlive(holder)) ? holder : null;
}

async function release(holders: string, turn: number): Promise<void> {
  await takeTurn(holders, turn + 1, null);
}

async function isAlive(holder: Holder): Promise<boolean> {
  return (await startOf(holder.pid)) === holder.start;
}

async function latestTurn(holders: string): Promise<Turn> {
  const number = Math.max(0, ...(await turnsIn(holders)));
  if (number === 0) return { number, holder: null };
  try {
    return { number, holder: JSON.parse(await readFile(join(holders, String(number)), 'utf8')) };
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return latestTurn(holders); // a successor has tidied up between the two calls
    throw error;
  }
}

/** Writes the file of one turn whole or not at all; `false` when another process was quicker. */
async function takeTurn(holders: string, turn: number, holder: Holder | null): Promise<boolean> {
  const file = join(holders, String(turn));
  const draft = join(holders, `draft-${process.pid}-${draftCount++}`);
  await writeFile(draft, JSON.stringify(holder), { mode: 0o644 });
  try {
    await link(draft, file);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  // Whoever looked long ago may have re-created a turn that is already over: the highest one counts, and it stays.
  const turns = await turnsIn(holders);
  const outdated = turns.some((other) => other > turn) ? [turn] : turns.filter((other) => other < turn);
  await Promise.all(outdated.map((other) => rm(join(holders, String(other)), { force: true })));
  return !outdated.includes(turn);
}

async function turnsIn(holders: string): Promise<readonly number[]> {
  const names = await readdir(holders).catch((error) => {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  });
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}
