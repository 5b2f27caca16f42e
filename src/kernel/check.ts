import type { Kernel } from './kernel.ts';

/** One thing that was looked at: whether it is as it should be, and what mends it when it is not. */
export type Finding = {
  /** Stable, `part/reason`: for machines and for tests. */
  readonly code: string;
  readonly level: 'ok' | 'warning' | 'wrong';
  readonly what: string;
  readonly mend: string | null;
};

/** What a module looks at in the running program: shown on the operations page and told by `doctor`. */
export type Check = {
  readonly area: 'jobs' | 'integrity' | 'backup' | 'database' | 'other';
  readonly look: (kernel: Kernel, at: Date) => Promise<readonly Finding[]>;
};

export const ok = (code: string, what: string): Finding => ({ code, level: 'ok', what, mend: null });
export const warning = (code: string, what: string, mend: string): Finding => ({ code, level: 'warning', what, mend });
export const wrong = (code: string, what: string, mend: string): Finding => ({ code, level: 'wrong', what, mend });
