/**
 * Writes `tables.ts` of every module that has one, and of those named, from the migrated schema. `--verify` fails when a
 * file is out of date. Usage: DATABASE_URL=postgres://… node --import tsx scripts/codegen.ts [--verify] [MODULE…]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL names a migrated database');
const verify = process.argv.includes('--verify');
const root = join(import.meta.dirname, '..');

for (const folder of readdirSync(join(root, 'src'))) {
  const schema = folder.replaceAll('-', '_');
  const out = folder === 'kernel' ? 'src/kernel/db/tables.ts' : `src/${folder}/tables.ts`;
  // A module that writes a few rows by plain SQL needs no types of its tables.
  if (!existsSync(join(root, out)) && !process.argv.includes(folder)) continue;
  if (!(await hasTables(schema))) continue;
  const dayModule = relative(dirname(out), 'src/kernel/day.ts');
  execFileSync(
    join(root, 'node_modules/.bin/kysely-codegen'),
    [
      '--dialect=postgres',
      `--url=${url}`,
      `--include-pattern=${folder === 'kernel' ? 'kernel.!(entry_*)' : `(${schema}.*|kernel.matter)`}`,
      `--default-schema=none`,
      '--no-domains',
      '--date-parser=string',
      '--numeric-parser=number',
      '--type-mapping={"date":"Day","int8":"number"}',
      `--custom-imports={"Day":"./${dayModule.startsWith('.') ? dayModule : `./${dayModule}`}"}`
        .replace('"././', '"./')
        .replace('"./../', '"../'),
      `--out-file=${out}`,
      ...(verify ? ['--verify'] : []),
    ],
    { cwd: root, stdio: 'inherit' },
  );
}

async function hasTables(schema: string): Promise<boolean> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_tables where schemaname = $1 limit 1', [schema]);
  await client.end();
  return (rowCount ?? 0) > 0;
}
