import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { refuse } from '../../refusal.ts';
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
/** A server that ends twice within this time is not restarted again: something is wrong with it. */
const RESTART_EVERY_MS = 10_000;

export type EmbeddedOptions = {
  /** The folder of the database; made when missing. One program at a time. */
  readonly dataDir: string;
  /** Lines for the operator. */
  readonly log?: (line: string) => void;
  /** `false` gives up what is committed when the machine fails; for tests. */
  readonly durable?: boolean;
  /** How much memory the server may reckon with; all the machine has, unless said. */
  readonly memoryBytes?: number;
  /** Called when the server has ended by itself and could not be started again. */
  readonly onLost?: (reason: unknown) => void;
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
 *   db/data-dir-not-empty
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const user = await osUserFor(join(dataDir, 'cluster'));
  const place = await placeFor(dataDir, user, options.shared ?? SHARED, log);
  const release = await holdFolder(place).catch((error) => {
    if (isErrno(error, 'EACCES', 'EPERM')) throw refuse('db/data-dir-not-writable', { dataDir, user: user.name });
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
  const watch = async (): Promise<void> => {
    for (let endedAt = Number.NEGATIVE_INFINITY; ; ) {
      await server.ended;
      if (stopping !== null) return;
      const sinceMs = performance.now() - endedAt;
      endedAt = performance.now();
      if (sinceMs < RESTART_EVERY_MS) throw refuse('db/start-failed', { reason: embeddedLog.endedTwice }, 500);
      options.log(embeddedLog.restarting);
      await endLeftovers(join(options.place, 'cluster'), sockets, options.log);
      server = await launch();
    }
  };
  const watching = watch().catch((reason: unknown) => options.onLost?.(reason));
  const stop = async () => {
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
