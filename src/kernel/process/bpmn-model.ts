import type { Limit } from '../clock/limit.ts';
import type { Process } from './define.ts';
import { flowText } from './text.ts';
import {
  clocksStartedIn,
  clocksSuspendedIn,
  clockText,
  extensionText,
  holderText,
  inOrder,
  isAutomatic,
  type RoleTitles,
  whoText,
} from './wording.ts';

export type BpmnNode = {
  readonly id: string;
  readonly kind: 'startEvent' | 'userTask' | 'endEvent' | 'exclusiveGateway' | 'boundaryEvent';
  readonly name: string;
  readonly documentation: string;
  /** Boundary events: the task they stand on and the time after which they fire, ISO 8601. */
  readonly on?: { readonly task: string; readonly after: string };
};

export type BpmnFlow = {
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly source: string;
  readonly target: string;
  /** The act and the state it leaves; absent on the piece between a task and its gateway. */
  readonly act?: { readonly name: string; readonly from: string };
};

export type BpmnModel = { readonly nodes: readonly BpmnNode[]; readonly flows: readonly BpmnFlow[] };

/** An XML name for any name: letters, digits and underscores stay, everything else is spelt out. */
export const xmlName = (prefix: string, ...names: readonly string[]): string =>
  [
    prefix,
    ...names.map((name) => name.replace(/[^A-Za-z0-9_]/gu, (it) => `.${(it.codePointAt(0) ?? 0).toString(16)}.`)),
  ].join('-');

/** ISO 8601 knows no working days: they are written as days, and the documentation says which kind is meant. */
const duration = ({ n, unit }: Limit): string => {
  if (unit === 'hour') return `PT${n}H`;
  return unit === 'month' ? `P${n}M` : `P${n}D`;
};

/** A state in which nobody waits before the first act: the start event itself. */
const isStart = ({ states, actions, initial }: Process, state: string): boolean =>
  state === initial && !states[state]?.holder && !Object.values(actions).some(({ to }) => to === state);

const START = 'start';

export const nodeOf = (process: Process, state: string): string =>
  isStart(process, state) ? START : xmlName('state', state);

/** A process in the terms of BPMN: waiting is a user task, a limit that deems something done is a timer on its edge. */
export function bpmnModel(process: Process, roles: RoleTitles): BpmnModel {
  const nodes: BpmnNode[] = [];
  const flows: BpmnFlow[] = [];
  if (!isStart(process, process.initial)) {
    nodes.push({ id: START, kind: 'startEvent', name: flowText.start, documentation: '' });
    flows.push({
      id: 'flow-start',
      name: '',
      documentation: '',
      source: START,
      target: nodeOf(process, process.initial),
    });
  }
  for (const [state] of inOrder(process.states)) {
    nodes.push(stateNode(process, state, roles));
    const acts = inOrder(process.actions).filter(([, { from }]) => from.includes(state));
    const timed = new Map(acts.flatMap(([act]) => (isStart(process, state) ? [] : timerOf(process, state, act))));
    nodes.push(...timed.values());
    const chosen = acts.filter(([act]) => !timed.has(act));
    const gateway = xmlName('choice', state);
    if (chosen.length > 1) {
      nodes.push({ id: gateway, kind: 'exclusiveGateway', name: '', documentation: '' });
      flows.push({
        id: xmlName('to-choice', state),
        name: '',
        documentation: '',
        source: nodeOf(process, state),
        target: gateway,
      });
    }
    const leaving = chosen.length > 1 ? gateway : nodeOf(process, state);
    for (const [act] of acts) flows.push(actFlow(process, state, act, timed.get(act)?.id ?? leaving, roles));
  }
  return { nodes, flows };
}

function stateNode(process: Process, state: string, roles: RoleTitles): BpmnNode {
  const definition = process.states[state];
  const clocks = clocksStartedIn(process, state).flatMap((clock) => [
    [clockText(clock), extensionText(clock), clock.law].filter((it) => it !== null).join('，'),
  ]);
  const suspended = clocksSuspendedIn(process, state).map(({ title }) => title);
  const lines = [
    holderText(definition?.holder, roles),
    ...(definition?.closed ? [] : clocks),
    suspended.length > 0 ? flowText.suspended(suspended.join('、')) : null,
  ];
  const waits = isStart(process, state) ? 'startEvent' : 'userTask';
  return {
    id: nodeOf(process, state),
    kind: definition?.closed ? 'endEvent' : waits,
    name: definition?.title ?? state,
    documentation: lines.filter((line) => line !== null).join('\n'),
  };
}

/** The timer that does this act when a limit passes, if one does. */
function timerOf(process: Process, state: string, act: string): readonly (readonly [string, BpmnNode])[] {
  const action = process.actions[act];
  const clock = inOrder(process.clocks).find(([, { onLapse }]) => onLapse === act)?.[1];
  if (!action || !clock || !isAutomatic(action)) return [];
  const node: BpmnNode = {
    id: xmlName('timer', act, state),
    kind: 'boundaryEvent',
    name: clockText(clock),
    documentation: `${clockText(clock)}，${clock.law}`,
    on: { task: nodeOf(process, state), after: duration(clock.limit) },
  };
  return [[act, node]];
}

function actFlow(process: Process, state: string, act: string, source: string, roles: RoleTitles): BpmnFlow {
  const action = process.actions[act];
  if (!action) throw new Error(`no act ${act} in ${process.kind}`);
  const who = whoText(process, act, action, roles);
  return {
    id: xmlName('act', act, state),
    name: action.title,
    documentation: action.law === undefined ? who : `${who}\n${flowText.law(action.law)}`,
    source,
    target: nodeOf(process, action.to),
    act: { name: act, from: state },
  };
}
