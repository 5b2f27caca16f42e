import { chmod, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openPool } from '../db/database.ts';
import { holderOf, holdFolder } from '../db/embedded/holder.ts';
import { endPostgres } from '../db/embedded/postmaster.ts';
import { Refusal } from '../refusal.ts';
import { type Examined, examine, keysOpen, lostFiles } from './examine.ts';
import { KEYS } from './folders.ts';
import { DATABASE, openRestored, type RestoreOptions, removeDatabase } from './restore.ts';
import { beginRun, endRun } from './runs.ts';

const PREFIX = 'mt-drill-';
const DATA = 'data';

/** What a drill has shown; each `null` is a question that did not arise. */
export type DrillResult = {
  readonly ok: boolean;
  /** Codes of what was not right. */
  readonly reasons: readonly string[];
  readonly seconds: number;
  readonly examined: Examined;
  readonly files: { readonly files: number; readonly lost: readonly string[] } | null;
  readonly keysOpen: boolean | null;
};

export type DrillOptions = Pick<RestoreOptions, 'folder' | 'manifest' | 'database' | 'now' | 'log'> & {
  /** Where the temporary folder is made. */
  readonly scratch: string;
  /** The keys to try when the backup has none inside. */
  readonly keysFolder: string;
};

/**
 * Restores a backup aside, on a server of its own, and proves that it is what it says: every byte as written, the
 * ledger whole and its head the backup's, every file there, the keys fitting. Leaves nothing behind.
 *
 * @law GB/T 22239-2019 8.1.10.11 (备份与恢复管理)
 * @throws Refusal what a restore is refused for
 */
export async function drill(options: DrillOptions): Promise<DrillResult> {
  const { folder, manifest, scratch } = options;
  const startedAt = performance.now();
  await mkdir(scratch, { recursive: true });
  await clearForgotten(scratch);
  const own = await mkdtemp(join(scratch, PREFIX));
  await chmod(own, 0o711); // the user the server runs as passes through
  const release = await holdFolder(own);
  const dataDir = join(own, DATA);
  try {
    const restored = await openRestored({
      ...options,
      dataDir,
      databaseUrl: null,
      until: null,
      walArchive: null,
      forDrill: true,
    });
    const keysFolder = manifest.keys === 'inside' ? join(folder, KEYS) : options.keysFolder;
    const pool = openPool({ url: restored.url, max: 2 });
    try {
      const examined = await examine({ ...restored, folder, manifest });
      const files = await lostFiles(pool, manifest, restored.parts);
      const opens = await keysOpen(pool, keysFolder);
      const reasons = [
        ...(examined.heads.agrees ? [] : ['backup/head-differs']),
        ...(examined.ledger.faults.length === 0 ? [] : ['backup/ledger-faults']),
        ...(files === null || files.lost.length === 0 ? [] : ['backup/files-lost']),
        ...(opens === false ? ['backup/keys-do-not-open'] : []),
      ];
      const seconds = (performance.now() - startedAt) / 1000;
      return { ok: reasons.length === 0, reasons, seconds, examined, files, keysOpen: opens };
    } finally {
      await pool.end();
      await restored.stop();
    }
  } finally {
    await release();
    await removeDatabase(dataDir);
    await rm(own, { recursive: true, force: true });
  }
}

/** Writes down that a drill was held, and what came of it. */
export async function recordDrill(
  ownerUrl: string,
  { folder, manifest, now }: DrillOptions,
  startedAt: Date,
  outcome: DrillResult | Refusal,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const run = await beginRun(client, { task: 'drill', kind: manifest.kind, folder, dueAt: null, startedAt });
    const error = outcome instanceof Refusal ? outcome.code : (outcome.reasons[0] ?? null);
    await endRun(client, run, { at: now(), error, manifest });
  } finally {
    await client.end();
  }
}

/** Drills that were killed: their servers may still run. */
async function clearForgotten(scratch: string): Promise<void> {
  for (const name of (await readdir(scratch)).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(scratch, name);
    if ((await holderOf(folder)) !== null) continue;
    const place = await realpath(join(folder, DATA, DATABASE)).catch(() => null);
    if (place !== null) await endPostgres(join(place, 'cluster'));
    await removeDatabase(join(folder, DATA));
    await rm(folder, { recursive: true, force: true });
  }
}
