import { type Day, day, yearOf } from '../day.ts';
import { refuse } from '../refusal.ts';
import { dayOfNumber, numberOf } from './day-number.ts';

/**
 * The days of a calendar counted once, so that the n-th workday is one look-up. Days are offsets from `base`; a day
 * that is not covered is neither worked nor free.
 */
export type DayIndex = {
  readonly base: number;
  readonly length: number;
  /** 1 worked, 0 free, 2 not covered. */
  readonly kind: Uint8Array;
  /** `worked[i]`: workdays among the first `i` days. */
  readonly worked: Int32Array;
  /** Offset of the k-th workday, from 0. */
  readonly workdays: Int32Array;
  /** First offset at or after `i` that is not covered; `length` when there is none. */
  readonly gap: Int32Array;
  /** `unloaded[i]`: days among the first `i` whose year's arrangement is not loaded. */
  readonly unloaded: Int32Array;
};

/**
 * @param covered years, ascending
 * @param loaded those of them whose arrangement is loaded
 */
export function indexDays(
  covered: readonly number[],
  loaded: ReadonlySet<number>,
  isWorked: (d: Day) => boolean,
): DayIndex {
  const base = numberOf(day(`${covered[0] ?? 1970}-01-01`));
  const length = covered.length === 0 ? 0 : numberOf(day(`${(covered.at(-1) ?? 0) + 1}-01-01`)) - base;
  const kind = new Uint8Array(length);
  const worked = new Int32Array(length + 1);
  const unloaded = new Int32Array(length + 1);
  const workdays: number[] = [];
  const isCovered = new Set(covered);
  for (let i = 0; i < length; i++) {
    const d = dayOfNumber(base + i);
    const year = yearOf(d);
    kind[i] = isCovered.has(year) ? Number(isWorked(d)) : 2;
    if (kind[i] === 1) workdays.push(i);
    worked[i + 1] = workdays.length;
    unloaded[i + 1] = (unloaded[i] ?? 0) + Number(!loaded.has(year));
  }
  const gap = new Int32Array(length + 1).fill(length);
  for (let i = length - 1; i >= 0; i--) gap[i] = kind[i] === 2 ? i : (gap[i + 1] ?? length);
  return { base, length, kind, worked, workdays: Int32Array.from(workdays), gap, unloaded };
}

/** The refusal to speak of the day at an offset: its year's arrangement is not loaded. */
export const notLoaded = (index: DayIndex, offset: number) =>
  refuse('calendar/year-not-loaded', { year: new Date((index.base + offset) * 86_400_000).getUTCFullYear() });

/** The offset of a day, `plus` days later, that must be covered. @throws Refusal `calendar/year-not-loaded` */
export function offsetOf(index: DayIndex, d: Day, plus = 0): number {
  const offset = numberOf(d) - index.base + plus;
  if (!(offset >= 0 && offset < index.length) || index.kind[offset] === 2) throw notLoaded(index, offset);
  return offset;
}

/** The offset of the `n`-th workday at or after `offset`. @throws Refusal `calendar/year-not-loaded` */
export function workdayAtOrAfter(index: DayIndex, offset: number, n: number): number {
  const found = index.workdays[(index.worked[offset] ?? 0) + n - 1];
  const limit = index.gap[offset] ?? index.length;
  if (found === undefined || found >= limit) throw notLoaded(index, limit);
  return found;
}

/** The offset of the `n`-th workday before `offset`. @throws Refusal `calendar/year-not-loaded` */
export function workdayBefore(index: DayIndex, offset: number, n: number): number {
  const found = index.workdays[(index.worked[offset] ?? 0) - n];
  if (found === undefined) throw notLoaded(index, -1);
  const limit = index.gap[found] ?? index.length;
  if (limit < offset) throw notLoaded(index, limit);
  return found;
}

/** Workdays from one covered offset to another, both included. @throws Refusal `calendar/year-not-loaded` */
export function workdaysIn(index: DayIndex, first: number, last: number): number {
  const limit = index.gap[first] ?? index.length;
  if (limit <= last) throw notLoaded(index, limit);
  return (index.worked[last + 1] ?? 0) - (index.worked[first] ?? 0);
}

/** Days of (after, upTo] that lie in years not loaded; days outside the index are none of them. */
export function unloadedIn(index: DayIndex, after: Day, upTo: Day): number {
  const upToEnd = (d: Day) => index.unloaded[Math.min(Math.max(numberOf(d) - index.base + 1, 0), index.length)] ?? 0;
  return upToEnd(upTo) - upToEnd(after);
}
