import type { Calendar } from '../calendar/index.ts';
import { type Day, isDay } from '../day.ts';
import { refuse } from '../refusal.ts';
import { type Derivation, derive } from './derive.ts';

/** A question to the clock from outside the program. */
export type DueQuery = {
  readonly from: Day;
  readonly days: number;
  readonly unit: 'workday' | 'day';
  /** Intervals (S, E] that do not count. */
  readonly exclude: readonly { readonly from: Day; readonly to: Day }[];
};

/** The longest limit that is answered: ten years of days. */
export const MAX_DAYS = 3660;
const MAX_EXCLUDES = 1000;
const FIELDS = ['from', 'days', 'unit', 'exclude'];

/**
 * Checks a question whose parts may be anything.
 *
 * @throws Refusal `clock/bad-line`, `clock/unknown-field`, `clock/missing`, `clock/bad-day`, `clock/bad-days`,
 *   `clock/bad-unit`, `clock/bad-exclude`
 */
export function checkQuery(input: unknown): DueQuery {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw refuse('clock/bad-line');
  const fields: Readonly<Record<string, unknown>> = { ...input };
  const unknown = Object.keys(fields).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) throw refuse('clock/unknown-field', { field: unknown.slice(0, 40) });
  const { from, days, unit, exclude = [] } = fields;
  for (const [name, value] of Object.entries({ from, days, unit }))
    if (value === undefined) throw refuse('clock/missing', { field: name });
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    throw refuse('clock/bad-days', { value: shown(days), most: MAX_DAYS });
  if (unit !== 'workday' && unit !== 'day') throw refuse('clock/bad-unit', { value: shown(unit) });
  if (!Array.isArray(exclude) || exclude.length > MAX_EXCLUDES)
    throw refuse('clock/bad-exclude', { value: shown(exclude) });
  return { from: checkDay(from), days, unit, exclude: exclude.map(checkExclude) };
}

function checkDay(value: unknown): Day {
  if (typeof value !== 'string' || !isDay(value)) throw refuse('clock/bad-day', { value: shown(value) });
  return value;
}

function checkExclude(pair: unknown): { from: Day; to: Day } {
  if (!Array.isArray(pair) || pair.length !== 2) throw refuse('clock/bad-exclude', { value: shown(pair) });
  const [from, to] = [checkDay(pair[0]), checkDay(pair[1])];
  if (to < from) throw refuse('clock/exclude-backwards', { from, to });
  return { from, to };
}

/** A value as it was given, short enough for a message. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The answer as one JSON object; `skipped` are the days between start and due date that were not counted. */
export type DueAnswer = {
  readonly due: Day | null;
  readonly skipped: readonly { readonly day: Day; readonly why: string }[];
  readonly provisional?: true;
  readonly calendar?: string;
  readonly steps?: Derivation['steps'];
};

/** @throws Refusal `calendar/year-not-loaded` unless the calendar is a provisional one */
export function deriveQuery(calendar: Calendar, { from, days, unit, exclude }: DueQuery): Derivation {
  return derive(calendar, { limit: { n: days, unit }, startedOn: from, spans: exclude, extensions: [] });
}

export function answerOf({ dueOn, provisional, calendarVersion, steps }: Derivation, explain: boolean): DueAnswer {
  const skipped = [];
  for (let i = 1; i < steps.length; i++) {
    const step = steps[i];
    if (step?.counted === false) skipped.push({ day: step.day, why: step.why });
  }
  const answer = provisional ? { due: dueOn, skipped, provisional } : { due: dueOn, skipped };
  return explain ? { ...answer, calendar: calendarVersion, steps } : answer;
}
