import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type pg from 'pg';
import { pruneArchive } from '../db/embedded/wal-archive.ts';
import { backupsIn } from './list.ts';
import { UNFINISHED } from './manifest.ts';
import { type KeepRule, lastDue, outdated } from './retention.ts';
import { aloneOn, attemptsFor } from './runs.ts';
import { type Backup, type BackupOptions, takeAlone } from './take.ts';

/** Backups that are made by themselves, every day at the same time. */
export type Schedule = {
  /** The folder that each backup gets a folder in. */
  readonly root: string;
  /** `HH:MM`, legal time. */
  readonly at: string;
  readonly keep: KeepRule;
  readonly walArchive: string | null;
};

const MOST_ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 1_800_000;
/** Only what was named so is ever removed. */
const NAME = /^backup-\d{8}T\d{6}Z$/u;

/** What a backup made at this instant is called. */
export const backupName = (at: Date): string => `backup-${at.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z`;

/** Whether the backup of the last appointed time is still to be made; a time that was missed is made up for. */
export async function isBackupDue(source: Pick<pg.Pool, 'query'>, at: string, now: Date): Promise<boolean> {
  const { begun, done, lastBegun } = await attemptsFor(source, lastDue(at, now));
  if (done || begun >= MOST_ATTEMPTS) return false;
  return lastBegun === null || now.getTime() - lastBegun.getTime() >= BETWEEN_ATTEMPTS_MS;
}

/**
 * Makes the backup of the last appointed time unless it is made or being made, then takes away what the rule no longer
 * keeps. Of many processes that come at once, one makes it.
 */
export async function takeDueBackup(
  schedule: Schedule,
  options: Omit<BackupOptions, 'folder' | 'dueAt'>,
): Promise<Backup | null> {
  return aloneOn(options.ownerUrl, options.now(), async (client) => {
    const now = options.now();
    if (!(await isBackupDue(client, schedule.at, now))) return null;
    await clearCutOff(schedule.root);
    const folder = join(schedule.root, backupName(now));
    const backup = await takeAlone(client, { ...options, folder, dueAt: lastDue(schedule.at, now) });
    await prune(schedule);
    return backup;
  });
}

/** What backups that were killed had written; whoever holds the lock knows that nobody writes there any more. */
async function clearCutOff(root: string): Promise<void> {
  const names: readonly string[] = await readdir(root).catch(() => []);
  for (const name of names) {
    const isCutOff = name.endsWith(UNFINISHED) && NAME.test(name.slice(0, -UNFINISHED.length));
    if (isCutOff) await rm(join(root, name), { recursive: true, force: true });
  }
}

async function prune({ root, keep, walArchive }: Schedule): Promise<void> {
  const named = (await backupsIn(root)).filter(({ folder }) => NAME.test(basename(folder)));
  const dated = named.map((found) => ({ ...found, at: new Date(found.manifest.startedAt) }));
  const gone = outdated(dated, keep);
  for (const { folder } of gone) {
    // Half removed, it must not look like a backup.
    await rename(folder, `${folder}${UNFINISHED}`);
    await rm(`${folder}${UNFINISHED}`, { recursive: true, force: true });
  }
  const oldest = dated.filter((found) => !gone.includes(found)).find(({ manifest }) => manifest.physical !== null);
  if (walArchive !== null && oldest?.manifest.physical)
    await pruneArchive(walArchive, oldest.manifest.physical.firstSegment);
}
