import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  addFile,
  attachFiles,
  canonical,
  changeRecords,
  dayOf,
  inTransaction,
  type Json,
  type Kernel,
  matterById,
  openMatter,
  type PdfRenderer,
  pdfRenderer,
  refuse,
  type StoredFile,
  type Transaction,
  yearOf,
} from '../../kernel/index.ts';
import { hexOf } from '../engine/encode.ts';
import { publications } from '../repo/publications.ts';
import { articlePath, refOf } from '../rules/address.ts';
import type { GazetteEntry, GazetteItem } from './contract.ts';
import { gazettePaper } from './paper.ts';
import { changeIssue, type IssueRow, insertIssue, issueById, nextNumbers } from './repo.ts';
import { gazetteText } from './text.ts';
import { fixIssue } from './versions.ts';

type Doing = { readonly id: number; readonly actor: Actor; readonly at: Date; readonly seenSeq: number };
let renderer: Promise<PdfRenderer> | undefined;
const PDF = 'application/pdf';
const MOST_BYTES = 200 * 1_048_576;

export const labelOf = ({ year, number, total }: Pick<IssueRow, 'year' | 'number' | 'total'>): string =>
  gazetteText.number(year, number, total);

/**
 * Begins the next issue of an agency; numbers follow each other without a gap, so one is compiled at a time.
 *
 * @throws Refusal sites/gazette-open (409)
 */
export async function beginIssue(
  kernel: Kernel,
  {
    agencyId,
    name,
    actor,
    at,
  }: { readonly agencyId: number; readonly name: string; readonly actor: Actor; readonly at: Date },
): Promise<number> {
  const { region } = (await directoryOf(kernel)).agencyById(agencyId);
  const year = yearOf(dayOf(at));
  return inTransaction(kernel.pool, async (tx) => {
    const { number, total, isOpen } = await nextNumbers(tx, agencyId, year);
    if (isOpen) throw refuse('sites/gazette-open', {}, 409);
    const { id } = await openMatter(kernel, {
      kind: 'gazette-issue',
      act: 'begin',
      title: `${name} ${labelOf({ year, number, total })}`,
      region,
      agencyId,
      actor,
      capacity: { role: 'disclosure-officer', agencyId },
      at,
      facts: { year, number, total },
      within: tx,
      write: (inside, matterId) => insertIssue(inside, { id: matterId, agencyId, region, name, year, number, total }),
    });
    return id;
  });
}

/** Sets what an issue holds, in order. @throws Refusal sites/gazette-twice, sites/gazette-not-public (422) and those of an act */
export async function arrangeIssue(
  kernel: Kernel,
  { id, items, note, ...doing }: Doing & { readonly items: readonly GazetteItem[]; readonly note: string },
): Promise<void> {
  if (new Set(items.map(({ index }) => index)).size < items.length) throw refuse('sites/gazette-twice', {}, 422);
  await entriesOf(kernel, items);
  await act(kernel, {
    ...doing,
    matter: await matterById(kernel, id),
    act: 'change',
    facts: { items: items.length },
    write: (tx) => changeIssue(tx, id, items, note.trim()),
  });
}

/**
 * Brings an issue out: what its documents say at this moment is fixed, printed as PDF/A and named in the ledger by its hash.
 *
 * @throws Refusal sites/gazette-empty, sites/gazette-not-public (422) and those of an act
 */
export async function bringOut(kernel: Kernel, { id, ...doing }: Doing): Promise<void> {
  const issue = await issueOrRefuse(kernel, id);
  if (issue.items.length === 0) throw refuse('sites/gazette-empty', {}, 422);
  const contents = await entriesOf(kernel, issue.items);
  const digest = digestOf(contents);
  const file = await printed(kernel, { ...issue, contents, at: doing.at, correction: null });
  await act(kernel, {
    ...doing,
    matter: await matterById(kernel, id),
    act: 'issue',
    facts: { items: contents.length, contents: digest.toString('hex'), file: file.sha256.toString('hex') },
    write: async (tx) => {
      await attachFiles(tx, [file.id], id, null);
      await fixIssue(tx, id, { contents, digest, fileId: file.id, at: doing.at });
      await noteSurroundings(tx, contents, doing.at);
    },
  });
}

/** The hash over all that an issue says. */
export const digestOf = (contents: readonly GazetteEntry[]): Buffer =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(contents)) as Json))
    .digest();

/** An issue as a file that is kept. */
export async function printed(
  kernel: Kernel,
  issue: IssueRow & {
    readonly contents: readonly GazetteEntry[];
    readonly at: Date;
    readonly correction: { readonly version: number; readonly note: string } | null;
  },
): Promise<StoredFile> {
  const label = labelOf(issue);
  const agency = (await directoryOf(kernel)).agencyName(issue.agencyId);
  renderer ??= pdfRenderer();
  const paper = gazettePaper({ ...issue, label, agency, on: dayOf(issue.issuedAt ?? issue.at) });
  const bytes = await (await renderer).render('report', paper, issue.at);
  return addFile(kernel, Readable.from([Buffer.from(bytes)]), {
    name: `${issue.name}${label}.pdf`,
    allowed: new Set([PDF]),
    maxBytes: MOST_BYTES,
    ownerId: null,
    at: issue.at,
  });
}

/** Pages of texts say in which issues they stand: they are made anew. */
export const noteSurroundings = (
  tx: Transaction,
  contents: readonly Pick<GazetteEntry, 'index'>[],
  at: Date,
): Promise<unknown> =>
  changeRecords(
    tx,
    [...new Set(contents.map(({ index }) => index))].map((key) => ({
      change: 'surroundings',
      kind: 'publication',
      key,
    })),
    at,
  );

/** @throws Refusal matter/not-found (404) */
export async function issueOrRefuse(kernel: Kernel, id: number): Promise<IssueRow> {
  const issue = await issueById(kernel.pool, id);
  if (!issue) throw refuse('matter/not-found', {}, 404);
  return issue;
}

/** What the items say now, read as a visitor reads it: what is not public cannot get into an issue. */
export async function entriesOf(kernel: Kernel, items: readonly GazetteItem[]): Promise<readonly GazetteEntry[]> {
  const found = new Map(
    (
      await publications(
        kernel.published.pool,
        items.map(({ index }) => index),
      )
    ).map((one) => [one.index, one]),
  );
  return items.map(({ part, index }) => {
    const one = found.get(index);
    if (!one || one.withdrawn || one.content === null)
      throw refuse('sites/gazette-not-public', { title: one?.title ?? index }, 422);
    const { title, documentNumber, publishedAt, content } = one;
    return {
      part,
      index,
      title,
      documentNumber,
      agency: content.agency,
      publishedOn: dayOf(publishedAt),
      path: articlePath(refOf(index, hexOf), publishedAt),
      html: content.body,
    };
  });
}
