import type { Module } from '../kernel/index.ts';
import { measures } from './measures.ts';
import { permissions } from './access.ts';
import { routes } from './routes.ts';
import { sentences } from './text.ts';

export { COUNTY_CENTRE } from './county-items.ts';
export type { Basis, ItemFilter, ItemSummary, ServiceItem } from './contract.ts';
export { formChecks } from './form-checks.ts';
export { putItem } from './operations.ts';
export type { ApplicationAct, ApplicationGuard, ApplicationState, ItemFlow } from './process.ts';
export { processOf } from './process.ts';
export { type ItemInForce, itemInForce, itemProcess, itemsOf } from './register.ts';
export type { ItemPage } from './repo.ts';
export { type ItemFault, itemFaults } from './rules.ts';
export { findItems, searchTerms } from './search.ts';
export { seedServiceItems } from './seed.ts';

/** 服务事项: what people can ask of the city, by which law, with what papers and by when. */
export const serviceItemsModule: Module = { name: 'service-items', permissions, sentences, routes, measures };
