import { totalForMean } from './apportion.ts';
import type { Random } from './random.ts';

/** What is known of a 承诺件 before it is known how long it takes. Days are numbers of working days. */
export type Accepted = {
  readonly on: number;
  /** Working days promised; nothing takes longer. */
  readonly promised: number;
  /** Fewest working days it can take. */
  readonly least: number;
  /** Working days of a special procedure that do not count; 0 for most. */
  readonly pause: number;
  /** It has to be completed within the period. */
  readonly mustEnd: boolean;
};

/** Working days from acceptance to decision, the pause not counted; and whether the decision comes after the period. */
export type Handling = { readonly workdays: number; readonly pause: number; readonly isOpen: boolean };

export type HandlingGoals = {
  /** Decided on the day of acceptance; null: those that have to be. */
  readonly sameDay: number | null;
  /** How many are open after each of these days; the last is the end of the period. */
  readonly open: readonly { readonly after: number; readonly count: number }[];
  /** null: as they happen to be. */
  readonly meanHundredths: number | null;
};

/** How long a matter may take without breaking its promise or a count of what was open when. */
// `isLate`: it was open at the end of one of the given days, so it cannot end on the day it came.
type Bounds = { least: number; most: number; pause: number; isOpen: boolean; isLate: boolean };

/**
 * Finds whole numbers of working days for all matters together: as many on the same day and as many open after each
 * given day as asked, everything within its promise, and a mean that is the nearest there is to the one given.
 *
 * @throws Error when no such numbers exist
 */
export function handlingTimes(matters: readonly Accepted[], goals: HandlingGoals, random: Random): readonly Handling[] {
  const last = goals.open.at(-1)?.after ?? 0;
  const bounds = matters.map(
    ({ promised, least, pause }): Bounds => ({
      least: Math.max(1, least),
      most: promised,
      pause,
      isOpen: false,
      isLate: false,
    }),
  );
  const same = new Set<number>();
  for (const { after, count } of goals.open) keepOpen(matters, bounds, same, { after, count, last }, random);
  if (goals.sameDay !== null) chooseSameDay(matters, bounds, same, goals.sameDay, random);
  const workdays = bounds.map((limit, i) => (same.has(i) ? 0 : drawn(limit, random)));
  if (goals.meanHundredths !== null) balance(workdays, bounds, same, goals.meanHundredths, random);
  return bounds.map(({ pause, isOpen }, i) => ({ workdays: workdays[i] ?? 0, pause, isOpen }));
}

/** Decides which matters are open after a day; all others accepted by then end by then. */
function keepOpen(
  matters: readonly Accepted[],
  bounds: readonly Bounds[],
  same: Set<number>,
  { after, count, last }: { readonly after: number; readonly count: number; readonly last: number },
  random: Random,
): void {
  const isEnd = after === last;
  const candidates = matters
    .flatMap(({ on, promised, least, mustEnd }, i) => {
      // What was found to end before an earlier day has too little left to be open after this one.
      const most = bounds[i]?.most ?? 0;
      const isLate = on <= after && on + most > after && !(isEnd && mustEnd);
      // What cannot be done by then comes first, then what is young.
      const place = least > after - on ? -least : (after - on) / promised + random.next() * 0.5;
      return isLate ? [{ i, place }] : [];
    })
    .sort((a, b) => a.place - b.place)
    .slice(0, count);
  if (candidates.length < count) throw new Error(`only ${candidates.length} of ${count} can be open after ${after}`);
  const open = new Set(candidates.map(({ i }) => i));
  matters.forEach(({ on }, i) => {
    const limit = bounds[i];
    if (!limit || on > after || limit.least > limit.most) return;
    if (open.has(i)) {
      limit.isLate = true;
      limit.isOpen = isEnd;
      limit.least = Math.max(limit.least, after - on + 1);
      return;
    }
    shorten(limit, after - on);
    if (limit.most < limit.least) same.add(i);
  });
}

/** Makes a matter end within so many working days, its pause included; the pause goes first. */
function shorten(limit: Bounds, days: number): void {
  if (limit.least + limit.pause > days) limit.pause = 0;
  limit.most = Math.min(limit.most, days - limit.pause);
}

function chooseSameDay(
  matters: readonly Accepted[],
  bounds: readonly Bounds[],
  same: Set<number>,
  count: number,
  random: Random,
): void {
  if (same.size > count) throw new Error(`${same.size} have to end on the day they came, not ${count}`);
  const ordinary = matters.flatMap(({ least, pause, mustEnd }, i) => {
    const limit = bounds[i];
    const isOrdinary = least <= 1 && pause === 0 && !mustEnd && limit?.isLate === false;
    return isOrdinary && !same.has(i) ? [i] : [];
  });
  const wanted = count - same.size;
  if (ordinary.length < wanted) throw new Error(`only ${ordinary.length} of ${wanted} can end on the day they came`);
  for (const i of random.shuffled(ordinary).slice(0, wanted)) same.add(i);
}

/** Mostly well before the promise. */
const drawn = ({ least, most }: Bounds, random: Random): number =>
  least + Math.floor((most - least + 1) * random.next() ** 2.4);

/** Moves single matters by a day until the mean is right. */
function balance(
  workdays: number[],
  bounds: readonly Bounds[],
  same: ReadonlySet<number>,
  meanHundredths: number,
  random: Random,
): void {
  const ended = bounds.flatMap(({ isOpen }, i) => (isOpen ? [] : [i]));
  let missing = totalForMean(ended.length, meanHundredths) - ended.reduce((sum, i) => sum + (workdays[i] ?? 0), 0);
  const movable = random.shuffled(ended.filter((i) => !same.has(i)));
  for (let moved = true; missing !== 0 && moved; ) {
    moved = false;
    const step = Math.sign(missing);
    for (const i of movable) {
      const [days, limit] = [workdays[i] ?? 0, bounds[i]];
      if (missing === 0 || !limit || days + step > limit.most || days + step < limit.least) continue;
      workdays[i] = days + step;
      missing -= step;
      moved = true;
    }
  }
  if (missing !== 0) throw new Error(`the mean cannot be ${meanHundredths / 100}: ${missing} working days are over`);
}
