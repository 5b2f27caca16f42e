import { join } from 'node:path';
import type pg from 'pg';
import { accessOf } from './access/permission.ts';
import { openCalendars } from './calendars.ts';
import { defaultLightRule } from './clock/index.ts';
import { openDatabase } from './db/database.ts';
import type { DB } from './db/tables.ts';
import { localFiles } from './files/store.ts';
import type { Kernel } from './kernel.ts';
import { kindsOf } from './matter/kinds.ts';
import type { Module } from './module.ts';
import { processesIn } from './process/store.ts';
import { masterKey, sealWith } from './seal/seal.ts';

export type KernelOptions = {
  readonly pool: pg.Pool;
  /** See {@link openPublicPool}; a command that serves nobody has none and reads what is published with its own. */
  readonly publicPool?: pg.Pool;
  readonly dataDir: string;
  readonly modules: readonly Module[];
  readonly now?: () => Date;
};

/** The kernel with everything the modules declare. @throws Error when two modules contradict each other */
export async function createKernel({
  pool,
  publicPool = pool,
  dataDir,
  modules,
  now = () => new Date(),
}: KernelOptions): Promise<Kernel & { setWake: (wake: () => void) => void }> {
  let wake: () => void = () => undefined;
  return {
    pool,
    db: openDatabase<DB>(pool),
    published: { pool: publicPool, db: openDatabase<DB>(publicPool) },
    kinds: kindsOf(modules.flatMap((module) => module.kinds ?? [])),
    processes: processesIn(pool),
    access: accessOf(modules.map((module) => module.permissions ?? {})),
    calendars: await openCalendars(pool),
    lightRule: defaultLightRule,
    seal: sealWith(await masterKey(join(dataDir, 'keys', 'master.key'))),
    files: localFiles(join(dataDir, 'files')),
    now,
    wake: () => wake(),
    setWake: (next) => {
      wake = next;
    },
  };
}
