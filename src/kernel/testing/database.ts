import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { TEMPLATE, VISITOR } from './template.ts';

/** A migrated, empty database of one test file's own. */
export type TestDatabase = {
  /** What `openPool` takes; the pool takes up the program's own role. */
  readonly url: string;
  /** What `openPublicPool` takes: a login that can only be the public role. */
  readonly publicUrl: string;
  /** The owner's address, for migrations and for looking behind the grants. */
  readonly ownerUrl: string;
  /** Removes it; connections that are still open are cut. */
  drop(): Promise<void>;
};

/**
 * A database of the caller's own, copied from the migrated template (15 ms in memory). Take one for each test file,
 * in `beforeAll`, and drop it in `afterAll`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('testServerUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(server, `create database ${name} template ${TEMPLATE} strategy file_copy`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  return {
    url: address.href,
    publicUrl: publicUrlOf(address),
    ownerUrl: address.href,
    drop: () => asSuperuser(server, `drop database if exists ${name} with (force)`),
  };
}

function publicUrlOf(address: URL): string {
  const visitor = new URL(address);
  visitor.username = VISITOR;
  return visitor.href;
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
