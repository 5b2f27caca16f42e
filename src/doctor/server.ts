import type pg from 'pg';
import { type Finding, ok, warning, wrong } from '../kernel/index.ts';
import { type Disk, diskAt, diskFindings } from './machine.ts';
import { databaseText as text } from './text-database.ts';
import { machineText } from './text-machine.ts';

type Source = Pick<pg.Pool, 'query'>;

/** The server and the database as the owner sees them. */
export type ServerFacts = {
  readonly version: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly encoding: string;
  /** The order of characters has changed since the indexes were built. */
  readonly collationChanged: boolean;
  readonly hasPinyin: boolean;
  /** Whether Asia/Shanghai is eight hours ahead of UTC. */
  readonly knowsShanghai: boolean;
  /** Whether who connects is a superuser. */
  readonly superuser: boolean;
  readonly embedded: boolean;
  readonly connections: number;
  /** Pool connections that running copies of the program may open. */
  readonly wanted: number;
  /** Seconds that the oldest transaction has been open. */
  readonly oldestTransaction: number;
  readonly preparedTransactions: number;
  /** Bytes of WAL kept for replication slots that nobody reads. */
  readonly heldBySlots: number;
  /** Bytes of WAL on the disk; null when the role may not look. */
  readonly wal: number | null;
  readonly failedArchives: boolean;
  readonly transactionAge: number;
  readonly invalidIndexes: readonly string[];
  /** The disk of the database, when it is this machine's. */
  readonly disk: Disk | null;
};

const SETTINGS = [
  'fsync',
  'full_page_writes',
  'synchronous_commit',
  'data_checksums',
  'autovacuum',
  'max_connections',
  'superuser_reserved_connections',
  'log_statement',
  'log_parameter_max_length_on_error',
  'max_wal_size',
] as const;

export async function readServer(
  source: Source,
  of: { readonly embedded: boolean; readonly wanted: number; readonly folder: string | null },
): Promise<ServerFacts> {
  const { rows } = await source.query<{ name: string; value: string }>(
    'select name, current_setting(name) as value from pg_settings where name = any($1)',
    [SETTINGS],
  );
  const one = await source.query<Omit<ServerFacts, 'settings' | 'embedded' | 'wanted' | 'wal' | 'disk'>>(FACTS);
  const [facts] = one.rows;
  if (!facts) throw new Error('the database said nothing about itself');
  return {
    ...facts,
    settings: Object.fromEntries(rows.map(({ name, value }) => [name, value])),
    embedded: of.embedded,
    wanted: of.wanted,
    wal: await walBytes(source),
    disk: of.folder === null ? null : diskOf(of.folder),
  };
}

const FACTS = `
  select current_setting('server_version_num')::int as version,
         pg_encoding_to_char(d.encoding) as encoding,
         coalesce(d.datcollversion <> pg_database_collation_actual_version(d.oid), false) as "collationChanged",
         exists (select from pg_collation where collname = 'zh-x-icu') as "hasPinyin",
         '2026-01-01 00:00 Asia/Shanghai'::timestamptz = '2025-12-31 16:00 UTC'::timestamptz as "knowsShanghai",
         (select rolsuper from pg_roles where rolname = session_user) as superuser,
         (select count(*) from pg_stat_activity where backend_type = 'client backend')::int as connections,
         coalesce((select extract(epoch from max(now() - xact_start)) from pg_stat_activity
           where datname = current_database() and backend_type = 'client backend'), 0)::float8 as "oldestTransaction",
         (select count(*) from pg_prepared_xacts where database = current_database())::int as "preparedTransactions",
         coalesce((select sum(pg_wal_lsn_diff(
             case when pg_is_in_recovery() then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end, restart_lsn))
           from pg_replication_slots where not active), 0)::float8 as "heldBySlots",
         coalesce((select last_failed_time > coalesce(last_archived_time, '-infinity') from pg_stat_archiver), false)
           as "failedArchives",
         age(d.datfrozenxid)::int as "transactionAge",
         array(select c.oid::regclass::text from pg_index i join pg_class c on c.oid = i.indexrelid
           where not i.indisvalid) as "invalidIndexes"
    from pg_database d where d.datname = current_database()`;

/** Only a superuser or a member of pg_monitor may look. */
const walBytes = (source: Source): Promise<number | null> =>
  source.query<{ bytes: number }>('select coalesce(sum(size), 0)::float8 as bytes from pg_ls_waldir()').then(
    ({ rows }) => rows[0]?.bytes ?? null,
    () => null,
  );

function diskOf(folder: string): Disk | null {
  try {
    return diskAt(folder);
  } catch {
    return null;
  }
}

const MIN_POSTGRES = 150_000;
const LONG_TRANSACTION_S = 600;
const MANY_WAL_BYTES = 8 * 2 ** 30;
const HELD_BYTES = 2 ** 30;
/** Two thousand million is the end; PostgreSQL itself becomes restless at two hundred million. */
const OLD_TRANSACTIONS = 1_000_000_000;

/** Whether the server keeps what it has confirmed, and can go on doing so. */
export function serverFindings(facts: ServerFacts): readonly Finding[] {
  return [...makeFindings(facts), ...safetyFindings(facts), ...roomFindings(facts), ...troubleFindings(facts)];
}

function makeFindings(facts: ServerFacts): readonly Finding[] {
  const findings = [
    facts.version >= MIN_POSTGRES
      ? ok('database/version', text.postgres(facts.version))
      : wrong('database/version-too-old', text.postgres(facts.version), text.postgresMend),
  ];
  if (facts.encoding !== 'UTF8') findings.push(wrong('database/encoding', text.encoding, text.encodingMend));
  if (!facts.hasPinyin) findings.push(wrong('database/no-icu', text.noIcu, text.noIcuMend));
  if (facts.collationChanged) findings.push(wrong('database/collation-changed', text.collation, text.collationMend));
  if (!facts.knowsShanghai) findings.push(wrong('database/time-zones', text.zones, text.zonesMend));
  if (facts.superuser && !facts.embedded)
    findings.push(warning('database/superuser', text.superuser, text.superuserMend));
  return findings;
}

function safetyFindings({ settings }: ServerFacts): readonly Finding[] {
  const findings: Finding[] = [];
  if (settings.fsync !== 'on') findings.push(wrong('database/fsync', text.fsyncOff, text.settingMend('fsync', 'on')));
  if (settings.full_page_writes !== 'on')
    findings.push(wrong('database/full-page-writes', text.pagesOff, text.settingMend('full_page_writes', 'on')));
  if (settings.synchronous_commit === 'off')
    findings.push(wrong('database/async-commit', text.asyncCommit, text.settingMend('synchronous_commit', 'on')));
  if (settings.data_checksums !== 'on')
    findings.push(warning('database/no-checksums', text.noChecksums, text.noChecksumsMend));
  if (settings.autovacuum !== 'on')
    findings.push(wrong('database/no-autovacuum', text.noAutovacuum, text.settingMend('autovacuum', 'on')));
  if (settings.log_statement !== 'none' && settings.log_statement !== 'ddl')
    findings.push(warning('database/logs-statements', text.logsStatements, text.logsStatementsMend));
  return findings;
}

function roomFindings(facts: ServerFacts): readonly Finding[] {
  const findings: Finding[] = [];
  const room = Number(facts.settings.max_connections) - Number(facts.settings.superuser_reserved_connections);
  if (facts.wanted > room)
    findings.push(warning('database/connections', text.connections(facts.wanted, room), text.connectionsMend));
  if (facts.connections >= room * 0.9)
    findings.push(
      warning('database/connections-used', text.connectionsUsed(facts.connections, room), text.connectionsMend),
    );
  if (facts.wal !== null && facts.wal > MANY_WAL_BYTES)
    findings.push(warning('database/wal', text.wal(gigabytes(facts.wal)), text.walMend));
  if (facts.heldBySlots > HELD_BYTES)
    findings.push(warning('database/slots', text.slots(gigabytes(facts.heldBySlots)), text.slotsMend));
  if (facts.failedArchives) findings.push(wrong('database/archiving', text.archiving, text.archivingMend));
  if (facts.disk) findings.push(...diskFindings(facts.disk, machineText.databaseDisk));
  return findings;
}

const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);

function troubleFindings(facts: ServerFacts): readonly Finding[] {
  const findings: Finding[] = [];
  if (facts.oldestTransaction > LONG_TRANSACTION_S) {
    const minutes = Math.floor(facts.oldestTransaction / 60);
    findings.push(warning('database/long-transaction', text.longTransaction(minutes), text.longTransactionMend));
  }
  if (facts.preparedTransactions > 0)
    findings.push(warning('database/prepared', text.prepared(facts.preparedTransactions), text.preparedMend));
  if (facts.transactionAge > OLD_TRANSACTIONS)
    findings.push(wrong('database/wraparound', text.wraparound(facts.transactionAge), text.wraparoundMend));
  if (facts.invalidIndexes.length > 0)
    findings.push(wrong('database/indexes', text.indexes(facts.invalidIndexes.join('、')), text.indexesMend));
  return findings;
}
