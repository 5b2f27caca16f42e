import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '../../../src/config.ts';
import { seedIdentity } from '../../../src/identity/index.ts';
import { openPool } from '../../../src/kernel/index.ts';
import { testDatabase } from '../../../src/kernel/testing/database.ts';
import { assembleKernel } from '../../../src/program.ts';
import { seedServiceItems } from '../../../src/service-items/index.ts';

export type CityKernel = Awaited<ReturnType<typeof assembleKernel>>;

export type SealingCity = {
  /** Two copies of the program on one database and one ring. */
  readonly copies: readonly [CityKernel, CityKernel];
  readonly owner: pg.Pool;
  readonly dataDir: string;
  readonly setNow: (at: Date) => void;
  readonly close: () => Promise<void>;
};

/** The demo city in two copies of the whole program, on a database of their own. */
export async function sealingCity(start: Date): Promise<SealingCity> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'mt-sealing-'));
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  await owner.query(
    `select kernel.ensure_entry_partition(m::date)
       from generate_series($1::timestamptz - interval '14 months', $1::timestamptz + interval '14 months', interval '1 month') m`,
    [start],
  );
  let now = start;
  const keys = { ring: null, command: null, suite: 'aes-256-gcm' } as const;
  const pools = [openPool({ url: database.url, max: 8 }), openPool({ url: database.url, max: 8 })] as const;
  const copyOn = (pool: pg.Pool) => assembleKernel({ pool }, { ...readConfig({ DATA_DIR: dataDir }), keys }, () => now);
  const first = await copyOn(pools[0]);
  await seedIdentity(first, start);
  await seedServiceItems(first, start);
  return {
    copies: [first, await copyOn(pools[1])],
    owner,
    dataDir,
    setNow: (at) => {
      now = at;
    },
    close: async () => {
      for (const pool of pools) await pool.end();
      await owner.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
