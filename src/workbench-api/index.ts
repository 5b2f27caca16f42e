import type { Module } from '../kernel/index.ts';
import type { WorkbenchOptions } from './options.ts';
import { permissions } from './permissions.ts';
import { routes } from './routes.ts';
import { sentences } from './text.ts';

export type { WorkbenchOptions } from './options.ts';

/** The staff shell's server: its pages, the inbox, alarms, calendars, figures and notices. */
export const workbenchModule = (options: WorkbenchOptions): Module => ({
  name: 'workbench',
  permissions,
  sentences,
  routes: (web, kernel) => routes(web, kernel, options),
});
