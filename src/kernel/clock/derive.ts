import { type Calendar, later } from '../calendar/index.ts';
import type { Day } from '../day.ts';
import { advance, type Due, dueOn, stopsOf } from './due.ts';
import { type ClockFacts, legsOf, type Span } from './facts.ts';
import type { Limit } from './limit.ts';
import { civilCode, stepText } from './text.ts';

/** Why a day counts towards a limit, or does not. */
export type StepCode =
  | 'start'
  | 'workday'
  | 'make-up-workday'
  | 'rest-day'
  | 'suspended'
  | 'suspended-open'
  | 'calendar-day'
  | 'corresponding-day'
  | 'last-day-rest'
  | 'rolled-over'
  | 'rolled-to'
  | 'hours';

/** One day of a derivation. */
export type Step = {
  readonly day: Day;
  readonly counted: boolean;
  /** Which day of the limit it is, for counted days; counting begins anew where the unit changes. */
  readonly n?: number;
  readonly code: StepCode;
  readonly why: string;
  readonly law: string | null;
};

/** A due date and its proof: every day from the start to the end, counted or not, and why. */
export type Derivation = {
  readonly dueOn: Day | null;
  readonly dueAt?: string;
  readonly provisional: boolean;
  readonly calendarVersion: string;
  readonly steps: readonly Step[];
};

/**
 * The due date of {@link dueOn} day by day. Where the clock stands without end the steps stop at its first such day.
 *
 * @law 民法典 第二百条至第二百零三条
 * @throws Refusal as {@link dueOn}
 */
export function derive(calendar: Calendar, facts: ClockFacts): Derivation {
  const due = dueOn(calendar, facts);
  const legs = legsOf(facts);
  const inHours = legs[0]?.unit === 'hour';
  const start: Step = inHours
    ? { day: facts.startedOn, counted: true, code: 'hours', why: hoursStart(facts, due), law: civilCode.hours }
    : { day: facts.startedOn, counted: false, code: 'start', why: stepText.start, law: civilCode.start };
  const steps = inHours ? stepsInHours(facts, due.dueOn, due.dueAt) : stepsInDays(calendar, facts, legs);
  return { ...due, calendarVersion: calendar.version, steps: [start, ...steps] };
}

function stepsInDays(calendar: Calendar, facts: ClockFacts, legs: readonly Limit[]): readonly Step[] {
  const steps: Step[] = [];
  let end = facts.startedOn;
  for (const [i, leg] of legs.entries()) {
    const last = advance(calendar, leg, end, stopsOf(facts));
    steps.push(...stepsOfLeg(calendar, facts, leg, end, last));
    if (last === null) return steps;
    if (i === legs.length - 1 && leg.unit !== 'workday') return rolled(calendar, facts, steps, last);
    end = last;
  }
  return steps;
}

function stepsOfLeg(calendar: Calendar, facts: ClockFacts, leg: Limit, from: Day, last: Day | null): readonly Step[] {
  const steps: Step[] = [];
  let n = 0;
  for (let d = later(from, 1); last === null || d <= last; d = later(d, 1)) {
    const span = spanAt(facts, d);
    if (span !== undefined) {
      steps.push(suspendedStep(d, span, last === null && isStanding(facts, d)));
      if (last === null && isStanding(facts, d)) return steps;
      continue;
    }
    if (leg.unit !== 'workday') {
      n += 1;
      steps.push(calendarStep(d, n, leg.unit === 'month' && d === last));
      continue;
    }
    const { working, code, reason, law } = calendar.why(d);
    if (!working) {
      steps.push({ day: d, counted: false, code: 'rest-day', why: stepText.restDay(reason), law });
      continue;
    }
    n += 1;
    const why = stepText.workday(reason, n);
    steps.push({ day: d, counted: true, n, code: code === 'make-up' ? 'make-up-workday' : 'workday', why, law });
  }
  return steps;
}

const calendarStep = (d: Day, n: number, endsMonths: boolean): Step =>
  endsMonths
    ? { day: d, counted: true, n, code: 'corresponding-day', why: stepText.correspondingDay(n), law: civilCode.month }
    : { day: d, counted: true, n, code: 'calendar-day', why: stepText.calendarDay(n), law: civilCode.calendar };

const spanAt = ({ spans }: ClockFacts, d: Day): Span | undefined =>
  spans.find((span) => span.from < d && (span.to === null || d <= span.to));

/** Whether the clock stands on this day and never runs again. */
const isStanding = ({ spans }: ClockFacts, d: Day): boolean => spans.some((span) => span.to === null && span.from < d);

const suspendedStep = (d: Day, span: Span, open: boolean): Step => ({
  day: d,
  counted: false,
  code: open ? 'suspended-open' : 'suspended',
  why: open ? stepText.suspendedOpen(span.reason) : stepText.suspended(span.reason),
  law: span.law ?? null,
});

/** Replaces a last day that is a rest day by the first workday after it. */
function rolled(calendar: Calendar, facts: ClockFacts, steps: readonly Step[], last: Day): readonly Step[] {
  const nominal = calendar.why(last);
  const n = steps.at(-1)?.n ?? 0;
  if (nominal.working) return steps;
  const law = civilCode.rollOver;
  const why = stepText.lastDayRest(nominal.reason, n);
  const moved: Step[] = [...steps.slice(0, -1), { day: last, counted: false, code: 'last-day-rest', why, law }];
  for (let d = later(last, 1); ; d = later(d, 1)) {
    const span = spanAt(facts, d);
    if (span !== undefined) {
      moved.push(suspendedStep(d, span, isStanding(facts, d)));
      if (isStanding(facts, d)) return moved;
      continue;
    }
    const { working, reason } = calendar.why(d);
    if (working) return [...moved, { day: d, counted: true, n, code: 'rolled-to', why: stepText.rolledTo(n), law }];
    moved.push({ day: d, counted: false, code: 'rolled-over', why: stepText.rolledOver(reason), law });
  }
}

const hoursStart = ({ startedAt = '', startedOn }: ClockFacts, due: Due): string =>
  due.dueOn === startedOn && due.dueAt !== undefined
    ? stepText.hoursWithinDay(startedAt, due.dueAt)
    : stepText.hoursStart(startedAt);

function stepsInHours(facts: ClockFacts, end: Day | null, dueAt: string | undefined): readonly Step[] {
  const steps: Step[] = [];
  for (let d = later(facts.startedOn, 1); end === null || d <= end; d = later(d, 1)) {
    const span = spanAt(facts, d);
    const resumedAt = span?.to === d ? span.toAt : undefined;
    if (span !== undefined && resumedAt === undefined) {
      const open = end === null && isStanding(facts, d);
      steps.push(suspendedStep(d, span, open));
      if (open) return steps;
      continue;
    }
    const running = resumedAt === undefined ? stepText.hours : stepText.hoursResumed(resumedAt);
    const why = d === end && dueAt !== undefined ? stepText.hoursEnd(dueAt) : running;
    steps.push({ day: d, counted: true, code: 'hours', why, law: civilCode.hours });
  }
  return steps;
}
