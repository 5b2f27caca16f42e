import { type Calendar, dayOfNumber, numberOf } from '../calendar/index.ts';
import { type Day, dayOf } from '../day.ts';
import { advance, dueOn, stopsOf } from './due.ts';
import { type ClockFacts, legsOf, type Stretch } from './facts.ts';

export type Light = 'green' | 'yellow' | 'red';

/**
 * When a clock is near its end: as soon as no more than `share` of the limit, or no more than `workdays`, are left.
 * No national rule exists; a city sets it.
 */
export type LightRule = { readonly share: number; readonly workdays: number };

export const defaultLightRule: LightRule = { share: 0.2, workdays: 1 };

/** What is left of a limit; negative when the limit has passed. Limits in days, months and hours count calendar days. */
export type Remaining = { readonly unit: 'workday' | 'day'; readonly left: number };

/** How much of the limit is left at the end of `today`; a suspended clock keeps what it had. */
export function remaining(calendar: Calendar, facts: ClockFacts, today: Day): Remaining {
  const unit = unitOf(facts);
  const resumed = facts.spans.map((s) => (s.to === null ? { ...s, to: today > s.from ? today : s.from } : s));
  const now = { ...facts, spans: resumed };
  const due = dueOn(calendar, now).dueOn;
  if (due === null) throw new Error('a clock without open suspension has an end');
  if (today <= due) {
    const after = laterOf(today, facts.startedOn);
    return { unit, left: countBetween(calendar, unit, stopsOf(now), after, due) };
  }
  return { unit, left: -countBetween(calendar, unit, [], due, today) };
}

const laterOf = (a: Day, b: Day): Day => (a < b ? b : a);

const unitOf = (facts: ClockFacts): Remaining['unit'] =>
  legsOf(facts).every((leg) => leg.unit === 'workday') ? 'workday' : 'day';

/** Days of the unit in (after, upTo] that are not suspended. */
function countBetween(
  calendar: Calendar,
  unit: Remaining['unit'],
  stops: readonly Stretch[],
  after: Day,
  upTo: Day,
): number {
  const count = (from: number, to: number) => {
    if (to <= from) return 0;
    return unit === 'day' ? to - from : calendar.workdaysBetween(dayOfNumber(from), dayOfNumber(to));
  };
  const [start, end] = [numberOf(after), numberOf(upTo)];
  const suspended = stops.map((s) => count(Math.max(start, s.from), Math.min(end, s.to)));
  return count(start, end) - suspended.reduce((a, b) => a + b, 0);
}

/**
 * The first day of the yellow light, so that lights are a comparison of dates.
 *
 * @returns `null` while the clock stands without end; never before the day it started
 */
export function warnOn(calendar: Calendar, facts: ClockFacts, rule: LightRule = defaultLightRule): Day | null {
  const due = dueOn(calendar, facts);
  if (due.dueOn === null) return null;
  if (due.dueAt !== undefined) return warnInHours(facts, due.dueAt, rule);
  const unit = unitOf(facts);
  const stops = stopsOf(facts);
  const total = countBetween(calendar, unit, stops, facts.startedOn, due.dueOn);
  const spent = total - Math.max(Math.floor(rule.share * total), unit === 'workday' ? rule.workdays : 0);
  const byShare = spent < 1 ? facts.startedOn : advance(calendar, { unit, n: spent }, facts.startedOn, stops);
  const byWorkdays =
    unit === 'day' && rule.workdays > 0 ? calendar.subtractWorkdays(due.dueOn, rule.workdays) : due.dueOn;
  const earliest = byShare !== null && byShare < byWorkdays ? byShare : byWorkdays;
  return laterOf(earliest, facts.startedOn);
}

function warnInHours(facts: ClockFacts, dueAt: string, rule: LightRule): Day {
  const total = legsOf(facts).reduce((sum, leg) => sum + leg.n, 0);
  const warn = dayOf(new Date(Date.parse(dueAt) - rule.share * total * 3_600_000));
  return laterOf(warn, facts.startedOn);
}

/** The light of a clock on a day. A clock that stands without end is green. */
export function light(clock: { readonly warnOn: Day | null; readonly dueOn: Day | null }, today: Day): Light {
  if (clock.dueOn !== null && today > clock.dueOn) return 'red';
  return clock.warnOn !== null && today >= clock.warnOn ? 'yellow' : 'green';
}
