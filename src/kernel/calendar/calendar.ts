import { createHash } from 'node:crypto';
import { type Day, day, fromNumber, toNumber, yearOf } from '../day.ts';
import { refuse } from '../refusal.ts';
import type { LocalOverlay } from './overlay.ts';
import { type DayReason, reasonsOf } from './reason.ts';
import { festivalYears } from './statutory.ts';
import { type CalendarYear, latestVersions } from './year.ts';

/**
 * Which days are worked: an immutable value. Every question about a day in a year that is not covered is refused with
 * `calendar/year-not-loaded`; nothing is guessed.
 */
export type Calendar = {
  /** Changes when any day, name, source or overlay does; stands beside every date that was computed with it. */
  readonly version: string;
  /** The years whose arrangement is loaded. */
  readonly years: readonly number[];
  /** Whether days of the year can be asked about. */
  readonly covers: (year: number) => boolean;
  readonly isWorkday: (d: Day) => boolean;
  readonly why: (d: Day) => DayReason;
  /** The `n`-th workday after `from`, `from` itself not counted; `n` ≥ 1. */
  readonly addWorkdays: (from: Day, n: number) => Day;
  /** The `n`-th workday before `from`, `from` itself not counted; `n` ≥ 1. */
  readonly subtractWorkdays: (from: Day, n: number) => Day;
  /** Workdays in (after, upTo]; 0 when `upTo` is not later. */
  readonly workdaysBetween: (after: Day, upTo: Day) => number;
  /** `d` when it is a workday, else the first workday after it. */
  readonly nextWorkday: (d: Day) => Day;
  /** Whether any day of (after, upTo] lies in a year whose arrangement is not loaded. */
  readonly reachesUnloaded: (after: Day, upTo: Day) => boolean;
  /**
   * The same calendar that, for years not loaded, counts weekends and the holidays the law itself fixes. Its answers
   * about such years are provisional and carry the mark.
   */
  readonly provisional: () => Calendar;
};

type Sources = {
  readonly years: readonly CalendarYear[];
  readonly overlays: readonly LocalOverlay[];
};

/**
 * Builds a calendar. Of several versions of a year the highest counts; choose by day with `yearsInForce`.
 *
 * @param sources.overlays local rules that hold where the calendar is used, in order: a later one wins
 */
export function calendarOf(sources: {
  readonly years: readonly CalendarYear[];
  readonly overlays?: readonly LocalOverlay[];
}): Calendar {
  const years = latestVersions(sources.years);
  return build({ years, overlays: sources.overlays ?? [] }, false);
}

function versionOf(sources: Sources, provisional: boolean): string {
  const hash = createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 16);
  const [first, last] = [sources.years[0]?.year ?? 0, sources.years.at(-1)?.year ?? 0];
  return `${first}-${last}:${hash}${provisional ? '+provisional' : ''}`;
}

/** Day numbers are offsets from `base`; a day that is not covered is neither worked nor free. */
type Index = {
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

function indexOf(covered: readonly number[], loaded: ReadonlySet<number>, isWorked: (d: Day) => boolean): Index {
  const first = covered[0] ?? 1970;
  const last = covered.at(-1) ?? 1969;
  const base = toNumber(day(`${first}-01-01`));
  const length = Math.max(0, toNumber(day(`${last + 1}-01-01`)) - base);
  const kind = new Uint8Array(length);
  const worked = new Int32Array(length + 1);
  const unloaded = new Int32Array(length + 1);
  const list: number[] = [];
  const isCovered = new Set(covered);
  for (let i = 0; i < length; i++) {
    const d = fromNumber(base + i);
    kind[i] = isCovered.has(yearOf(d)) ? (isWorked(d) ? 1 : 0) : 2;
    if (kind[i] === 1) list.push(i);
    worked[i + 1] = list.length;
    unloaded[i + 1] = (unloaded[i] ?? 0) + (loaded.has(yearOf(d)) ? 0 : 1);
  }
  const gap = new Int32Array(length + 1).fill(length);
  for (let i = length - 1; i >= 0; i--) gap[i] = kind[i] === 2 ? i : (gap[i + 1] ?? length);
  return { base, length, kind, worked, workdays: Int32Array.from(list), gap, unloaded };
}

function build(sources: Sources, isProvisional: boolean): Calendar {
  const loaded = new Set(sources.years.map((y) => y.year));
  const horizon = Array.from({ length: festivalYears.to - festivalYears.from + 1 }, (_, i) => festivalYears.from + i);
  const covered = [...new Set([...loaded, ...(isProvisional ? horizon : [])])].sort((a, b) => a - b);
  const reasons = reasonsOf(sources.years, sources.overlays, covered);
  const index = indexOf(covered, loaded, reasons.isWorked);
  const { base, length, kind, worked, workdays, gap, unloaded } = index;
  const names: Day[] = [];
  const at = (offset: number): Day => (names[offset] ??= fromNumber(base + offset));
  const notLoaded = (offset: number) => refuse('calendar/year-not-loaded', { year: yearOf(fromNumber(base + offset)) });
  /** The offset of a day that must be covered. */
  const covers = (d: Day): number => {
    const offset = toNumber(d) - base;
    if (offset < 0 || offset >= length || kind[offset] === 2) throw notLoaded(offset);
    return offset;
  };
  /** The offset of the first covered day after `d`, from which counting starts. */
  const start = (d: Day): number => {
    const offset = toNumber(d) - base + 1;
    if (offset < 0 || offset >= length || kind[offset] === 2) throw notLoaded(offset);
    return offset;
  };
  const kth = (from: number, n: number): Day => {
    const found = workdays[(worked[from] ?? 0) + n - 1];
    const limit = gap[from] ?? length;
    if (found === undefined || found >= limit) throw notLoaded(limit);
    return at(found);
  };
  const version = versionOf(sources, isProvisional);
  let extended: Calendar | undefined;
  const calendar: Calendar = {
    version,
    years: [...loaded],
    covers: (year) => covered.includes(year),
    isWorkday: (d) => kind[covers(d)] === 1,
    why: (d) => {
      covers(d);
      return reasons.why(d);
    },
    addWorkdays: (from, n) => kth(start(from), n),
    subtractWorkdays: (from, n) => {
      const end = covers(from);
      const found = workdays[(worked[end] ?? 0) - n];
      if (found === undefined) throw notLoaded(-1);
      if ((gap[found] ?? 0) < end) throw notLoaded(end - 1);
      return at(found);
    },
    workdaysBetween: (after, upTo) => {
      if (upTo <= after) return 0;
      const from = start(after);
      const to = covers(upTo);
      if ((gap[from] ?? 0) <= to) throw notLoaded(gap[from] ?? 0);
      return (worked[to + 1] ?? 0) - (worked[from] ?? 0);
    },
    nextWorkday: (d) => kth(covers(d), 1),
    reachesUnloaded: (after, upTo) => {
      const from = clamp(toNumber(after) - base + 1, length);
      const to = clamp(toNumber(upTo) - base + 1, length);
      return (unloaded[to] ?? 0) > (unloaded[from] ?? 0);
    },
    provisional: () => (isProvisional ? calendar : (extended ??= build(sources, true))),
  };
  return Object.freeze(calendar);
}

const clamp = (offset: number, length: number) => Math.min(Math.max(offset, 0), length);
