import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '../package-root.ts';

const LOCK = 590900;

type Migration = { readonly name: string; readonly sql: string; readonly sha256: string };

const SHIPPED = join(packageRoot, 'migrations');

/** The migrations in order; `0001-kernel.sql` first. */
export async function migrations(folder = SHIPPED): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings a database to the schema of this program: plain SQL, forward only, each file in its own transaction, one
 * program at a time. A file that ran is never run again; one that was edited afterwards, or that this program does
 * not know (the database is newer), stops the start.
 *
 * @param options.folder where the files are; those that came along unless said
 * @param options.only the files to run, by name: an import goes on from the schema that the export was made from
 * @throws Error with a sentence for the operator
 */
export async function migrate(
  ownerUrl: string,
  { folder = SHIPPED, only = null }: { readonly folder?: string; readonly only?: ReadonlySet<string> | null } = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(`create table if not exists public.mingtang_migration (
      name text primary key, sha256 text not null, ran_at timestamptz not null default now())`);
    const ran = new Map(
      (
        await client.query<{ name: string; sha256: string }>('select name, sha256 from public.mingtang_migration')
      ).rows.map((row) => [row.name, row.sha256]),
    );
    const known = await migrations(folder);
    const foreign = [...ran.keys()].filter((name) => !known.some((migration) => migration.name === name));
    if (foreign.length > 0)
      throw new Error(`the database is newer than this program: it has run ${foreign.join(', ')}`);
    for (const migration of known) {
      const before = ran.get(migration.name);
      if (before === undefined && (only === null || only.has(migration.name))) await run(client, migration);
      else if (before !== undefined && before !== migration.sha256)
        throw new Error(`migration ${migration.name} was changed after it had run`);
    }
  } finally {
    await client.end();
  }
}

/** Names of the files this process was started with: files may be replaced while it runs, what it was made for may not. */
let knownAtStart: Promise<readonly string[]> | undefined;

/** Which migrations of this program the database has not run: it was put back, or is another one. */
export async function pendingMigrations(pool: Pick<pg.Pool, 'query'>): Promise<readonly string[]> {
  knownAtStart ??= migrations().then((files) => files.map(({ name }) => name));
  const known = await knownAtStart;
  const { rows } = await pool.query<{ name: string }>('select name from public.mingtang_migration');
  const ran = new Set(rows.map(({ name }) => name));
  return known.filter((name) => !ran.has(name));
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into public.mingtang_migration (name, sha256) values ($1, $2)', [
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
