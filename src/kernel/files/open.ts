import { join } from 'node:path';
import { clamd } from './clamd.ts';
import type { Files } from './port.ts';
import { localStore } from './store-local.ts';
import { type S3Options, s3Store } from './store-s3.ts';

/** What the operator has chosen. */
export type FileSettings = {
  /** A bucket; null: the folder `files` of the data folder. */
  readonly s3: S3Options | null;
  /** Address of a clamd; null: none. */
  readonly scanner: string | null;
};

/** @throws Error when the scanner's address is of no known kind */
export function openFiles(dataDir: string, { s3, scanner }: FileSettings, uses: readonly string[]): Files {
  const folder = join(dataDir, 'files');
  return {
    store: s3 ? s3Store(s3) : localStore(folder),
    scanner: scanner === null ? null : clamd(scanner),
    arriving: join(folder, 'arriving'),
    uses,
  };
}
