import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type Embedded, startEmbedded } from '../../../src/kernel/db/embedded/start.ts';
import { fillFolder } from '../../journeys/support/program.ts';

/**
 * A PostgreSQL that is nobody's own, for programs with a DATABASE_URL, below a data folder that is not there yet. Both
 * hold the demo city where one was filled; else the database `mingtang` is empty, and the first program fills it.
 */
export async function startDatabase(dataDir: string): Promise<Embedded> {
  await mkdir(dataDir, { mode: 0o711 });
  fillFolder(dataDir);
  const server = await startAgain(dataDir);
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'mingtang'`);
    if (rowCount === 0) await client.query('create database mingtang');
  } finally {
    await client.end();
  }
  return server;
}

/** The same once it was stopped. */
export const startAgain = (dataDir: string): Promise<Embedded> =>
  startEmbedded({ dataDir: join(dataDir, 'database'), memoryBytes: 2 ** 30 });
