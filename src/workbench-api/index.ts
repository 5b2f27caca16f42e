import type { Measure, Module } from '../kernel/index.ts';
import { permissions } from './permissions.ts';
import { routes } from './routes.ts';
import { sentences } from './text.ts';

export type WorkbenchOptions = {
  /** The measures of all modules. */
  readonly measures: readonly Measure[];
  /** Sentence of a notice, from all modules. */
  readonly sentence: (code: string, details?: Readonly<Record<string, unknown>>) => string;
  /** Where the built pages are; `dist/workbench` of the program. */
  readonly assets: string;
};

/** The staff shell's server: its pages, the inbox, alarms, calendars, figures and notices. */
export const workbenchModule = (options: WorkbenchOptions): Module => ({
  name: 'workbench',
  permissions,
  sentences,
  routes: (web, kernel) => routes(web, kernel, options),
});
