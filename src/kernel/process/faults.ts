import { createHash } from 'node:crypto';
import { canonical } from '../ledger/canonical.ts';
import type { Action, Clock, Process } from './define.ts';
import { type FaultCode, faultSentences } from './text.ts';

/** What is wrong with a definition, and where: `states.draft`, `actions.accept.to`, `clocks.notice.onLapse`. */
export type Fault = { readonly code: FaultCode; readonly at: string; readonly message: string };

/** SHA-256 of the canonical JSON, in hex: two definitions with the same digest run alike, whatever the order of keys. */
export const digest = (process: Process): string => createHash('sha256').update(canonical(process)).digest('hex');

/**
 * Everything that keeps a definition from running: what the compiler checks for the ones written in code, and what
 * no type can say (states that cannot be reached or left, clocks that cannot end). Empty for a sound process.
 */
export function processFaults(process: Process): readonly Fault[] {
  return [...initialFaults(process), ...stateFaults(process), ...actionFaults(process), ...clockFaults(process)];
}

const fault = (code: FaultCode, at: string, name: string): Fault => ({
  code,
  at,
  message: faultSentences[code].replaceAll('{name}', name),
});

const has = (names: Readonly<Record<string, unknown>>, name: string): boolean => Object.hasOwn(names, name);

const whereMissing = (
  code: FaultCode,
  names: Readonly<Record<string, unknown>>,
  at: string,
  used: readonly string[],
): readonly Fault[] => used.filter((name) => !has(names, name)).map((name) => fault(code, at, name));

const initialFaults = ({ states, initial }: Process): readonly Fault[] =>
  whereMissing('process/unknown-state', states, 'initial', [initial]);

function stateFaults(process: Process): readonly Fault[] {
  const reachable = statesFrom(process, [process.initial]);
  const faults: Fault[] = [];
  for (const [name, state] of Object.entries(process.states)) {
    const at = `states.${name}`;
    const leaves = Object.values(process.actions).some(({ from }) => from.includes(name));
    if (!reachable.has(name)) faults.push(fault('process/unreachable', at, state.title));
    if (state.closed) {
      if (leaves) faults.push(fault('process/acts-after-close', at, state.title));
      if (state.holder) faults.push(fault('process/closed-has-holder', at, state.title));
      continue;
    }
    // A matter is opened by an act that leaves the initial state, so nobody needs to hold it there.
    if (!state.holder && name !== process.initial) faults.push(fault('process/no-holder', at, state.title));
    if (!leaves) faults.push(fault('process/dead-end', at, state.title));
    else if (!canClose(process, name)) faults.push(fault('process/never-closes', at, state.title));
  }
  return faults;
}

/** The states a matter can come to from `starts`, these included. */
function statesFrom({ actions }: Process, starts: readonly string[]): ReadonlySet<string> {
  const found = new Set(starts);
  for (const state of found) {
    for (const { from, to } of Object.values(actions)) if (from.includes(state)) found.add(to);
  }
  return found;
}

const canClose = (process: Process, state: string): boolean =>
  [...statesFrom(process, [state])].some((name) => process.states[name]?.closed);

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 1;

function actionFaults(process: Process): readonly Fault[] {
  return Object.entries(process.actions).flatMap(([name, action]) => {
    const at = `actions.${name}`;
    const faults: Fault[] = [
      ...whereMissing('process/unknown-state', process.states, `${at}.from`, action.from),
      ...whereMissing('process/unknown-state', process.states, `${at}.to`, [action.to]),
      ...whereMissing('process/unknown-act', process.actions, `${at}.separatedFrom`, action.separatedFrom ?? []),
    ];
    if (action.from.length === 0) faults.push(fault('process/no-source', `${at}.from`, action.title));
    if (action.by.length === 0) faults.push(fault('process/nobody-may', `${at}.by`, action.title));
    if (action.quorum && !isCount(action.quorum.atLeast))
      faults.push(fault('process/quorum', `${at}.quorum`, action.title));
    if (lacksTrigger(process, name, action)) faults.push(fault('process/no-trigger', at, action.title));
    return faults;
  });
}

/** Only the program may do it, and nothing makes the program do it. */
function lacksTrigger({ clocks }: Process, name: string, action: Action): boolean {
  const onlySystem = action.by.length > 0 && action.by.every((role) => role === 'system');
  return onlySystem && !action.whenChildrenClosed && !Object.values(clocks).some(({ onLapse }) => onLapse === name);
}

function clockFaults(process: Process): readonly Fault[] {
  return Object.entries(process.clocks).flatMap(([name, clock]) => {
    const at = `clocks.${name}`;
    const faults: Fault[] = [...clockNames(process, at, clock), ...clockLengths(at, clock)];
    if (clock.startsOn.length === 0) faults.push(fault('process/never-starts', `${at}.startsOn`, clock.title));
    if (!canEnd(process, clock)) faults.push(fault('process/never-ends', `${at}.endsOn`, clock.title));
    const lapse = clock.onLapse === undefined ? undefined : process.actions[clock.onLapse];
    if (lapse && !lapse.by.includes('system'))
      faults.push(fault('process/lapse-not-system', `${at}.onLapse`, clock.title));
    return faults;
  });
}

function clockLengths(at: string, { title, limit, choice, extension }: Clock): readonly Fault[] {
  const faults: Fault[] = [];
  if (!isCount(limit.n)) faults.push(fault('process/limit', `${at}.limit`, title));
  if (choice && !isRange(choice.least, choice.most)) faults.push(fault('process/limit', `${at}.choice`, title));
  if (!extension) return faults;
  if (!isCount(extension.limit.n) || !isRange(extension.least ?? 1, extension.limit.n))
    faults.push(fault('process/limit', `${at}.extension`, title));
  if (!isCount(extension.atMost)) faults.push(fault('process/extension', `${at}.extension`, title));
  return faults;
}

const isRange = (least: number, most: number): boolean => isCount(least) && least <= most;

const clockNames = ({ states, actions, clocks }: Process, at: string, clock: Clock): readonly Fault[] => [
  ...whereMissing(
    'process/unknown-act',
    actions,
    `${at}.startsOn`,
    clock.startsOn.map(({ act }) => act),
  ),
  ...whereMissing(
    'process/unknown-clock',
    clocks,
    `${at}.startsOn`,
    clock.startsOn.flatMap(({ from }) => from ?? []),
  ),
  ...whereMissing('process/unknown-act', actions, `${at}.endsOn`, clock.endsOn),
  ...whereMissing('process/unknown-state', states, `${at}.suspendedIn`, clock.suspendedIn ?? []),
  ...whereMissing('process/unknown-act', actions, `${at}.extension`, clock.extension ? [clock.extension.on] : []),
  ...whereMissing('process/unknown-act', actions, `${at}.onLapse`, clock.onLapse === undefined ? [] : [clock.onLapse]),
];

/** After each act that starts it some act that meets it may still follow. Unknown acts are reported by themselves. */
function canEnd(process: Process, clock: Clock): boolean {
  const ends = clock.endsOn.flatMap((act) => process.actions[act]?.from ?? []);
  const starts = clock.startsOn.flatMap(({ act }) => process.actions[act]?.to ?? []);
  return (
    clock.endsOn.length > 0 &&
    starts.every((state) => {
      const reachable = statesFrom(process, [state]);
      return ends.some((end) => reachable.has(end));
    })
  );
}
