import type { Db, Kernel, Transaction } from '../../kernel/index.ts';
import type { DB } from '../tables.ts';

/** The generated interface as an alias: Kysely wants an index signature. */
type Tables = Pick<DB, keyof DB>;

/** The tables of this module. */
export type RequestsDb = Db<DB>;

/** This module's view of the database. */
export const databaseOf = (kernel: Pick<Kernel, 'db'>): RequestsDb => kernel.db.withTables<Tables>();

/** The same inside an open transaction. */
export const databaseIn = (tx: Transaction): RequestsDb => tx.as<DB>();
