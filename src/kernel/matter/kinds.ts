import type { Actor } from '../access/actor.ts';
import type { Day } from '../day.ts';
import type { Transaction } from '../db/transaction.ts';
import type { Json } from '../ledger/canonical.ts';
import type { Process } from '../process/define.ts';
import type { Snapshot } from './snapshot.ts';

/** What a guard may look at: the matter, who acts, and the facts the operation has gathered for it. */
export type GuardContext = {
  readonly snapshot: Snapshot;
  readonly actor: Actor;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Answers null, or the code of the reason why the act may not take place. */
export type Guard = (context: GuardContext) => string | null;

/** A kind of matter that a module declares to the kernel. */
export type MatterKind<G extends string = string> = {
  readonly kind: string;
  readonly title: string;
  /** Leads the number of every matter of this kind, e.g. `SP`. */
  readonly prefix: string;
  /** The process new matters get unless the caller brings one compiled for them. */
  readonly process?: Process;
  readonly guards: Readonly<Record<G, Guard>>;
  /** Where staff see a matter of this kind in the workbench; kinds without a page do not appear in inboxes. */
  readonly page?: string;
  /** The permission that admits readers to matters of this kind besides those whose agencies' matters they see anyway. */
  readonly read?: string;
  /** The permission of those who look after this kind alone at the agencies below them: late ones are among their alarms. */
  readonly oversee?: string;
  /** The person it is about may have its whole history as a receipt: nothing in its entries is for others alone. */
  readonly receipts?: true;
  /** The module's own rows that follow from what the program does by itself: a limit that passed, children that closed. */
  readonly follows?: (tx: Transaction, done: ByItself) => Promise<void>;
};

/** An act that nobody asked for. */
export type ByItself = {
  readonly snapshot: Snapshot;
  readonly act: string;
  /** The legal day from which it counts. */
  readonly on: Day;
  readonly at: Date;
};

export type Kinds = { readonly of: (kind: string) => MatterKind; readonly all: () => readonly MatterKind[] };

/** @throws Error when two modules declare the same kind, or a process names a guard that its module does not have */
export function kindsOf(declared: readonly MatterKind[]): Kinds {
  const byKind = new Map<string, MatterKind>();
  for (const kind of declared) {
    if (byKind.has(kind.kind)) throw new Error(`kind ${kind.kind} is declared twice`);
    if (kind.process) checkGuards(kind, kind.process);
    byKind.set(kind.kind, kind);
  }
  return {
    of: (name) => {
      const kind = byKind.get(name);
      if (!kind) throw new Error(`unknown kind of matter: ${name}`);
      return kind;
    },
    all: () => [...byKind.values()],
  };
}

/** @throws Error when the process names a guard the kind does not have */
export function checkGuards(kind: MatterKind, process: Process): void {
  for (const [name, action] of Object.entries(process.actions)) {
    for (const guard of action.guards ?? []) {
      if (!(guard in kind.guards)) throw new Error(`${kind.kind}.${name} names the unknown guard ${guard}`);
    }
  }
}

/** Facts an act leaves in the ledger; never personal data. */
export type Facts = { readonly [key: string]: Json };
