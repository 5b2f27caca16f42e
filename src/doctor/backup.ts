import type pg from 'pg';
import type { Config } from '../config.ts';
import { lastGood } from '../kernel/backup/runs.ts';
import { type Finding, ok, warning } from '../kernel/index.ts';
import { doctorBackupText as text } from './text-backup.ts';

const OLD_MS = 2 * 86_400_000;

/** Whether there are copies, and whether they are young. */
export async function backupFindings(
  { backup }: Pick<Config, 'backup'>,
  pool: Pick<pg.Pool, 'query'>,
  now: Date,
): Promise<readonly Finding[]> {
  return [
    await copies(backup.dir, pool, now),
    ...(backup.walArchive === null ? [] : [await archive(backup.walArchive, pool)]),
  ];
}

async function copies(dir: string | null, pool: Pick<pg.Pool, 'query'>, now: Date): Promise<Finding> {
  const last = await lastGood(pool, 'backup');
  const isYoung = last !== null && now.getTime() - last.startedAt.getTime() <= OLD_MS;
  if (isYoung) return ok('backup/young', text.young(last.startedAt, last.folder));
  // Who makes them by other means than BACKUP_DIR has young ones.
  if (dir === null) return warning('backup/not-scheduled', text.notScheduled, text.notScheduledMend);
  return last === null
    ? warning('backup/never', text.never, text.oldMend)
    : warning('backup/old', text.old(last.startedAt), text.oldMend);
}

/** A segment that cannot be archived stays with the database until its disk is full. */
async function archive(folder: string, pool: Pick<pg.Pool, 'query'>): Promise<Finding> {
  const { rows } = await pool.query<{ mode: string; failing: boolean }>(
    `select current_setting('archive_mode') as mode,
            coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as failing
       from pg_stat_archiver`,
  );
  if (rows[0]?.mode !== 'on') return warning('backup/not-archiving', text.notArchiving, text.notArchivingMend);
  if (rows[0].failing) return warning('backup/archive-fails', text.archiveFails(folder), text.archiveMend);
  return ok('backup/archiving', text.archiving(folder));
}
