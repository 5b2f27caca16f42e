import { anyone, type Measure, type Module } from '../kernel/index.ts';
import { portalRoutes } from './routes.ts';

export { problemPage } from './problem-page.tsx';

/** The public face of the city: front page, search, statistics, site map. */
export const portalModule = (options: { readonly measures: readonly Measure[] }): Module => ({
  name: 'portal',
  permissions: { 'portal.read': [anyone] },
  routes: (web, kernel) => portalRoutes(web, kernel, options.measures),
});
