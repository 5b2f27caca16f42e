import type { Kernel } from '../../kernel/index.ts';
import type { Channel, Code, Rule } from '../contract.ts';

/** One place that says another thing than the store. */
export type Found = {
  readonly code: Code;
  readonly channel: Channel;
  readonly place: string;
  readonly index: string | null;
  readonly title: string;
  /** Whose it is; null where nobody's, so that the city's own office has it. */
  readonly agencyId: number | null;
  readonly shown: string | null;
  readonly stored: string | null;
  /** What it is about changed just now and may be on its way: no ticket is opened, and one that is open stays so. */
  readonly fresh?: boolean;
};

/** What a look is given: the store, the instant, and whom it tells. */
export type Looking = {
  readonly kernel: Kernel;
  readonly at: Date;
  readonly rule: Rule;
  readonly found: (one: Found) => void;
};

/** What changed after this may still be on its way to its pages. */
export const settledBefore = ({ at, rule }: Pick<Looking, 'at' | 'rule'>): Date =>
  new Date(at.getTime() - rule.graceMinutes * 60_000);
