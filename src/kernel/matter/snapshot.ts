import type { ClockFacts } from '../clock/index.ts';
import type { Day } from '../day.ts';
import type { Process } from '../process/define.ts';

/** A clock as it stands: the facts its date follows from, and the date. */
export type RunningClock = {
  readonly name: string;
  readonly state: 'running' | 'suspended' | 'met' | 'cancelled';
  readonly facts: ClockFacts;
  /** Last day that is in time; null while suspended without an end. */
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly metOn: Day | null;
  /** The date falls in a year whose holiday arrangement is not loaded yet. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
  /** When the program noticed that the limit had passed. */
  readonly lapsedAt: Date | null;
};

/** People who have already done an act that needs several. */
export type Agreement = { readonly act: string; readonly persons: readonly number[] };

/** A matter as read in one query: everything needed to decide whether an act may follow and what it leads to. */
export type Snapshot = {
  readonly id: number;
  readonly kind: string;
  readonly processId: number;
  readonly process: Process;
  readonly number: string;
  readonly title: string;
  readonly region: string;
  readonly agencyId: number;
  readonly subjectId: number | null;
  readonly parentId: number | null;
  readonly state: string;
  readonly holderRole: string | null;
  readonly agreed: Agreement | null;
  readonly openedAt: Date;
  readonly actedAt: Date;
  readonly closedAt: Date | null;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly provisional: boolean;
  readonly seq: number;
  readonly head: Buffer;
  readonly openChildren: number;
  readonly clocks: Readonly<Record<string, RunningClock>>;
};
