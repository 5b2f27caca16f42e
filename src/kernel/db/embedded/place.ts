import { chmod, mkdir, mkdtemp, readdir, realpath, rmdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse } from '../../refusal.ts';
import { mayAccess, type OsUser } from './os-user.ts';
import { isErrno } from './processes.ts';
import { embeddedLog } from './text.ts';

/**
 * The real folder behind a data folder, made when missing, which `user` can reach.
 *
 * A folder below somebody's private home (root's is 0700 on Debian) cannot be reached by the user PostgreSQL runs
 * as. A new one then becomes a link to a folder below `shared`; one that holds data already is refused, not moved.
 *
 * @throws Refusal db/data-dir-unreachable, db/data-dir-not-writable
 */
export async function placeFor(
  dataDir: string,
  user: OsUser,
  shared: string,
  log: (line: string) => void,
): Promise<string> {
  const place = await makeFolder(dataDir, user);
  if (!user.switched || (await mayAccess(user, '-x', place))) return place;
  if ((await readdir(place)).length > 0) throw refuse('db/data-dir-unreachable', { dataDir, user: user.name });
  // Only root gets here, and the folder is empty: if nothing but its own mode is in the way, let the user through.
  await chmod(place, 0o711);
  if (await mayAccess(user, '-x', place)) return place;
  await mkdir(shared, { recursive: true, mode: 0o755 });
  const elsewhere = await mkdtemp(join(shared, 'data-'));
  await chmod(elsewhere, 0o711);
  await rmdir(dataDir);
  await symlink(elsewhere, dataDir);
  log(embeddedLog.moved(dataDir, elsewhere));
  return realpath(elsewhere);
}

async function makeFolder(dataDir: string, user: OsUser): Promise<string> {
  try {
    const first = await mkdir(dataDir, { recursive: true });
    if (first !== undefined) await letThrough(first, dataDir);
    return await realpath(dataDir);
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EPERM')) throw refuse('db/data-dir-not-writable', { dataDir, user: user.name });
    throw error;
  }
}

/** What the umask took away from the folders just made: others may pass through them, not look into them. */
async function letThrough(first: string, last: string): Promise<void> {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o711);
}
