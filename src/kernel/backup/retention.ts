import { addDays, type Day, dayOf, instant } from '../day.ts';

/** How many days, weeks and months are kept: of each the last backup, counting only those that have one. */
export type KeepRule = { readonly daily: number; readonly weekly: number; readonly monthly: number };

const RULE = /^(?:(\d+)d)?(?:(\d+)w)?(?:(\d+)m)?$/u;

/** Reads `7d4w12m`; null when it is no such rule or would keep nothing. */
export function keepRule(text: string): KeepRule | null {
  const match = RULE.exec(text);
  if (match === null) return null;
  const [daily = 0, weekly = 0, monthly = 0] = match.slice(1).map((count) => Number(count ?? 0));
  return daily + weekly + monthly > 0 ? { daily, weekly, monthly } : null;
}

/** The Monday of a day's week. */
const weekOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** Which backups are no longer needed. The newest is always kept, whatever the rule. */
export function outdated<T extends { readonly at: Date }>(backups: readonly T[], rule: KeepRule): readonly T[] {
  const newestFirst = backups.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const kept = new Set<T>(newestFirst.slice(0, 1));
  const keepOneOfEach = (count: number, period: (day: Day) => string): void => {
    const seen = new Set<string>();
    for (const backup of newestFirst) {
      const name = period(dayOf(backup.at));
      if (seen.has(name)) continue;
      if (seen.size === count) return;
      seen.add(name);
      kept.add(backup);
    }
  };
  keepOneOfEach(rule.daily, (day) => day);
  keepOneOfEach(rule.weekly, weekOf);
  keepOneOfEach(rule.monthly, (day) => day.slice(0, 7));
  return newestFirst.filter((backup) => !kept.has(backup));
}

/** The latest appointed time that has come; `at` is `HH:MM`, legal time. */
export function lastDue(at: string, now: Date): Date {
  const today = instant(dayOf(now), at);
  return today <= now ? today : instant(addDays(dayOf(now), -1), at);
}
