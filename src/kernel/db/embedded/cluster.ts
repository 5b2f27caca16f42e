import { execFile } from 'node:child_process';
import { appendFile, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { totalmem, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { refuse } from '../../refusal.ts';
import type { Binaries } from './binaries.ts';
import { asUser, type OsUser } from './os-user.ts';
import { isErrno } from './processes.ts';
import { embeddedLog } from './text.ts';

const run = promisify(execFile);
const MB = 1024 * 1024;

/** The role that owns the cluster. Who may be it is decided by the operating system, not by a password. */
export const SUPERUSER = 'postgres';

/** A cluster that comes from a backup instead of `initdb`. */
export type Recovery = {
  /** Puts the files of the cluster into this folder. */
  readonly unpack: (into: string) => Promise<void>;
  /** Where the WAL comes from and where to stop; kept in the cluster, so that a recovery broken off goes on. */
  readonly settings: Readonly<Record<string, string>>;
};

/**
 * Makes the cluster when it is missing, and hands it to `user`.
 *
 * It is made beside its place and moved there, so a cluster is there whole or not at all, whatever was killed when.
 * Names compare by code point (`C.UTF-8`), the same on every machine; `collate "zh-x-icu"` orders by pinyin.
 *
 * @throws Refusal db/data-version when another major version of PostgreSQL wrote it; db/data-dir-not-empty when there
 *   is one and another was to be recovered
 */
export async function ensureCluster(
  cluster: string,
  binaries: Binaries,
  user: OsUser,
  options: {
    readonly durable: boolean;
    readonly log: (line: string) => void;
    readonly recovery?: Recovery | undefined;
  },
): Promise<void> {
  const found = await versionOf(cluster);
  if (found !== null && options.recovery) throw refuse('db/data-dir-not-empty', { dataDir: cluster });
  if (options.recovery) {
    await unpack(cluster, binaries, user, options.recovery);
  } else if (found === null) {
    options.log(embeddedLog.initialising(cluster));
    await initialise(cluster, binaries, user, options.durable);
  } else if (found !== majorOf(binaries.version)) {
    throw refuse('db/data-version', { dataDir: cluster, found, expected: majorOf(binaries.version) });
  } else if (user.switched && (await stat(cluster)).uid !== user.uid) {
    await run('chown', ['-R', `${user.uid}:${user.gid}`, cluster]);
  }
  await letIn(cluster, user);
}

async function initialise(cluster: string, binaries: Binaries, user: OsUser, durable: boolean): Promise<void> {
  const draft = `${cluster}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (user.switched) await chown(draft, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${SUPERUSER}`, '--auth-local=peer', '--auth-host=reject'];
  const safety = durable ? ['--data-checksums'] : ['--data-checksums', '--no-sync'];
  try {
    await run(binaries.initdb, ['-D', draft, ...locale, ...access, ...safety], {
      ...asUser(user),
      env: binaries.env,
      cwd: draft,
    });
  } catch (error) {
    const reason = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw refuse('db/start-failed', { reason }, 500);
  }
  await rename(draft, cluster);
}

/** A value as it stands in a configuration file, where a backslash begins an escape. */
const settingText = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

async function unpack(cluster: string, binaries: Binaries, user: OsUser, recovery: Recovery): Promise<void> {
  const draft = `${cluster}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await recovery.unpack(draft);
  const found = await versionOf(draft);
  if (found !== majorOf(binaries.version))
    throw refuse('db/data-version', { dataDir: cluster, found: found ?? '', expected: majorOf(binaries.version) });
  const settings = Object.entries(recovery.settings).map(([name, value]) => `${name} = ${settingText(value)}\n`);
  await appendFile(join(draft, 'postgresql.auto.conf'), settings.join(''));
  await writeFile(join(draft, 'recovery.signal'), '', { mode: 0o600 });
  if (user.switched) await run('chown', ['-R', `${user.uid}:${user.gid}`, draft]);
  await rename(draft, cluster);
}

/** Only root and the user that runs PostgreSQL may connect, as any role; the kernel tells the server who calls. */
async function letIn(cluster: string, user: OsUser): Promise<void> {
  const names = new Set([user.name, userInfo().username]);
  await writeFile(
    join(cluster, 'pg_hba.conf'),
    'local all all peer map=program\nlocal replication all peer map=program\n',
  );
  await writeFile(join(cluster, 'pg_ident.conf'), [...names].map((name) => `program "${name}" all\n`).join(''));
}

async function versionOf(cluster: string): Promise<string | null> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

const majorOf = (version: string): string => version.split('.')[0] ?? version;

/**
 * The settings of the server, given at each start so that a new version of the program brings its own.
 *
 * @param memoryBytes what the machine or the container has
 */
export function settingsFor(
  sockets: string,
  options: { readonly durable: boolean; readonly memoryBytes: number },
): Readonly<Record<string, string>> {
  const memoryMb = options.memoryBytes / MB;
  const share = (part: number, least: number, most: number) =>
    `${Math.round(Math.min(most, Math.max(least, memoryMb * part)))}MB`;
  return {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '100',
    // The program shares the machine with Node, the page cache and, in the hall, with a browser.
    shared_buffers: share(1 / 8, 64, 2048),
    effective_cache_size: share(1 / 2, 256, 65_536),
    maintenance_work_mem: share(1 / 32, 64, 512),
    work_mem: '16MB',
    max_wal_size: '2GB',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    jit: 'off',
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.02',
    // Whoever needs a zone names it; the city's days must not depend on the machine.
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %u@%d ',
    lc_messages: 'C',
    // What a statement did wrong is answered to the program. Here it would only repeat names and numbers of citizens.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: '-1',
    ...(options.durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
}

/** The memory this process may use, by machine or container. */
export const memoryHere = (): number => Math.min(totalmem(), process.constrainedMemory() || totalmem());
