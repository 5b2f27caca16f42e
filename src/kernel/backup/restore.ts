import { mkdir, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { holderOf } from '../db/embedded/holder.ts';
import { isErrno } from '../db/embedded/processes.ts';
import { type Embedded, startEmbedded } from '../db/embedded/start.ts';
import { restoreCommand } from '../db/embedded/wal-archive.ts';
import type { FileStore } from '../files/port.ts';
import { Refusal, refuse } from '../refusal.ts';
import { fillBucket } from './bucket.ts';
import { copyKeys, FILES, KEYS } from './folders.ts';
import { importRows } from './import.ts';
import { type Manifest, type Part, readParts } from './manifest.ts';
import { unpack, unpackedName } from './parts.ts';
import { CLUSTER } from './physical.ts';
import { endRun } from './runs.ts';
import { verifyBackup } from './verify.ts';

/** Stands in a data folder while it is being filled: the program does not start on half a restore. */
export const RESTORE_MARK = 'restore-unfinished';
/** Where the embedded database lives below a data folder. */
export const DATABASE = 'database';
const REPLACED = 'replaced-';

export type RestoreOptions = {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Where it goes: empty but for keys, unless `replace` says to put aside what is there. */
  readonly dataDir: string;
  readonly replace?: boolean;
  /** Where files go, if not below `dataDir`. What is there already stays, also when the restore fails. */
  readonly bucket?: FileStore | null;
  /** The database to load a logical backup into; null: an embedded one below `dataDir`. */
  readonly databaseUrl: string | null;
  /** What the embedded database is called. */
  readonly database: string;
  /** How far to go on from the backup with the archived WAL; null: no further than the backup itself. */
  readonly until: Date | 'latest' | null;
  readonly walArchive: string | null;
  /** Which timeline to follow; the latest unless said. */
  readonly timeline?: number | undefined;
  /** A folder with the keys, for a backup that has none. */
  readonly keysFolder?: string | undefined;
  /** Only the database, to be looked at and thrown away. */
  readonly forDrill?: boolean;
  readonly now: () => Date;
  readonly log: (line: string) => void;
};

/** A database that was restored and runs. */
export type RestoredDatabase = {
  readonly url: string;
  readonly parts: ReadonlyMap<string, Part>;
  readonly stop: () => Promise<void>;
};

/**
 * Fills a data folder from a backup, after having verified all of it, and starts the database. Whatever goes wrong
 * until it runs leaves the folder as empty as it was.
 *
 * @throws Refusal backup/damaged, backup/folder-in-use, backup/target-not-empty, backup/until-too-early,
 *   backup/until-not-reached, backup/no-archive, backup/logical-has-no-time, backup/database-not-empty and what
 *   `startEmbedded` refuses
 */
export async function openRestored(options: RestoreOptions): Promise<RestoredDatabase> {
  const { folder, manifest, dataDir } = options;
  refuseTime(options);
  await refuseTarget(options);
  const [fault] = await verifyBackup(folder, manifest);
  if (fault) throw refuse('backup/damaged', { folder, file: fault.file }, 422);
  const parts = await readParts(folder, manifest);
  const undo = await prepareTarget(options);
  try {
    if (!options.forDrill) await placeFolders(options, parts);
    const { url, stop } = await startDatabase(options, parts);
    await rm(join(dataDir, RESTORE_MARK), { force: true });
    return { url, parts, stop };
  } catch (error) {
    await removeDatabase(dataDir);
    for (const name of manifest.folders) await rm(join(dataDir, name), { recursive: true, force: true });
    await undo();
    throw error;
  }
}

function refuseTime({ manifest, until, walArchive }: RestoreOptions): void {
  if (until === null) return;
  if (manifest.physical === null) throw refuse('backup/logical-has-no-time', {}, 422);
  if (walArchive === null) throw refuse('backup/no-archive', {}, 422);
  if (until !== 'latest' && until.toISOString() < manifest.finishedAt)
    throw refuse('backup/until-too-early', { finishedAt: manifest.finishedAt }, 422);
}

/** What stands in the folder and would be in the way; keys would not. */
async function contentsOf(dataDir: string): Promise<readonly string[]> {
  const names: readonly string[] = await readdir(dataDir).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  });
  return names.filter((name) => name !== KEYS && !name.startsWith(REPLACED));
}

async function refuseTarget({ dataDir, replace = false }: RestoreOptions): Promise<void> {
  const place = await realpath(join(dataDir, DATABASE)).catch(() => null);
  if (place !== null && (await holderOf(place)) !== null) throw refuse('backup/folder-in-use', { dataDir });
  if (!replace && (await contentsOf(dataDir)).length > 0) throw refuse('backup/target-not-empty', { dataDir });
}

/** Makes room and marks the folder; answers what puts everything back. */
async function prepareTarget(options: RestoreOptions): Promise<() => Promise<void>> {
  const { dataDir, now } = options;
  // To verify took its time.
  await refuseTarget(options);
  await mkdir(dataDir, { recursive: true });
  const there = await contentsOf(dataDir);
  const mark = join(dataDir, RESTORE_MARK);
  await writeFile(mark, `${now().toISOString()}\n`);
  const moved = there.filter((name) => name !== RESTORE_MARK);
  const aside = join(dataDir, `${REPLACED}${now().toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}`);
  if (moved.length > 0) await mkdir(aside, { mode: 0o700 });
  for (const name of moved) await rename(join(dataDir, name), join(aside, name));
  return async () => {
    for (const name of moved) await rename(join(aside, name), join(dataDir, name));
    await rm(aside, { recursive: true, force: true });
    await rm(mark, { force: true });
  };
}

/** Files, proofs and keys. Keys that are there already stay: they may be newer than the backup. */
async function placeFolders(options: RestoreOptions, parts: ReadonlyMap<string, Part>): Promise<void> {
  const { folder, manifest, dataDir, keysFolder, bucket } = options;
  const hasKeys = (await readdir(join(dataDir, KEYS)).catch(() => [])).length > 0;
  const wanted = [...manifest.folders, ...(hasKeys ? [] : [KEYS])];
  for (const part of parts.values()) {
    if (!wanted.some((name) => part.path.startsWith(`${name}/`))) continue;
    if (bucket && part.path.startsWith(`${FILES}/`)) {
      await fillBucket(bucket, folder, part);
      continue;
    }
    const target = join(dataDir, part.path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await unpack(folder, part, target, { flush: true });
  }
  if (!hasKeys && keysFolder !== undefined) await copyKeys(keysFolder, join(dataDir, KEYS));
}

async function startDatabase(
  options: RestoreOptions,
  parts: ReadonlyMap<string, Part>,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const { manifest, folder, databaseUrl } = options;
  if (manifest.physical !== null) return recovered(options, parts);
  const { logical } = manifest;
  if (logical === null) throw refuse('backup/newer-format', { folder }, 422);
  const target =
    databaseUrl === null ? await emptyEmbedded(options) : { url: databaseUrl, stop: async () => undefined };
  try {
    await importRows(target.url, folder, { ...manifest, logical }, parts);
    await closeRun(target.url, manifest);
    return target;
  } catch (error) {
    await target.stop();
    throw error;
  }
}

async function recovered(
  options: RestoreOptions,
  parts: ReadonlyMap<string, Part>,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const { manifest, folder, database } = options;
  const settings = recoverySettings(options);
  const embedded = await start(options, {
    settings,
    unpack: async (into) => {
      for (const name of manifest.physical?.folders ?? [])
        await mkdir(join(into, name), { recursive: true, mode: 0o700 });
      for (const part of parts.values()) {
        const name = unpackedName(part);
        if (!name.startsWith(`${CLUSTER}/`)) continue;
        // The server flushes all of its files before it recovers.
        await unpack(folder, part, join(into, name.slice(CLUSTER.length + 1)), { flush: false });
      }
    },
  }).catch((error: unknown) => {
    const reason = error instanceof Refusal ? String(error.details.reason) : '';
    if (/before configured recovery target was reached/u.test(reason)) throw refuse('backup/until-not-reached');
    throw error;
  });
  const url = embedded.url(database);
  try {
    await closeRun(url, manifest, Object.keys(settings));
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { url, stop: () => embedded.stop() };
}

/** A drill may be thrown away at any time, and leaves the memory to those who work. */
const start = (
  { dataDir, log, forDrill = false }: RestoreOptions,
  recovery?: Parameters<typeof startEmbedded>[0]['recovery'],
): Promise<Embedded> =>
  startEmbedded({
    dataDir: join(dataDir, DATABASE),
    log,
    durable: !forDrill,
    ...(forDrill ? { memoryBytes: 2 ** 30 } : {}),
    ...(recovery ? { recovery } : {}),
  });

function recoverySettings({ until, walArchive, timeline }: RestoreOptions): Record<string, string> {
  // With `hot_standby` the server would call itself ready before it is done.
  const common = {
    restore_command: restoreCommand(walArchive),
    recovery_target_action: 'promote',
    hot_standby: 'off',
  };
  if (until === null) return { ...common, recovery_target: 'immediate', recovery_target_timeline: 'current' };
  const follow = { ...common, recovery_target_timeline: timeline === undefined ? 'latest' : String(timeline) };
  // The zone as a number: when this is read the server knows no zone by name, not even Z.
  return until === 'latest' ? follow : { ...follow, recovery_target_time: until.toISOString().replace('Z', '+00') };
}

async function emptyEmbedded(options: RestoreOptions): Promise<{ url: string; stop: () => Promise<void> }> {
  const embedded = await start(options);
  const client = new pg.Client({ connectionString: embedded.superuserUrl });
  await client.connect();
  await client.query(`create database ${options.database}`);
  await client.end();
  return { url: embedded.url(options.database), stop: () => embedded.stop() };
}

/** The backup holds itself as under way; and what the recovery needed is needed no more. */
async function closeRun(url: string, manifest: Manifest, settings: readonly string[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const name of settings) await client.query(`alter system reset ${name}`);
    await endRun(client, manifest.run, { at: new Date(manifest.finishedAt), error: null, manifest });
  } finally {
    await client.end();
  }
}

/** Removes a database also where a link led it elsewhere. */
export async function removeDatabase(dataDir: string): Promise<void> {
  const place = await realpath(join(dataDir, DATABASE)).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  });
  if (place !== null) await rm(place, { recursive: true, force: true });
  await rm(join(dataDir, DATABASE), { recursive: true, force: true });
}
