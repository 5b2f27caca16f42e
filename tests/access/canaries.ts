import pg from 'pg';
import { masked, published } from './published.ts';

export const CANARY = 'KANARI';

export type Column = { readonly table: string; readonly name: string; readonly type: string };

/** Every column of ours that can hold text, in whatever form. */
export async function textColumns(owner: pg.Pool): Promise<readonly Column[]> {
  const { rows } = await owner.query<Column>(`
    select format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as name, format_type(a.atttypid, null) as type
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and format_type(a.atttypid, null) in ('text', 'character varying', 'text[]', 'bytea', 'jsonb', 'json', 'tsvector')
     order by 1, 2`);
  return rows;
}

const keyOf = (column: Pick<Column, 'table' | 'name'>): string => `${column.table}.${column.name}`;

/** Columns of text that the published views read, by the catalogue. */
export async function columnsRead(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<Pick<Column, 'table' | 'name'>>(`
    with readers as (
      select 'pg_rewrite'::regclass as class, r.oid from pg_rewrite r join pg_class c on c.oid = r.ev_class
       where c.relnamespace = 'pub'::regnamespace
      union all
      select 'pg_proc'::regclass, oid from pg_proc where pronamespace = 'pub'::regnamespace)
    select distinct d.refobjid::regclass::text as table, quote_ident(a.attname) as name
      from readers r join pg_depend d on d.classid = r.class and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      join pg_class c on c.oid = d.refobjid and c.relnamespace <> 'pub'::regnamespace
     order by 1, 2`);
  const texts = new Set((await textColumns(owner)).map(keyOf));
  return rows.map(keyOf).filter((key) => texts.has(key));
}

/** What the reviewed list says is read. */
export const columnsReviewed = (): readonly string[] =>
  [
    ...Object.entries(published).flatMap(([table, { columns }]) => columns.map((name) => keyOf({ table, name }))),
    ...Object.entries(masked).flatMap(([table, columns]) => columns.map((name) => keyOf({ table, name }))),
  ].toSorted();

/** The value that a column is given; another one in each row, for what must be unique. */
function canaryFor({ table, name, type }: Column): string {
  const own = `'${CANARY}-${name}-' || left(md5(t.ctid::text), 8)`;
  // What stands at the ends of a name is shown.
  if (masked[table]?.includes(name)) return `left(${name}, 1) || ${own} || right(${name}, 1)`;
  if (type === 'text[]') return `array[${own}]`;
  if (type === 'bytea') return `convert_to(rpad(${own}, 32, '.'), 'UTF8')`;
  if (type === 'jsonb' || type === 'json') return `to_jsonb(${own})`;
  return type === 'tsvector' ? `to_tsvector('simple', ${own})` : own;
}

/** Where a column is not what visitors see; null when it always is. */
function rowsToPlant({ table, name }: Column): string | null {
  const shown = published[table];
  if (!shown?.columns.includes(name)) return 'true';
  if (shown.rows === undefined) return null;
  const also = shown.also?.[name];
  // What the condition knows nothing of is not shown either.
  return `((${shown.rows})${also === undefined ? '' : ` or (${also})`}) is not true`;
}

export type Planting = { readonly planted: readonly string[]; readonly empty: readonly string[] };

const GENERATED = '428C9';

/** Puts a canary into every column of text that nobody is to see. Nothing in the database works any more afterwards. */
export async function plantCanaries(owner: pg.Pool): Promise<Planting> {
  const client = await owner.connect();
  const planted: string[] = [];
  const empty: string[] = [];
  try {
    // No trigger, no foreign key, no check: what could never be entered is planted all the same.
    await client.query('set session_replication_role = replica');
    await dropChecks(client);
    for (const column of await textColumns(owner)) {
      const rows = rowsToPlant(column);
      if (rows === null) continue;
      const value = canaryFor(column);
      try {
        const { rowCount } = await client.query(`update ${column.table} t set ${column.name} = ${value} where ${rows}`);
        (rowCount === 0 ? empty : planted).push(keyOf(column));
      } catch (error) {
        if (!(error instanceof pg.DatabaseError && error.code === GENERATED)) throw error;
      }
    }
  } finally {
    client.release(true);
  }
  return { planted, empty };
}

async function dropChecks(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as sql from pg_constraint
     where contype = 'c' and conparentid = 0 and conrelid <> 0 and connamespace::regnamespace::text !~ '^pg_'
       and connamespace::regnamespace::text <> 'information_schema'`);
  for (const { sql } of rows) await client.query(sql);
}
