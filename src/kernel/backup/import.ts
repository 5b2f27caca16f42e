import { createHash } from 'node:crypto';
import pg from 'pg';
import { copyIn, copyOut } from '../db/copy.ts';
import { migrate, migrations } from '../db/migrate.ts';
import { refuse } from '../refusal.ts';
import { copyRows, identifier, PLAIN_TEXT, type PlainTable, plainTables, quoted } from './logical.ts';
import type { LogicalFacts, Manifest, Part } from './manifest.ts';
import { contentOf, partNamed } from './parts.ts';

/**
 * Loads the rows of a logical export into an empty database: first the migrations that the exporting program had run,
 * then all rows in one transaction, then the migrations that came since. Each table is read back and compared by hash
 * before the transaction ends, so the database holds everything or nothing.
 *
 * The owner of the database may do all of it: foreign keys are taken off and put back, which checks them again.
 *
 * @throws Refusal backup/database-not-empty, backup/other-migrations, backup/table-differs
 */
export async function importRows(
  ownerUrl: string,
  folder: string,
  manifest: Manifest & { readonly logical: LogicalFacts },
  parts: ReadonlyMap<string, Part>,
): Promise<void> {
  await refuseUnknownMigrations(manifest);
  const client = new pg.Client({ connectionString: ownerUrl, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ used: boolean }>(`
      select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema') as used`);
    if (rows[0]?.used) throw refuse('backup/database-not-empty');
    await migrate(ownerUrl, new Set(manifest.migrations.map(({ name }) => name)));
    await client.query(PLAIN_TEXT);
    await client.query('begin');
    await load(client, folder, manifest.logical, parts);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
  await migrate(ownerUrl);
}

async function refuseUnknownMigrations(manifest: Manifest): Promise<void> {
  const known = new Map((await migrations()).map(({ name, sha256 }) => [name, sha256]));
  const strange = manifest.migrations.find(({ name, sha256 }) => known.get(name) !== sha256);
  if (strange) throw refuse('backup/other-migrations', { migration: strange.name, program: manifest.program });
}

async function load(
  client: pg.Client,
  folder: string,
  { tables, sequences, partitions }: LogicalFacts,
  parts: ReadonlyMap<string, Part>,
): Promise<void> {
  for (const { name, of, bound } of partitions)
    await client.query(`create table if not exists ${quoted(name)} partition of ${quoted(of)} ${bound}`);
  const here = new Map((await plainTables(client)).map((table) => [table.name, table]));
  const restoreKeys = await takeOffForeignKeys(client);
  const restoreTriggers = await silenceTriggers(client);
  for (const { name, columns, rows, part } of tables) {
    const table = here.get(name);
    if (table === undefined) throw refuse('backup/table-differs', { table: name }, 500);
    // What a migration has put in comes with the export as well.
    await client.query(`delete from ${quoted(name)}`);
    const into = `copy ${quoted(name)} (${columns.map(identifier).join(', ')}) from stdin`;
    await copyIn(client, into, contentOf(folder, partNamed(parts, part)));
    await compare(client, { ...table, columns }, rows, partNamed(parts, part));
  }
  for (const { name, last, isCalled } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, isCalled]);
  await restoreTriggers();
  await restoreKeys();
}

/** Reads a table back: the same rows give the same bytes. */
async function compare(client: pg.Client, table: PlainTable, rows: number, part: Part): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of copyOut(client, copyRows(table))) hash.update(chunk);
  const { rows: counted } = await client.query<{ count: string }>(
    `select count(*)::text as count from ${quoted(table.name)}`,
  );
  const isSame = Number(counted[0]?.count) === rows && hash.digest('hex') === (part.content ?? part).sha256;
  if (!isSame) throw refuse('backup/table-differs', { table: table.name }, 500);
}

/** Rows may point to rows that come later, in a circle even. Answers what puts the keys back. */
async function takeOffForeignKeys(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(`
    select n.nspname || '.' || c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname !~ '^pg_' order by k.oid`);
  for (const { table, name } of rows)
    await client.query(`alter table ${quoted(table)} drop constraint ${identifier(name)}`);
  return async () => {
    for (const { table, name, definition } of rows)
      await client.query(`alter table ${quoted(table)} add constraint ${identifier(name)} ${definition}`);
  };
}

/** Triggers have done their work when the rows were written the first time. Answers what wakes them again. */
async function silenceTriggers(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; always: boolean }>(`
    select n.nspname || '.' || c.relname as table, t.tgname as name, t.tgenabled = 'A' as always
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled in ('O', 'A') and c.relkind in ('r', 'p')
       and n.nspname !~ '^pg_' order by t.oid`);
  for (const { table, name } of rows)
    await client.query(`alter table ${quoted(table)} disable trigger ${identifier(name)}`);
  return async () => {
    for (const { table, name, always } of rows)
      await client.query(`alter table ${quoted(table)} enable ${always ? 'always ' : ''}trigger ${identifier(name)}`);
  };
}
