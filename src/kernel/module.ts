import type { Permissions } from './access/permission.ts';
import type { Check } from './check.ts';
import type { Day } from './day.ts';
import type { Web } from './http/web.ts';
import type { Gauge } from './instruments/index.ts';
import type { Routine, Task } from './jobs/worker.ts';
import type { ActGate, Eraser, Kernel, OwnDataSource, PlaceOf, RecordListener } from './kernel.ts';
import type { MatterKind } from './matter/kinds.ts';
import type { Measure } from './measure/measure.ts';
import type { RetentionDefault } from './retention/rule.ts';
import type { SealedColumn } from './seal/columns.ts';

/** What a module hands to the program. Each member is there only when the module has it. */
export type Module = {
  readonly name: string;
  readonly permissions?: Permissions;
  /** Whose things a permission is about, where there is one agency only: nobody is offered it who has no right there. */
  readonly places?: Readonly<Record<string, PlaceOf>>;
  readonly kinds?: readonly MatterKind[];
  /** What it demands before acts of other modules' matters. */
  readonly gates?: readonly ActGate[];
  /** Sentence of every refusal code and notice code of the module; `{name}` stands for a detail. */
  readonly sentences?: Readonly<Record<string, string>>;
  readonly routes?: (web: Web, kernel: Kernel) => void | Promise<void>;
  readonly tasks?: (kernel: Kernel) => Readonly<Record<string, Task>>;
  readonly routines?: (kernel: Kernel) => readonly Routine[];
  /** Told, after the commit, of records that were published, withdrawn or changed together; it may be told twice. */
  readonly onRecords?: RecordListener;
  readonly measures?: readonly Measure[];
  /** Figures about the running program, for who watches over it. */
  readonly gauges?: (kernel: Kernel) => readonly Gauge[];
  /** What it looks at in the running program, and the mend of what is not right. */
  readonly checks?: readonly Check[];
  /** Queries for the ids of files the module uses though no matter has them; what is named there is not swept away. */
  readonly fileUses?: readonly string[];
  /** Who holds a role at an agency on a day. */
  readonly holders?: (kernel: Kernel, agencyId: number, role: string, on: Day) => Promise<readonly number[]>;
  /** Columns of its tables that hold sealed personal data. */
  readonly sealed?: readonly SealedColumn[];
  readonly retention?: readonly RetentionDefault[];
  readonly erasers?: readonly Eraser[];
  readonly ownData?: OwnDataSource;
};

const isTold = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** Sentences of all modules by code. @throws Error when two modules give the same code a sentence */
export function sentencesOf(
  modules: readonly Pick<Module, 'name' | 'sentences'>[],
): (code: string, details?: Readonly<Record<string, unknown>>) => string {
  const all = new Map<string, string>();
  for (const module of modules) {
    for (const [code, sentence] of Object.entries(module.sentences ?? {})) {
      if (all.has(code)) throw new Error(`the code ${code} has two sentences`);
      all.set(code, sentence);
    }
  }
  return (code, details = {}) =>
    (all.get(code) ?? code).replace(/\{(\w+)\}/gu, (place, name: string) => {
      const value = details[name];
      // Several of a kind are told one after the other.
      const told = Array.isArray(value) ? value : [value];
      return told.every(isTold) ? told.join('、') : place;
    });
}
