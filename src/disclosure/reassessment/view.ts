import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Day, dayOf, type Kernel, pageOf, refuse } from '../../kernel/index.ts';
import { nodeFor } from '../catalogue.ts';
import { publicationById } from '../operations/publication.ts';
import { agenciesToRead } from '../operations/view.ts';
import { nextLook } from '../rules/reassessment.ts';
import { reassessmentRule } from '../settings.ts';
import { reassessmentById } from './operations.ts';
import { counted, type Listed, listed, looksAt, withheldBy } from './repo.ts';
import type { listReassessments, ReassessmentRow, readReassessment, Standing } from './wire.ts';

const PAGE = 50;
const MOST_CSV = 20_000;

type Asked = {
  readonly standing: Standing;
  readonly q?: string | undefined;
  readonly agency?: number | undefined;
  readonly reason?: string | undefined;
};

/**
 * What came up to be looked at again, of the agencies that somebody may read, the newest first.
 *
 * @throws Refusal access/forbidden (403) for an agency beyond them
 */
export async function reassessmentList(
  kernel: Kernel,
  { agency, before, ...asked }: Asked & { readonly before?: number | undefined },
  actor: Actor,
  at: Date,
): Promise<z.input<typeof listReassessments.response>> {
  const inSight = agenciesToRead(kernel, actor);
  const query = { ...asked, agencyIds: narrowed(inSight, agency), today: dayOf(at) };
  const [found, counts, all, own, directory] = await Promise.all([
    listed(kernel, { ...query, before, limit: PAGE + 1 }),
    counted(kernel, query),
    withheldBy(kernel, inSight),
    withheldBy(kernel, query.agencyIds),
    directoryOf(kernel),
  ]);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map((row) => viewOf(row, directory.agencyShortName(row.agencyId), query.today)),
    counts,
    withheld: own.withheld,
    nextOn: own.nextOn,
    agencies: all.agencyIds.map((id) => ({ id, name: directory.agencyShortName(id) })),
    next,
  };
}

/** The same without pages, for a table. @throws Refusal as {@link reassessmentList} does */
export async function reassessmentsForTable(
  kernel: Kernel,
  { agency, ...asked }: Asked,
  actor: Actor,
  at: Date,
): Promise<readonly ReassessmentRow[]> {
  const today = dayOf(at);
  const agencyIds = narrowed(agenciesToRead(kernel, actor), agency);
  const rows = await listed(kernel, { ...asked, agencyIds, today, limit: MOST_CSV });
  const directory = await directoryOf(kernel);
  return rows.map((row) => viewOf(row, directory.agencyShortName(row.agencyId), today));
}

function narrowed(inSight: readonly number[], agency: number | undefined): readonly number[] {
  if (agency === undefined) return inSight;
  if (!inSight.includes(agency)) throw refuse('access/forbidden', {}, 403);
  return [agency];
}

function viewOf(row: Listed, agency: string, today: Day): ReassessmentRow {
  const { id, number, title, publicationId, reason, state, cameUpOn, dueOn, closedOn, nextOn, draftId, index } = row;
  return {
    ...{ id, number, title, agency, publicationId, reason, state, cameUpOn, dueOn, closedOn, nextOn, draftId, index },
    light: lightOf(row, today),
  };
}

function lightOf({ state, dueOn, warnOn }: Listed, today: Day): ReassessmentRow['light'] {
  if (state !== 'due' && state !== 'review') return 'done';
  if (dueOn !== null && dueOn < today) return 'red';
  return warnOn !== null && warnOn <= today ? 'yellow' : 'green';
}

/** One look at one thing, with why it is withheld and what was said at earlier ones. @throws Refusal matter/not-found */
export async function reassessmentView(
  kernel: Kernel,
  id: number,
  actor: Actor,
  at: Date,
): Promise<z.input<typeof readReassessment.response>> {
  const { row } = await reassessmentById(kernel, id);
  kernel.access.check(actor, 'disclosure.read', { agencyId: row.agencyId });
  const today = dayOf(at);
  const { draft } = await publicationById(kernel, row.publicationId);
  const { attribute, reasonWords, summary, node, formedOn } = draft.content;
  const [rule, looks, directory, { stands }] = await Promise.all([
    reassessmentRule(kernel.pool),
    looksAt(kernel.pool, row.publicationId),
    directoryOf(kernel),
    nodeFor(kernel, node, row.agencyId, today),
  ]);
  return {
    ...viewOf(row, directory.agencyShortName(row.agencyId), today),
    ...{ attribute, reasonWords, summary, node, formedOn, words: row.words, law: rule.law },
    nodeStands: stands === 'holds',
    latest: nextLook(rule, row.reason, today),
    earlier: looks
      .filter((look) => look.id !== id)
      .map((look) => ({ id: look.id, cameUpOn: look.cameUpOn, state: look.state, words: look.words })),
  };
}
