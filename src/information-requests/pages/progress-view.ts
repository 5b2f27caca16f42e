import type { Day } from '../../kernel/index.ts';
import type { ClockView } from '../contract.ts';
import type { Course, OpenRemedy } from './remedies.tsx';

/** With what the person shows that the request is his: number and code, or an account and no code. */
export type Key = { readonly number: string; readonly code: string };

/** Everything the applicant sees of his request. */
export type Progress = {
  readonly key: Key;
  readonly subject: string;
  readonly agency: string;
  readonly state: string;
  readonly stateTitle: string;
  readonly submittedOn: Day;
  readonly receivedOn: Day | null;
  readonly dueOn: Day | null;
  readonly isLate: boolean;
  readonly isOpen: boolean;
  readonly concludedOn: Day | null;
  readonly clocks: readonly ClockView[];
  readonly letters: readonly {
    readonly id: string;
    readonly title: string;
    readonly at: Date;
    readonly hasPaper: boolean;
  }[];
  readonly attachments: readonly { readonly id: string; readonly name: string }[];
  readonly lines: readonly { readonly seq: number; readonly title: string; readonly at: Date }[];
  readonly wanted: string;
  readonly fee: { readonly amount: string; readonly state: string; readonly payUrl: string | null } | null;
  readonly mayWithdraw: boolean;
  readonly remedies: {
    readonly open: readonly OpenRemedy[];
    readonly courses: readonly Course[];
    /** Who looks into a complaint; null where none of this city stands above the agency. */
    readonly organ: string | null;
  };
  /** A reply that is made anew: of which request, by whose decision. */
  readonly redo: { readonly of: string; readonly by: string } | null;
};

/** What was typed into the form for complaints and not taken in. */
export type ComplaintTyped = { readonly aspect: string; readonly words: string; readonly wrong: string };
