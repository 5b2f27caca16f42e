import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { FileStore } from '../files/port.ts';
import { Refusal } from '../refusal.ts';
import { FILES, type Throttle } from './folders.ts';
import type { Part } from './manifest.ts';
import { type PartWriter, unpack } from './parts.ts';

/**
 * Copies what a bucket keeps into the backup, where the folder of files would stand, so that either can be restored
 * into the other. What the earlier backup holds is not fetched again; what goes away meanwhile is left out.
 *
 * @throws Refusal files/store-away (503)
 */
export async function addBucket(parts: PartWriter, bucket: FileStore, slow: Throttle): Promise<string> {
  for await (const { sha256 } of bucket.list()) {
    const hash = sha256.toString('hex');
    const path = `${FILES}/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
    if (await parts.reuse(path, hash)) continue;
    try {
      await parts.add(path, slow(await bucket.get(sha256)), { pack: false });
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'files/lost')) throw error;
    }
  }
  return FILES;
}

/** Puts a file of the backup into the bucket; one that is there already stays. @throws Refusal files/store-away (503) */
export async function fillBucket(bucket: FileStore, folder: string, part: Part): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'mt-restore-'));
  try {
    const path = join(place, basename(part.path));
    await unpack(folder, part, path, { flush: false });
    await bucket.put(path, { sha256: Buffer.from(part.sha256, 'hex'), size: part.bytes });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
