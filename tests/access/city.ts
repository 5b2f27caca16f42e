import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { reloadDirectory } from '../../src/identity/directory.ts';
import { seedIdentity } from '../../src/identity/seed.ts';
import { type Kernel, noLog, openPool, openPublicPool, type RouteList, type Web } from '../../src/kernel/index.ts';
import { type TestDatabase, testDatabase } from '../../src/kernel/testing/database.ts';
import { assembleKernel, assembleWeb } from '../../src/program.ts';
import { seedServiceItems } from '../../src/service-items/index.ts';
import { type Actor, addOfficeBelow, enterActors } from './actors.ts';
import { type Objects, prepareObjects } from './objects/index.ts';
import { PAYMENT_SECRET } from './objects/requests.ts';
import { type RehearsalPool, rehearsalPool } from './rehearsal.ts';
import { AT_ONCE } from './table.ts';

export const AT = new Date('2026-04-28T10:00:00+08:00');

/** The whole program, as it runs, on a demo city in which there is one of everything that can be asked for. */
export type AccessCity = {
  readonly kernel: Kernel;
  readonly web: Web;
  readonly routes: RouteList;
  /** Where its keys are. */
  readonly dataDir: string;
  readonly database: TestDatabase;
  /** As the owner of the database: past the grants. */
  readonly owner: pg.Pool;
  readonly actors: readonly Actor[];
  readonly objects: Objects;
  readonly rehearse: RehearsalPool['rehearse'];
  readonly close: () => Promise<void>;
};

export async function accessCity(): Promise<AccessCity> {
  const database = await testDatabase();
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  // The database is dropped while connections may still be closing.
  owner.on('error', () => undefined);
  await owner.query(
    `select kernel.ensure_entry_partition(m::date) from generate_series('2026-01-01'::date, '2026-12-01', interval '1 month') m`,
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'mt-access-'));
  const real = openPool({ url: database.url, max: AT_ONCE + 1 });
  const publicPool = openPublicPool({ url: database.publicUrl });
  const { pool, rehearse } = rehearsalPool(real);
  // A gateway that takes no money: it is told nothing here, and what it says is signed as it signs.
  const config = readConfig({ DATA_DIR: dataDir, PAYMENT_URL: 'sandbox:9', PAYMENT_SECRET });
  const kernel = await assembleKernel({ pool, publicPool }, config, () => AT);
  const { web, routes } = await assembleWeb(kernel, config, noLog);
  await seedCity(kernel, owner);
  // The ledger of the day's refusals is there before the first of them: its process is stored once.
  await web.inject({ method: 'POST', url: '/me/password' });
  const setting = { kernel, owner, web, at: AT };
  const actors = await enterActors(setting);
  const objects = await prepareObjects({ ...setting, actors });
  return {
    kernel,
    web,
    routes,
    dataDir,
    database,
    owner,
    actors,
    objects,
    rehearse,
    close: async () => {
      await web.close();
      await Promise.all([real.end(), publicPool.end()]);
      await owner.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function seedCity(kernel: Kernel, owner: pg.Pool): Promise<void> {
  await seedIdentity(kernel, AT);
  await addOfficeBelow({ owner });
  await reloadDirectory(kernel);
  await seedServiceItems(kernel, AT);
}
