import { type Calendar, dayOfNumber, later, numberOf } from '../calendar/index.ts';
import { type Day, dayOf, instant, yearOf } from '../day.ts';
import { refuse } from '../refusal.ts';
import { type ClockFacts, legsOf, type Stretch, unite } from './facts.ts';
import type { Limit } from './limit.ts';

/** By when an act is owed. */
export type Due = {
  /** The last day that is still in time; `null` while the clock stands without end. */
  readonly dueOn: Day | null;
  /** For limits in hours: the instant, ISO 8601. */
  readonly dueAt?: string;
  /** True when the date rests on a year whose arrangement is not loaded. */
  readonly provisional: boolean;
};

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/**
 * The last day on which an act is in time.
 *
 * The day of the start is not counted. Working days are counted one by one; calendar days and months run through and,
 * when their last day is a rest day, end on the next workday; hours run from the instant. Suspended days do not count,
 * and a limit never ends on one.
 *
 * @law 民法典 第二百零一条至第二百零三条；行政许可法 第八十二条、第四十五条
 * @throws Refusal `calendar/year-not-loaded`, `clock/bad-limit`, `clock/bad-span`, `clock/no-start-instant`, `clock/mixed-units`
 */
export function dueOn(calendar: Calendar, facts: ClockFacts): Due {
  const { startedOn } = facts;
  const legs = legsOf(facts);
  if (legs.some((leg) => leg.unit === 'hour')) return dueInHours(facts, legs);
  const stops = stopsOf(facts);
  let end: Day | null = startedOn;
  for (const leg of legs) {
    end = advance(calendar, leg, end, stops);
    if (end === null) return { dueOn: null, provisional: false };
  }
  if (legs.at(-1)?.unit === 'workday') return { dueOn: end, provisional: calendar.reachesUnloaded(startedOn, end) };
  const rolled = rollOver(calendar, end, stops);
  if (rolled === null) return { dueOn: null, provisional: false };
  const workdaysFrom = legs.some((leg) => leg.unit === 'workday') ? startedOn : later(end, -1);
  return { dueOn: rolled, provisional: calendar.reachesUnloaded(workdaysFrom, rolled) };
}

/** The suspensions of facts as united day numbers. */
export function stopsOf({ spans }: ClockFacts): readonly Stretch[] {
  if (spans.length === 0) return [];
  return unite(
    spans.map(({ from, to }) => {
      if (to !== null && to < from) throw refuse('clock/bad-span', { from, to });
      return { from: numberOf(from), to: to === null ? Number.POSITIVE_INFINITY : numberOf(to) };
    }),
  );
}

/** The day on which a leg that begins after `from` is full, before any roll-over; `null` when it stands still for good. */
export function advance(calendar: Calendar, leg: Limit, from: Day, stops: readonly Stretch[]): Day | null {
  if (!Number.isSafeInteger(leg.n) || leg.n < 1) throw refuse('clock/bad-limit', { n: leg.n, unit: leg.unit });
  if (leg.unit === 'workday') return advanceWorkdays(calendar, leg.n, from, stops);
  const days = leg.unit === 'month' ? numberOf(addMonths(from, leg.n)) - numberOf(from) : leg.n;
  const end = advanceNumbers(days, numberOf(from), stops);
  return end === null ? null : dayOfNumber(end);
}

function advanceWorkdays(calendar: Calendar, n: number, from: Day, stops: readonly Stretch[]): Day | null {
  let left = n;
  let cursor = from;
  for (const stop of stops) {
    const stopOn = dayOfNumber(stop.from);
    if (stopOn > cursor) {
      // a suspension that begins beyond the loaded years is either never reached, or the refusal is the answer
      if (!calendar.coversAll(cursor, stopOn)) return calendar.addWorkdays(cursor, left);
      const open = calendar.workdaysBetween(cursor, stopOn);
      if (left <= open) return calendar.addWorkdays(cursor, left);
      left -= open;
    }
    if (stop.to === Number.POSITIVE_INFINITY) return null;
    if (stop.to > numberOf(cursor)) cursor = dayOfNumber(stop.to);
  }
  return calendar.addWorkdays(cursor, left);
}

function advanceNumbers(n: number, from: number, stops: readonly Stretch[]): number | null {
  let left = n;
  let cursor = from;
  for (const stop of stops) {
    const open = Math.max(0, stop.from - cursor);
    if (left <= open) return cursor + left;
    left -= open;
    if (stop.to === Number.POSITIVE_INFINITY) return null;
    cursor = Math.max(cursor, stop.to);
  }
  return cursor + left;
}

/**
 * The corresponding day `n` months later, or the last day of that month.
 *
 * @law 民法典 第二百零二条
 */
export function addMonths(from: Day, n: number): Day {
  const dayOfMonth = Number(from.slice(8));
  const first = new Date(Date.UTC(yearOf(from), Number(from.slice(5, 7)) - 1 + n, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, lastDay));
  return dayOfNumber(first.getTime() / MS_PER_DAY);
}

/**
 * The day on which a period in days or months ends: its last day, or the first workday after it that is not suspended.
 *
 * @law 民法典 第二百零三条第一款
 */
export function rollOver(calendar: Calendar, last: Day, stops: readonly Stretch[]): Day | null {
  for (let n = numberOf(last); ; n++) {
    const stop = stops.find((s) => s.from < n && n <= s.to);
    if (stop?.to === Number.POSITIVE_INFINITY) return null;
    if (stop !== undefined) n = stop.to;
    else if (calendar.isWorkday(dayOfNumber(n))) return dayOfNumber(n);
  }
}

/** @law 民法典 第二百零一条第二款 */
function dueInHours(facts: ClockFacts, legs: readonly Limit[]): Due {
  const total = legs[0];
  if (legs.length > 1 || total === undefined) throw refuse('clock/mixed-units');
  if (!Number.isSafeInteger(total.n) || total.n < 1) throw refuse('clock/bad-limit', { n: total.n, unit: total.unit });
  const start = Date.parse(facts.startedAt ?? '');
  if (Number.isNaN(start)) throw refuse('clock/no-start-instant', { startedOn: facts.startedOn });
  const end = advanceNumbers(total.n * MS_PER_HOUR, start, stopsInMs(facts));
  if (end === null) return { dueOn: null, provisional: false };
  // a limit that ends at midnight ends with the day before: that day is the last one in time
  return { dueOn: dayOf(new Date(end - 1)), dueAt: new Date(end).toISOString(), provisional: false };
}

/** Suspensions by the instant; by whole days (from, to] where the instants are not known. */
export function stopsInMs({ spans }: ClockFacts): readonly Stretch[] {
  return unite(
    spans.map((span) => {
      if (span.to !== null && span.to < span.from) throw refuse('clock/bad-span', { from: span.from, to: span.to });
      const from = span.fromAt ?? instant(later(span.from, 1)).toISOString();
      const to = span.to === null ? null : (span.toAt ?? instant(later(span.to, 1)).toISOString());
      return { from: Date.parse(from), to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to) };
    }),
  );
}

/**
 * The first day on which the limit has passed unmet: the day a deemed event may take effect, a red light is due.
 *
 * @returns `null` while the clock stands without end
 */
export function lapsedOn(calendar: Calendar, facts: ClockFacts): Day | null {
  const due = dueOn(calendar, facts).dueOn;
  return due === null ? null : later(due, 1);
}
