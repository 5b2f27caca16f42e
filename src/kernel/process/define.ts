import type { Limit } from '../clock/limit.ts';

/** How many distinct people must do the same action before it takes effect. */
export type Quorum = { readonly atLeast: number };

/** Who owes the next act in a state: a role at the owing agency, or the person the matter is about. */
export type Holder = { readonly role: string } | { readonly subject: true } | { readonly system: true };

/** A place where a matter can rest. `title` is what a citizen reads. */
export type State = {
  readonly title: string;
  readonly holder?: Holder;
  /** A closed state ends the matter: no holder, no running clock. */
  readonly closed?: true;
};

/** Something that can be done with a matter, and where it leads. */
export type Action<S extends string = string, G extends string = string, A extends string = string> = {
  readonly title: string;
  readonly from: readonly S[];
  readonly to: S;
  /**
   * Roles that may do it at the owing agency; `above:ROLE` is a role at an agency standing above it, `subject` the person
   * the matter is about, `system` the program itself (deemed events, children done).
   */
  readonly by: readonly string[];
  /** Named conditions, evaluated in order by the module that owns the matter; the first refusal stops the act. */
  readonly guards?: readonly G[];
  /** Until the quorum is reached the act is recorded and the state stays. */
  readonly quorum?: Quorum;
  /** Done by the program once every child matter is closed. */
  readonly whenChildrenClosed?: true;
  /** Whoever did one of these acts in the same matter may not do this one (separation of duties). */
  readonly separatedFrom?: readonly A[];
  /** The person the matter is about is told of it. */
  readonly tellsSubject?: true;
  readonly law?: string;
};

/** A legal or promised limit that runs while a matter is open. */
export type Clock<S extends string = string, A extends string = string, C extends string = string> = {
  readonly title: string;
  /** Instrument and article, e.g. `行政许可法 第三十二条第四项`; a promise names the promise. */
  readonly law: string;
  readonly limit: Limit;
  /** The act that starts it may name another limit in the same unit, no less and no more than these. */
  readonly choice?: { readonly least: number; readonly most: number };
  /** The acts that start it, and restart it from zero when they come again; `from` takes over the start day of another clock (deemed events count from receipt). */
  readonly startsOn: readonly { readonly act: A; readonly from?: C }[];
  /** The acts that meet it. Closing the matter ends every clock. */
  readonly endsOn: readonly A[];
  /** States whose time does not count; entering suspends, leaving resumes. */
  readonly suspendedIn?: readonly S[];
  /** With `least` the act that extends it may name fewer than `limit`, but no less than these. */
  readonly extension?: { readonly on: A; readonly limit: Limit; readonly atMost: number; readonly least?: number };
  /** What the law deems to have happened when the limit passes unmet; done by the program. */
  readonly onLapse?: A;
  /** What is deemed counts as of the last day of the limit, however late the program notices; else as of the day it does. */
  readonly deemedOnDue?: true;
};

/** A frozen definition of how one kind of matter runs; plain data that survives JSON. */
export type Process<
  S extends string = string,
  A extends string = string,
  C extends string = string,
  G extends string = string,
> = {
  readonly kind: string;
  readonly title: string;
  readonly initial: S;
  readonly states: Readonly<Record<S, State>>;
  readonly actions: Readonly<Record<A, Action<S, G, A>>>;
  readonly clocks: Readonly<Record<C, Clock<S, A, C>>>;
};

/**
 * Declares a process. A misspelt state, action or clock does not compile; {@link processFaults} checks the same
 * for definitions that are built at run time.
 */
export function defineProcess<
  const S extends string,
  const A extends string,
  const C extends string = never,
  const G extends string = never,
>(definition: {
  readonly kind: string;
  readonly title: string;
  readonly initial: NoInfer<S>;
  readonly states: Readonly<Record<S, State>>;
  readonly actions: Readonly<Record<A, Action<NoInfer<S>, G, NoInfer<A>>>>;
  readonly clocks: Readonly<Record<C, Clock<NoInfer<S>, NoInfer<A>, NoInfer<C>>>>;
}): Process<S, A, C, G> {
  return Object.freeze(definition);
}
