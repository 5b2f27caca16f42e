import type pg from 'pg';
import { copyOut } from '../db/copy.ts';
import type { Throttle } from './folders.ts';
import type { LogicalFacts } from './manifest.ts';
import type { PartWriter } from './parts.ts';

const TABLES = 'tables';

/** Columns that belong to the server they were written on: an import fills them with its own. */
const LEFT_OUT: ReadonlySet<string> = new Set(['kernel.entry.xid']);

/** Each module has a schema; `public` holds only what the migrations note of themselves. */
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')`;

/** One way to write every value, whatever the server or the session would prefer. */
export const PLAIN_TEXT = `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
  set bytea_output = 'hex'; set extra_float_digits = 1; set client_encoding = 'UTF8'; set statement_timeout = 0;
  set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set search_path = pg_catalog`;

/** A table whose rows are moved; its partitions are not tables of their own. */
export type PlainTable = { readonly name: string; readonly columns: readonly string[]; readonly orderBy: string };

/** Writes every row of every module as the transaction of this client sees it. */
export async function exportRows(client: pg.Client, parts: PartWriter, slow: Throttle): Promise<LogicalFacts> {
  const tables: LogicalFacts['tables'] = [];
  for (const table of await plainTables(client)) {
    const source = slow(copyOut(client, copyRows(table)));
    const part = await parts.add(`${TABLES}/${table.name}.copy`, source, { pack: true });
    const { rows } = await client.query<{ count: string }>(`select count(*)::text as count from ${quoted(table.name)}`);
    tables.push({ name: table.name, columns: [...table.columns], rows: Number(rows[0]?.count), part: part.path });
  }
  return { tables, sequences: await sequences(client), partitions: await partitions(client) };
}

/** The rows of a table in an order that is the same on every server, in PostgreSQL's own text form. */
export const copyRows = ({ name, columns, orderBy }: PlainTable): string =>
  `copy (select ${columns.map(identifier).join(', ')} from ${quoted(name)} order by ${orderBy}) to stdout`;

export async function plainTables(client: pg.Client): Promise<readonly PlainTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[] | null }>(`
    select n.nspname || '.' || c.relname as name,
           (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
           (select array_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end
                             order by k.place)
              from pg_index i, unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
              join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
             where i.indrelid = c.oid and i.indisprimary and a.attrelid = i.indrelid) as key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't' and ${OURS}
     order by n.nspname, c.relname`);
  return rows.map(({ name, columns, key }) => {
    const kept = columns.filter((column) => !LEFT_OUT.has(`${name}.${column}`));
    const orderBy = key ?? kept.map((column) => `${identifier(column)}::text collate "C"`);
    return { name, columns: kept, orderBy: orderBy.join(', ') };
  });
}

async function sequences(client: pg.Client): Promise<LogicalFacts['sequences']> {
  const { rows } = await client.query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${OURS} order by n.nspname, c.relname`);
  const found: LogicalFacts['sequences'] = [];
  for (const { name } of rows) {
    const { rows: values } = await client.query<{ last: string; is_called: boolean }>(
      `select last_value::text as last, is_called from ${quoted(name)}`,
    );
    for (const { last, is_called } of values) found.push({ name, last, isCalled: is_called });
  }
  return found;
}

/** Partitions are made while the program runs; the migrations alone would not bring them. */
async function partitions(client: pg.Client): Promise<LogicalFacts['partitions']> {
  const { rows } = await client.query<{ name: string; of: string; bound: string }>(`
    select n.nspname || '.' || c.relname as name, pn.nspname || '.' || p.relname as of,
           pg_get_expr(c.relpartbound, c.oid) as bound
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_inherits i on i.inhrelid = c.oid
      join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
     where c.relispartition and c.relkind in ('r', 'p') and ${OURS}
     order by c.oid`);
  return rows;
}

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `schema.name`, safe to stand in a statement. */
export const quoted = (name: string): string => {
  const dot = name.indexOf('.');
  return `${identifier(name.slice(0, dot))}.${identifier(name.slice(dot + 1))}`;
};
