import { derive } from '../../kernel/clock/index.ts';
import { type Calendar, type Day, light, type Process, type RunningClock, remaining } from '../../kernel/index.ts';
import type { ClockView } from '../contract.ts';
import { limitText, writtenOn } from '../papers/text.ts';
import { text } from '../text.ts';

/** A clock as people see it: its date, how it was found day by day, and how urgent it is today. */
export function clockView(
  calendar: Calendar,
  definition: Process['clocks'][string],
  clock: RunningClock,
  today: Day,
): ClockView {
  const derivation = derive(calendar, clock.facts);
  const runs = clock.state === 'running' || clock.state === 'suspended';
  return {
    name: clock.name,
    title: definition.title,
    law: definition.law,
    state: clock.state,
    startedOn: clock.facts.startedOn,
    dueOn: clock.dueOn,
    metOn: clock.metOn,
    provisional: clock.provisional,
    light: clock.state === 'suspended' ? 'paused' : runs ? light(clock, today) : 'done',
    left: runs ? remaining(calendar, clock.facts, today) : null,
    sentence: sentenceOf(definition, clock),
    steps: derivation.steps.map(({ day, counted, n, why, law }) => ({ day, counted, n: n ?? null, why, law })),
  };
}

function sentenceOf({ title, law }: Process['clocks'][string], { facts, dueOn, state }: RunningClock): string {
  const limits = [facts.limit, ...facts.extensions].map(limitText);
  const parts = [text.clock.from(writtenOn(facts.startedOn), title, limits.join(text.clock.extended), law)];
  if (facts.spans.length > 0) parts.push(text.clock.paused);
  if (state === 'suspended' || dueOn === null) parts.push(text.clock.standing);
  else parts.push(text.clock.until(writtenOn(dueOn)));
  return parts.join('');
}

/** Clocks of a matter in the order in which they fall due; those that run come first. */
export function clockViews(
  calendar: Calendar,
  process: Process,
  clocks: Readonly<Record<string, RunningClock>>,
  today: Day,
): readonly ClockView[] {
  const views = Object.values(clocks).flatMap((clock) => {
    const definition = process.clocks[clock.name];
    return definition ? [clockView(calendar, definition, clock, today)] : [];
  });
  const rank = (view: ClockView): string => `${view.left ? 0 : 1}${view.dueOn ?? '9999'}`;
  return views.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
