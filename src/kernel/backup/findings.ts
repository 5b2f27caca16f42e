import type pg from 'pg';
import { type Finding, ok, warning } from '../check.ts';
import { findingsText as text } from './findings-text.ts';
import { lastGood } from './runs.ts';

type Source = Pick<pg.Pool, 'query'>;

const OLD_MS = 2 * 86_400_000;

/** What is set up: where backups go each day, and where the log of the database is archived. */
type SetUp = { readonly dir: string | null; readonly walArchive: string | null };

/** Whether there are copies, and whether they are young. */
export async function backupFindings({ dir, walArchive }: SetUp, pool: Source, now: Date): Promise<readonly Finding[]> {
  return [await copies(dir, pool, now), ...(walArchive === null ? [] : [await archive(walArchive, pool)])];
}

async function copies(dir: string | null, pool: Source, now: Date): Promise<Finding> {
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
async function archive(folder: string, pool: Source): Promise<Finding> {
  const { rows } = await pool.query<{ mode: string; failing: boolean }>(
    `select current_setting('archive_mode') as mode,
            coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as failing
       from pg_stat_archiver`,
  );
  if (rows[0]?.mode !== 'on') return warning('backup/not-archiving', text.notArchiving, text.notArchivingMend);
  if (rows[0].failing) return warning('backup/archive-fails', text.archiveFails(folder), text.archiveMend);
  return ok('backup/archiving', text.archiving(folder));
}
