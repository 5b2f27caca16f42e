import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import type { RaiseAlarm } from './alarm.ts';
import { kinds } from './kinds.ts';
import { showRecords } from './operations/place.ts';
import { followTheLook, renewMaps } from './operations/rebuild.ts';
import { openWatch } from './operations/watch.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { healthRoutes } from './routes/health.ts';
import { pageRoutes } from './routes/pages.ts';
import { readingRoutes } from './routes/readings.ts';
import { wordRoutes } from './routes/word.ts';
import { sentences } from './text.ts';

/** 站群: what is published, as pages of many sites. */
export const sitesModuleOf = ({ raise }: { readonly raise: RaiseAlarm }): Module => ({
  name: 'sites',
  permissions,
  kinds,
  sentences,
  routes: (web, kernel) => {
    pageRoutes(web, kernel);
    catalogueRoutes(web, kernel);
    healthRoutes(web, kernel);
    readingRoutes(web, kernel);
    wordRoutes(web, kernel);
  },
  routines: (kernel) => {
    const watch = openWatch(kernel, raise);
    return [
      { name: 'sites.look', everyMs: 60_000, run: (at) => followTheLook(kernel, at) },
      { name: 'sites.maps', everyMs: 600_000, run: (at) => renewMaps(kernel, at) },
      { name: 'sites.watch', everyMs: 15_000, run: async (at) => void (await watch.turn(at)) },
    ];
  },
  onRecords: showRecords,
});

export { type Hit, type SiteSearch, searchColumns, searchSites } from './find.ts';
export { showPublications } from './operations/place.ts';
export { pathsThatStand } from './repo/pages.ts';
export { keepAddresses } from './repo/redirects.ts';
export { articlePath, refOf } from './rules/address.ts';
export { seedSites } from './seed.ts';
