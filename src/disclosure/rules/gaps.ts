import { addDays, type Day, day, yearOf } from '../../kernel/day.ts';
import type { CatalogueNode, Freshness } from './catalogue.ts';

/** What stands under an entry for one organ. */
export type Standing = { readonly count: number; readonly last: Day | null };

/** Nothing was ever published, or the last is older than the rule of the entry allows. */
export type Gap = { readonly kind: 'nothing' | 'stale'; readonly since: Day | null };

/** How an entry stands on a day; null when there is nothing to complain of. */
export function gapOf(node: Pick<CatalogueNode, 'freshness'>, { count, last }: Standing, today: Day): Gap | null {
  if (count === 0 || last === null) return { kind: 'nothing', since: null };
  const until = goodUntil(node.freshness, last);
  return until !== null && until < today ? { kind: 'stale', since: addDays(until, 1) } : null;
}

/** Until when what was published last is fresh enough, where that day is near; null for everything else. */
export function dueSoon(
  node: Pick<CatalogueNode, 'freshness'>,
  { count, last }: Standing,
  today: Day,
  within: number,
): Day | null {
  if (count === 0 || last === null) return null;
  const until = goodUntil(node.freshness, last);
  return until !== null && until >= today && until <= addDays(today, within) ? until : null;
}

/** The last day on which what was last published still counts as fresh; null: for as long as nothing changes. */
function goodUntil(freshness: Freshness, last: Day): Day | null {
  if (freshness.kind === 'every') return monthsLater(last, freshness.months);
  // What was published in one year answers until the day of the next.
  return freshness.kind === 'yearly' ? day(`${yearOf(last) + 1}-${freshness.until}`) : null;
}

/** The same date so many months later, or the last of a shorter month. */
export function monthsLater(from: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const first = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  const length = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  return day(`${first}-${String(Math.min(date, length)).padStart(2, '0')}`);
}
