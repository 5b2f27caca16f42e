import fc from 'fast-check';
import { type Calendar, type CalendarYear, calendarOf } from '../calendar/index.ts';
import { addDays, type Day, day, fromNumber, toNumber, weekday, yearOf } from '../day.ts';
import type { Span } from './facts.ts';

/** The days that a made-up calendar covers. */
export const madeUpYears = [2029, 2030, 2031] as const;

const between = (from: string, to: string) =>
  fc.integer({ min: toNumber(day(from)), max: toNumber(day(to)) }).map(fromNumber);

/** Calendars of three years in which any weekday may be off and any weekend day worked, in blocks and alone. */
export const calendars: fc.Arbitrary<{ calendar: Calendar; years: readonly CalendarYear[] }> = fc
  .tuple(
    fc.array(fc.tuple(between('2029-01-01', '2031-12-20'), fc.integer({ min: 1, max: 10 })), { maxLength: 25 }),
    fc.array(between('2029-01-01', '2031-12-31'), { maxLength: 40 }),
  )
  .map(([blocks, extra]) => {
    const off = new Set(blocks.flatMap(([d, n]) => Array.from({ length: n }, (_, i) => addDays(d, i))));
    const on = new Set(extra.filter((d) => !off.has(d) && (weekday(d) === 0 || weekday(d) === 6)));
    const named = (list: Iterable<Day>, year: number) =>
      [...list].filter((d) => yearOf(d) === year).map((d) => ({ day: d, name: '某日' }));
    const years = madeUpYears.map((year) => ({
      year,
      version: 1,
      effectiveFrom: day('2028-12-01'),
      source: '虚构的安排',
      off: named(off, year),
      on: named(on, year),
    }));
    return { calendar: calendarOf({ years }), years };
  });

export const days = between('2029-01-01', '2031-06-30');
const daysNearTheEnd = between('2031-06-01', '2031-12-31');

/** Suspensions near a day, in any order, overlapping, empty ones included; some of them still open. */
const spansNear = (from: Day): fc.Arbitrary<readonly Span[]> =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -10, max: 90 }), fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 14 }))
      .map(([after, length, open]) => {
        const stop = addDays(from, after);
        return { from: stop, to: open === 0 ? null : addDays(stop, length) };
      }),
    { maxLength: 5 },
  );

/** A day of start and suspensions around it. */
export const starts = fc
  .oneof(days, days, daysNearTheEnd)
  .chain((from) => spansNear(from).map((spans) => ({ from, spans })));

/** The same, every suspension ended. */
export const closedStarts = days.chain((from) =>
  spansNear(from).map((list) => ({ from, spans: list.map((s) => ({ from: s.from, to: s.to ?? addDays(s.from, 3) })) })),
);

/**
 * The slow way, sharing nothing with the program: sets of days, one step at a time. `refused` where the calendar does
 * not know the year.
 */
export function slowCalendar(years: readonly CalendarYear[]) {
  const off = new Set(years.flatMap((y) => y.off.map((e) => e.day)));
  const on = new Set(years.flatMap((y) => y.on.map((e) => e.day)));
  const known = new Set(years.map((y) => y.year));
  return (d: Day): boolean | 'refused' => {
    if (!known.has(Number(d.slice(0, 4)))) return 'refused';
    if (on.has(d)) return true;
    if (off.has(d)) return false;
    const name = new Date(`${d}T12:00:00Z`).getUTCDay();
    return name !== 0 && name !== 6;
  };
}

const tomorrow = (d: Day): Day => day(new Date(Date.parse(`${d}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10));
const isExcluded = (list: readonly Span[], d: Day) => list.some((s) => s.from < d && (s.to === null || d <= s.to));
const standsForGood = (list: readonly Span[], d: Day) => list.some((s) => s.to === null && s.from < d);

/** The n-th day after `from` that counts; rolled over when days run through. */
export function slowDue(
  isWorked: (d: Day) => boolean | 'refused',
  from: Day,
  n: number,
  unit: 'workday' | 'day',
  list: readonly Span[],
): Day | null | 'refused' {
  let d = from;
  for (let left = n; left > 0; ) {
    d = tomorrow(d);
    if (standsForGood(list, d)) return null;
    if (isExcluded(list, d)) continue;
    const worked = unit === 'day' || isWorked(d);
    if (worked === 'refused') return 'refused';
    if (worked) left -= 1;
  }
  if (unit === 'workday') return d;
  for (; ; d = tomorrow(d)) {
    if (standsForGood(list, d)) return null;
    if (isExcluded(list, d)) continue;
    const worked = isWorked(d);
    if (worked === 'refused') return 'refused';
    if (worked) return d;
  }
}
