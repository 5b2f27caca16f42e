import type { Calendar } from '../calendar/index.ts';
import { applyEvent, type ClockEvent, type ClockState, dueOn, idle, type LightRule, warnOn } from '../clock/index.ts';
import type { Limit } from '../clock/limit.ts';
import { type Day, dayOf } from '../day.ts';
import type { Action, Clock, Holder, Process } from '../process/define.ts';
import { refuse } from '../refusal.ts';
import type { Agreement, RunningClock, Snapshot } from './snapshot.ts';

/** Where an act leads: computed without a database, so that every consequence can be tested as a value. */
export type Consequence = {
  readonly to: string;
  readonly holderRole: string | null;
  readonly agreed: Agreement | null;
  readonly closed: boolean;
  /** Clocks that changed. */
  readonly changed: readonly RunningClock[];
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly provisional: boolean;
  /** False while a quorum is still wanting: the act is recorded and the matter stays. */
  readonly took: boolean;
};

/** Limits that an act sets itself, by clock. */
export type Terms = Readonly<Record<string, Limit>>;

export type Surroundings = {
  /** The legal day of the act. */
  readonly on: Day;
  readonly at: Date;
  readonly terms?: Terms;
  readonly calendar: Calendar;
  readonly lightRule: LightRule;
};

/** The day from which an act counts. @throws Refusal matter/no-such-day (422) when it is yet to come */
export function legalDay({ at, on }: { readonly at: Date; readonly on?: Day }): Day {
  const entered = dayOf(at);
  if (on !== undefined && on > entered) throw refuse('matter/no-such-day', { on }, 422);
  return on ?? entered;
}

export const roleOf = (holder: Holder | undefined): string | null => {
  if (!holder) return null;
  if ('role' in holder) return holder.role;
  return 'subject' in holder ? 'subject' : 'system';
};

/**
 * Why an act cannot follow in the present state, or null.
 * Answers `matter/unknown-act`, `matter/closed`, `matter/not-in-state`, `matter/already-agreed`,
 * `matter/children-open`, `matter/extension-used-up`.
 */
export function actRefusal(snapshot: Snapshot, act: string, personId: number | null): string | null {
  const action = snapshot.process.actions[act];
  if (!action) return 'matter/unknown-act';
  if (!action.from.includes(snapshot.state)) return snapshot.closedAt ? 'matter/closed' : 'matter/not-in-state';
  if (action.whenChildrenClosed && snapshot.openChildren > 0) return 'matter/children-open';
  if (
    action.quorum &&
    personId !== null &&
    snapshot.agreed?.act === act &&
    snapshot.agreed.persons.includes(personId)
  ) {
    return 'matter/already-agreed';
  }
  for (const [name, clock] of Object.entries(snapshot.process.clocks)) {
    if (clock.extension?.on !== act) continue;
    const used = snapshot.clocks[name]?.facts.extensions.length ?? 0;
    if (used >= clock.extension.atMost) return 'matter/extension-used-up';
  }
  return null;
}

/** What an act that may follow leads to. */
export function consequenceOf(
  snapshot: Pick<Snapshot, 'process' | 'state' | 'clocks' | 'agreed' | 'holderRole'>,
  act: string,
  personId: number | null,
  around: Surroundings,
): Consequence {
  const { process } = snapshot;
  const action = process.actions[act];
  if (!action) throw new Error(`no act ${act} in ${process.kind}`);
  const agreed = agreementAfter(action, act, personId, snapshot.agreed);
  const took = !action.quorum || (agreed?.persons.length ?? 0) >= action.quorum.atLeast;
  const to = took ? action.to : snapshot.state;
  const state = process.states[to];
  if (!state) throw new Error(`no state ${to} in ${process.kind}`);
  const closed = state.closed === true;
  const changed = took ? clocksAfter(process, snapshot, act, to, closed, around) : [];
  return {
    to,
    holderRole: closed ? null : roleOf(state.holder),
    agreed: took ? null : agreed,
    closed,
    changed,
    took,
    ...nearest({ ...snapshot.clocks, ...byName(changed) }),
  };
}

function agreementAfter(
  action: Action,
  act: string,
  personId: number | null,
  before: Agreement | null,
): Agreement | null {
  if (!action.quorum || personId === null) return null;
  return { act, persons: [...(before?.act === act ? before.persons : []), personId] };
}

const byName = (clocks: readonly RunningClock[]): Record<string, RunningClock> =>
  Object.fromEntries(clocks.map((clock) => [clock.name, clock]));

/** The clocks that an act starts, extends, suspends, resumes, meets or ends. */
function clocksAfter(
  process: Process,
  before: Pick<Snapshot, 'clocks'>,
  act: string,
  to: string,
  closed: boolean,
  around: Surroundings,
): readonly RunningClock[] {
  const changed: RunningClock[] = [];
  for (const [name, definition] of Object.entries(process.clocks)) {
    const was = before.clocks[name];
    const is = clockAfter(ruled(definition, act, around.terms?.[name]), was, before.clocks, act, to, closed, around);
    if (is === null) continue;
    changed.push(dated(name, is, around));
  }
  return changed;
}

/**
 * The clock with the limit that the act names, where the process leaves it to the act.
 *
 * @throws Refusal matter/no-such-term (422)
 */
function ruled(clock: Clock, act: string, term: Limit | undefined): Clock {
  if (term === undefined) return clock;
  const { choice, extension, limit } = clock;
  const within = (unit: Limit['unit'], least: number, most: number): boolean =>
    term.unit === unit && Number.isInteger(term.n) && term.n >= least && term.n <= most;
  if (choice && clock.startsOn.some((trigger) => trigger.act === act) && within(limit.unit, choice.least, choice.most))
    return { ...clock, limit: term };
  if (
    extension?.least !== undefined &&
    extension.on === act &&
    within(extension.limit.unit, extension.least, extension.limit.n)
  )
    return { ...clock, extension: { ...extension, limit: term } };
  throw refuse('matter/no-such-term', { n: term.n }, 422);
}

type Undated = Pick<RunningClock, 'state' | 'facts' | 'metOn'>;

/** What an act and the state it leads to mean for one clock; null when nothing changes. */
function clockAfter(
  definition: Clock,
  was: RunningClock | undefined,
  clocks: Snapshot['clocks'],
  act: string,
  to: string,
  closed: boolean,
  { on, at }: Pick<Surroundings, 'on' | 'at'>,
): Undated | null {
  const when: When = definition.limit.unit === 'hour' ? { on, at: at.toISOString() } : { on };
  const start = closed ? undefined : definition.startsOn.find((trigger) => trigger.act === act);
  const before: ClockState = start || !was ? idle : stateOf(was);
  const event = start
    ? { kind: 'start' as const, ...startOf(start.from, clocks, when) }
    : eventOf(definition, before, act, closed, when);
  const after = event ? applyEvent(definition.limit, before, event) : before;
  const settled = standing(definition, after, to, when);
  if (settled === before || settled.facts === null) return null;
  return { state: settled.state, facts: settled.facts, metOn: settled.state === 'met' ? settled.endedOn : null };
}

type When = { readonly on: Day; readonly at?: string };

/** A clock that takes over another's start counts from the day that one began. */
function startOf(from: string | undefined, clocks: Snapshot['clocks'], when: When): When {
  const facts = from === undefined ? undefined : clocks[from]?.facts;
  if (!facts) return when;
  return facts.startedAt === undefined ? { on: facts.startedOn } : { on: facts.startedOn, at: facts.startedAt };
}

/** What an act does to a clock that is under way. */
function eventOf(
  definition: Clock,
  { state }: ClockState,
  act: string,
  closed: boolean,
  when: When,
): ClockEvent | null {
  if (state !== 'running' && state !== 'suspended') return null;
  if (definition.onLapse !== act && definition.endsOn.includes(act)) return { kind: 'meet', ...when };
  if (definition.onLapse === act || closed) return { kind: 'cancel', ...when };
  return definition.extension?.on === act ? { kind: 'extend', ...when, by: definition.extension.limit } : null;
}

/** Stands still in a state whose time does not count, else runs. */
function standing(
  definition: Clock,
  clock: ClockState,
  to: string,
  when: { readonly on: Day; readonly at?: string },
): ClockState {
  if (clock.facts?.spans.some(({ from, to: until }) => until === null && from > when.on))
    throw refuse('matter/no-such-day', { on: when.on }, 422);
  const still = definition.suspendedIn?.includes(to) ?? false;
  if (still && clock.state === 'running') return applyEvent(definition.limit, clock, { kind: 'suspend', ...when });
  if (!still && clock.state === 'suspended') return applyEvent(definition.limit, clock, { kind: 'resume', ...when });
  return clock;
}

const stateOf = ({ state, facts, metOn }: RunningClock): ClockState =>
  state === 'running' || state === 'suspended'
    ? { state, facts, endedOn: null }
    : { state, facts, endedOn: metOn ?? facts.startedOn };

/** Puts the date to a clock, from its facts and the calendar in force. */
export function dated(
  name: string,
  clock: Undated,
  { calendar, lightRule }: Pick<Surroundings, 'calendar' | 'lightRule'>,
): RunningClock {
  const due = dueOn(calendar, clock.facts);
  return {
    name,
    ...clock,
    dueOn: due.dueOn,
    warnOn: due.dueOn === null ? null : warnOn(calendar, clock.facts, lightRule),
    provisional: due.provisional,
    // A date that rests on loaded years alone is proved by them, whatever else the calendar could assume.
    calendarVersion: due.provisional ? calendar.version : calendar.version.replace('+provisional', ''),
    lapsedAt: null,
  };
}

/** The nearest date among running clocks; null when none runs. */
export function nearest(
  clocks: Readonly<Record<string, RunningClock>>,
): Pick<Consequence, 'dueOn' | 'warnOn' | 'provisional'> {
  let due: Day | null = null;
  let warn: Day | null = null;
  let provisional = false;
  for (const clock of Object.values(clocks)) {
    if (clock.state !== 'running') continue;
    if (clock.dueOn !== null && (due === null || clock.dueOn < due)) due = clock.dueOn;
    if (clock.warnOn !== null && (warn === null || clock.warnOn < warn)) warn = clock.warnOn;
    provisional ||= clock.provisional;
  }
  return { dueOn: due, warnOn: warn, provisional };
}
