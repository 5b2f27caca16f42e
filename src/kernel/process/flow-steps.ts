import type { Process, State } from './define.ts';
import { statesInOrder } from './flow-order.ts';
import {
  clocksStartedIn,
  clocksSuspendedIn,
  clockText,
  extensionText,
  holderText,
  inOrder,
  type RoleTitles,
  whoText,
} from './wording.ts';

/** A step of a process in words: what a reader of the chart sees in and under one box. */
export type FlowStep = {
  readonly state: string;
  readonly title: string;
  readonly closed: boolean;
  /** e.g. 由窗口受理人员办理; null where nobody has to act. */
  readonly holder: string | null;
  /** Limits that begin to run here. */
  readonly clocks: readonly { readonly text: string; readonly extension: string | null; readonly law: string }[];
  /** Titles of the limits that stand still here. */
  readonly suspended: readonly string[];
  readonly acts: readonly {
    readonly act: string;
    readonly title: string;
    readonly who: string;
    /** The title of the state it leads to. */
    readonly to: string;
    readonly law: string | null;
  }[];
};

/** A process as an ordered list: the text that belongs beside every chart, for screen readers and for those who prefer words. */
export function flowSteps(process: Process, roles: RoleTitles = {}): readonly FlowStep[] {
  return statesInOrder(process).map(([name, state]) => stepOf(process, name, state, roles));
}

function stepOf(process: Process, name: string, state: State, roles: RoleTitles): FlowStep {
  const clocks = clocksStartedIn(process, name).map((clock) => ({
    text: clockText(clock),
    extension: extensionText(clock),
    law: clock.law,
  }));
  const acts = inOrder(process.actions)
    .filter(([, { from }]) => from.includes(name))
    .map(([act, action]) => ({
      act,
      title: action.title,
      who: whoText(process, act, action, roles),
      to: process.states[action.to]?.title ?? action.to,
      law: action.law ?? null,
    }));
  return {
    state: name,
    title: state.title,
    closed: state.closed === true,
    holder: holderText(state.holder, roles),
    clocks: state.closed ? [] : clocks,
    suspended: clocksSuspendedIn(process, name).map(({ title }) => title),
    acts,
  };
}
