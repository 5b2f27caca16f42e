import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { refuse } from '../../refusal.ts';
import { isErrno } from './processes.ts';

const run = promisify(execFile);

/** The system user PostgreSQL runs as. `switched`: it is not the user this program runs as. */
export type OsUser = {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly switched: boolean;
};

/**
 * The user for a cluster. A normal user runs PostgreSQL itself. PostgreSQL refuses root, so root hands it to the
 * owner of the cluster that is there, else to `mingtang` (made when missing), else to `nobody`.
 *
 * @throws Refusal db/os-user-unknown when this process runs under a number without a name: initdb refuses those
 */
export async function osUserFor(cluster: string): Promise<OsUser> {
  if (process.getuid?.() !== 0) return ownUser();
  const owner = await ownerOf(cluster);
  const user =
    (owner !== null && owner !== 0 ? await lookUp(String(owner)) : null) ??
    (await lookUp('mingtang')) ??
    (await createUser('mingtang')) ??
    (await lookUp('nobody'));
  if (user === null) throw refuse('db/os-user-switch', { user: 'mingtang', reason: 'useradd' });
  return user;
}

/** How a child process becomes that user. */
export const asUser = (user: OsUser): { uid?: number; gid?: number } =>
  user.switched ? { uid: user.uid, gid: user.gid } : {};

/** Whether the user may, in the kernel's own judgement, do this (`-x`, `-r`, `-w`) with all of these paths. */
export async function mayAccess(user: OsUser, test: '-x' | '-r' | '-w', ...paths: readonly string[]): Promise<boolean> {
  const script = 'for path do [ "$TEST" "$path" ] || exit 9; done'.replace('$TEST', test);
  try {
    await run('/bin/sh', ['-c', script, 'sh', ...paths], { ...asUser(user), cwd: '/' });
    return true;
  } catch (error) {
    if (isErrno(error, '9')) return false;
    const reason = error instanceof Error ? error.message : String(error);
    throw refuse('db/os-user-switch', { user: user.name, reason });
  }
}

function ownUser(): OsUser {
  try {
    const { username, uid, gid } = userInfo();
    return { name: username, uid, gid, switched: false };
  } catch {
    throw refuse('db/os-user-unknown', { uid: process.getuid?.() });
  }
}

async function ownerOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

async function lookUp(nameOrUid: string): Promise<OsUser | null> {
  try {
    const { stdout } = await run('getent', ['passwd', nameOrUid]);
    const [name = '', , uid, gid] = stdout.trim().split(':');
    return { name, uid: Number(uid), gid: Number(gid), switched: true };
  } catch {
    return null;
  }
}

async function createUser(name: string): Promise<OsUser | null> {
  // When two programs start at once the second useradd fails and finds the user the first one made.
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]).catch(
    () => undefined,
  );
  return lookUp(name);
}
