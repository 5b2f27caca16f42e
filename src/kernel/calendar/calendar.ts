import { createHash } from 'node:crypto';
import type { Day } from '../day.ts';
import { indexDays, offsetOf, unloadedIn, workdayAtOrAfter, workdayBefore, workdaysIn } from './day-index.ts';
import { dayOfNumber, numberOf } from './day-number.ts';
import type { LocalOverlay } from './overlay.ts';
import { type DayReason, reasonsOf } from './reason.ts';
import { festivalYears } from './statutory.ts';
import { type CalendarYear, latestVersions } from './year.ts';

/**
 * Which days are worked: an immutable value. Every question about a day in a year that is not covered is refused with
 * `calendar/year-not-loaded`; nothing is guessed.
 */
export type Calendar = {
  /**
   * First and last year, and the SHA-256 of {@link text}: changes when any day, name, source or overlay does. Stands
   * beside every date that was computed with it.
   */
  readonly version: string;
  /** What the calendar is made of, as it is published; `calendarOf(JSON.parse(text))` is the same calendar. */
  readonly text: string;
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
  /** Whether every day of (after, upTo] can be asked about. */
  readonly coversAll: (after: Day, upTo: Day) => boolean;
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

/** To count the days of thirty years takes a while, and a calendar never changes: whoever asks for the same gets the same. */
const lately = new Map<string, Calendar>();
const KEPT = 16;

/**
 * Builds a calendar. Of several versions of a year the highest counts; choose by day with `yearsInForce`.
 *
 * @param sources.overlays local rules that hold where the calendar is used, in order: a later one wins
 */
export function calendarOf(sources: {
  readonly years: readonly CalendarYear[];
  readonly overlays?: readonly LocalOverlay[];
}): Calendar {
  const made = { years: latestVersions(sources.years), overlays: sources.overlays ?? [] };
  const text = JSON.stringify(made);
  const known = lately.get(text) ?? build(made, text, false);
  // The one asked for last is the last to go.
  lately.delete(text);
  lately.set(text, known);
  const [oldest] = lately.keys();
  if (lately.size > KEPT && oldest !== undefined) lately.delete(oldest);
  return known;
}

function versionOf(sources: Sources, text: string, provisional: boolean): string {
  const hash = createHash('sha256').update(text).digest('hex');
  const [first, last] = [sources.years[0]?.year ?? 0, sources.years.at(-1)?.year ?? 0];
  return `${first}-${last}:${hash}${provisional ? '+provisional' : ''}`;
}

function build(sources: Sources, text: string, isProvisional: boolean): Calendar {
  const loaded = new Set(sources.years.map((y) => y.year));
  const horizon = Array.from({ length: festivalYears.to - festivalYears.from + 1 }, (_, i) => festivalYears.from + i);
  const covered = [...new Set([...loaded, ...(isProvisional ? horizon : [])])].sort((a, b) => a - b);
  const years = new Set(covered);
  const reasons = reasonsOf(sources.years, sources.overlays, covered);
  const index = indexDays(covered, loaded, reasons.isWorked);
  const whys: DayReason[] = []; // filled as they are asked for
  const dayAt = (offset: number): Day => dayOfNumber(index.base + offset);
  let extended: Calendar | undefined;
  const calendar: Calendar = Object.freeze({
    version: versionOf(sources, text, isProvisional),
    text,
    years: [...loaded],
    covers: (year: number) => years.has(year),
    isWorkday: (d: Day) => index.kind[offsetOf(index, d)] === 1,
    why: (d: Day) => {
      const offset = offsetOf(index, d);
      whys[offset] ??= reasons.why(d);
      return whys[offset];
    },
    addWorkdays: (from: Day, n: number) => dayAt(workdayAtOrAfter(index, offsetOf(index, from, 1), n)),
    subtractWorkdays: (from: Day, n: number) => dayAt(workdayBefore(index, offsetOf(index, from), n)),
    workdaysBetween: (after: Day, upTo: Day) =>
      upTo <= after ? 0 : workdaysIn(index, offsetOf(index, after, 1), offsetOf(index, upTo)),
    nextWorkday: (d: Day) => dayAt(workdayAtOrAfter(index, offsetOf(index, d), 1)),
    coversAll: (after: Day, upTo: Day) => {
      const [first, last] = [numberOf(after) - index.base + 1, numberOf(upTo) - index.base];
      return last < first || (first >= 0 && last < index.length && (index.gap[first] ?? 0) > last);
    },
    reachesUnloaded: (after: Day, upTo: Day) => unloadedIn(index, after, upTo) > 0,
    provisional: () => {
      if (isProvisional) return calendar;
      extended ??= build(sources, text, true);
      return extended;
    },
  });
  return calendar;
}
