import type pg from 'pg';
import type { Access } from './access/permission.ts';
import type { Calendar } from './calendar/index.ts';
import type { LightRule } from './clock/index.ts';
import type { Db } from './db/database.ts';
import type { DB } from './db/tables.ts';
import type { FileStore } from './files/store.ts';
import type { LedgerHash } from './ledger/entry.ts';
import type { Kinds } from './matter/kinds.ts';
import type { OwnDataSource } from './own-data.ts';
import type { Processes } from './process/store.ts';
import type { Eraser, RetentionDefault } from './retention/index.ts';
import type { Keys, Seal, SealedColumn } from './seal/index.ts';

/** Where working days come from: the arrangement in force for a region, re-read when a new year is loaded. */
export type Calendars = {
  /** Answers also for years not loaded, marked provisional: the city's work never stops. */
  readonly forRegion: (region: string) => Calendar;
  /** Refuses years not loaded. */
  readonly strict: () => Calendar;
  readonly reload: () => Promise<void>;
};

/** What every operation is given: the one place where the program meets its database, files, keys and clock. */
export type Kernel = {
  readonly pool: pg.Pool;
  readonly db: Db<DB>;
  readonly kinds: Kinds;
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
  readonly files: FileStore;
  /** How long the personal data of each kind of matter is kept, and how modules erase theirs. */
  readonly retention: readonly RetentionDefault[];
  readonly erasers: readonly Eraser[];
  /** What each module keeps about a person, for himself. */
  readonly ownData: readonly OwnDataSource[];
  /** The instant of the request; operations take it as a parameter and never read the machine's clock. */
  readonly now: () => Date;
  /** Tells the worker, after a commit, that there may be jobs. */
  readonly wake: () => void;
};
