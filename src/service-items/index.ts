import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { routines } from './jobs.ts';
import { itemLimits, measures } from './measures.ts';
import { apiRoutes } from './routes/api.ts';
import { publicRoutes } from './routes/public.ts';
import { sentences } from './text.ts';

export type { Basis, ItemFilter, ItemInForce, ItemSummary, ServiceItem } from './contract.ts';
export { itemsOffered } from './county-items.ts';
export { formChecks } from './form-checks.ts';
export { putItem } from './operations.ts';
export type { ApplicationAct, ApplicationGuard, ApplicationState, ItemFlow } from './process.ts';
export { processOf } from './process.ts';
export { itemInForce, itemProcess, itemsOf } from './register.ts';
export type { ItemPage } from './repo.ts';
export { searchTerms } from './search.ts';
export { seedServiceItems } from './seed.ts';

export { itemLimits };

/** 服务事项: what people can ask of the city, by which law, with what papers and by when. */
export const serviceItemsModule: Module = {
  name: 'service-items',
  permissions,
  sentences,
  routes: (web, kernel) => {
    publicRoutes(web, kernel);
    apiRoutes(web, kernel);
  },
  routines,
  measures,
};
