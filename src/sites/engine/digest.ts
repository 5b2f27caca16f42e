import { createHash } from 'node:crypto';

/** One version of a page, as the digest of its batch sees it. */
export type PageVersion = {
  readonly path: string;
  /** 0: taken away. */
  readonly status: number;
  readonly sha256: Buffer | null;
  readonly bytes: number;
};

/** What the ledger says of a batch: a hash over path, status, hash and size of each of its pages, in order of path. */
export function digestOf(pages: readonly PageVersion[]): Buffer {
  const hash = createHash('sha256');
  for (const line of pages.map(lineOf).toSorted()) hash.update(line);
  return hash.digest();
}

const lineOf = ({ path, status, sha256, bytes }: PageVersion): string =>
  `${path}\t${status}\t${sha256?.toString('hex') ?? '-'}\t${bytes}\n`;
