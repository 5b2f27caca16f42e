import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Day, day } from '../day.ts';

/** A query source: the whole pool or one transaction of it. */
export type Db<Tables> = Kysely<Tables>;

const DATE = 1082;
const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** Days come back as `Day` text (never as a local-time `Date`), and ids as numbers: they stay far below 2^53. */
const types = {
  getTypeParser(oid: number, format?: string) {
    if (oid === DATE)
      return (text: string): Day | 'infinity' | '-infinity' =>
        text.endsWith('infinity') ? (text as 'infinity') : day(text);
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return instantOf;
    return pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text');
  },
};

/** Sessions run in UTC, so the text is `2026-11-20 02:00:00.123+00`; reading it so is four times as fast as in general. */
const instantOf = (text: string): Date | number =>
  text.endsWith('infinity')
    ? text.startsWith('-')
      ? -Infinity
      : Infinity
    : new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);

export type PoolOptions = {
  readonly url: string;
  /** The role the program works as; it owns nothing and cannot change the ledger. */
  readonly role?: string;
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
};

/** Connections that work as `mingtang_app` unless told otherwise. */
export const openPool = ({ url, role = 'mingtang_app', max = 16, name = 'mingtang' }: PoolOptions): pg.Pool =>
  poolOf(url, max, name, { role, search_path: 'public', statement_timeout: 60_000 });

function poolOf(url: string, max: number, name: string, settings: Readonly<Record<string, string | number>>): pg.Pool {
  const all = { ...settings, timezone: 'UTC', idle_in_transaction_session_timeout: 60_000 };
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    options: Object.entries(all)
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(' '),
    types,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // An idle connection that breaks (the database restarted) is dropped by the pool; the next query opens another.
  pool.on('error', () => undefined);
  // One that breaks while it is lent out, between two statements of a transaction, says so here before the next
  // statement fails; unheard, it would end the program.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The views of `pub`, and all that this role can see. */
const PUBLIC_ROLE = 'mingtang_public';
/** A storm of visitors waits for these few; the connections of the staff are not touched by it. */
const PUBLIC_CONNECTIONS = 4;
/** No page for everybody may keep a connection for longer. */
const PUBLIC_STATEMENT_MS = 5_000;

/**
 * Connections for what anybody may read: as a role that sees published views only, in read-only transactions.
 *
 * @param url best of a login that is a member of that role and of no other: then not even `set role` leads further
 */
export const openPublicPool = ({ url, max = PUBLIC_CONNECTIONS }: Pick<PoolOptions, 'url' | 'max'>): pg.Pool =>
  poolOf(url, max, 'mingtang-public', {
    role: PUBLIC_ROLE,
    search_path: 'pub',
    statement_timeout: PUBLIC_STATEMENT_MS,
    default_transaction_read_only: 'on',
  });

/** A typed view of a pool; a module names the schemas it may see. */
export function openDatabase<Tables>(pool: pg.Pool): Db<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
