import { type Day, weekday, yearOf } from '../day.ts';
import type { LocalOverlay } from './overlay.ts';
import { statutoryHolidays } from './statutory.ts';
import { laws, reasonText, weekdayOf } from './text.ts';
import type { CalendarYear } from './year.ts';

/** Why a day is worked or not, in words and by which rule. */
export type DayReason = {
  readonly working: boolean;
  readonly code: 'weekday' | 'weekend' | 'holiday' | 'rest' | 'make-up' | 'local-rest' | 'local-work';
  readonly reason: string;
  readonly law: string;
  /** True when the arrangement of the year is not loaded and the answer rests on the law alone. */
  readonly provisional: boolean;
};

type Exception = {
  readonly working: boolean;
  readonly code: DayReason['code'];
  readonly name: string;
  readonly law: string;
  readonly overlay?: string;
};

type Reasons = { readonly isWorked: (d: Day) => boolean; readonly why: (d: Day) => DayReason };

/**
 * Answers for single days from what arrangements, the law and local rules say of them, in rising order of force.
 *
 * @param covered years that may be asked about; those without an arrangement have the holidays of the law alone
 */
export function reasonsOf(
  years: readonly CalendarYear[],
  overlays: readonly LocalOverlay[],
  covered: readonly number[],
): Reasons {
  const exceptions = new Map<Day, Exception>();
  const loaded = new Map(years.map((y) => [y.year, y]));
  for (const year of covered) {
    const arrangement = loaded.get(year);
    if (arrangement === undefined) addStatutory(exceptions, year);
    else addArrangement(exceptions, arrangement);
  }
  for (const overlay of overlays) addOverlay(exceptions, overlay);
  const isWeekday = (d: Day) => weekday(d) > 0 && weekday(d) < 6;
  return {
    isWorked: (d) => exceptions.get(d)?.working ?? isWeekday(d),
    why: (d) => {
      const provisional = !loaded.has(yearOf(d));
      const found = exceptions.get(d);
      const plain = isWeekday(d) ? 'weekday' : 'weekend';
      const code = found?.code ?? plain;
      const sentence = sentenceOf(code, found, weekdayOf(d));
      return {
        working: found?.working ?? isWeekday(d),
        code,
        reason: provisional ? reasonText.provisional(sentence, yearOf(d)) : sentence,
        law: found?.law ?? laws.week,
        provisional,
      };
    },
  };
}

function sentenceOf(code: DayReason['code'], found: Exception | undefined, dayName: string): string {
  const name = found?.name ?? '';
  if (code === 'weekday' || code === 'weekend') return reasonText[code](dayName);
  if (code === 'holiday') return reasonText.holiday(name);
  if (code === 'rest' || code === 'make-up') return reasonText[code](name, dayName);
  return reasonText[code](name, found?.overlay ?? '');
}

function addStatutory(exceptions: Map<Day, Exception>, year: number): void {
  for (const { day, name } of statutoryHolidays(year))
    exceptions.set(day, { working: false, code: 'holiday', name, law: laws.holidays });
}

function addArrangement(exceptions: Map<Day, Exception>, { year, source, off, on }: CalendarYear): void {
  const statutory = statutoryDays(year);
  for (const [day, name] of statutory) // on a weekend the notice need not name it
    if (weekday(day) === 0 || weekday(day) === 6)
      exceptions.set(day, { working: false, code: 'holiday', name, law: laws.holidays });
  for (const { day, name } of off) {
    const fixed = statutory.get(day);
    const law = fixed === undefined ? source : `${laws.holidays}；${source}`;
    exceptions.set(day, { working: false, code: fixed === undefined ? 'rest' : 'holiday', name: fixed ?? name, law });
  }
  for (const { day, name } of on) exceptions.set(day, { working: true, code: 'make-up', name, law: source });
}

function statutoryDays(year: number): ReadonlyMap<Day, string> {
  try {
    return new Map(statutoryHolidays(year).map((e) => [e.day, e.name]));
  } catch {
    return new Map(); // beyond the festival table the arrangement still says which days are off
  }
}

function addOverlay(exceptions: Map<Day, Exception>, overlay: LocalOverlay): void {
  const law = `${overlay.law}；${overlay.source}`;
  for (const { day, name } of overlay.off)
    exceptions.set(day, { working: false, code: 'local-rest', name, law, overlay: overlay.name });
  for (const { day, name } of overlay.on)
    exceptions.set(day, { working: true, code: 'local-work', name, law, overlay: overlay.name });
}
