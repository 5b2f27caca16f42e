import type pg from 'pg';
import type { RoutineRun } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

export type RoutineRow = {
  readonly name: string;
  readonly everyMs: number;
  readonly beganAt: Date;
  readonly tookMs: number;
  readonly fault: string | null;
  readonly succeededAt: Date | null;
};

export async function routines(source: Source): Promise<readonly RoutineRow[]> {
  const { rows } = await source.query<RoutineRow>(
    `select name, every_ms as "everyMs", began_at as "beganAt", took_ms as "tookMs", fault, succeeded_at as "succeededAt"
       from operations.routine order by name`,
  );
  return rows;
}

/** Keeps how the latest turn of a routine went. */
export async function noteRoutine(source: Source, run: RoutineRun): Promise<void> {
  await source.query(
    `insert into operations.routine (name, every_ms, began_at, took_ms, fault, succeeded_at)
     values ($1, $2, $3, $4, $5::text, case when $5::text is null then $3::timestamptz end)
     on conflict (name) do update
       set every_ms = excluded.every_ms, began_at = excluded.began_at, took_ms = excluded.took_ms,
           fault = excluded.fault, succeeded_at = coalesce(excluded.succeeded_at, operations.routine.succeeded_at)`,
    [run.name, run.everyMs, run.beganAt, run.tookMs, run.fault],
  );
}

/** One pass over the ledger. */
export type VerificationRow = {
  readonly id: number;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
  readonly afterMatter: number;
  readonly matters: number;
  readonly entries: number;
  readonly faults: readonly { readonly matter: string; readonly seq: number; readonly fault: string }[];
  readonly faultCount: number;
};

const VERIFICATION = `id, began_at as "beganAt", ended_at as "endedAt", after_matter as "afterMatter", matters, entries,
  faults, fault_count as "faultCount"`;

/** The last pass that reached the end. */
export async function lastVerification(source: Source): Promise<VerificationRow | null> {
  const { rows } = await source.query<VerificationRow>(
    `select ${VERIFICATION} from operations.verification where ended_at is not null order by id desc limit 1`,
  );
  return rows[0] ?? null;
}

/** The pass that is under way. */
export async function verificationUnderWay(source: Source): Promise<VerificationRow | null> {
  const { rows } = await source.query<VerificationRow>(
    `select ${VERIFICATION} from operations.verification where ended_at is null`,
  );
  return rows[0] ?? null;
}

/** The latest passes, the newest first. */
export async function recentVerifications(source: Source): Promise<readonly VerificationRow[]> {
  const { rows } = await source.query<VerificationRow>(
    `select ${VERIFICATION} from operations.verification order by id desc limit 10`,
  );
  return rows;
}

export type DatabaseFacts = {
  readonly version: string;
  readonly bytes: number;
  readonly connections: number;
  readonly maxConnections: number;
  readonly startedAt: string;
  readonly entries: number;
};

export async function databaseFacts(source: Source): Promise<DatabaseFacts> {
  const { rows } = await source.query<Omit<DatabaseFacts, 'startedAt'> & { startedAt: Date }>(
    `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
            (select count(*)::int from pg_stat_activity where datname is not null) as connections,
            current_setting('max_connections')::int as "maxConnections", pg_postmaster_start_time() as "startedAt",
            coalesce(pg_sequence_last_value('kernel.entry_id'), 0)::float8 as entries`,
  );
  const [facts] = rows;
  if (!facts) throw new Error('the database said nothing about itself');
  return { ...facts, startedAt: facts.startedAt.toISOString() };
}
