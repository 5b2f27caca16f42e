import type { Day } from '../day.ts';
import { refuse } from '../refusal.ts';
import type { ClockFacts, Span } from './facts.ts';
import type { Limit } from './limit.ts';

/** Something that happened to a clock. `at` is the instant, where it is known. */
export type ClockEvent =
  | { readonly kind: 'start' | 'restart'; readonly on: Day; readonly at?: string }
  | {
      readonly kind: 'suspend';
      readonly on: Day;
      readonly at?: string;
      readonly reason?: string;
      readonly law?: string;
    }
  | { readonly kind: 'resume'; readonly on: Day; readonly at?: string }
  | { readonly kind: 'extend'; readonly on: Day; readonly at?: string; readonly by: Limit }
  | { readonly kind: 'meet' | 'cancel'; readonly on: Day; readonly at?: string };

/** A clock as its events have left it. */
export type ClockState =
  | { readonly state: 'idle'; readonly facts: null; readonly endedOn: null }
  | { readonly state: 'running' | 'suspended'; readonly facts: ClockFacts; readonly endedOn: null }
  | { readonly state: 'met'; readonly facts: ClockFacts; readonly endedOn: Day }
  | { readonly state: 'cancelled'; readonly facts: ClockFacts | null; readonly endedOn: Day };

export const idle: ClockState = Object.freeze({ state: 'idle', facts: null, endedOn: null });

/**
 * A clock from its events, in the order they happened.
 *
 * A restart forgets suspensions and extensions and counts the whole limit anew from its day. Meeting or cancelling a
 * suspended clock closes the suspension on that day.
 *
 * @throws Refusal `clock/not-started`, `clock/already-started`, `clock/already-ended`, `clock/already-suspended`,
 *   `clock/not-suspended`, `clock/out-of-order`
 */
export function replayClock(limit: Limit, events: readonly ClockEvent[]): ClockState {
  let clock = idle;
  let last: Day | null = null;
  for (const event of events) {
    if (last !== null && event.on < last) throw refuse('clock/out-of-order', { on: event.on, last });
    clock = applyEvent(limit, clock, event);
    last = event.on;
  }
  return clock;
}

/** The clock after one more event; see {@link replayClock}. */
export function applyEvent(limit: Limit, clock: ClockState, event: ClockEvent): ClockState {
  const { on, kind } = event;
  if (clock.state === 'met' || clock.state === 'cancelled') throw refuse('clock/already-ended', { kind, on });
  if (clock.state === 'idle') {
    if (kind === 'start') return started(limit, event);
    if (kind === 'cancel') return { state: 'cancelled', facts: null, endedOn: on };
    throw refuse('clock/not-started', { kind, on });
  }
  const { state, facts } = clock;
  if (on < facts.startedOn) throw refuse('clock/out-of-order', { on, last: facts.startedOn });
  switch (event.kind) {
    case 'start':
      throw refuse('clock/already-started', { on });
    case 'restart':
      return started(limit, event);
    case 'suspend':
      if (state === 'suspended') throw refuse('clock/already-suspended', { on });
      return { state: 'suspended', facts: openSpan(facts, event), endedOn: null };
    case 'resume':
      if (state !== 'suspended') throw refuse('clock/not-suspended', { on });
      return { state: 'running', facts: closeSpan(facts, event), endedOn: null };
    case 'extend':
      return { state, facts: { ...facts, extensions: [...facts.extensions, event.by] }, endedOn: null };
    case 'meet':
      return { state: 'met', facts: closeSpan(facts, event), endedOn: on };
    case 'cancel':
      return { state: 'cancelled', facts: closeSpan(facts, event), endedOn: on };
  }
}

function started(limit: Limit, { on, at }: { readonly on: Day; readonly at?: string }): ClockState {
  const instant = at === undefined ? {} : { startedAt: at };
  return { state: 'running', facts: { limit, startedOn: on, ...instant, spans: [], extensions: [] }, endedOn: null };
}

type Suspension = Extract<ClockEvent, { kind: 'suspend' }>;

function openSpan(facts: ClockFacts, { on, at, reason, law }: Suspension): ClockFacts {
  const span: Span = {
    from: on,
    to: null,
    ...(at !== undefined && { fromAt: at }),
    ...(reason !== undefined && { reason }),
    ...(law !== undefined && { law }),
  };
  return { ...facts, spans: [...facts.spans, span] };
}

function closeSpan(facts: ClockFacts, { on, at }: { readonly on: Day; readonly at?: string }): ClockFacts {
  if (facts.spans.every((span) => span.to !== null)) return facts;
  const to = { to: on, ...(at !== undefined && { toAt: at }) };
  return { ...facts, spans: facts.spans.map((span) => (span.to === null ? { ...span, ...to } : span)) };
}
