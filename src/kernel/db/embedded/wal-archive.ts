import { chmod, chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../refusal.ts';
import { mayAccess, type OsUser } from './os-user.ts';

/** At most so much is lost when the disk of the database is. */
const ARCHIVE_EVERY_SECONDS = 60;
const SEGMENT = /^[0-9A-F]{24}(\.[0-9A-F]{8}\.backup|\.partial)?(\.gz)?$/u;
const NAME_OF_TIMELINE = 8;

/** A path as a word of the shell, in a setting where `%` has a meaning. */
const word = (path: string): string => `'${path.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`;

/**
 * Settings with which the server copies each finished segment of its WAL into a folder, packed: whole or not at all,
 * never over another one. What is there already with the same bytes counts as done.
 */
export function archiveSettings(folder: string): Readonly<Record<string, string>> {
  const file = `${word(`${folder}/`)}%f.gz`;
  return {
    archive_mode: 'on',
    archive_timeout: String(ARCHIVE_EVERY_SECONDS),
    archive_command: `if test -f ${file}; then gzip -dc ${file} | cmp -s - "%p"; else gzip -1c "%p" > ${file}.part && sync ${file}.part && mv ${file}.part ${file} && sync ${word(folder)}; fi`,
  };
}

/** Settings with which a server finds segments there again; `false` finds nothing and recovery ends with the backup. */
export const restoreCommand = (folder: string | null): string =>
  folder === null ? 'false' : `test -f ${word(`${folder}/`)}%f.gz && gzip -dc ${word(`${folder}/`)}%f.gz > "%p"`;

/**
 * Makes the folder when it is missing and hands it to the user the server runs as.
 *
 * @throws Refusal db/archive-not-writable
 */
export async function prepareArchive(folder: string, user: OsUser): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first !== undefined && user.switched) {
    await chown(folder, user.uid, user.gid);
    await chmod(folder, 0o700);
  }
  if (!(await mayAccess(user, '-w', folder))) throw refuse('db/archive-not-writable', { folder, user: user.name });
}

/**
 * Tells the server to archive the histories of its timelines. One that began while nothing was archived, as after a
 * restore, would otherwise be missing there, and no later recovery could find its way.
 */
export async function announceHistories(cluster: string, user: OsUser): Promise<void> {
  const wal = join(cluster, 'pg_wal');
  for (const name of (await readdir(wal)).filter((each) => each.endsWith('.history'))) {
    const states = await readdir(join(wal, 'archive_status'));
    if (states.includes(`${name}.ready`) || states.includes(`${name}.done`)) continue;
    const note = join(wal, 'archive_status', `${name}.ready`);
    await writeFile(note, '', { mode: 0o600 });
    if (user.switched) await chown(note, user.uid, user.gid);
  }
}

/** Removes what no recovery from a backup beginning with `firstSegment` reads; histories of timelines stay. */
export async function pruneArchive(folder: string, firstSegment: string): Promise<void> {
  const oldest = firstSegment.slice(NAME_OF_TIMELINE);
  for (const name of await readdir(folder)) {
    const isOld = SEGMENT.test(name) && name.slice(NAME_OF_TIMELINE, firstSegment.length) < oldest;
    if (isOld) await rm(join(folder, name), { force: true });
  }
}
