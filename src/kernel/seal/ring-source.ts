import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { refuse } from '../refusal.ts';
import { parseRing, type Ring, ringOfMasterKey, writtenRing } from './ring.ts';

/** Where the secrets are. They are never in the database. */
export type RingSource = {
  /** A path or a command, for the operator; never a secret. */
  readonly where: string;
  /** Null when there is nothing yet. */
  readonly read: () => Promise<Ring | null>;
  /** The same at once, for bytes whose key was not known a moment ago. */
  readonly readSync: () => Ring | null;
  /** Absent where the operator alone changes the ring. */
  readonly write?: (ring: Ring) => Promise<void>;
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** A file of the program's own in its data folder, readable by nobody else. Takes up the master key of the first version. */
export function ownRing(keysFolder: string): RingSource {
  const path = join(keysFolder, 'ring.json');
  const master = join(keysFolder, 'master.key');
  return {
    where: path,
    read: async () => {
      const ring = await readOrNull(path);
      if (ring !== null) return parseRing(ring, path);
      const old = await readOrNull(master);
      return old === null ? null : ringOfMasterKey(old, master);
    },
    readSync: () => {
      try {
        return parseRing(readFileSync(path, 'utf8'), path);
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    write: async (ring) => {
      await writeWhole(path, writtenRing(ring));
      // What it stands for is in the ring now; left there, it would outlive the keys that come after it.
      await rm(master, { force: true });
    },
  };
}

/** A file that somebody else provides and changes, e.g. a credential of systemd. */
export const givenRing = (path: string): RingSource => ({
  where: path,
  read: async () => {
    const text = await readOrNull(path);
    return text === null ? null : parseRing(text, path);
  },
  readSync: () => {
    try {
      return parseRing(readFileSync(path, 'utf8'), path);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },
});

const COMMAND_MS = 15_000;
const LIMITS = { timeout: COMMAND_MS, maxBuffer: 1_048_576 } as const;

/** What a command of the operator prints, e.g. one that asks a key management service. */
export function askedRing(command: string): RingSource {
  // What the command wrote may hold a secret: only that it failed is repeated.
  const failed = refuse('keys/command-failed', {}, 500);
  const shell = ['-c', command];
  return {
    where: 'KEY_COMMAND',
    read: async () => {
      const { stdout } = await promisify(execFile)('/bin/sh', shell, LIMITS).catch(() => {
        throw failed;
      });
      return parseRing(stdout, 'KEY_COMMAND');
    },
    readSync: () => {
      let text: string;
      try {
        text = execFileSync('/bin/sh', shell, { ...LIMITS, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      } catch {
        throw failed;
      }
      return parseRing(text, 'KEY_COMMAND');
    },
  };
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw refuse('keys/ring-unreadable', { where: path }, 500);
  }
}

/** The whole file or none of it, flushed with its folder: a key that sealed something must not be lost. */
async function writeWhole(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(draft, path);
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

/** Whether others on the machine may read a file of secrets; false when it is not there. */
export const isReadableByOthers = (path: string): Promise<boolean> =>
  stat(path).then(
    ({ mode }) => (mode & 0o077) !== 0,
    () => false,
  );
