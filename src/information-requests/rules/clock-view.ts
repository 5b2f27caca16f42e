import { derive } from '../../kernel/clock/index.ts';
import { type Calendar, type Day, light, type Process, type RunningClock, remaining } from '../../kernel/index.ts';
import type { ClockView } from '../contract.ts';
import { writtenOn } from '../papers/words.ts';
import { words } from '../words.ts';

const limitText = ({ n, unit }: RunningClock['facts']['limit']): string => `${n} ${words.clock.units[unit]}`;

/** A clock as people see it: its date, how it was found day by day, and how urgent it is today. */
function clockView(
  calendar: Calendar,
  definition: Process['clocks'][string],
  clock: RunningClock,
  today: Day,
): ClockView {
  const runs = clock.state === 'running' || clock.state === 'suspended';
  const { facts, dueOn, state } = clock;
  const limits = [facts.limit, ...facts.extensions].map(limitText).join(words.clock.extended);
  const { title, law } = definition;
  return {
    name: clock.name,
    title,
    law,
    state,
    startedOn: facts.startedOn,
    dueOn,
    metOn: clock.metOn,
    provisional: clock.provisional,
    light: state === 'suspended' ? 'paused' : runs ? light(clock, today) : 'done',
    left: runs ? remaining(calendar, facts, today) : null,
    sentence: [
      words.clock.from(writtenOn(facts.startedOn), title, limits, law),
      ...(facts.spans.length > 0 ? [words.clock.paused] : []),
      state === 'suspended' || dueOn === null ? words.clock.standing : words.clock.until(writtenOn(dueOn)),
    ].join(''),
    steps: derive(calendar, facts).steps.map(({ day, counted, n, why, law: article }) => ({
      day,
      counted,
      n: n ?? null,
      why,
      law: article,
    })),
  };
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
  return views.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
