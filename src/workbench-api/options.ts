import type { Measure } from '../kernel/index.ts';

/** What the program gives the workbench of all the other modules. */
export type WorkbenchOptions = {
  /** The measures of all modules. */
  readonly measures: readonly Measure[];
  /** Sentence of a notice, from all modules. */
  readonly sentence: (code: string, details?: Readonly<Record<string, unknown>>) => string;
  /** Where the built pages are; `dist/workbench` of the program. */
  readonly assets: string;
};
