import { createHash } from 'node:crypto';
import { directoryOf } from '../../identity/index.ts';
import {
  act,
  attachFiles,
  canonical,
  changeRecords,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  type RecordChange,
  refuse,
  system,
  type Transaction,
} from '../../kernel/index.ts';
import { articlePath, keepAddresses, refOf } from '../../sites/index.ts';
import { nodeFor } from '../catalogue.ts';
import { PUBLICATION } from '../contract.ts';
import { openPublication } from '../operations/open.ts';
import { jsonOf } from '../operations/publication.ts';
import { storeAllPublished } from '../repo/published.ts';
import { indexPattern } from '../settings.ts';
import type { LeftFile } from './file-keeper.ts';
import type { Mapping } from './mapping.ts';
import { newIndexes } from './numbers.ts';
import { readPage, type SkipReason } from './page.ts';
import { hashOfPage, type Prepared, prepare } from './prepare.ts';
import { publishedAs } from './published-as.ts';
import { type Known, knownPages, putImported, runningImport } from './repo.ts';
import type { SiteSource } from './sources.ts';
import { importText } from './text.ts';

/** What became of a site's pages. */
export type ImportReport = {
  readonly matter: number;
  imported: number;
  changed: number;
  unchanged: number;
  held: number;
  skipped: number;
  /** Pages that did not come in, and why. */
  readonly skips: { readonly address: string; readonly reason: SkipReason | 'not-fetched' }[];
  /** Pages held back, with the kinds of personal data in them, and where in their files it stands. */
  readonly holds: {
    readonly address: string;
    readonly kinds: readonly string[];
    readonly places: readonly string[];
  }[];
  /** Pages of which files stayed on the old site, and why. */
  readonly files: { readonly address: string; readonly left: readonly LeftFile[] }[];
  /** Pages without tags, or whose text nobody named: they were read from what they show. */
  readonly inferred: string[];
  /** Pages in whose files something could not be read by the screening. */
  readonly unread: { readonly address: string; readonly places: readonly string[] }[];
};

const BATCH = 100;

type Site = {
  readonly kernel: Kernel;
  readonly source: SiteSource;
  readonly mapping: Mapping;
  readonly agency: {
    readonly id: number;
    readonly name: string;
    readonly region: string;
    readonly uscc: string;
    readonly numberedBy: number;
  };
  readonly pattern: string;
  readonly at: Date;
};

/**
 * Brings the pages of an existing site in as publications, in batches: each batch, its entry in the ledger, its index
 * numbers and its old addresses are committed together, so that an import that is cut off goes on where it was. A page that
 * came in before and says the same is left alone; one that says something else becomes a new version. Pages with personal
 * data are drafts that wait for somebody.
 *
 * @throws Refusal disclosure/no-such-agency, disclosure/no-such-node, disclosure/node-is-group,
 *   disclosure/node-of-other-level (422), disclosure/no-such-folder, disclosure/no-sitemap (422)
 */
export async function importSite(
  kernel: Kernel,
  source: SiteSource,
  mapping: Mapping,
  onProgress: (pages: number) => void = () => undefined,
): Promise<ImportReport> {
  const site = await siteOf(kernel, source, mapping);
  const report: ImportReport = {
    matter: await beginning(site),
    imported: 0,
    changed: 0,
    unchanged: 0,
    held: 0,
    skipped: 0,
    skips: [],
    holds: [],
    files: [],
    unread: [],
    inferred: [],
  };
  let batch: string[] = [];
  let done = 0;
  const seen = new Set<string>();
  // While one batch is written the next is read; they are committed one after the other.
  let writing: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    const ready = await readBatch(site, report, batch, seen);
    await writing;
    done += batch.length;
    const pages = done;
    batch = [];
    writing = writeBatch(site, report, ready).then(() => onProgress(pages));
    // Whoever waits for it hears of it; nobody else need.
    writing.catch(() => undefined);
  };
  try {
    for await (const address of source.addresses()) {
      batch.push(address);
      if (batch.length >= BATCH) await turn();
    }
    if (batch.length > 0) await turn();
  } finally {
    await writing;
  }
  const { imported, changed, unchanged, held, skipped } = report;
  await act(kernel, {
    matter: await matterById(kernel, report.matter),
    act: 'finish',
    actor: system,
    at: kernel.now(),
    facts: { imported, changed, unchanged, held, skipped },
  });
  kernel.wake();
  return report;
}

async function siteOf(kernel: Kernel, source: SiteSource, mapping: Mapping): Promise<Site> {
  const directory = await directoryOf(kernel);
  const agency = directory.agencyByKey(mapping.agency);
  if (!agency) throw refuse('disclosure/no-such-agency', { agency: mapping.agency }, 422);
  const at = kernel.now();
  for (const { node } of [mapping.usual, ...Object.values(mapping.columns)]) {
    const { stands } = await nodeFor(kernel, node, agency.id, dayOf(at));
    if (stands === 'unknown') throw refuse('disclosure/no-such-node', { node }, 422);
    if (stands === 'is-group') throw refuse('disclosure/node-is-group', { node }, 422);
    if (stands === 'other-level') throw refuse('disclosure/node-of-other-level', { node }, 422);
  }
  let numbered = agency;
  while (numbered.uscc === null && numbered.parentId !== null) numbered = directory.agencyById(numbered.parentId);
  if (numbered.uscc === null) throw refuse('disclosure/no-credit-code', {}, 422);
  return {
    kernel,
    source,
    mapping,
    agency: { id: agency.id, name: agency.name, region: agency.region, uscc: numbered.uscc, numberedBy: numbered.id },
    pattern: await indexPattern(kernel.pool),
    at,
  };
}

async function beginning({ kernel, mapping, agency, at }: Site): Promise<number> {
  const title = importText.title(mapping.site);
  const running = await runningImport(kernel.pool, title, agency.id);
  if (running !== null) return running;
  const { id } = await openMatter(kernel, {
    kind: 'site-import',
    act: 'begin',
    title,
    region: agency.region,
    agencyId: agency.id,
    actor: system,
    at,
    facts: { base: mapping.base, gates: 'reviewed-at-source' },
  });
  return id;
}

type Ready = { readonly pages: readonly Prepared[]; readonly known: ReadonlyMap<string, Known> };

async function readBatch(
  site: Site,
  report: ImportReport,
  addresses: readonly string[],
  seen: Set<string>,
): Promise<Ready> {
  const { kernel, mapping, source, at } = site;
  const read = await readAll(site, report, addresses);
  const known = await knownPages(kernel.pool, mapping.base, [...read.keys()]);
  const pages: Prepared[] = [];
  for (const [address, { page, hash }] of read) {
    if (seen.has(address) || known.get(address)?.hash.equals(hash)) {
      report.unchanged += 1;
      continue;
    }
    seen.add(address);
    const prepared = await prepare(kernel, page, hash, source, mapping, at);
    if (page.isInferred) report.inferred.push(address);
    if (prepared.left.length > 0) report.files.push({ address, left: prepared.left });
    if (prepared.unread.length > 0) report.unread.push({ address, places: prepared.unread });
    pages.push(prepared);
  }
  return { pages, known };
}

async function writeBatch(site: Site, report: ImportReport, { pages, known }: Ready): Promise<void> {
  for (const page of pages) if (page.hits.length > 0) await hold(site, report, page);
  const clean = pages.filter(({ hits }) => hits.length === 0);
  if (clean.length > 0) await inTransaction(site.kernel.pool, (tx) => publishBatch(site, tx, report, clean, known));
}

type ReadPages = Map<string, { readonly page: Prepared['page']; readonly hash: Buffer }>;

async function readAll(
  { source, mapping }: Site,
  report: ImportReport,
  addresses: readonly string[],
): Promise<ReadPages> {
  const read: ReadPages = new Map();
  for (const at of addresses) {
    const fetched = await source.fetch(at);
    const result =
      fetched === null ? { skipped: 'not-fetched' as const } : readPage(fetched.bytes, at, fetched.charset, mapping);
    if ('skipped' in result) {
      report.skipped += 1;
      report.skips.push({ address: at, reason: result.skipped });
    } else read.set(result.page.address, { page: result.page, hash: hashOfPage(result.page) });
  }
  return read;
}

/** A page with personal data becomes a draft of its agency: nobody but its gates lets it out. */
async function hold(
  { kernel, agency, mapping, at }: Site,
  report: ImportReport,
  { page, content, hash, hits, places }: Prepared,
): Promise<void> {
  await openPublication(kernel, {
    agencyId: agency.id,
    content,
    actor: system,
    at,
    files: fileIds(content),
    also: async (tx, draftId) => {
      await putImported(tx, [
        {
          site: mapping.base,
          address: page.address,
          matterId: report.matter,
          hash,
          state: 'held',
          index: null,
          draftId,
          hits: hits.length,
          at,
        },
      ]);
    },
  });
  report.held += 1;
  report.holds.push({ address: page.address, kinds: [...new Set(hits)], places });
}

async function publishBatch(
  site: Site,
  tx: Transaction,
  report: ImportReport,
  ready: readonly Prepared[],
  known: ReadonlyMap<string, Known>,
): Promise<void> {
  const { kernel, agency, at, mapping } = site;
  const numbers = await newIndexes(
    site,
    tx,
    ready.filter(({ page }) => !known.get(page.address)?.index),
  );
  const going = ready.map((prepared) => {
    const before = known.get(prepared.page.address)?.index ?? null;
    const index = before ?? numbers.get(prepared);
    if (index === undefined) throw new Error('a page has no index number');
    return { prepared, index, isNew: before === null };
  });
  const changes = going.map(
    ({ prepared: { content, page }, index, isNew }): RecordChange => ({
      change: 'publish',
      kind: PUBLICATION,
      key: index,
      title: content.title,
      agencyId: agency.id,
      region: agency.region,
      content: jsonOf({ ...content, index, agency: agency.name, dueOn: null }),
      firstPublishedAt: page.publishedAt,
      note: isNew ? null : importText.changeNote,
    }),
  );
  const made = await changeRecords(tx, changes, at);
  await attachFiles(
    tx,
    ready.flatMap(({ content }) => fileIds(content)),
    report.matter,
    null,
  );
  await storeAllPublished(
    tx,
    going.map(({ prepared: { content }, index }, i) => {
      const record = made[i];
      if (!record) throw new Error('a page was not published');
      return publishedAs(agency, content, index, record);
    }),
  );
  await putImported(
    tx,
    going.map(({ prepared: { page, hash }, index }) => ({
      site: mapping.base,
      address: page.address,
      matterId: report.matter,
      hash,
      state: 'published',
      index,
      draftId: null,
      hits: 0,
      at,
    })),
  );
  const moves = going.map(({ prepared: { page }, index }) => ({
    from: new URL(page.address).pathname + new URL(page.address).search,
    to: articlePath(refOf(index, hexOf), page.publishedAt),
  }));
  await keepAddresses(tx.client, moves, mapping.site, at);
  await act(kernel, {
    matter: await matterById(kernel, report.matter, tx.client),
    act: 'take',
    actor: system,
    at,
    facts: {
      pages: going.length,
      gates: 'reviewed-at-source',
      list: createHash('sha256')
        .update(
          canonical(
            jsonOf(going.map(({ prepared, index }) => [prepared.page.address, index, prepared.hash.toString('hex')])),
          ),
        )
        .digest('hex'),
    },
    within: tx,
  });
  const added = going.filter(({ isNew }) => isNew).length;
  report.imported += added;
  report.changed += going.length - added;
}

const fileIds = ({ attachments }: Prepared['content']): readonly string[] => attachments.map(({ fileId }) => fileId);

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');
