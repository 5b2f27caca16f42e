import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { isErrno } from '../db/embedded/processes.ts';
import type { FileStore } from '../files/port.ts';
import { Refusal, refuse } from '../refusal.ts';
import { addBucket } from './bucket.ts';
import { addFolder, copyKeys, FILES, KEYS, type Throttle, throttle } from './folders.ts';
import { writeHeads } from './heads.ts';
import { latestIn } from './list.ts';
import { exportRows, PLAIN_TEXT } from './logical.ts';
import { descriptionOf, type LedgerHead, type LogicalFacts, type Manifest, UNFINISHED } from './manifest.ts';
import { earlierParts, flush, type PartWriter, partWriter } from './parts.ts';
import { copyCluster } from './physical.ts';
import { aloneOn, beginRun, endRun } from './runs.ts';

/** Published proofs: what they promise must be in the database that is restored beside them, so they are copied first. */
const BEFORE = ['log'];
/** Files stand before their rows, so they are copied after them. */
const AFTER = [FILES];

export type BackupOptions = {
  /** The owner's address of the database. */
  readonly ownerUrl: string;
  readonly kind: Manifest['kind'];
  readonly dataDir: string;
  /** Where files are kept, if not below `dataDir`. */
  readonly bucket?: FileStore | null;
  /** Where the backup will be; nothing may be there yet. */
  readonly folder: string;
  /** Only the database, for another version of PostgreSQL. */
  readonly databaseOnly?: boolean;
  readonly keys: 'inside' | 'left-out' | { readonly folder: string };
  readonly maxMegabytesPerSecond: number;
  readonly atOnce: boolean;
  readonly program: string;
  readonly dueAt?: Date | null;
  readonly now: () => Date;
};

/** A backup that is whole. */
export type Backup = { readonly folder: string; readonly manifest: Manifest };

/**
 * Makes a backup while people work. It grows under another name and takes its own when everything in it is on the
 * disk, so a folder of that name is a whole backup whatever was killed when.
 *
 * @law GB/T 22239-2019 8.1.4.9 a) (本地数据备份与恢复)
 * @throws Refusal backup/busy, backup/folder-not-empty, backup/tablespaces, backup/damaged-in-transit
 */
export async function takeBackup(options: BackupOptions): Promise<Backup> {
  const taken = await aloneOn(options.ownerUrl, options.now(), (client) => takeAlone(client, options));
  if (taken === null) throw refuse('backup/busy');
  return taken;
}

/** The same for who holds the lock already. */
export async function takeAlone(client: pg.Client, options: BackupOptions): Promise<Backup> {
  const { kind, folder, now, dueAt = null } = options;
  const startedAt = now();
  const draft = await draftFolder(folder);
  const run = await beginRun(client, { task: 'backup', kind, folder, dueAt, startedAt });
  try {
    const manifest = await write(draft, { ...options, startedAt, run });
    await rename(draft, folder);
    await flush(dirname(folder));
    await endRun(client, run, { at: now(), error: null, manifest });
    return { folder, manifest };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const code = error instanceof Refusal ? error.code : 'backup/failed';
    // The database may be what is away; the run is then found cut off.
    await endRun(client, run, { at: now(), error: code, manifest: null }).catch(() => undefined);
    throw error;
  }
}

async function draftFolder(folder: string): Promise<string> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  });
  if (names.length > 0) throw refuse('backup/folder-not-empty', { folder });
  const draft = `${folder}${UNFINISHED}`;
  // Whoever was writing there is gone: there is one backup at a time.
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  return draft;
}

type Draft = BackupOptions & { readonly startedAt: Date; readonly run: number | null };

async function write(draft: string, options: Draft): Promise<Manifest> {
  const { folder, dataDir, kind, keys, databaseOnly = false } = options;
  const earlier = await latestIn(dirname(folder), (manifest) => manifest.kind === kind);
  const parts = partWriter(draft, await earlierParts(earlier?.folder ?? null));
  const slow = throttle(options.maxMegabytesPerSecond);
  const before = databaseOnly ? [] : await addFolders(parts, dataDir, BEFORE, slow);
  const facts = await copyDatabase(draft, parts, slow, options);
  const after = databaseOnly ? [] : await addFiles(parts, options, slow);
  if (keys === 'inside') await addFolder(parts, dataDir, KEYS, slow);
  else if (keys !== 'left-out') await copyKeys(join(dataDir, KEYS), join(keys.folder, basename(folder)));
  const { manifest, files } = descriptionOf(
    {
      format: 1,
      kind,
      program: options.program,
      startedAt: options.startedAt.toISOString(),
      finishedAt: options.now().toISOString(),
      run: options.run,
      ...facts,
      folders: [...before, ...after],
      keys: typeof keys === 'string' ? keys : 'elsewhere',
    },
    parts.parts(),
    parts.newBytes(),
  );
  await parts.sync();
  for (const { path, text } of files) {
    await writeFile(join(draft, path), text, { mode: 0o600, flag: 'wx' });
    await flush(join(draft, path));
  }
  await flush(draft);
  return manifest;
}

const addFiles = async (parts: PartWriter, { bucket, dataDir }: Draft, slow: Throttle): Promise<readonly string[]> =>
  bucket ? [await addBucket(parts, bucket, slow)] : addFolders(parts, dataDir, AFTER, slow);

async function addFolders(
  parts: PartWriter,
  dataDir: string,
  names: readonly string[],
  slow: Throttle,
): Promise<string[]> {
  const added: string[] = [];
  for (const name of names) if (await addFolder(parts, dataDir, name, slow)) added.push(name);
  return added;
}

type DatabaseFacts = Pick<Manifest, 'postgres' | 'migrations' | 'ledger' | 'physical' | 'logical'>;

/** The ledger as it stands now, and then the database: it holds that ledger and what was added meanwhile. */
async function copyDatabase(draft: string, parts: PartWriter, slow: Throttle, options: Draft): Promise<DatabaseFacts> {
  const client = new pg.Client({ connectionString: options.ownerUrl, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(PLAIN_TEXT);
    await client.query('begin isolation level repeatable read read only');
    const ledger = await writeHeads(client, parts);
    const logical: LogicalFacts | null = options.kind === 'logical' ? await exportRows(client, parts, slow) : null;
    const facts = await versions(client, ledger);
    await client.query('commit');
    const physical = options.kind === 'physical' ? await copyCluster(options.ownerUrl, draft, parts, options) : null;
    return { ...facts, physical, logical };
  } finally {
    await client.end();
  }
}

async function versions(
  client: pg.Client,
  ledger: LedgerHead,
): Promise<Pick<Manifest, 'postgres' | 'migrations' | 'ledger'>> {
  const { rows } = await client.query<{ version: string; number: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  );
  const { rows: ran } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from public.mingtang_migration order by name collate "C"',
  );
  const [{ version, number } = { version: '', number: 0 }] = rows;
  return { postgres: { major: Math.floor(number / 10_000), version }, migrations: ran, ledger };
}
