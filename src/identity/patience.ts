import type { Kernel } from '../kernel/index.ts';
import { LOCK_OUT_POLICY, lockOut } from './rules/lock-out.ts';

/** How many refused sign-ins one address may make before it has to wait. A hall full of people shares an address. */
const REFUSALS = 100;
const WITHIN_MS = 10 * 60_000;
const KEPT_AT_MOST = 10_000;

const counts = new WeakMap<object, Map<string, { readonly since: number; readonly refusals: number }>>();

const countsOf = (kernel: Pick<Kernel, 'pool'>) => {
  const known = counts.get(kernel.pool) ?? new Map<string, { readonly since: number; readonly refusals: number }>();
  counts.set(kernel.pool, known);
  return known;
};

/** Whether an address has tried too often of late; kept in memory, by each program for itself. */
export function isTired(kernel: Pick<Kernel, 'pool'>, ip: string, at: Date): boolean {
  const count = countsOf(kernel).get(ip);
  return count !== undefined && at.getTime() - count.since < WITHIN_MS && count.refusals >= REFUSALS;
}

export function countRefusal(kernel: Pick<Kernel, 'pool'>, ip: string, at: Date): void {
  const all = countsOf(kernel);
  const count = all.get(ip);
  const isRecent = count !== undefined && at.getTime() - count.since < WITHIN_MS;
  if (!isRecent && all.size >= KEPT_AT_MOST) all.clear();
  all.set(ip, isRecent ? { ...count, refusals: count.refusals + 1 } : { since: at.getTime(), refusals: 1 });
}

const failuresBy = new WeakMap<object, Map<string, readonly Date[]>>();

/**
 * Counts a refused sign-in under a name that nobody has; answers until when the name is paused, `null` while it is not.
 *
 * @param nameHash a keyed hash of the name
 */
export function pauseOfName(kernel: Pick<Kernel, 'pool'>, nameHash: string, at: Date): Date | null {
  const all = failuresBy.get(kernel.pool) ?? new Map<string, readonly Date[]>();
  failuresBy.set(kernel.pool, all);
  const before = all.get(nameHash) ?? [];
  const until = lockOut(before, at);
  if (until) return until;
  if (all.size >= KEPT_AT_MOST) all.clear();
  all.set(nameHash, [...before, at].slice(-3 * LOCK_OUT_POLICY.failures));
  return null;
}
