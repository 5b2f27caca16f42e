import { constants } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, ok, warning, wrong } from '../kernel/index.ts';
import { machineText as text } from './text-machine.ts';

const DAY_MS = 86_400_000;

/** Where the keys may come from, as the configuration says it. */
export type KeyPlaces = {
  readonly dataDir: string;
  readonly keys: { readonly ring: string | null; readonly command: string | null };
};

/** Files that hold the keys: the ring of the operator, or our own, or the single key of the first version. */
export function keyFiles({ dataDir, keys }: KeyPlaces): readonly string[] {
  // What a command gives lies in no file.
  if (keys.command !== null) return [];
  return keys.ring === null ? ['ring.json', 'master.key'].map((name) => join(dataDir, 'keys', name)) : [keys.ring];
}

/** The folder of keys and files: may it be written, by nobody else, and is nothing left lying about. */
export async function dataFolderFindings(places: KeyPlaces, now: Date): Promise<readonly Finding[]> {
  const { dataDir } = places;
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch {
    return [wrong('data/not-writable', text.folderNotWritable(dataDir), text.folderMend)];
  }
  const findings = [ok('data/writable', text.folder(dataDir))];
  const folder = await stat(dataDir);
  if ((folder.mode & 0o022) !== 0)
    findings.push(warning('data/open', text.folderOpen(dataDir), text.folderOpenMend(dataDir)));
  for (const path of keyFiles(places)) findings.push(...(await keyFindings(path)));
  findings.push(...(await leftovers(join(dataDir, 'files', 'arriving'), now)));
  return findings;
}

async function keyFindings(path: string): Promise<readonly Finding[]> {
  const key = await stat(path).catch(() => null);
  if (!key) return [];
  const findings: Finding[] = [];
  if ((key.mode & 0o077) !== 0) findings.push(wrong('key/readable', text.keyOpen(path), text.keyOpenMend(path)));
  const uid = process.getuid?.() ?? key.uid;
  if (uid !== 0 && key.uid !== uid)
    findings.push(wrong('key/foreign', text.keyForeign(path), text.keyForeignMend(path)));
  return findings;
}

async function leftovers(folder: string, now: Date): Promise<readonly Finding[]> {
  const names = await readdir(folder).catch(() => []);
  const ages = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ mtimeMs }) => now.getTime() - mtimeMs,
        () => 0,
      ),
    ),
  );
  const old = ages.filter((age) => age > DAY_MS).length;
  return old === 0 ? [] : [warning('data/leftovers', text.leftovers(old), text.leftoversMend(folder))];
}
