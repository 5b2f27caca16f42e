import type { Day } from '../day.ts';
import type { Limit } from './limit.ts';

/** A time that does not count: the half-open interval (from, to]. `from` is the day the clock stopped, `to` the day it ran again. */
export type Span = {
  readonly from: Day;
  /** `null` while the clock still stands. */
  readonly to: Day | null;
  /** Instants of the same events; limits in hours count to the minute where they are known. */
  readonly fromAt?: string;
  readonly toAt?: string;
  readonly reason?: string;
  readonly law?: string;
};

/** What a due date follows from. Plain data that survives JSON; a restart makes new facts. */
export type ClockFacts = {
  readonly limit: Limit;
  /** The day of the event that started the clock; the day itself is not counted. */
  readonly startedOn: Day;
  /** The instant it started, ISO 8601; needed by limits in hours. */
  readonly startedAt?: string;
  /** In any order; they may overlap and are united, never added. */
  readonly spans: readonly Span[];
  /** Added to the limit in order. */
  readonly extensions: readonly Limit[];
};

/** A suspension in arithmetic form: day numbers or milliseconds, `Infinity` while it lasts. */
export type Stretch = { readonly from: number; readonly to: number };

/** The union of stretches: sorted, disjoint, none empty. */
export function unite(stretches: readonly Stretch[]): readonly Stretch[] {
  const sorted = stretches.filter((s) => s.from < s.to).sort((a, b) => a.from - b.from);
  const united: { from: number; to: number }[] = [];
  for (const s of sorted) {
    const last = united.at(-1);
    if (last === undefined || s.from > last.to) united.push({ ...s });
    else last.to = Math.max(last.to, s.to);
  }
  return united;
}

/** The limit and its extensions as they run one after the other; neighbours in the same unit are one. */
export function legsOf(facts: ClockFacts): readonly Limit[] {
  if (facts.extensions.length === 0) return [facts.limit];
  const legs: Limit[] = [];
  for (const next of [facts.limit, ...facts.extensions]) {
    const last = legs.at(-1);
    if (last?.unit === next.unit) legs[legs.length - 1] = { unit: next.unit, n: last.n + next.n };
    else legs.push(next);
  }
  return legs;
}
