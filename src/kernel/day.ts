/** A calendar day in the city's legal time zone (Asia/Shanghai), written `YYYY-MM-DD`; days compare as strings. */
export type Day = string & { readonly __brand: 'Day' };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;
/** China has kept one zone without daylight saving since 1991; the legal clock is Asia/Shanghai. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Whether `text` is a day that exists: `2026-02-30` is not. */
export function isDay(text: string): text is Day {
  if (!PATTERN.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** The day written as `text`. @throws RangeError when no such day exists. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`no such day: ${text}`);
  return text;
}

/** Days since 1970-01-01; the arithmetic form of a day. */
export const toNumber = (d: Day): number => Date.parse(`${d}T00:00:00Z`) / MS_PER_DAY;

/** The day that is `n` days after 1970-01-01. */
export const fromNumber = (n: number): Day => new Date(n * MS_PER_DAY).toISOString().slice(0, 10) as Day;

export const addDays = (d: Day, n: number): Day => fromNumber(toNumber(d) + n);

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (d: Day): number => (((toNumber(d) + 4) % 7) + 7) % 7;

export const yearOf = (d: Day): number => Number(d.slice(0, 4));

/** The legal day on which an instant falls. */
export const dayOf = (at: Date): Day => new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10) as Day;

/** The instant `HH:MM` of a day, legal time. */
export const instant = (d: Day, time = '00:00'): Date =>
  new Date(`${d}T${time.length === 5 ? `${time}:00` : time}+08:00`);
