import { join } from 'node:path';
import pg from 'pg';
import type { Config } from './config.ts';
import { runningEmbedded, startEmbedded } from './kernel/db/embedded/start.ts';
import { migrate, openPool, openPublicPool } from './kernel/index.ts';

/** A migrated database with the pool the program works on and the one that visitors are served from. */
export type Database = { readonly pool: pg.Pool; readonly publicPool: pg.Pool; readonly stop: () => Promise<void> };

const NAME = 'mingtang';
/** A login that can only be the public role. Deployments on an external PostgreSQL name theirs in the configuration. */
const VISITOR = 'mingtang_visitor';

type Databases = Pick<Config, 'dataDir' | 'databaseUrl' | 'databasePublicUrl'>;

/**
 * The database of this configuration: the external one, or the embedded one on its folder.
 *
 * @param options.attach a command works beside a program that is running on the same folder; a second program is refused
 */
export async function openConfiguredDatabase(
  config: Databases,
  log: (line: string) => void,
  { attach = false, max = 16 }: { readonly attach?: boolean; readonly max?: number } = {},
): Promise<Database> {
  const { url, publicUrl, stop } = await place(config, log, attach);
  await migrate(url);
  await ensurePartitions(url);
  if (config.databaseUrl === null) await ensureVisitor(url);
  const pool = openPool({ url, max });
  const publicPool = openPublicPool({ url: publicUrl });
  return {
    pool,
    publicPool,
    stop: async () => {
      await Promise.all([pool.end(), publicPool.end()]);
      await stop();
    },
  };
}

type Place = { readonly url: string; readonly publicUrl: string; readonly stop: () => Promise<void> };

async function place(config: Databases, log: (line: string) => void, attach: boolean): Promise<Place> {
  const nothing = async (): Promise<void> => undefined;
  if (config.databaseUrl !== null)
    return { url: config.databaseUrl, publicUrl: config.databasePublicUrl ?? config.databaseUrl, stop: nothing };
  // A folder of its own: keys and files beside it stay with the user who runs the program.
  const dataDir = databaseFolder(config);
  const running = attach ? await runningEmbedded(dataDir) : null;
  if (running) return { url: running.url(NAME), publicUrl: running.url(NAME, VISITOR), stop: nothing };
  const embedded = await startEmbedded({ dataDir, log });
  await ensureDatabase(embedded.superuserUrl);
  return { url: embedded.url(NAME), publicUrl: embedded.url(NAME, VISITOR), stop: () => embedded.stop() };
}

async function ensureDatabase(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
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
export const databaseFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'database');
