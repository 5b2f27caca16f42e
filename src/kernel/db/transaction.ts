import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Db } from './database.ts';

/** One open transaction: the bare client for prepared statements, and typed views of it for modules. */
export type Transaction = {
  readonly client: pg.PoolClient;
  /** A module's view of the same transaction. */
  readonly as: <Tables>() => Db<Tables>;
};

/** Runs `work` in one transaction; a throw rolls everything back. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(transactionOn(pool, client));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function transactionOn(pool: pg.Pool, client: pg.PoolClient): Transaction {
  // Kysely wants a pool; it is given one that always answers with this client and never takes it back.
  const borrowed = new Proxy(client, {
    get: (target, property) => {
      if (property === 'release') return () => undefined;
      const member: unknown = Reflect.get(target, property);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  const view = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: { options: pool.options, connect: async () => borrowed, end: async () => undefined },
    }),
  });
  return { client, as: <Tables>() => view as Kysely<Tables> };
}
