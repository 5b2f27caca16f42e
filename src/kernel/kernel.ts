import type pg from 'pg';
import type { Access } from './access/permission.ts';
import type { Calendar } from './calendar/index.ts';
import type { LightRule } from './clock/index.ts';
import type { Day } from './day.ts';
import type { Db } from './db/database.ts';
import type { DB } from './db/tables.ts';
import type { Transaction } from './db/transaction.ts';
import type { Files } from './files/port.ts';
import type { Instruments } from './instruments/index.ts';
import type { LedgerHash } from './ledger/entry.ts';
import type { PaymentGateway } from './link/gateway.ts';
import type { ReportSuperior } from './link/superior.ts';
import type { LogSettings } from './log/settings.ts';
import type { Kinds } from './matter/kinds.ts';
import type { Snapshot } from './matter/snapshot.ts';
import type { OwnData } from './own-data.ts';
import type { Processes } from './process/store.ts';
import type { Announced } from './record/announced.ts';
import type { RetentionDefault } from './retention/rule.ts';
import type { SealedColumn } from './seal/columns.ts';
import type { Keys } from './seal/keys.ts';
import type { Seal } from './seal/seal.ts';

/** Where working days come from: the arrangement in force for a region, re-read when a new year is loaded. */
export type Calendars = {
  /** Answers also for years not loaded, marked provisional: the city's work never stops. */
  readonly forRegion: (region: string) => Calendar;
  /** Refuses years not loaded. */
  readonly strict: () => Calendar;
  readonly reload: () => Promise<void>;
};

/**
 * Where pages for everybody read: published views, as a role that sees nothing else. What is published is asked for in
 * the same words by both roles, so a query of published data takes either this or the kernel itself.
 */
export type Published = { readonly pool: pg.Pool; readonly db: Db<DB> };

/** What every operation is given: the one place where the program meets its database, files, keys and clock. */
export type Kernel = {
  readonly pool: pg.Pool;
  readonly db: Db<DB>;
  readonly published: Published;
  /** What this copy keeps on its own disk. */
  readonly dataDir: string;
  /** The address people reach the program by, without a slash at its end. */
  readonly publicUrl: string;
  readonly kinds: Kinds;
  /** What modules demand before acts of matters that are not theirs. */
  readonly gates: readonly ActGate[];
  /** By the names of the permissions that are about the things of one agency. */
  readonly places: ReadonlyMap<string, PlaceOf>;
  readonly processes: Processes;
  readonly access: Access;
  readonly calendars: Calendars;
  readonly lightRule: LightRule;
  readonly seal: Seal;
  readonly keys: Keys;
  /** Every column that holds something sealed. */
  readonly sealed: readonly SealedColumn[];
  /** What entries of the ledger are hashed with: chosen once for a city. */
  readonly ledgerHash: LedgerHash;
  readonly log: LogSettings;
  /** What the program counts about itself. */
  readonly instruments: Instruments;
  readonly files: Files;
  /** Through whom the city is paid; null where no gateway is connected. */
  readonly payments: PaymentGateway | null;
  /** The superior outside this city that information is reported to; null where no system of his is connected. */
  readonly superior: ReportSuperior | null;
  /** The people who hold a role at an agency on a day, as far as a module knows them: who is told of a matter there. */
  readonly holders: (agencyId: number, role: string, on: Day) => Promise<readonly number[]>;
  /** How long the personal data of each kind of matter is kept, and how modules erase theirs. */
  readonly retention: readonly RetentionDefault[];
  readonly erasers: readonly Eraser[];
  /** Who is told, after the commit, of what the city has said and says no longer. */
  readonly recordListeners: readonly RecordListener[];
  /** What each module keeps about a person, for himself. */
  readonly ownData: readonly OwnDataSource[];
  /** The instant of the request; operations take it as a parameter and never read the machine's clock. */
  readonly now: () => Date;
  /** Tells the worker, after a commit, that there may be jobs. */
  readonly wake: () => void;
};

/** How a module erases what it keeps of a matter beside the ledger. */
export type Eraser = {
  readonly kinds: readonly string[];
  /** Names what goes, in the entry that says so. */
  readonly what: string;
  /** The code of the reason why it must be kept for now; null when nothing stands in the way. */
  readonly keeps?: (kernel: Kernel, snapshot: Snapshot, at: Date) => Promise<string | null>;
  /** Removes it, in the transaction of the entry. */
  readonly erase: (tx: Transaction, matterId: number, at: Date) => Promise<void>;
};

/**
 * Gathers what a module keeps about a person, in full: nobody but himself is ever shown it.
 *
 * @law 个人信息保护法 第四十五条
 */
export type OwnDataSource = (kernel: Kernel, personId: number) => Promise<readonly OwnData[]>;

/** The one agency that something belongs to on a day. */
export type PlaceOf = (kernel: Kernel, on: Day) => Promise<{ readonly id: number }>;

/**
 * What one module demands before an act of another's matters may take place. It stands in every way to the act, the
 * program's own included, and is asked in the act's transaction where there is one.
 */
export type ActGate = {
  readonly kind: string;
  readonly act: string;
  /** Null, or the reason why not; throws nothing of its own. */
  readonly holds: (
    kernel: Kernel,
    snapshot: Snapshot,
    source: Pick<pg.Pool, 'query'>,
  ) => Promise<{ readonly code: string; readonly details?: Readonly<Record<string, unknown>> } | null>;
};

/**
 * Told of records that changed together, after the change was committed. It may be told twice, and later than of a later
 * change: what stands is in the database, the announcement only says where to look.
 */
export type RecordListener = (kernel: Kernel, changes: readonly Announced[], at: Date) => Promise<void>;
