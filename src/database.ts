import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from './config.ts';
import { DATABASE, RESTORE_MARK } from './kernel/backup/restore.ts';
import { runningEmbedded, startEmbedded } from './kernel/db/embedded/start.ts';
import { migrate, openPool, refuse } from './kernel/index.ts';

/** A migrated database and the pool the program works on. */
export type Database = { readonly pool: pg.Pool; readonly ownerUrl: string; readonly stop: () => Promise<void> };

/** What the embedded database is called. */
export const DATABASE_NAME = 'mingtang';

type Where = Pick<Config, 'dataDir' | 'databaseUrl' | 'backup'>;

/**
 * The database of this configuration: the external one, or the embedded one on its folder.
 *
 * @param options.attach a command works beside a program that is running on the same folder; a second program is refused
 */
export async function openConfiguredDatabase(
  config: Where,
  log: (line: string) => void,
  { attach = false, max = 16 }: { readonly attach?: boolean; readonly max?: number } = {},
): Promise<Database> {
  const { url, stop } = await openPlace(config, log, attach);
  await migrate(url);
  await ensurePartitions(url);
  const pool = openPool({ url, max });
  return {
    pool,
    ownerUrl: url,
    stop: async () => {
      await pool.end();
      await stop();
    },
  };
}

/**
 * The database as it stands, not migrated: what a backup is made of, and what an import fills.
 *
 * @throws Refusal backup/restore-unfinished while the folder holds half a restore
 */
export async function openPlace(
  config: Where,
  log: (line: string) => void,
  attach: boolean,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const nothing = async (): Promise<void> => undefined;
  if (existsSync(join(config.dataDir, RESTORE_MARK)))
    throw refuse('backup/restore-unfinished', { dataDir: config.dataDir });
  if (config.databaseUrl !== null) return { url: config.databaseUrl, stop: nothing };
  // A folder of its own: keys and files beside it stay with the user who runs the program.
  const dataDir = databaseFolder(config);
  const running = attach ? await runningEmbedded(dataDir) : null;
  if (running) return { url: running.url(DATABASE_NAME), stop: nothing };
  const embedded = await startEmbedded({ dataDir, log, walArchive: config.backup.walArchive });
  await ensureDatabase(embedded.superuserUrl);
  return { url: embedded.url(DATABASE_NAME), stop: () => embedded.stop() };
}

async function ensureDatabase(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}

/** Partitions of the ledger for last month to next year, so that no act ever waits for one. */
async function ensurePartitions(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select kernel.ensure_entry_partition(month::date)
      from generate_series(date_trunc('month', now()) - interval '1 month', now() + interval '13 months', interval '1 month') month`);
  } finally {
    await client.end();
  }
}

/** Where the embedded database lives. */
export const databaseFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, DATABASE);
