import { apportion } from './apportion.ts';
import type { Goals } from './goals.ts';
import type { Random } from './random.ts';
import type { PlanItem } from './types.ts';

/** An accepted application before its course is known. */
export type Draft = {
  readonly item: PlanItem;
  /** Working day of the period on which it is accepted. */
  readonly on: number;
  readonly amountFen: number | null;
};

/** Which item is asked for on which working day, for every application that is accepted. */
export function draftsFor(
  goals: Goals,
  days: readonly string[],
  items: readonly PlanItem[],
  random: Random,
): readonly Draft[] {
  const dates = acceptanceDays(goals, days, random);
  const ordinary = items.filter(({ investment }) => !investment);
  const instant = drawItems(ordinary, 'instant', goals.instant, random);
  const promisedCount = dates.length - goals.instant - goals.investmentsFen.length;
  const promised = drawItems(ordinary, 'promised', promisedCount, random);
  const chosen = random.shuffled([...instant, ...promised]);
  for (const { on, count } of goals.open)
    bringForward(
      chosen,
      dates,
      days.findLastIndex((day) => day <= on),
      count,
    );
  const drafts = chosen.map((item, i): Draft => ({ item, on: dates[i] ?? 0, amountFen: null }));
  return [...drafts, ...investmentDrafts(goals, items, dates.slice(drafts.length), random)];
}

/** Working days before a given day on which what is open after it was accepted. */
const RECENT = 8;

/**
 * Makes sure that enough was accepted shortly before a day, with promises long enough, to be open after it: where few
 * matters are drawn, chance alone may not bring them.
 */
function bringForward(chosen: PlanItem[], dates: readonly number[], after: number, count: number): void {
  const isRecent = (i: number): boolean => (dates[i] ?? 0) <= after && (dates[i] ?? 0) > after - RECENT;
  const mayStay = (item: PlanItem | undefined): boolean => (item?.promisedWorkdays ?? 0) > RECENT;
  const numbers = chosen.map((_, i) => i);
  const recent = numbers.filter(isRecent);
  const wanting = count - recent.filter((i) => mayStay(chosen[i])).length;
  const leaving = recent.filter((i) => !mayStay(chosen[i])).slice(0, Math.max(0, wanting));
  const coming = numbers.filter((i) => (dates[i] ?? 0) < after - 4 * RECENT && mayStay(chosen[i]));
  leaving.forEach((i, nth) => {
    const j = coming[nth];
    const [here, there] = [chosen[i], chosen[j ?? -1]];
    if (j === undefined || !here || !there) return;
    chosen[i] = there;
    chosen[j] = here;
  });
}

/** Investments come early enough to be decided within the period. */
function investmentDrafts(
  { investmentsFen }: Goals,
  items: readonly PlanItem[],
  dates: readonly number[],
  random: Random,
): readonly Draft[] {
  const offered = items.filter(({ investment }) => investment);
  return investmentsFen.map((amountFen, i) => ({ item: random.pick(offered), on: dates[i] ?? 0, amountFen }));
}

/** Working days of acceptance, months as asked, shuffled so that the last are early ones. */
function acceptanceDays(goals: Goals, days: readonly string[], random: Random): readonly number[] {
  const dates: number[] = [];
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  months.forEach((month, m) => {
    const numbers = days.flatMap((day, i) => (day.startsWith(month) ? [i] : []));
    // Mondays and the first days after holidays are fuller.
    const weights = numbers.map((i) => (isFirstOfRun(days, i) ? 1.25 : 0.85) + random.next() * 0.4);
    apportion(goals.acceptedByMonth[m] ?? 0, weights).forEach((count, i) => {
      for (let n = 0; n < count; n += 1) dates.push(numbers[i] ?? 0);
    });
  });
  const early = dates.filter((date) => date < days.length / 2);
  const reserved = random.shuffled(early).slice(0, goals.investmentsFen.length);
  const rest = [...dates];
  for (const date of reserved) rest.splice(rest.indexOf(date), 1);
  return [...random.shuffled(rest), ...reserved];
}

function isFirstOfRun(days: readonly string[], i: number): boolean {
  const [before, day] = [days[i - 1], days[i]];
  return before !== undefined && day !== undefined && Date.parse(day) - Date.parse(before) > 86_400_000;
}

function drawItems(
  items: readonly PlanItem[],
  caseType: PlanItem['caseType'],
  count: number,
  random: Random,
): readonly PlanItem[] {
  const offered = items.filter((item) => item.caseType === caseType);
  const weights = offered.map(({ weight }) => weight * (0.6 + random.next() * 0.8));
  return apportion(count, weights).flatMap((n, i) => {
    const item = offered[i];
    return item ? Array.from({ length: n }, () => item) : [];
  });
}
