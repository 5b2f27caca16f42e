import type pg from 'pg';
import type { Config } from './config.ts';
import { doctorBackupText as text } from './doctor-backup-text.ts';
import { lastGood } from './kernel/backup/runs.ts';

type BackupFinding = { readonly level: 'ok' | 'warning'; readonly what: string; readonly mend: string | null };

const OLD_MS = 2 * 86_400_000;

const warning = (what: string, mend: string): BackupFinding => ({ level: 'warning', what, mend });

/** Whether there are copies, and whether they are young. */
export async function backupFindings(
  { backup }: Pick<Config, 'backup'>,
  pool: Pick<pg.Pool, 'query'>,
  now: Date,
): Promise<readonly BackupFinding[]> {
  return [
    await copies(backup.dir, pool, now),
    ...(backup.walArchive === null ? [] : [await archive(backup.walArchive, pool)]),
  ];
}

async function copies(dir: string | null, pool: Pick<pg.Pool, 'query'>, now: Date): Promise<BackupFinding> {
  const last = await lastGood(pool, 'backup');
  const isYoung = last !== null && now.getTime() - last.startedAt.getTime() <= OLD_MS;
  if (isYoung) return { level: 'ok', what: text.young(last.startedAt, last.folder), mend: null };
  // Who makes them by other means than BACKUP_DIR has young ones.
  if (dir === null) return warning(text.notScheduled, text.notScheduledMend);
  return warning(last === null ? text.never : text.old(last.startedAt), text.oldMend);
}

/** A segment that cannot be archived stays with the database until its disk is full. */
async function archive(folder: string, pool: Pick<pg.Pool, 'query'>): Promise<BackupFinding> {
  const { rows } = await pool.query<{ mode: string; failing: boolean }>(
    `select current_setting('archive_mode') as mode,
            coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as failing
       from pg_stat_archiver`,
  );
  if (rows[0]?.mode !== 'on') return warning(text.notArchiving, text.notArchivingMend);
  if (rows[0].failing) return warning(text.archiveFails(folder), text.archiveMend);
  return { level: 'ok', what: text.archiving(folder), mend: null };
}
