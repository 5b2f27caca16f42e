import { casesModule } from './cases/index.ts';
import { hallModule } from './hall/index.ts';
import { identityModule } from './identity/index.ts';
import type { Module } from './kernel/index.ts';
import { portalModule } from './portal/index.ts';
import { screensModule } from './screens/index.ts';
import { serviceItemsModule } from './service-items/index.ts';
import { supervisionModule } from './supervision/index.ts';
import { workbenchModule } from './workbench-api/index.ts';

/** Every module, each after those it builds on; the only list that knows them all. */
export const modules: readonly Module[] = [
  identityModule,
  serviceItemsModule,
  casesModule,
  hallModule,
  supervisionModule,
  portalModule,
  workbenchModule,
  screensModule,
];
