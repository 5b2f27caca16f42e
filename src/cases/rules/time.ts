import type { Process, RunningClock } from '../../kernel/index.ts';
import { type Calendar, type ClockFacts, type Day, dueOn, type Limit } from '../../kernel/index.ts';

/**
 * Working days that handling took: from the day after acceptance to the day of the decision, time that does not count
 * excluded. Nought for what was settled on the day it was accepted.
 *
 * @law 行政许可法 第四十五条 (excluded time), 第八十二条 (working days)
 */
export function handledWorkdays(calendar: Calendar, { startedOn, spans }: ClockFacts, decidedOn: Day): number {
  let counted = 0;
  let from = startedOn;
  const stops = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const stop of stops) {
    const to = stop.to ?? decidedOn;
    if (stop.from > from) counted += between(calendar, from, earlier(stop.from, decidedOn));
    if (to > from) from = to;
  }
  return counted + between(calendar, from, decidedOn);
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** Working days in (from, to]. */
const between = (calendar: Calendar, from: Day, to: Day): number =>
  to > from ? calendar.workdaysBetween(from, to) : 0;

/** How many working days a limit is for this case; a limit in other units is counted out on the calendar. */
export function limitInWorkdays(calendar: Calendar, clock: Pick<RunningClock, 'facts'>): number | null {
  const { limit, startedOn } = clock.facts;
  if (limit.unit === 'workday') return limit.n;
  const due = dueOn(calendar, { ...clock.facts, spans: [], extensions: [] }).dueOn;
  return due === null ? null : between(calendar, startedOn, due);
}

/** A date that an act will lead to, with what it follows from: printed on the paper that tells of the act. */
export type Promised = {
  readonly clock: string;
  readonly title: string;
  readonly law: string;
  readonly facts: ClockFacts;
  readonly dueOn: Day;
  readonly provisional: boolean;
};

/** The clocks an act starts, and by when each is due; earliest first. */
export function datesStartedBy(process: Process, act: string, on: Day, calendar: Calendar): readonly Promised[] {
  const dates: Promised[] = [];
  for (const [clock, definition] of Object.entries(process.clocks)) {
    if (!definition.startsOn.some((trigger) => trigger.act === act && trigger.from === undefined)) continue;
    const facts: ClockFacts = { limit: definition.limit, startedOn: on, spans: [], extensions: [] };
    const promised = promisedOf(clock, definition, facts, calendar);
    if (promised) dates.push(promised);
  }
  return dates.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** The date of a running clock once it is extended by what its process allows. */
export function dateExtendedBy(
  process: Process,
  act: string,
  clocks: Readonly<Record<string, RunningClock>>,
  calendar: Calendar,
): readonly Promised[] {
  const dates: Promised[] = [];
  for (const [name, definition] of Object.entries(process.clocks)) {
    const running = clocks[name];
    if (definition.extension?.on !== act || !running) continue;
    const extensions: readonly Limit[] = [...running.facts.extensions, definition.extension.limit];
    const promised = promisedOf(name, definition, { ...running.facts, extensions }, calendar);
    if (promised) dates.push(promised);
  }
  return dates;
}

function promisedOf(
  clock: string,
  { title, law }: Process['clocks'][string],
  facts: ClockFacts,
  calendar: Calendar,
): Promised | null {
  const due = dueOn(calendar, facts);
  return due.dueOn === null ? null : { clock, title, law, facts, dueOn: due.dueOn, provisional: due.provisional };
}

/** The legal day of acceptance, from the clocks that it started. A deemed acceptance counts from receipt. */
export const acceptedOnIn = (clocks: readonly Pick<RunningClock, 'name' | 'facts'>[]): Day | null =>
  clocks.find(({ name }) => name === 'statutory')?.facts.startedOn ?? null;
