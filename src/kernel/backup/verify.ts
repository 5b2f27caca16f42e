import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { filesIn } from './folders.ts';
import { DESCRIPTION, type Manifest, type Part, readParts } from './manifest.ts';
import { firstPageOf, isPageRight, PAGE_BYTES, pageLsn } from './page-checksum.ts';
import { contentOf, storedBytes, unpackedName } from './parts.ts';
import { CLUSTER } from './physical.ts';

/** Something in a backup that is not as it was written. */
export type BackupFault = {
  readonly file: string;
  readonly fault: 'missing' | 'size' | 'changed' | 'unexpected' | 'content' | 'page';
  /** The first page that is not right. */
  readonly page?: number;
};

/**
 * Reads a backup from end to end and names every file that is not what was written: by its hash, and if `pages` is
 * asked for also by what it holds and by PostgreSQL's own checksum of each page.
 *
 * @throws Refusal backup/damaged (422) when its own description is not what was written
 */
export async function verifyBackup(
  folder: string,
  manifest: Manifest,
  { pages = false }: { readonly pages?: boolean } = {},
): Promise<readonly BackupFault[]> {
  const parts = await readParts(folder, manifest);
  const faults: BackupFault[] = [];
  for (const part of parts.values()) {
    const fault = (await storedFault(folder, part)) ?? (pages ? await contentFault(folder, part, manifest) : null);
    if (fault !== null) faults.push(fault);
  }
  for await (const file of filesIn(folder))
    if (!parts.has(file) && !DESCRIPTION.has(file)) faults.push({ file, fault: 'unexpected' });
  return faults;
}

async function storedFault(folder: string, part: Part): Promise<BackupFault | null> {
  const { path, bytes, sha256 } = part;
  const found = await stat(join(folder, path)).catch(() => null);
  if (found === null) return { file: path, fault: 'missing' };
  if (found.size !== bytes) return { file: path, fault: 'size' };
  const hash = createHash('sha256');
  for await (const chunk of storedBytes(folder, part)) hash.update(chunk);
  return hash.digest('hex') === sha256 ? null : { file: path, fault: 'changed' };
}

/** What a packed part holds, read once: its hash and its pages. */
async function contentFault(folder: string, part: Part, { physical }: Manifest): Promise<BackupFault | null> {
  const name = unpackedName(part);
  const firstPage = name.startsWith(`${CLUSTER}/`) ? firstPageOf(name.slice(CLUSTER.length + 1)) : null;
  if (part.content === null) return null;
  const hash = createHash('sha256');
  const check = firstPage === null || physical === null ? null : pageCheck(firstPage, lsnOf(physical.startLsn));
  for await (const chunk of contentOf(folder, part)) {
    hash.update(chunk);
    check?.take(chunk);
  }
  if (hash.digest('hex') !== part.content.sha256) return { file: part.path, fault: 'content' };
  const page = check?.wrongPage() ?? null;
  return page === null ? null : { file: part.path, fault: 'page', page };
}

const lsnOf = (text: string): bigint => {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
};

/** A page that was changed after the backup began may be torn: recovery writes it anew from the WAL. */
function pageCheck(first: number, start: bigint) {
  let rest: Buffer = Buffer.alloc(0);
  let number = first;
  let wrong: number | null = null;
  return {
    take: (chunk: Buffer): void => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      for (; at + PAGE_BYTES <= bytes.length; at += PAGE_BYTES) {
        const page = bytes.subarray(at, at + PAGE_BYTES);
        if (wrong === null && !isPageRight(page, number) && pageLsn(page) < start) wrong = number;
        number += 1;
      }
      rest = bytes.subarray(at);
    },
    /** The first page that is not right; null when all are. */
    wrongPage: () => wrong,
  };
}
