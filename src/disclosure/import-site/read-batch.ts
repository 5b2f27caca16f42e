import type { Kernel } from '../../kernel/index.ts';
import { TRIED_AGAIN } from './file-keeper.ts';
import type { Mapping } from './mapping.ts';
import { type Read, readPage, type SitePage } from './page.ts';
import { hashOfPage, type Prepared, prepare } from './prepare.ts';
import { filesToTryAgain, type Known, knownPages, standingSame } from './repo.ts';
import { type ImportReport, type Note, noteOf, notesOf } from './report.ts';
import type { SiteSource } from './sources.ts';
import type { NotHere } from './text.ts';

/** An address under which stands what stands under another. */
export type Double = { readonly address: string; readonly hash: Buffer; readonly first: string };

/** What was read of a batch of addresses, ready to be written. */
export type Ready = {
  readonly pages: readonly Prepared[];
  readonly doubles: readonly Double[];
  readonly known: ReadonlyMap<string, Known>;
  readonly notes: readonly Note[];
  /** Pages that were looked at anew: what was noted of them before no longer counts. */
  readonly renewed: readonly string[];
};

export type Reading = {
  readonly kernel: Kernel;
  readonly source: SiteSource;
  readonly mapping: Mapping;
  readonly at: Date;
};

/** What one run has read already: by address, and by what each page says. */
export type SeenPages = { readonly addresses: Set<string>; readonly byHash: Map<string, string> };

export async function readBatch(
  site: Reading,
  report: ImportReport,
  addresses: readonly string[],
  seen: SeenPages,
): Promise<Ready> {
  const { kernel, mapping, source, at } = site;
  const ready = { pages: [] as Prepared[], doubles: [] as Double[], notes: [] as Note[] };
  const renewed: string[] = [];
  const skip = (address: string, reason: NotHere): void => {
    report.skipped += 1;
    report.skips.push({ address, reason });
    ready.notes.push(noteOf(address, 'skipped', '', reason));
    renewed.push(address);
  };
  const read = await readAll(site, addresses, skip);
  const known = await knownPages(kernel.pool, mapping.base, [...read.keys()]);
  const again = await filesToTryAgain(kernel.pool, mapping.base, [...read.keys()]);
  const same = await standingSame(
    kernel.pool,
    mapping.base,
    [...read].filter(([address]) => !known.has(address)).map(([, { hash }]) => hash),
  );
  for (const [address, { page, hash }] of read) {
    const before = known.get(address);
    const isSame = before?.hash.equals(hash) ?? false;
    const missing = again.get(address);
    if (seen.addresses.has(address) || (isSame && !missing)) {
      report.unchanged += 1;
      seen.addresses.add(address);
      continue;
    }
    seen.addresses.add(address);
    const key = hash.toString('hex');
    const first = before ? undefined : (seen.byHash.get(key) ?? same.get(key));
    if (first !== undefined && first !== address) {
      ready.doubles.push({ address, hash, first });
      renewed.push(address);
      continue;
    }
    seen.byHash.set(key, address);
    const prepared = await prepare(kernel, page, hash, source, mapping, at);
    if (isSame && missing && prepared.left.filter(({ code }) => isTriedAgain(code)).length >= missing) {
      report.unchanged += 1;
      continue;
    }
    if (prepared.isEmpty) {
      skip(address, 'only-lost-pictures');
      continue;
    }
    ready.notes.push(...notesOf(report, prepared));
    ready.pages.push(prepared);
    renewed.push(address);
  }
  return { ...ready, known, renewed };
}

const isTriedAgain = (code: string): boolean => TRIED_AGAIN.includes(code);

type ReadPages = Map<string, { readonly page: SitePage; readonly hash: Buffer }>;

async function readAll(
  site: Reading,
  addresses: readonly string[],
  skip: (address: string, reason: NotHere) => void,
): Promise<ReadPages> {
  const read: ReadPages = new Map();
  for (const at of addresses) {
    const fetched = await site.source.fetch(at);
    if ('missing' in fetched) {
      skip(at, fetched.missing);
      continue;
    }
    const own = readPage(fetched.bytes, at, fetched.charset, site.mapping);
    const result = 'skipped' in own ? await readBehind(site, own, at) : own;
    if ('skipped' in result) skip(at, result.skipped);
    else read.set(result.page.address, { page: result.page, hash: hashOfPage(result.page) });
  }
  return read;
}

/** An article that a page shows in a frame, or leads to at once, stands under the address of that page. */
async function readBehind(
  { source, mapping }: Reading,
  own: Read & { behind?: readonly string[] },
  at: string,
): Promise<Read> {
  for (const address of own.behind ?? []) {
    const fetched = await source.fetch(address);
    if ('missing' in fetched) continue;
    const result = readPage(fetched.bytes, address, fetched.charset, mapping);
    if ('page' in result) return { page: { ...result.page, address: at } };
  }
  return own;
}
