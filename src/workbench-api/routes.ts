import type { Kernel, Web } from '../kernel/index.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { figureRoutes } from './figure-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { matterRoutes } from './matter-routes.ts';
import type { WorkbenchOptions } from './options.ts';
import { pageRoutes } from './page-routes.ts';

/** All routes of the workbench; each names its permission and decides nothing. */
export async function routes(web: Web, kernel: Kernel, options: WorkbenchOptions): Promise<void> {
  inboxRoutes(web, kernel, options);
  matterRoutes(web, kernel);
  calendarRoutes(web, kernel);
  figureRoutes(web, kernel, options);
  await pageRoutes(web, options.assets);
}
