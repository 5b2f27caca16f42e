import type pg from 'pg';
import { type Finding, migrations, ok, warning, wrong } from '../kernel/index.ts';
import { databaseText as text } from './text-database.ts';

type Source = Pick<pg.Pool, 'query'>;

export type SchemaState = 'empty' | 'pending' | 'broken' | 'current';

/** Whether the schema is the one this program was made for. Only `current` lets the data be looked at. */
export async function schemaFindings(
  owner: Source,
): Promise<{ readonly state: SchemaState; readonly findings: readonly Finding[] }> {
  const table = await owner.query<{ found: boolean }>(
    `select to_regclass('public.mingtang_migration') is not null as found`,
  );
  if (!table.rows[0]?.found) {
    return { state: 'empty', findings: [warning('schema/empty', text.emptySchema, text.pendingMend)] };
  }
  const { rows } = await owner.query<{ name: string; sha256: string }>(
    'select name, sha256 from public.mingtang_migration',
  );
  const ran = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const known = await migrations();
  const findings: Finding[] = [];
  const newer = [...ran.keys()].filter((name) => !known.some((file) => file.name === name));
  if (newer.length > 0) findings.push(wrong('schema/newer', text.newer(newer.join('、')), text.newerMend));
  const edited = known.filter(({ name, sha256 }) => ran.has(name) && ran.get(name) !== sha256);
  if (edited.length > 0)
    findings.push(wrong('schema/edited', text.edited(edited.map(({ name }) => name).join('、')), text.editedMend));
  const pending = known.filter(({ name }) => !ran.has(name));
  if (pending.length > 0)
    findings.push(
      warning('schema/pending', text.pending(pending.map(({ name }) => name).join('、')), text.pendingMend),
    );
  if (findings.length === 0) return { state: 'current', findings: [ok('schema/current', text.current(ran.size))] };
  return { state: pending.length > 0 ? 'pending' : 'broken', findings };
}

/** Room in the ledger for this month and the next two; an act without room fails. */
export async function partitionFindings(owner: Source, now: Date): Promise<readonly Finding[]> {
  const { rows } = await owner.query<{ month: string }>(
    `select to_char(month, 'YYYY-MM') as month
       from generate_series(date_trunc('month', $1::timestamptz at time zone 'Asia/Shanghai'),
              date_trunc('month', $1::timestamptz at time zone 'Asia/Shanghai') + interval '2 months', interval '1 month') month
      where to_regclass('kernel.entry_' || to_char(month, 'YYYY_MM')) is null`,
    [now],
  );
  if (rows.length === 0) return [ok('schema/partitions', text.partitions)];
  const [first] = rows;
  const isNow = first?.month === new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 7);
  const what = text.partitionsMissing(rows.map(({ month }) => month).join('、'));
  return [(isNow ? wrong : warning)('schema/partitions-missing', what, text.partitionsMend)];
}

/** Whether the role that the program works as is the one it should be, and can do no harm to the ledger. */
export async function roleFindings(pool: Source): Promise<readonly Finding[]> {
  const { rows } = await pool.query<{ role: string; zone: string; changes: boolean; owns: boolean }>(
    `select current_user as role, current_setting('timezone') as zone,
            has_table_privilege('kernel.entry', 'update') or has_table_privilege('kernel.entry', 'delete')
              or has_table_privilege('kernel.entry', 'truncate') or has_table_privilege('kernel.entry', 'trigger') as changes,
            pg_has_role(current_user, (select relowner from pg_class where oid = 'kernel.entry'::regclass), 'member') as owns`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database said nothing about the role');
  const findings: Finding[] = [];
  if (row.role !== 'mingtang_app') findings.push(wrong('role/not-taken', text.roleNotTaken(row.role), text.poolerMend));
  if (row.zone !== 'UTC') findings.push(wrong('role/options-lost', text.optionsLost(row.zone), text.poolerMend));
  if (row.changes || row.owns)
    findings.push(wrong('role/ledger-writable', text.ledgerWritable, text.ledgerWritableMend));
  return findings.length > 0 ? findings : [ok('role/append-only', text.appendOnly)];
}

/** Triggers that keep the ledger as it is: somebody with the owner's rights may have switched them off. */
export async function triggerFindings(owner: Source): Promise<readonly Finding[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select tgname as name from pg_trigger
      where tgrelid = 'kernel.entry'::regclass and tgname in ('entry_append_only', 'entry_keep') and tgenabled in ('O', 'A')`,
  );
  return rows.length >= 2 ? [] : [wrong('role/ledger-unguarded', text.unguarded, text.unguardedMend)];
}
