import { join } from 'node:path';
import type pg from 'pg';
import { accessOf } from './access/permission.ts';
import { openCalendars } from './calendars.ts';
import { defaultLightRule } from './clock/index.ts';
import type { Day } from './day.ts';
import { openDatabase } from './db/database.ts';
import type { DB } from './db/tables.ts';
import { type FileSettings, openFiles } from './files/open.ts';
import { createInstruments } from './instruments/index.ts';
import type { Kernel } from './kernel.ts';
import type { PaymentGateway } from './link/gateway.ts';
import type { ReportSuperior } from './link/superior.ts';
import { hashOfSuite, type LogOptions, logSettings, type Suite, suiteOf } from './log/settings.ts';
import { kindsOf } from './matter/kinds.ts';
import type { Module } from './module.ts';
import { processesIn } from './process/store.ts';
import { askedRing, type CipherSuite, givenRing, openKeys, ownRing, payloadColumn } from './seal/index.ts';

export type KernelOptions = {
  readonly pool: pg.Pool;
  /** See {@link openPublicPool}; a command that serves nobody has none and reads what is published with its own. */
  readonly publicPool?: pg.Pool;
  readonly dataDir: string;
  readonly modules: readonly Module[];
  /** Where files are kept and what scans them; a folder and nothing unless said. */
  readonly files?: FileSettings;
  readonly now?: () => Date;
  /** Which hash and signature the operator asks for; null: whatever the ledger began with. */
  readonly suite?: Suite | null;
  readonly log?: LogOptions;
  readonly keys?: KeyOptions;
  readonly payments?: PaymentGateway | null;
  readonly superior?: ReportSuperior | null;
};

/** Where the keys are and what new ones seal with; a ring of the program's own in the data folder unless said. */
export type KeyOptions = {
  /** A file that somebody else provides. */
  readonly ring?: string | null;
  /** A command that prints the ring. */
  readonly command?: string | null;
  readonly suite?: CipherSuite;
};

/**
 * The kernel with everything the modules declare.
 *
 * @throws Error when two modules contradict each other
 * @throws Refusal ledger/other-suite, log/not-a-key, log/not-a-witness
 */
export async function createKernel({
  pool,
  publicPool = pool,
  dataDir,
  modules,
  files = { s3: null, scanner: null },
  now = () => new Date(),
  suite: wanted = null,
  log,
  payments = null,
  superior = null,
  keys: { ring = null, command = null, suite: cipher = 'aes-256-gcm' } = {},
}: KernelOptions): Promise<Kernel & { setWake: (wake: () => void) => void }> {
  const suite = await suiteOf(pool, wanted);
  let wake: () => void = () => undefined;
  const sealed = [payloadColumn, ...modules.flatMap((module) => module.sealed ?? [])];
  const source =
    command === null ? (ring === null ? ownRing(join(dataDir, 'keys')) : givenRing(ring)) : askedRing(command);
  const keys = await openKeys({ pool, source, suite: cipher, columns: sealed });
  const kernel = {
    pool,
    db: openDatabase<DB>(pool),
    published: { pool: publicPool, db: openDatabase<DB>(publicPool) },
    dataDir,
    publicUrl: (log?.publicUrl ?? 'http://localhost').replace(/\/+$/u, ''),
    kinds: kindsOf(modules.flatMap((module) => module.kinds ?? [])),
    gates: modules.flatMap((module) => module.gates ?? []),
    places: new Map(modules.flatMap((module) => Object.entries(module.places ?? {}))),
    processes: processesIn(pool),
    access: accessOf(modules.map((module) => module.permissions ?? {})),
    calendars: await openCalendars(pool, now),
    lightRule: defaultLightRule,
    ledgerHash: hashOfSuite(suite),
    log: logSettings(dataDir, suite, log),
    instruments: createInstruments(),
    files: openFiles(
      dataDir,
      files,
      modules.flatMap((module) => module.fileUses ?? []),
    ),
    payments,
    superior,
    holders: async (agencyId: number, role: string, on: Day): Promise<readonly number[]> => {
      const found = modules.map(async (module) => (await module.holders?.(kernel, agencyId, role, on)) ?? []);
      return (await Promise.all(found)).flat();
    },
    keys,
    seal: keys.seal,
    sealed,
    retention: modules.flatMap((module) => module.retention ?? []),
    erasers: modules.flatMap((module) => module.erasers ?? []),
    recordListeners: modules.flatMap((module) => module.onRecords ?? []),
    ownData: modules.flatMap((module) => module.ownData ?? []),
    now,
    wake: () => wake(),
    setWake: (next: () => void) => {
      wake = next;
    },
  };
  return kernel;
}
