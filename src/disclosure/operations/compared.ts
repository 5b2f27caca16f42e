import type { Kernel } from '../../kernel/index.ts';
import { dutyText } from '../duty-text.ts';
import { type DutyRow, type FiguresRow, figuresUpTo } from '../repo/duties.ts';
import { type Comparison, compare, type Figure } from '../rules/figures.ts';
import { earlierPeriods, periodTitle } from '../rules/obligation.ts';

/** Thirteen months: the last of them is the same month a year earlier. */
const TREND = 13;

export type ComparedRow = Figure & {
  readonly previous: Comparison & { readonly words: string };
  readonly yearBefore: (Comparison & { readonly words: string }) | null;
};

export type Compared = {
  readonly rows: readonly ComparedRow[];
  readonly sentences: readonly string[];
  /** The oldest first. */
  readonly trend: readonly Pick<FiguresRow, 'period' | 'figures'>[];
};

/** A period's figures beside those of the period before and of the year before. */
export async function comparedFigures(kernel: Pick<Kernel, 'pool'>, duty: DutyRow): Promise<Compared> {
  const known = await figuresUpTo(kernel.pool, duty, TREND);
  const of = (period: string | null): readonly Figure[] | null =>
    known.find((each) => each.period === period)?.figures ?? null;
  const earlier = earlierPeriods(duty.period);
  const rows = (of(duty.period) ?? []).map((figure): ComparedRow => {
    const side = (name: 'previous' | 'yearBefore', period: string) => {
      const compared = compare(figure, of(period));
      return { ...compared, words: dutyText.comparison(compared, figure.unit, name) };
    };
    return {
      ...figure,
      previous: side('previous', earlier.previous),
      yearBefore: earlier.yearBefore === null ? null : side('yearBefore', earlier.yearBefore),
    };
  });
  const title = periodTitle(duty.period);
  return {
    rows,
    sentences: rows
      .filter(({ value }) => value !== null)
      .map((row) => dutyText.sentence(title, row, row.previous.words, row.yearBefore?.words ?? null)),
    trend: known.toReversed(),
  };
}
