import { dueOn, warnOn, type ClockFacts, type LightRule } from '../clock/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { Day } from '../day.ts';
import type { Action, Clock, Holder, Process } from '../process/define.ts';
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

export type Surroundings = { readonly on: Day; readonly calendar: Calendar; readonly lightRule: LightRule };

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
  if (action.quorum && personId !== null && snapshot.agreed?.act === act && snapshot.agreed.persons.includes(personId)) {
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
  return { to, holderRole: closed ? null : roleOf(state.holder), agreed: took ? null : agreed, closed, changed, took, ...nearest({ ...snapshot.clocks, ...byName(changed) }) };
}

function agreementAfter(action: Action, act: string, personId: number | null, before: Agreement | null): Agreement | null {
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
    const is = clockAfter(definition, was, before.clocks, act, to, closed, around.on);
    if (is === undefined || is === null) continue;
    changed.push(dated(name, definition, is, around));
  }
  return changed;
}

type Undated = Pick<RunningClock, 'state' | 'facts' | 'metOn'>;

function clockAfter(
  definition: Clock,
  was: RunningClock | undefined,
  clocks: Snapshot['clocks'],
  act: string,
  to: string,
  closed: boolean,
  on: Day,
): Undated | null {
  const start = definition.startsOn.find((trigger) => trigger.act === act);
  if (start && !closed) {
    const startedOn = (start.from ? clocks[start.from]?.facts.startedOn : undefined) ?? on;
    return suspendedOr({ limit: definition.limit, startedOn, spans: [], extensions: [] }, definition, to, on);
  }
  if (!was || was.state === 'met' || was.state === 'ended') return null;
  if (definition.onLapse === act) return { state: 'ended', facts: resumed(was.facts, on), metOn: null };
  if (definition.endsOn.includes(act)) return { state: 'met', facts: resumed(was.facts, on), metOn: on };
  if (closed) return { state: 'ended', facts: resumed(was.facts, on), metOn: null };
  const facts = definition.extension?.on === act ? extended(was.facts, definition.extension.limit) : was.facts;
  const next = suspendedOr(facts, definition, to, on);
  return next.state === was.state && next.facts === was.facts ? null : next;
}

const extended = (facts: ClockFacts, limit: ClockFacts['limit']): ClockFacts => ({
  ...facts,
  extensions: [...facts.extensions, limit],
});

/** The clock in its new state: stands still in a state whose time does not count, else runs. */
function suspendedOr(facts: ClockFacts, definition: Clock, to: string, on: Day): Undated {
  const isOpen = facts.spans.at(-1)?.to === null;
  if (definition.suspendedIn?.includes(to)) {
    return { state: 'suspended', facts: isOpen ? facts : { ...facts, spans: [...facts.spans, { from: on, to: null }] }, metOn: null };
  }
  return { state: 'running', facts: resumed(facts, on), metOn: null };
}

/** Ends an open suspension on that day; the interval is (from, to], so one that ends the day it began counts nothing. */
function resumed(facts: ClockFacts, on: Day): ClockFacts {
  const last = facts.spans.at(-1);
  if (!last || last.to !== null) return facts;
  const before = facts.spans.slice(0, -1);
  return { ...facts, spans: last.from < on ? [...before, { from: last.from, to: on }] : before };
}

/** Puts the date to a clock, from its facts and the calendar in force. */
export function dated(name: string, definition: Pick<Clock, 'limit'>, clock: Undated, { calendar, lightRule }: Surroundings): RunningClock {
  const due = dueOn(calendar, clock.facts);
  return {
    name,
    ...clock,
    dueOn: due.dueOn,
    warnOn: due.dueOn === null ? null : warnOn(calendar, clock.facts, lightRule),
    provisional: due.provisional,
    calendarVersion: calendar.version,
    lapsedAt: null,
  };
}

/** The nearest date among running clocks; null when none runs. */
export function nearest(clocks: Readonly<Record<string, RunningClock>>): Pick<Consequence, 'dueOn' | 'warnOn' | 'provisional'> {
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
