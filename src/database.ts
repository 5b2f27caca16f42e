import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from './config.ts';
import { DATABASE, RESTORE_MARK } from './kernel/backup/restore.ts';
import { type EmbeddedAddress, runningEmbedded, startEmbedded } from './kernel/db/embedded/start.ts';
import { migrate, openPool, openPublicPool, refuse } from './kernel/index.ts';

/** A migrated database with the pool the program works on and the one that visitors are served from. */
export type Database = {
  readonly pool: pg.Pool;
  readonly publicPool: pg.Pool;
  readonly ownerUrl: string;
  readonly stop: () => Promise<void>;
};

/** What the embedded database is called. */
export const DATABASE_NAME = 'mingtang';

/** A login that can only be the public role. Deployments on an external PostgreSQL name theirs in the configuration. */
const VISITOR = 'mingtang_visitor';

type Where = Pick<Config, 'dataDir' | 'databaseUrl' | 'databasePublicUrl' | 'backup'>;

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
  const { url, publicUrl, stop } = await openPlace(config, log, attach);
  await migrate(url);
  await ensurePartitions(url);
  if (config.databaseUrl === null) await ensureVisitor(url);
  const pool = openPool({ url, max });
  const publicPool = openPublicPool({ url: publicUrl });
  return {
    pool,
    publicPool,
    ownerUrl: url,
    stop: async () => {
      await Promise.all([pool.end(), publicPool.end()]);
      await stop();
    },
  };
}

type Place = { readonly url: string; readonly publicUrl: string; readonly stop: () => Promise<void> };

const urlsOf = (address: EmbeddedAddress) => ({
  url: address.url(DATABASE_NAME),
  publicUrl: address.url(DATABASE_NAME, VISITOR),
});

/**
 * The database as it stands, not migrated: what a backup is made of, and what an import fills.
 *
 * @throws Refusal backup/restore-unfinished while the folder holds half a restore
 */
export async function openPlace(config: Where, log: (line: string) => void, attach: boolean): Promise<Place> {
  const nothing = async (): Promise<void> => undefined;
  if (existsSync(join(config.dataDir, RESTORE_MARK)))
    throw refuse('backup/restore-unfinished', { dataDir: config.dataDir });
  if (config.databaseUrl !== null)
    return { url: config.databaseUrl, publicUrl: config.databasePublicUrl ?? config.databaseUrl, stop: nothing };
  // A folder of its own: keys and files beside it stay with the user who runs the program.
  const dataDir = databaseFolder(config);
  const running = attach ? await runningEmbedded(dataDir) : null;
  if (running) return { ...urlsOf(running), stop: nothing };
  const embedded = await startEmbedded({ dataDir, log, walArchive: config.backup.walArchive });
  await ensureDatabase(embedded.superuserUrl);
  return { ...urlsOf(embedded), stop: () => embedded.stop() };
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

/** The login of the public pages, on the embedded PostgreSQL: without a password, like all of them there. */
async function ensureVisitor(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [VISITOR]);
    if (rowCount === 0) await client.query(`create role ${VISITOR} login in role mingtang_public`);
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
