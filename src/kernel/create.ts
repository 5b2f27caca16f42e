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
import { askedRing, type CipherSuite, givenRing, openKeys, ownRing, payloadColumn } from './seal/index.ts';

export type KernelOptions = {
  readonly pool: pg.Pool;
  readonly dataDir: string;
  readonly modules: readonly Module[];
  readonly now?: () => Date;
  readonly keys?: KeyOptions;
};

/** Where the keys are and what new ones seal with; a ring of the program's own in the data folder unless said. */
export type KeyOptions = {
  /** A file that somebody else provides. */
  readonly ring?: string | null;
  /** A command that prints the ring. */
  readonly command?: string | null;
  readonly suite?: CipherSuite;
};

/** The kernel with everything the modules declare. @throws Error when two modules contradict each other */
export async function createKernel({
  pool,
  dataDir,
  modules,
  now = () => new Date(),
  keys: { ring = null, command = null, suite = 'aes-256-gcm' } = {},
}: KernelOptions): Promise<Kernel & { setWake: (wake: () => void) => void }> {
  let wake: () => void = () => undefined;
  const sealed = [payloadColumn, ...modules.flatMap((module) => module.sealed ?? [])];
  const source =
    command === null ? (ring === null ? ownRing(join(dataDir, 'keys')) : givenRing(ring)) : askedRing(command);
  const keys = await openKeys({ pool, source, suite, columns: sealed });
  return {
    pool,
    db: openDatabase<DB>(pool),
    kinds: kindsOf(modules.flatMap((module) => module.kinds ?? [])),
    processes: processesIn(pool),
    access: accessOf(modules.map((module) => module.permissions ?? {})),
    calendars: await openCalendars(pool),
    lightRule: defaultLightRule,
    keys,
    seal: keys.seal,
    sealed,
    ledgerHash: 'sha256',
    files: localFiles(join(dataDir, 'files')),
    retention: modules.flatMap((module) => module.retention ?? []),
    erasers: modules.flatMap((module) => module.erasers ?? []),
    ownData: modules.flatMap((module) => module.ownData ?? []),
    now,
    wake: () => wake(),
    setWake: (next) => {
      wake = next;
    },
  };
}
