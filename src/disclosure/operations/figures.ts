import { directoryOf } from '../../identity/index.ts';
import { type Actor, dayOf, inTransaction, type Kernel, refuse } from '../../kernel/index.ts';
import { dutyText } from '../duty-text.ts';
import {
  type DutyRow,
  dutyRow,
  type FiguresOf,
  figureVersions,
  insertFigures,
  isPeriodClosed,
  lockFigures,
  noteBegun,
} from '../repo/duties.ts';
import { type Figure, figuresFrom, type WrittenFigure } from '../rules/figures.ts';
import { earlierPeriods } from '../rules/obligation.ts';
import type { FigurePeriod } from '../wire-duties.ts';
import { comparedFigures } from './compared.ts';
import { figuresArticle } from './figures-article.ts';
import { openPublication } from './open.ts';

/** @throws Refusal matter/not-found (404) */
export async function dutyNamed(kernel: Kernel, id: number): Promise<DutyRow> {
  const duty = await dutyRow(kernel.pool, id);
  if (!duty) throw refuse('matter/not-found', {}, 404);
  return duty;
}

/** The period of a duty, or an earlier one with which it is compared. @throws Refusal disclosure/no-such-period (422) */
export function figuresOf({ obligation, agencyId, period }: DutyRow, of: FigurePeriod): FiguresOf {
  if (of === 'this') return { obligation, agencyId, period };
  const { previous, yearBefore } = earlierPeriods(period);
  const asked = of === 'previous' ? previous : yearBefore;
  if (asked === null) throw refuse('disclosure/no-such-period', {}, 422);
  return { obligation, agencyId, period: asked };
}

export type SaveFigures = {
  readonly id: number;
  readonly of: FigurePeriod;
  readonly lines: readonly WrittenFigure[];
  readonly note: string;
  /** The version that was on the screen; nought: there was none. */
  readonly seenVersion: number;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Keeps the figures of a period as a new version; what is the same as before makes none.
 *
 * @throws Refusal access/forbidden (403), disclosure/no-figures, disclosure/figure-nameless, disclosure/figure-no-number,
 *   disclosure/figure-twice, disclosure/figures-no-reason (422), disclosure/figures-changed (409)
 */
export async function saveFigures(kernel: Kernel, request: SaveFigures): Promise<number> {
  const { id, of, lines, note, seenVersion, actor, at } = request;
  const duty = await dutyNamed(kernel, id);
  kernel.access.check(actor, 'disclosure.figures', { agencyId: duty.agencyId });
  const { personId } = actor;
  if (personId === null) throw refuse('access/forbidden', {}, 403);
  const figures = readFigures(lines);
  const target = figuresOf(duty, of);
  return inTransaction(kernel.pool, async (tx) => {
    await lockFigures(tx, target);
    const [newest] = await figureVersions(tx.client, target);
    const version = newest?.version ?? 0;
    if (newest && JSON.stringify(newest.figures.map(inOrder)) === JSON.stringify(figures.map(inOrder))) return version;
    if (version !== seenVersion) throw refuse('disclosure/figures-changed', {}, 409);
    const isClosed = await isPeriodClosed(tx.client, target);
    if (isClosed && note.trim().length < 5) throw refuse('disclosure/figures-no-reason', {}, 422);
    await insertFigures(tx, target, {
      version: version + 1,
      figures,
      note: note.trim(),
      savedBy: personId,
      savedAt: at,
    });
    return version + 1;
  });
}

/** A database keeps the fields of an object in an order of its own. */
const inOrder = ({ indicator, unit, value }: Figure) => [indicator, unit, value];

function readFigures(lines: readonly WrittenFigure[]): readonly Figure[] {
  const read = figuresFrom(lines);
  if ('fault' in read) throw refuse(read.fault.code, { line: read.fault.line, what: read.fault.what }, 422);
  if (read.figures.every(({ value }) => value === null)) throw refuse('disclosure/no-figures', {}, 422);
  return read.figures;
}

const GIVEN_UP: ReadonlySet<string> = new Set(['stopped', 'withheld']);

/** Whether something was begun for a duty that is on its way or out. */
export const isBegun = ({ publicationId, publicationState }: DutyRow): boolean =>
  publicationId !== null && !GIVEN_UP.has(publicationState ?? '');

/**
 * Draws up a publication from a duty's figures. It goes through every gate like any other, and when it is out the duty is
 * fulfilled.
 *
 * @throws Refusal access/forbidden (403), matter/not-in-state, disclosure/no-figures (422), disclosure/duty-begun (409),
 *   and those of `openPublication`
 */
export async function beginFromFigures(kernel: Kernel, id: number, actor: Actor, at: Date): Promise<number> {
  const duty = await dutyNamed(kernel, id);
  kernel.access.check(actor, 'disclosure.figures', { agencyId: duty.agencyId });
  if (duty.state !== 'owed') throw refuse('matter/not-in-state');
  if (isBegun(duty)) throw refuse('disclosure/duty-begun', {}, 409);
  const compared = await comparedFigures(kernel, duty);
  if (compared.sentences.length === 0) throw refuse('disclosure/no-figures', {}, 422);
  // A matter's title sets the period off with a blank, which a published title does not have.
  const title = duty.title.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  const { shortName } = (await directoryOf(kernel)).agencyById(duty.agencyId);
  const { id: publicationId } = await openPublication(kernel, {
    agencyId: duty.agencyId,
    content: {
      title: title.includes(duty.titled) ? title : `${title}（${duty.titled}）`,
      body: figuresArticle(title, compared),
      summary: dutyText.summary(title, compared.rows.length),
      node: duty.node,
      genre: 'business-data',
      formedOn: dayOf(at),
      source: shortName,
      attribute: 'proactive',
    },
    actor,
    at,
    also: async (tx, matterId) => {
      // Somebody else was quicker: his stands, and this one is as if it had never been.
      if (!(await noteBegun(tx, id, matterId))) throw refuse('disclosure/duty-begun', {}, 409);
    },
  });
  return publicationId;
}
