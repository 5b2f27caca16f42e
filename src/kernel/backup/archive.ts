import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { waitUntil } from '../db/embedded/processes.ts';

const PATIENCE_MS = 30_000;

/** Has a running server archive what it has written so far; answers whether it did so in time. */
export async function archiveNow(ownerUrl: string, folder: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // The byte before: where nothing was written since the last switch the place is the first of a segment that stays open.
    const { rows } = await client.query<{ name: string }>('select pg_walfile_name(pg_switch_wal() - 1) as name');
    const file = join(folder, `${rows[0]?.name}.gz`);
    return await waitUntil(async () => (await stat(file).catch(() => null)) !== null, PATIENCE_MS);
  } finally {
    await client.end();
  }
}
