import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, readManifest, UNFINISHED } from './manifest.ts';

export type Found = { readonly folder: string; readonly manifest: Manifest };

/** The whole backups in a folder, oldest first. What is unfinished, damaged or something else is not among them. */
export async function backupsIn(folder: string): Promise<readonly Found[]> {
  const names = await readdir(folder).catch(() => []);
  const found: Found[] = [];
  for (const name of names.filter((each) => !each.endsWith(UNFINISHED))) {
    const manifest = await readManifest(join(folder, name)).catch(() => null);
    if (manifest !== null) found.push({ folder: join(folder, name), manifest });
  }
  return found.toSorted((a, b) => (a.manifest.finishedAt < b.manifest.finishedAt ? -1 : 1));
}

export async function latestIn(folder: string, fits: (manifest: Manifest) => boolean): Promise<Found | null> {
  return (await backupsIn(folder)).findLast(({ manifest }) => fits(manifest)) ?? null;
}

/**
 * The backup that a folder is, or the latest one in it.
 *
 * @throws Refusal backup/not-a-backup, backup/unfinished, backup/damaged, backup/newer-format (422)
 */
export async function backupAt(folder: string, fits: (manifest: Manifest) => boolean = () => true): Promise<Found> {
  const within = await latestIn(folder, fits);
  if (within !== null) return within;
  return { folder, manifest: await readManifest(folder) };
}
