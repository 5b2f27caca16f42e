import type { z } from 'zod';
import { personNames } from '../../identity/index.ts';
import type { Actor, Kernel } from '../../kernel/index.ts';
import { type DutyRow, figureVersions, isPeriodClosed } from '../repo/duties.ts';
import type { Figure } from '../rules/figures.ts';
import { earlierPeriods, periodTitle } from '../rules/obligation.ts';
import { FIGURE_PERIODS, type FigurePeriod, type readDuty } from '../wire-duties.ts';
import { comparedFigures } from './compared.ts';
import { dutyNamed, figuresOf, isBegun } from './figures.ts';

type View = z.input<typeof readDuty.response>;

const linesOf = (figures: readonly Figure[]) =>
  figures.map(({ value, ...figure }) => ({ ...figure, value: value ?? '' }));

/**
 * A duty with its figures, every version of them, what they are compared with, and what was begun from them.
 *
 * @throws Refusal matter/not-found (404), access/forbidden (403)
 */
export async function dutyView(kernel: Kernel, id: number, actor: Actor): Promise<View> {
  const duty = await dutyNamed(kernel, id);
  kernel.access.check(actor, 'disclosure.read', { agencyId: duty.agencyId });
  const hasYear = earlierPeriods(duty.period).yearBefore !== null;
  const asked = FIGURE_PERIODS.filter((of) => of !== 'year-before' || hasYear);
  const [periods, compared] = await Promise.all([
    Promise.all(asked.map((of) => periodView(kernel, duty, of))),
    comparedFigures(kernel, duty),
  ]);
  const mayEnter = kernel.access.may(actor, 'disclosure.figures', { agencyId: duty.agencyId });
  const begun = isBegun(duty);
  return {
    id,
    mayEnter,
    periods,
    suggested: linesOf(compared.trend.at(-1)?.figures ?? []).map((line) => ({ ...line, value: '' })),
    rows: [...compared.rows],
    sentences: [...compared.sentences],
    trend: compared.trend.map(({ period, figures }) => ({ period, title: periodTitle(period), values: [...figures] })),
    publication: duty.publicationId === null ? null : { id: duty.publicationId, open: begun },
    mayBegin: mayEnter && duty.state === 'owed' && !begun && compared.sentences.length > 0,
    index: duty.index,
  };
}

async function periodView(kernel: Kernel, duty: DutyRow, of: FigurePeriod): Promise<View['periods'][number]> {
  const target = figuresOf(duty, of);
  const [versions, closed] = await Promise.all([
    figureVersions(kernel.pool, target),
    isPeriodClosed(kernel.pool, target),
  ]);
  const names = await personNames(kernel, [...new Set(versions.map(({ savedBy }) => savedBy))]);
  return {
    of,
    title: periodTitle(target.period),
    version: versions[0]?.version ?? 0,
    closed,
    lines: linesOf(versions[0]?.figures ?? []),
    versions: versions.map(({ version, figures, note, savedBy, savedAt }) => ({
      version,
      note,
      by: names.get(savedBy) ?? null,
      at: savedAt.toISOString(),
      lines: linesOf(figures),
    })),
  };
}
