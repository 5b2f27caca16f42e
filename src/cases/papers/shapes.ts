import type { Day, Documents } from '../../kernel/index.ts';
import type { ApplicantKind, Channel } from '../repo/applications.ts';
import type { DocumentKind } from '../repo/documents.ts';
import type { Wanted } from '../rules/checklist.ts';

/** What is known of a paper only when it is issued. */
export type Issue = Required<Pick<Documents['notice'], 'check' | 'issuedOn'>>;

/** What a paper says of the entry of the ledger it goes with. */
export type Entered = {
  readonly seq: number;
  /** Hex. */
  readonly hash: string;
  /** Its place in the log and the checkpoint that has it; null when it is not in one yet, as right after the act. */
  readonly place: { readonly index: number; readonly size: number; readonly root: string } | null;
};

/** A paper ready to be drawn. */
export type Drawing<T extends keyof Documents> = {
  readonly kind: DocumentKind;
  readonly template: T;
  readonly data: (issue: Issue) => Documents[T];
  readonly holderMasked: string;
  readonly validFrom?: Day;
  readonly validUntil?: Day | null;
};

/** What papers say of the application they are about. */
export type About = {
  readonly number: string;
  readonly itemName: string;
  readonly agency: string;
  readonly applicant: { readonly kind: ApplicantKind; readonly name: string; readonly masked: string };
  readonly channel: Channel;
  readonly submittedAt: Date;
  readonly wanted: readonly Wanted[];
  /** Where to ask, from the item; absent when it could not be found any more. */
  readonly contact: string | null;
  /** How to dispute a decision, from the item. */
  readonly remedies: readonly string[];
};
