import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, refuse } from '../../refusal.ts';
import { binariesFor } from './binaries.ts';
import { ensureCluster, memoryHere, type Recovery, SUPERUSER, settingsFor } from './cluster.ts';
import { holderOf, holdFolder } from './holder.ts';
import { type OsUser, osUserFor } from './os-user.ts';
import { placeFor } from './place.ts';
import { endLeftovers, type Postmaster, readNote, SOCKET_NAME, startPostmaster } from './postmaster.ts';
import { isErrno } from './processes.ts';
import { embeddedLog } from './text.ts';
import { announceHistories, archiveSettings, prepareArchive } from './wal-archive.ts';

const SHARED = '/var/lib/mingtang';
/** The longest path of a socket that Linux knows. */
const SOCKET_PATH_BYTES = 107;
/** A server that ends again within this time has something wrong with it that takes time or somebody to mend: a full disk. */
const SOON_MS = 10_000;
/** How long to wait before such a server is tried again; twice as long each time. */
const RETRY_MS = { first: 1_000, most: 30_000 };

export type EmbeddedOptions = {
  /** The folder of the database; made when missing. One program at a time. */
  readonly dataDir: string;
  /** Lines for the operator. */
  readonly log?: (line: string) => void;
  /** `false` gives up what is committed when the machine fails; for tests. */
  readonly durable?: boolean;
  /** How much memory the server may reckon with; all the machine has, unless said. */
  readonly memoryBytes?: number;
  /** Where root puts what the unprivileged user cannot reach. */
  readonly shared?: string;
  /** Where finished segments of the WAL are copied to; absent: nowhere. */
  readonly walArchive?: string | null;
  /** Makes the cluster from a backup; there must be none yet. */
  readonly recovery?: Recovery;
};

/** Where a running embedded database is reached. Only root and the user that runs it may connect; no password. */
export type EmbeddedAddress = {
  url(database: string, role?: string): string;
  readonly superuserUrl: string;
};

export type Embedded = EmbeddedAddress & {
  /** The number of the server process. */
  readonly pid: number;
  /** Ends the server and frees the folder; may be called again. */
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that came with npm on a folder, and keeps it running until `stop`.
 *
 * Commits survive the loss of this process and of the machine. What a killed program left behind is ended first.
 *
 * @throws Refusal db/data-dir-in-use, db/data-dir-not-writable, db/data-dir-unreachable, db/data-version,
 *   db/os-user-unknown, db/os-user-switch, db/binaries-missing, db/start-failed, db/archive-not-writable,
 *   db/data-dir-not-empty, db/disk-read-only, db/disk-full
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const user = await osUserFor(join(dataDir, 'cluster'));
  const place = await placeFor(dataDir, user, options.shared ?? SHARED, log);
  const release = await holdFolder(place).catch((error) => {
    if (isErrno(error, 'EACCES', 'EPERM')) throw refuse('db/data-dir-not-writable', { dataDir, user: user.name });
    if (isErrno(error, 'EROFS')) throw refuse('db/disk-read-only', { dataDir });
    if (isErrno(error, 'ENOSPC', 'EDQUOT')) throw refuse('db/disk-full', { dataDir });
    throw error;
  });
  try {
    const launch = await prepare(place, user, { ...options, log });
    return await supervise(launch, release, { ...options, log, place });
  } catch (error) {
    await release();
    throw error;
  }
}

/** The database that another program has running on this folder now; `null` when none is. */
export async function runningEmbedded(dataDir: string): Promise<EmbeddedAddress | null> {
  try {
    const place = await realpath(dataDir);
    const isRunning = (await holderOf(place)) !== null && (await readNote(join(place, 'cluster')))?.ready === true;
    return isRunning ? addressOf(socketFolder(place)) : null;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

type Launch = () => Promise<Postmaster>;
type Logged = EmbeddedOptions & { readonly log: (line: string) => void };

async function prepare(place: string, user: OsUser, options: Logged): Promise<Launch> {
  const cluster = join(place, 'cluster');
  const { log, durable = true } = options;
  const sockets = socketFolder(place);
  await endLeftovers(cluster, sockets, log);
  const folders = { links: join(place, 'lib'), shared: options.shared ?? SHARED };
  const binaries = await binariesFor(user, folders, log);
  await ensureCluster(cluster, binaries, user, { durable, log, recovery: options.recovery });
  await makeSocketFolder(sockets, user);
  const settings = {
    ...settingsFor(sockets, { durable, memoryBytes: options.memoryBytes ?? memoryHere() }),
    ...(await archiving(cluster, user, options.walArchive ?? null)),
  };
  return () => startPostmaster(cluster, binaries, user, { settings, log });
}

async function archiving(cluster: string, user: OsUser, folder: string | null): Promise<Record<string, string>> {
  if (folder === null) return {};
  await prepareArchive(folder, user);
  await announceHistories(cluster, user);
  return archiveSettings(folder);
}

async function supervise(
  launch: Launch,
  release: () => Promise<void>,
  options: Logged & { readonly place: string },
): Promise<Embedded> {
  const sockets = socketFolder(options.place);
  let server = await launch();
  let stopping: Promise<void> | null = null;
  const givingUp = new AbortController();
  // The city waits for its database, however long: what is wrong is mended by somebody, and then it goes on by itself.
  const watch = async (): Promise<void> => {
    let waitMs = 0;
    for (let startedAt = performance.now(); ; ) {
      await server.ended;
      if (stopping !== null) return;
      const isSoon = performance.now() - startedAt < SOON_MS;
      waitMs = isSoon ? Math.min(RETRY_MS.most, Math.max(RETRY_MS.first, 2 * waitMs)) : 0;
      server = await again(waitMs);
      startedAt = performance.now();
      if (stopping !== null) await server.stop();
    }
  };
  const again = async (firstWaitMs: number): Promise<Postmaster> => {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(RETRY_MS.most, Math.max(RETRY_MS.first, 2 * waitMs))) {
      await sleep(waitMs, undefined, { signal: givingUp.signal });
      options.log(embeddedLog.restarting);
      try {
        await endLeftovers(join(options.place, 'cluster'), sockets, options.log);
        return await launch();
      } catch (error) {
        options.log(
          embeddedLog.notYet(error instanceof Refusal ? String(error.details.reason ?? error.code) : String(error)),
        );
      }
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (stopping === null) throw error;
  });
  const stop = async () => {
    givingUp.abort();
    await server.stop();
    await watching;
    if (!sockets.startsWith(options.place)) await rm(sockets, { recursive: true, force: true });
    await release();
  };
  return {
    ...addressOf(sockets),
    get pid() {
      return server.pid;
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

const addressOf = (sockets: string): EmbeddedAddress => {
  const url = (database: string, role: string = SUPERUSER) =>
    `postgres://${encodeURIComponent(role)}@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(sockets)}`;
  return { url, superuserUrl: url('postgres') };
};

/** Where the socket stands: in the folder, or below /tmp when the folder's own path is too long for a socket. */
function socketFolder(place: string): string {
  const own = join(place, 'run');
  if (Buffer.byteLength(join(own, SOCKET_NAME)) <= SOCKET_PATH_BYTES) return own;
  return `/tmp/mingtang-${createHash('sha256').update(place).digest('hex').slice(0, 16)}`;
}

async function makeSocketFolder(sockets: string, user: OsUser): Promise<void> {
  await mkdir(sockets, { recursive: true, mode: 0o700 });
  const found = await lstat(sockets);
  // Below /tmp anybody may have been there first.
  const isOurs = found.isDirectory() && [process.getuid?.(), user.uid].includes(found.uid);
  if (!isOurs) throw refuse('db/data-dir-not-writable', { dataDir: sockets, user: user.name });
  if (user.switched) await chown(sockets, user.uid, user.gid);
  await chmod(sockets, 0o700);
}
