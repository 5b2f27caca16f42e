import type { Kernel, Web } from '../kernel/index.ts';
import { apiRoutes } from './routes-api.ts';
import { publicRoutes } from './routes-public.ts';

/** Guides for everybody, and the item list of the workbench. */
export function routes(web: Web, kernel: Kernel): void {
  publicRoutes(web, kernel);
  apiRoutes(web, kernel);
}
