import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { publicationById } from '../operations/publication.ts';
import { agenciesToRead } from '../operations/view.ts';
import {
  assessedRows,
  type Counts,
  type Evaluated,
  type EvaluatedQuery,
  evaluable,
  evaluatedRows,
  organisedOf,
  visitorsOf,
} from './repo.ts';
import { evaluationText as text } from './text.ts';
import type { EvaluatedRow, listEvaluations, readEvaluations } from './wire.ts';

const PAGE = 50;
const MOST_CSV = 20_000;
type Asked = Omit<EvaluatedQuery, 'agencyIds'> & { readonly agency?: number | undefined };

/** @throws Refusal access/forbidden (403) for an agency beyond those that somebody may read */
function narrowed(all: readonly number[], agency: number | undefined): readonly number[] {
  if (agency === undefined) return all;
  if (!all.includes(agency)) throw refuse('access/forbidden', {}, 403);
  return [agency];
}

/** What stands in public with its three gates, the newest first. @throws Refusal access/forbidden (403) */
export async function evaluations(
  kernel: Kernel,
  { agency, before, ...asked }: Asked & { readonly before?: string | undefined },
  actor: Actor,
): Promise<z.input<typeof listEvaluations.response>> {
  const all = agenciesToRead(kernel, actor);
  const [at, index] = before?.split('~') ?? [];
  const from = at && index && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), index } : undefined;
  const query = { ...asked, agencyIds: narrowed(all, agency), before: from, limit: PAGE + 1 };
  const [found, directory] = await Promise.all([evaluatedRows(kernel.pool, query), directoryOf(kernel)]);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => rowOf(row, directory.agencyShortName(row.agencyId))),
    agencies: all.map((id) => ({ id, name: directory.agencyShortName(id) })),
    next: found.length > PAGE && last ? `${last.publishedAt.toISOString()}~${last.index}` : null,
  };
}

/** The same without pages. @throws Refusal access/forbidden (403) */
export async function evaluationsForTable(
  kernel: Kernel,
  { agency, ...asked }: Asked,
  actor: Actor,
): Promise<readonly EvaluatedRow[]> {
  const agencyIds = narrowed(agenciesToRead(kernel, actor), agency);
  const rows = await evaluatedRows(kernel.pool, { ...asked, agencyIds, limit: MOST_CSV });
  const directory = await directoryOf(kernel);
  return rows.map((row) => rowOf(row, directory.agencyShortName(row.agencyId)));
}

function rowOf({ agencyId: _, publishedAt, ...row }: Evaluated, agency: string): EvaluatedRow {
  return { ...row, agency, publishedOn: dayOf(publishedAt), satisfied: satisfied(row) };
}

/** Per cent of those who are content or fairly so. */
function satisfied({ good, fair, poor }: Counts): string | null {
  const all = good + fair + poor;
  return all === 0 ? null : (((good + fair) * 100) / all).toFixed(2);
}

/**
 * What an assessment of agencies takes over: each agency under the responsibility for clean government, and what its
 * enforcement published under that for enforcement.
 */
export async function assessment(
  kernel: Kernel,
  { from, to }: Pick<EvaluatedQuery, 'from' | 'to'>,
  actor: Actor,
): Promise<readonly (readonly (string | number | null)[])[]> {
  const rows = await assessedRows(kernel.pool, { agencyIds: agenciesToRead(kernel, actor), from, to });
  const directory = await directoryOf(kernel);
  return rows.map((row) => [
    ...[row.enforcement ? text.tags.enforcement : text.tags.integrity, directory.agencyShortName(row.agencyId)],
    ...[row.published, row.evaluated, row.good, row.fair, row.poor, satisfied(row), row.withPoor],
  ]);
}

/** What was said of one publication. @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function evaluationsOf(
  kernel: Kernel,
  id: number,
  actor: Actor,
): Promise<z.input<typeof readEvaluations.response>> {
  const { snapshot, row } = await publicationById(kernel, id);
  kernel.access.check(actor, 'disclosure.read', { agencyId: snapshot.agencyId });
  const index = row.index ?? row.corrects ?? '';
  const [about, visitors, rows] = await Promise.all([
    evaluable(kernel.pool, { index }),
    visitorsOf(kernel.pool, index),
    organisedOf(kernel.pool, index),
  ]);
  const open = about !== null;
  return {
    ...{ open, visitors, rows },
    mayNote: open && kernel.access.may(actor, 'disclosure.evaluate', { agencyId: about.agencyId }),
  };
}
