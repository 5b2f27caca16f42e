import pg from 'pg';
import type { Manifest } from './manifest.ts';

/** One backup at a time for a database; the same lock tells a run that is under way from one that was cut off. */
const LOCK = [5909, 13] as const;

/** A backup or a drill, as the table of runs tells it. */
export type BackupRun = {
  readonly id: number;
  readonly task: 'backup' | 'drill';
  readonly kind: 'physical' | 'logical' | null;
  readonly folder: string;
  /** The appointed time it was made for; null when somebody asked for it. */
  readonly dueAt: Date | null;
  readonly startedAt: Date;
  /** Null while it is under way. */
  readonly endedAt: Date | null;
  readonly ok: boolean | null;
  readonly bytes: number | null;
  readonly newBytes: number | null;
  readonly matters: number | null;
  readonly entries: number | null;
  /** Head of the ledger, hex. */
  readonly head: string | null;
  /** A stable code when it failed. */
  readonly error: string | null;
};

type Source = Pick<pg.Pool | pg.Client, 'query'>;

const COLUMNS = `id::int as id, task, kind, folder, due_at as "dueAt", started_at as "startedAt", ended_at as "endedAt", ok,
  bytes::float8 as bytes, new_bytes::float8 as "newBytes", matters::int as matters, entries::float8 as entries, head, error`;

/** The latest runs of both tasks, newest first. */
export async function lastBackups(source: Source, limit = 30): Promise<readonly BackupRun[]> {
  const { rows } = await source.query<BackupRun>(
    `select ${COLUMNS} from kernel.backup_run order by started_at desc, id desc limit $1`,
    [limit],
  );
  return rows;
}

/** The latest run of a task that ended well. */
export async function lastGood(source: Source, task: BackupRun['task']): Promise<BackupRun | null> {
  const { rows } = await source.query<BackupRun>(
    `select ${COLUMNS} from kernel.backup_run where task = $1 and ok order by started_at desc limit 1`,
    [task],
  );
  return rows[0] ?? null;
}

type Attempts = { readonly begun: number; readonly done: boolean; readonly lastBegun: Date | null };

/** How often the backup of an appointed time was begun, and whether one of them succeeded. */
export async function attemptsFor(source: Source, dueAt: Date): Promise<Attempts> {
  const { rows } = await source.query<Attempts>(
    `select count(*)::int as begun, coalesce(bool_or(ok), false) as done, max(started_at) as "lastBegun"
       from kernel.backup_run where due_at = $1`,
    [dueAt],
  );
  return rows[0] ?? { begun: 0, done: false, lastBegun: null };
}

/**
 * Does the work while this database has no other backup under way; null when it has one. Runs that never ended were
 * cut off, since whoever made them no longer holds the lock.
 */
export async function aloneOn<T>(
  ownerUrl: string,
  now: Date,
  work: (client: pg.Client) => Promise<T>,
): Promise<T | null> {
  const client = new pg.Client({ connectionString: ownerUrl, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [...LOCK]);
    if (!rows[0]?.held) return null;
    if (await hasRuns(client)) {
      await client.query(
        `update kernel.backup_run set ended_at = $1, ok = false, error = 'backup/cut-off' where ended_at is null and task = 'backup'`,
        [now],
      );
    }
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A database that an older program made has no such table yet; it can be backed up all the same before it is migrated. */
async function hasRuns(client: Source): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('kernel.backup_run') is not null as there`,
  );
  return rows[0]?.there === true;
}

/** Notes that a run has begun; null where there is no place to note it. */
export async function beginRun(
  client: Source,
  run: Pick<BackupRun, 'task' | 'kind' | 'folder' | 'dueAt' | 'startedAt'>,
): Promise<number | null> {
  if (!(await hasRuns(client))) return null;
  const { rows } = await client.query<{ id: string }>(
    'insert into kernel.backup_run (task, kind, folder, due_at, started_at) values ($1, $2, $3, $4, $5) returning id',
    [run.task, run.kind, run.folder, run.dueAt, run.startedAt],
  );
  return Number(rows[0]?.id);
}

/** Writes how a run ended; a backup that is restored learns of its own end this way too. */
export async function endRun(
  client: Source,
  id: number | null,
  end: { readonly at: Date; readonly error: string | null; readonly manifest: Manifest | null },
): Promise<void> {
  if (id === null) return;
  const { parts, ledger } = end.manifest ?? {};
  await client.query(
    `update kernel.backup_run set ended_at = $2, ok = $3::text is null, error = $3, bytes = $4, new_bytes = $5,
       matters = $6, entries = $7, head = $8 where id = $1`,
    [id, end.at, end.error, parts?.bytes, parts?.newBytes, ledger?.matters, ledger?.entries, ledger?.head],
  );
}
