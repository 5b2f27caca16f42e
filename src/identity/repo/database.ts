import type { Db, Kernel, Transaction } from '../../kernel/index.ts';
import type { DB } from '../tables.ts';

/** The generated interface as an alias: Kysely wants an index signature. */
type Tables = Pick<DB, keyof DB>;

/** The tables of this module. */
export type IdentityDb = Db<DB>;

/** This module's view of the database. The kernel hands out one pool; its type knows the kernel's tables only. */
export const databaseOf = (kernel: Pick<Kernel, 'db'>): IdentityDb => kernel.db.withTables<Tables>();

/** The same inside an open transaction. */
export const databaseIn = (tx: Transaction): IdentityDb => tx.as<DB>();
