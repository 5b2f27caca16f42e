import { type Day, isDay, weekday, yearOf } from '../day.ts';

/** A day that an arrangement names, with the name a person knows it by. */
export type NamedDay = { readonly day: Day; readonly name: string };

/**
 * The arrangement of rest days and make-up workdays of one year, as one notice left it. A later notice that changes a
 * day makes a new version; it is whole, not a difference.
 */
export type CalendarYear = {
  readonly year: number;
  readonly version: number;
  /** First day on which this version governs; the day of the notice where it is known. */
  readonly effectiveFrom: Day;
  readonly source: string;
  readonly url?: string;
  /** Days off, rest days inside a holiday included. */
  readonly off: readonly NamedDay[];
  /** Saturdays and Sundays that are worked. */
  readonly on: readonly NamedDay[];
};

/** What is wrong with an arrangement, where (`off[3].day`), and with which value. */
export type CalendarFault = {
  readonly code:
    | 'not-an-object'
    | 'unknown-field'
    | 'missing'
    | 'bad-year'
    | 'bad-version'
    | 'bad-text'
    | 'not-a-list'
    | 'bad-day'
    | 'outside-year'
    | 'twice'
    | 'both-off-and-on'
    | 'already-workday';
  readonly at: string;
  readonly value?: string;
};

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly CalendarFault[] };

type Fields = Readonly<Record<string, unknown>>;
export const isFields = (input: unknown): input is Fields =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

const shown = (value: unknown): string => {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

export const dayOrNull = (value: unknown): Day | null => (typeof value === 'string' && isDay(value) ? value : null);

export const isPositiveInteger = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

export function unknownFields(fields: Fields, known: readonly string[]): CalendarFault[] {
  return Object.keys(fields)
    .filter((key) => !known.includes(key))
    .map((key) => ({ code: 'unknown-field', at: shown(key) }));
}

export function textFaults(fields: Fields, key: string, required: boolean): CalendarFault[] {
  const value = fields[key];
  if (value === undefined) return required ? [{ code: 'missing', at: key }] : [];
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 500) return [];
  return [{ code: 'bad-text', at: key, value: shown(value) }];
}

/** Reads one list of named days; `check` says what else is wrong with a day that exists. */
export function namedDays(
  input: unknown,
  key: string,
  check: (d: Day) => CalendarFault['code'] | null,
): { readonly days: readonly NamedDay[]; readonly faults: readonly CalendarFault[] } {
  if (input === undefined) return { days: [], faults: [{ code: 'missing', at: key }] };
  if (!Array.isArray(input)) return { days: [], faults: [{ code: 'not-a-list', at: key, value: shown(input) }] };
  const days: NamedDay[] = [];
  const faults: CalendarFault[] = [];
  const seen = new Set<string>();
  for (const [i, entry] of (input as readonly unknown[]).entries()) {
    const at = `${key}[${i}]`;
    if (!isFields(entry)) {
      faults.push({ code: 'not-an-object', at, value: shown(entry) });
      continue;
    }
    faults.push(...unknownFields(entry, ['day', 'name']).map((f) => ({ ...f, at: `${at}.${f.at}` })));
    faults.push(...textFaults(entry, 'name', true).map((f) => ({ ...f, at: `${at}.name` })));
    const written = entry.day;
    if (typeof written !== 'string' || !isDay(written)) {
      faults.push({ code: 'bad-day', at: `${at}.day`, value: shown(written) });
      continue;
    }
    const wrong = seen.has(written) ? 'twice' : check(written);
    seen.add(written);
    if (wrong !== null) faults.push({ code: wrong, at: `${at}.day`, value: written });
    else if (typeof entry.name === 'string') days.push({ day: written, name: entry.name.trim() });
  }
  return { days, faults };
}

export function bothFaults(off: readonly NamedDay[], on: readonly NamedDay[]): CalendarFault[] {
  const rests = new Set(off.map((e) => e.day));
  return on.filter((e) => rests.has(e.day)).map((e) => ({ code: 'both-off-and-on', at: 'on', value: e.day }));
}

const isWeekend = (d: Day) => weekday(d) === 0 || weekday(d) === 6;
const YEAR_FIELDS = ['year', 'version', 'effectiveFrom', 'source', 'url', 'off', 'on'];

/**
 * Reads an arrangement from a file or a form and names every fault at once.
 *
 * @param expectedYear the year the person says the file is for
 */
export function parseCalendarYear(input: unknown, expectedYear?: number): Parsed<CalendarYear> {
  if (!isFields(input)) return { ok: false, faults: [{ code: 'not-an-object', at: '', value: shown(input) }] };
  const { year, version, effectiveFrom, source, url } = input;
  const faults: CalendarFault[] = unknownFields(input, YEAR_FIELDS);
  const yearIsGood = isPositiveInteger(year) && year >= 1949 && year <= 2199;
  if (!yearIsGood || (expectedYear !== undefined && year !== expectedYear))
    faults.push({ code: year === undefined ? 'missing' : 'bad-year', at: 'year', value: shown(year) });
  if (!isPositiveInteger(version))
    faults.push({ code: version === undefined ? 'missing' : 'bad-version', at: 'version', value: shown(version) });
  const inForceFrom = dayOrNull(effectiveFrom);
  if (inForceFrom === null)
    faults.push({
      code: effectiveFrom === undefined ? 'missing' : 'bad-day',
      at: 'effectiveFrom',
      value: shown(effectiveFrom),
    });
  faults.push(...textFaults(input, 'source', true), ...textFaults(input, 'url', false));
  const inYear = (d: Day) => (yearIsGood && yearOf(d) !== year ? 'outside-year' : null);
  const off = namedDays(input.off, 'off', inYear);
  const on = namedDays(input.on, 'on', (d) => inYear(d) ?? (isWeekend(d) ? null : 'already-workday'));
  faults.push(...off.faults, ...on.faults, ...bothFaults(off.days, on.days));
  if (
    faults.length > 0 ||
    !yearIsGood ||
    !isPositiveInteger(version) ||
    inForceFrom === null ||
    typeof source !== 'string'
  )
    return { ok: false, faults };
  const head = { year, version, effectiveFrom: inForceFrom, source };
  return { ok: true, value: { ...head, ...(typeof url === 'string' && { url }), off: off.days, on: on.days } };
}

/**
 * The version of each year that governs on a day: of the versions in force by then the highest, and a year of which
 * none is in force yet not at all.
 */
export function yearsInForce(years: readonly CalendarYear[], today: Day): readonly CalendarYear[] {
  return latestVersions(years.filter((y) => y.effectiveFrom <= today));
}

/** The highest version of each year, by year. */
export function latestVersions(years: readonly CalendarYear[]): readonly CalendarYear[] {
  const best = new Map<number, CalendarYear>();
  for (const y of years) {
    const known = best.get(y.year);
    if (known === undefined || known.version < y.version) best.set(y.year, y);
  }
  return [...best.values()].sort((a, b) => a.year - b.year);
}
