/** How often something may be done: `count` times at once, growing back evenly over `seconds`. */
export type Rate = { readonly count: number; readonly seconds: number };

/** What is left of taking once: until when what was taken has grown back, or how long to wait. */
export type Taken =
  | { readonly granted: true; readonly freeAt: number }
  | { readonly granted: false; readonly waitMs: number };

/**
 * Takes once, if there is something left. The whole state is one instant, `freeAt`: when everything that was taken has
 * grown back; times in milliseconds. A state further ahead than the rate allows was written by a clock that has been set
 * back since: it counts as nothing taken, or everybody would be kept out until the clock has caught up.
 */
export function takeOnce(freeAt: number | null, now: number, { count, seconds }: Rate): Taken {
  const windowMs = seconds * 1000;
  const stepMs = windowMs / count;
  const from = freeAt !== null && freeAt > now && freeAt <= now + windowMs ? freeAt : now;
  const next = from + stepMs;
  // Half a millisecond, because steps are fractions of one.
  return next <= now + windowMs + 0.5
    ? { granted: true, freeAt: next }
    : { granted: false, waitMs: next - now - windowMs };
}
