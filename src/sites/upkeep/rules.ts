import { z } from 'zod';
import { addDays, type Day } from '../../kernel/day.ts';
import { TEMPLATES } from '../contract.ts';

/** What the city asks of its sites from day to day; every figure may be set. */
export const UpkeepRule = z.object({
  /** At most so many days between two updates, by kind of site. */
  daily: z.record(z.enum(TEMPLATES), z.int().min(1).max(366)),
  /** From how many publications of a month on, and from which share of plain news, a unit is warned. */
  newsShare: z.object({ percent: z.int().min(1).max(100), least: z.int().min(1).max(1000) }),
});
export type UpkeepRule = z.output<typeof UpkeepRule>;

/** Where a part of a site is looked for: each field of the guide or the institution, entries told, a flow chart. */
const Look = z.union([
  z.object({ guide: z.array(z.string()).min(1) }),
  z.object({ institution: z.array(z.string()).min(1) }),
  z.object({ catalogue: z.int().positive() }),
  z.object({ flow: z.array(z.string()) }),
]);
export const Part = z.object({
  key: z.string(),
  name: z.string(),
  basis: z.string(),
  look: Look,
  /** The screen on which it is mended; {agency} is the organ. */
  mend: z.string(),
});
export type Part = z.output<typeof Part>;

export type DayCount = { readonly on: Day; readonly count: number };
export type DailyState = 'fresh' | 'today' | 'late';

export type Daily = {
  readonly every: number;
  readonly latestOn: Day | null;
  /** Days since the last update. */
  readonly silent: number | null;
  readonly state: DailyState;
  /** The last days, the oldest first, those without an update too. */
  readonly days: readonly DayCount[];
};

const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** How a site keeps its rhythm: late when a whole day more went by than may, due today when this day is the last. */
export function dailyOf(
  every: number,
  told: readonly DayCount[],
  latestOn: Day | null,
  today: Day,
  shown: number,
): Daily {
  const counts = new Map(told.map(({ on, count }) => [on, count]));
  const silent = latestOn === null ? null : Math.max(0, daysBetween(latestOn, today));
  const state = silent === null || silent > every ? 'late' : silent === every ? 'today' : 'fresh';
  const days = Array.from({ length: shown }, (_, i) => {
    const on = addDays(today, i + 1 - shown);
    return { on, count: counts.get(on) ?? 0 };
  });
  return { every, latestOn, silent, state, days };
}

/** What visitors find of an organ. */
export type Found = {
  readonly guide: Readonly<Record<string, unknown>> | null;
  readonly institution: Readonly<Record<string, unknown>> | null;
  readonly told: number;
  readonly charts: number;
};

const isSaid = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '';
const all = (of: Readonly<Record<string, unknown>> | null, fields: readonly string[]): boolean =>
  of !== null && fields.every((field) => isSaid(of[field]));

/** Whether a site has a part. */
export function hasPart({ look }: Part, found: Found): boolean {
  if ('guide' in look) return all(found.guide, look.guide);
  if ('institution' in look) return all(found.institution, look.institution);
  if ('catalogue' in look) return found.told >= look.catalogue;
  return found.charts > 0;
}

export type News = { readonly total: number; readonly news: number; readonly percent: number; readonly warns: boolean };

/** How much of what a unit told is plain news; a few publications prove nothing. */
export function newsOf(total: number, news: number, rule: UpkeepRule['newsShare']): News {
  const percent = total === 0 ? 0 : Math.round((news * 1000) / total) / 10;
  return { total, news, percent, warns: total >= rule.least && news * 100 >= rule.percent * total };
}
