import type { Day } from '../../kernel/day.ts';

/** The days on which something is in force: both ends count, `null` is open-ended. */
export type Term = { readonly fromOn: Day; readonly untilOn: Day | null };

export const isInForce = (term: Term, on: Day): boolean =>
  term.fromOn <= on && (term.untilOn === null || on <= term.untilOn);

/** Whether two terms share a day. */
export const overlaps = (a: Term, b: Term): boolean =>
  (b.untilOn === null || a.fromOn <= b.untilOn) && (a.untilOn === null || b.fromOn <= a.untilOn);

/** Whether every day of `inner` is a day of `outer`. */
export const covers = (outer: Term, inner: Term): boolean =>
  outer.fromOn <= inner.fromOn &&
  (outer.untilOn === null || (inner.untilOn !== null && inner.untilOn <= outer.untilOn));
