import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { dayOf, type Kernel } from '../../kernel/index.ts';
import type { RaiseAlarm } from '../alarm.ts';
import { addressOf, FORMS, fileOf, filesBelow, folderIn, layPage, readForm } from '../engine/disk.ts';
import { decompress, sha256 } from '../engine/encode.ts';

import { type Alarm, noteAlarm, noteIncident, standingBytes } from '../repo/alarms.ts';
import { knownPaths, pagesAfter } from '../repo/pages.ts';
import { text } from '../text.ts';
import { layWhatIsUnlaid } from './publish.ts';

/** Pages in a slice; one turn works for so long and goes on where it stopped at the next. */
const SLICE = 200;
const TURN_MS = 10_000;

export type Watch = {
  /** One turn over the files. Answers how many pages it looked at and what it found. */
  readonly turn: (at: Date) => Promise<{ readonly pages: number; readonly alarms: number; readonly ended: boolean }>;
};

/**
 * Goes through the published files, page by page, and compares every byte with the register. What is changed or missing
 * is laid again from the database, what was put there is moved away and kept; each is an alarm and an incident.
 *
 * @law GB/T 22239-2019 8.1.4.7 (数据完整性); 国办发〔2017〕47号 (网页防篡改)
 */
export function openWatch(kernel: Kernel, raise: RaiseAlarm): Watch {
  let after = '';
  const turn: Watch['turn'] = async (at) => {
    const began = performance.now();
    await layWhatIsUnlaid(kernel, at);
    let pages = 0;
    let alarms = 0;
    while (performance.now() - began < TURN_MS) {
      const slice = await pagesAfter(kernel.pool, after, SLICE);
      pages += slice.length;
      for (const page of slice) if (page.laid) alarms += await lookAt(kernel, raise, page.path, page.sha256, at);
      const last = slice.at(-1);
      if (last && slice.length === SLICE) after = last.path;
      else {
        after = '';
        alarms += await lookForStrangers(kernel, raise, at);
        return { pages, alarms, ended: true };
      }
    }
    return { pages, alarms, ended: false };
  };
  return { turn };
}

async function lookAt(kernel: Kernel, raise: RaiseAlarm, path: string, expected: Buffer, at: Date): Promise<number> {
  const folder = folderIn(kernel.dataDir);
  const faults: Omit<Alarm, 'at'>[] = [];
  for (const form of FORMS) {
    const bytes = await readForm(folder, path, form);
    const found = bytes === null ? null : hashOf(bytes, form);
    if (found?.equals(expected)) continue;
    const fault = bytes === null ? 'missing' : 'changed';
    faults.push({ path, file: `${fileOf(path)}${form}`, fault, expected, found });
  }
  if (faults.length === 0) return 0;
  // It may have been published anew, or taken away, since the slice was read: then it is no fault.
  const now = await standingBytes(kernel.pool, path);
  if (now === null || !now.sha256.equals(expected)) return 0;
  for (const { file, fault } of faults) if (fault === 'changed') await keepEvidence(kernel, file, at);
  await layPage(folder, path, await decompress(now.br), now.br);
  for (const fault of faults) await alarm(kernel, raise, { ...fault, at });
  return faults.length;
}

/** The hash of what a form unpacks to; of its own bytes when it is no such form any more. */
function hashOf(bytes: Buffer, form: (typeof FORMS)[number]): Buffer {
  try {
    return sha256(form === '.br' ? brotliDecompressSync(bytes) : form === '.gz' ? gunzipSync(bytes) : bytes);
  } catch {
    return sha256(bytes);
  }
}

async function lookForStrangers(kernel: Kernel, raise: RaiseAlarm, at: Date): Promise<number> {
  const folder = folderIn(kernel.dataDir);
  let alarms = 0;
  let files: string[] = [];
  const look = async (): Promise<void> => {
    const addresses = files.map((file) => ({ file, path: addressOf(file)?.path ?? null }));
    const known = await knownPaths(
      kernel.pool,
      addresses.flatMap(({ path }) => path ?? []),
    );
    for (const { file, path } of addresses) {
      if (path === null || known.has(path)) continue;
      const bytes = await readForm(folder, `/${file}`, '');
      await keepEvidence(kernel, file, at);
      const found = bytes === null ? null : sha256(bytes);
      await alarm(kernel, raise, { path, file, fault: 'added', expected: null, found, at });
      alarms++;
    }
    files = [];
  };
  for await (const file of filesBelow(folder)) {
    files.push(file);
    if (files.length === SLICE) await look();
  }
  await look();
  return alarms;
}

/** Moves a file out of what is served; it is kept for whoever looks into the incident. */
async function keepEvidence(kernel: Kernel, file: string, at: Date): Promise<void> {
  const aside = join(kernel.dataDir, 'pages-evidence');
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const name = `${at.toISOString().replaceAll(':', '')}-${basename(file)}`;
  await rename(join(folderIn(kernel.dataDir), file), join(aside, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function alarm(kernel: Kernel, raise: RaiseAlarm, found: Alarm): Promise<void> {
  const id = await noteAlarm(kernel.pool, found);
  const incident = await raise(kernel, {
    category: 'tamper',
    summary: text.incident.tampered(found.path).slice(0, 200),
    cause: `page:${dayOf(found.at)}:${found.path}`.slice(0, 300),
    at: found.at,
  });
  await noteIncident(kernel.pool, id, incident, found.at);
}
