import type { z } from 'zod';
import { documentMatter, publicationById, type ReturnRow, returnRows, returnsOfDossier } from '../disclosure/index.ts';
import { directoryOf } from '../identity/index.ts';
import { type Actor, dayOf, type Kernel, refuse } from '../kernel/index.ts';
import { STANDINGS } from './contract.ts';
import {
  type CarriedRow,
  type CoverageQuery,
  type Covered,
  carriedRows,
  coverageCounts,
  coverageRows,
  coveredDocument,
  explainingRows,
  type FollowUpRow,
  followUpOf,
} from './repo.ts';
import type { CarriedView, CoverageRow, Dossier, listCoverage, listReturns, ReturnView } from './wire.ts';

const PAGE = 50;
const MOST_CSV = 20_000;

type Directory = Awaited<ReturnType<typeof directoryOf>>;
type Asked = Omit<CoverageQuery, 'agencyIds'> & { readonly agency?: number | undefined };

/** Agencies whose documents somebody may look at. */
function inSight(kernel: Kernel, actor: Actor): readonly number[] {
  const all = new Set([...actor.grants.map(({ agencyId }) => agencyId), ...actor.agenciesBelow]);
  return [...all].filter((agencyId) => kernel.access.may(actor, 'press.read', { agencyId }));
}

/** @throws Refusal access/forbidden (403) for an agency beyond them */
function narrowed(all: readonly number[], agency: number | undefined): readonly number[] {
  if (agency === undefined) return all;
  if (!all.includes(agency)) throw refuse('access/forbidden', {}, 403);
  return [agency];
}

const named = (directory: Directory, ids: readonly number[]) =>
  ids.map((id) => ({ id, name: directory.agencyShortName(id) })).toSorted((a, b) => a.name.localeCompare(b.name, 'zh'));

/** Published documents and how far each is explained, the newest first. @throws Refusal access/forbidden (403) */
export async function coverage(
  kernel: Kernel,
  { agency, before, ...asked }: Asked & { readonly before?: string | undefined },
  actor: Actor,
): Promise<z.input<typeof listCoverage.response>> {
  const all = inSight(kernel, actor);
  const query = { ...asked, agencyIds: narrowed(all, agency) };
  const [at, index] = before?.split('~') ?? [];
  const from = at && index && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), index } : undefined;
  const [found, counts, directory] = await Promise.all([
    coverageRows(kernel.pool, { ...query, before: from, limit: PAGE + 1 }),
    coverageCounts(kernel.pool, query),
    directoryOf(kernel),
  ]);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  const each = STANDINGS.map((standing) => [standing, counts.get(standing) ?? 0] as const);
  return {
    rows: rows.map((row) => rowOf(row, directory)),
    counts: { ...countsOf(each), all: each.reduce((sum, [, count]) => sum + count, 0) },
    agencies: named(directory, all),
    next: found.length > PAGE && last ? `${last.publishedAt.toISOString()}~${last.index}` : null,
  };
}

const countsOf = (each: readonly (readonly [(typeof STANDINGS)[number], number])[]) => ({
  ...{ lacking: 0, broken: 0, late: 0, 'at-once': 0, exempted: 0 },
  ...Object.fromEntries(each),
});

/** The same without pages. @throws Refusal access/forbidden (403) */
export async function coverageForTable(
  kernel: Kernel,
  { agency, ...asked }: Asked,
  actor: Actor,
): Promise<readonly CoverageRow[]> {
  const agencyIds = narrowed(inSight(kernel, actor), agency);
  const rows = await coverageRows(kernel.pool, { ...asked, agencyIds, limit: MOST_CSV });
  const directory = await directoryOf(kernel);
  return rows.map((row) => rowOf(row, directory));
}

const daysBetween = (from: Date, to: Date): number =>
  Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000);

function rowOf(row: Covered, directory: Directory): CoverageRow {
  const { index, title, documentNumber, agencyId, publishedAt, path, standing, explainedAt } = row;
  return {
    ...{ index, title, documentNumber, path, standing },
    agency: directory.agencyShortName(agencyId),
    publishedOn: dayOf(publishedAt),
    lagDays: explainedAt === null ? null : Math.max(0, daysBetween(publishedAt, explainedAt)),
    ...{ materials: row.materials, forms: [...row.forms], headLed: row.headLed, carried: row.carried },
  };
}

type AskedReturns = {
  readonly which: 'incomplete' | 'all';
  readonly q?: string | undefined;
  readonly agency?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** What was given back, the newest first. @throws Refusal access/forbidden (403) */
export async function returned(
  kernel: Kernel,
  { agency, which, ...asked }: AskedReturns & { readonly before?: number | undefined },
  actor: Actor,
): Promise<z.input<typeof listReturns.response>> {
  const all = inSight(kernel, actor);
  const query = { ...asked, agencyIds: narrowed(all, agency), incomplete: which === 'incomplete', limit: PAGE + 1 };
  const [found, directory] = await Promise.all([returnRows(kernel.pool, query), directoryOf(kernel)]);
  const rows = found.slice(0, PAGE);
  return {
    rows: rows.map((row) => returnOf(row, directory)),
    agencies: named(directory, all),
    next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** The same without pages. @throws Refusal access/forbidden (403) */
export async function returnedForTable(
  kernel: Kernel,
  { agency, which, ...asked }: AskedReturns,
  actor: Actor,
): Promise<readonly ReturnView[]> {
  const agencyIds = narrowed(inSight(kernel, actor), agency);
  const query = { ...asked, agencyIds, incomplete: which === 'incomplete', limit: MOST_CSV };
  const [rows, directory] = await Promise.all([returnRows(kernel.pool, query), directoryOf(kernel)]);
  return rows.map((row) => returnOf(row, directory));
}

function returnOf({ agencyId, at, lacking, isDocument: _, ...row }: ReturnRow, directory: Directory): ReturnView {
  return { ...row, lacking: [...lacking], agency: directory.agencyShortName(agencyId), at: at.toISOString() };
}

/**
 * Everything about how one document is explained: plan, what explains it and when, what was given back on the way, where
 * else it was carried, and what was found some time after.
 *
 * @throws Refusal press/not-a-document (404), access/forbidden (403)
 */
export async function dossier(kernel: Kernel, index: string, actor: Actor): Promise<Dossier> {
  const document = await coveredDocument(kernel.pool, index);
  if (!document) throw refuse('press/not-a-document', {}, 404);
  const { agencyId, publishedAt, withdrawn } = document;
  kernel.access.check(actor, 'press.read', { agencyId });
  const documentId = await documentMatter(kernel.pool, index);
  const [materials, media, followUp, directory, returns, own] = await Promise.all([
    explainingRows(kernel.pool, index),
    carriedRows(kernel.pool, index),
    followUpOf(kernel.pool, index),
    directoryOf(kernel),
    documentId === null ? [] : returnsOfDossier(kernel.pool, documentId),
    documentId === null ? null : publicationById(kernel, documentId),
  ]);
  return {
    ...rowOf(document, directory),
    ...{ documentId, agencyId, withdrawn, publishedAt: publishedAt.toISOString() },
    plan: own?.row.plan ?? null,
    explained: materials.map(({ agencyId: by, publishedAt: out, ...material }) => ({
      ...material,
      agency: directory.agencyShortName(by),
      publishedAt: out.toISOString(),
      lagDays: Math.max(0, daysBetween(publishedAt, out)),
    })),
    returns: returns.map((row) => returnOf(row, directory)),
    media: media.map(carriedOf),
    followUp: followUp && followUpView(followUp),
    mayNote: !withdrawn && kernel.access.may(actor, 'press.note', { agencyId }),
  };
}

const carriedOf = ({ id, kind, outlet, title, url, onDay, by, struckWords, struckBy }: CarriedRow): CarriedView => ({
  ...{ id, kind, outlet, title, url, onDay, by },
  struck: struckWords === null ? null : { words: struckWords, by: struckBy },
});

export const followUpView = ({ id, number, dueOn, questions, outcome, words }: FollowUpRow) => ({
  ...{ id, number, dueOn, questions, outcome, words },
});
