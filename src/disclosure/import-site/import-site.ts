import { createHash } from 'node:crypto';
import { directoryOf } from '../../identity/index.ts';
import {
  act,
  attachFiles,
  canonical,
  changeRecords,
  currentRecord,
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
import type { Mapping } from './mapping.ts';
import { newIndexes } from './numbers.ts';
import type { Prepared } from './prepare.ts';
import { publishedAs } from './published-as.ts';
import { type Double, type Ready, readBatch, type SeenPages } from './read-batch.ts';
import { type Known, knownPages, putImported, putNotes, runningImport } from './repo.ts';
import { emptyReport, type ImportReport, type Note, noteOf } from './report.ts';
import type { SiteSource } from './sources.ts';
import { importText } from './text.ts';

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
  const report = emptyReport(await beginning(site));
  let batch: string[] = [];
  let done = 0;
  const seen: SeenPages = { addresses: new Set(), byHash: new Map() };
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
  await noteLost(site, report);
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

async function writeBatch(site: Site, report: ImportReport, ready: Ready): Promise<void> {
  const { pages, doubles, known, notes, renewed } = ready;
  for (const page of pages) if (page.hits.length > 0) await hold(site, report, page);
  const clean = pages.filter(({ hits }) => hits.length === 0);
  if (clean.length > 0) await inTransaction(site.kernel.pool, (tx) => publishBatch(site, tx, report, clean, known));
  await inTransaction(site.kernel.pool, async (tx) => {
    const { base } = site.mapping;
    const more = await joinDoubles(site, tx, report, doubles);
    const aside = pages.flatMap((page) => page.aside.map(({ fileId }) => fileId));
    await attachFiles(tx, aside, report.matter, null);
    await putNotes(tx, { site: base, matterId: report.matter, at: site.at }, renewed, [...notes, ...more]);
  });
}

/** The second address of an article leads to where the first does; while that one is held back, it waits with it. */
async function joinDoubles(
  { mapping, at }: Site,
  tx: Transaction,
  report: ImportReport,
  doubles: readonly Double[],
): Promise<readonly Note[]> {
  const firsts = await knownPages(
    tx.client,
    mapping.base,
    doubles.map(({ first }) => first),
  );
  const notes: Note[] = [];
  for (const { address, hash, first } of doubles) {
    const before = firsts.get(first);
    if (!before) continue;
    const { state, index, draftId } = before;
    await putImported(tx, [
      {
        site: mapping.base,
        address,
        matterId: report.matter,
        hash,
        state,
        index,
        draftId,
        hits: 0,
        at,
        doubleOf: first,
      },
    ]);
    const record = index === null ? null : await currentRecord(tx.client, PUBLICATION, index);
    if (index !== null && record)
      await keepAddresses(
        tx.client,
        [{ from: pathOf(address), to: articlePath(refOf(index, hexOf), record.firstPublishedAt) }],
        mapping.site,
        at,
      );
    report.same.push({ address, first });
    notes.push(noteOf(address, 'same', first));
  }
  return notes;
}

/** What the list of addresses left out is told like a page that did not come in. */
async function noteLost({ kernel, source, mapping, at }: Site, report: ImportReport): Promise<void> {
  const lost = source.lost?.() ?? [];
  report.skipped += lost.length;
  report.skips.push(...lost);
  const notes = lost.map(({ address, reason }) => noteOf(address, 'skipped', '', reason));
  const about = { site: mapping.base, matterId: report.matter, at };
  const addresses = lost.map(({ address }) => address);
  if (lost.length > 0) await inTransaction(kernel.pool, (tx) => putNotes(tx, about, addresses, notes));
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
          doubleOf: null,
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
    ready.filter(({ page }) => ownIndex(known, page.address) === null),
  );
  const going = ready.map((prepared) => {
    const before = ownIndex(known, prepared.page.address);
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
      doubleOf: null,
    })),
  );
  const { host } = new URL(mapping.base);
  const moves = going.flatMap(({ prepared: { page, moved }, index }) => [
    { from: pathOf(page.address), to: articlePath(refOf(index, hexOf), page.publishedAt) },
    // Who has linked a file finds it, too.
    ...moved.filter(({ from }) => new URL(from).host === host).map(({ from, to }) => ({ from: pathOf(from), to })),
  ]);
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

/** A page that had been another's double and now says something of its own becomes an article of its own. */
const ownIndex = (known: ReadonlyMap<string, Known>, address: string): string | null => {
  const before = known.get(address);
  return before && before.doubleOf === null ? before.index : null;
};

const pathOf = (address: string): string => new URL(address).pathname + new URL(address).search;

const fileIds = ({ attachments }: Prepared['content']): readonly string[] => attachments.map(({ fileId }) => fileId);

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');
