import type { Kernel } from '../kernel.ts';
import { Refusal, refuse } from '../refusal.ts';
import { moveAside, writeCheckpoint, writeTiles } from './files.ts';
import { assertContinues, assertWhole } from './guard.ts';
import { retireKey } from './keys.ts';
import { isKeyName } from './note.ts';
import { beginLog, type Published, publishLog, withPublisher } from './publish.ts';
import { currentLog, latestCheckpoint, logsOf, servedNote, tileBytes } from './store.ts';

const MAX_ORIGIN = 255;

export type NewLog = {
  readonly origin: string;
  /** Said on the page of the log for as long as it lasts. */
  readonly reason: string;
  /** Signs with a new key; the old one is put aside. */
  readonly withNewKey: boolean;
};

/**
 * Gives up the log in use and begins one of another name over all entries. What the old one published stays as it is,
 * in the database and beside the folder of the new one: whoever holds a receipt of it can still check it.
 *
 * @throws Refusal log/not-an-origin, log/origin-used
 */
export async function resetLog(kernel: Kernel, { origin, reason, withNewKey }: NewLog): Promise<Published> {
  if (!isKeyName(origin) || origin.length > MAX_ORIGIN) throw refuse('log/not-an-origin', {}, 422);
  await withPublisher(kernel, true, async (client) => {
    const logs = await logsOf(client);
    const current = logs.at(-1);
    if (logs.some((log) => log.origin === origin)) throw refuse('log/origin-used', { origin });
    const { log: settings, now } = kernel;
    if (withNewKey) await retireKey(settings, settings.suite, now());
    await moveAside(settings.folder, now());
    // Without one in the database there were files of one, or nobody would ask; they are aside now.
    await beginLog(kernel, client, origin, current ? reason : null);
  });
  // Where LOG_ORIGIN still names the old one, the program that runs says so; here the new name was just given.
  const published = await publishLog({ ...kernel, log: { ...kernel.log, origin: null } });
  if (!published) throw new Error('a log was begun and not published');
  return published;
}

/**
 * Makes the files of this machine again from the database, after the rows were held against what was signed. Answers
 * which files were not as they must be.
 *
 * @throws Refusal log/not-begun, log/damaged, log/behind, log/forked, log/other-origin
 */
export async function rebuildLog(kernel: Kernel): Promise<readonly string[]> {
  const rebuilt = await withPublisher(kernel, true, async (client) => {
    const log = await currentLog(client);
    const latest = log && (await latestCheckpoint(client, log.id));
    if (!log || !latest) throw refuse('log/not-begun');
    await assertWhole(client, log, latest);
    // A file that cannot be read is what this is for; one that says more than the database is not to be lost.
    await assertContinues(client, kernel.log, log, latest, kernel.now()).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'log/file-changed')) throw error;
    });
    const { folder } = kernel.log;
    const written = await writeTiles(folder, 0, latest.size, (tile) => tileBytes(client, log, tile));
    const isNew = await writeCheckpoint(folder, await servedNote(client, log.id, latest));
    return isNew ? [...written, 'checkpoint'] : written;
  });
  return rebuilt ?? [];
}
