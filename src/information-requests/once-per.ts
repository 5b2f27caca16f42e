import type { Limits } from './limits-shape.ts';

/** Makes something once for each set of limits: a process that is the same is the same object. */
export function oncePer<T>(make: (limits: Limits) => T): (limits: Limits) => T {
  const made = new Map<string, T>();
  return (limits) => {
    const key = JSON.stringify(limits, Object.keys(limits).sort());
    const known = made.get(key) ?? make(limits);
    made.set(key, known);
    return known;
  };
}
