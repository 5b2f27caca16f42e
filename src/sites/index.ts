import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import type { RaiseAlarm } from './alarm.ts';
import { moveClosings } from './closing/operations.ts';
import { closingRoutes } from './closing/routes.ts';
import { markShut } from './closing/shut.ts';
import { grantRoutes } from './column-grants/routes.ts';
import { erasers, retention, sealedColumns } from './errors/operations.ts';
import { errorRoutes } from './errors/routes.ts';
import { gazetteRoutes } from './gazette/routes.ts';
import { kinds } from './kinds.ts';
import { checkForeign, openLinkCheck } from './links/check.ts';
import { noteHealth } from './operations/health.ts';
import { showRecords } from './operations/place.ts';
import { followTheLook, renewMaps } from './operations/rebuild.ts';
import { followFrames, refreshSoon } from './operations/refresh.ts';
import { openWatch } from './operations/watch.ts';
import { readingPointRoutes } from './reading-point/routes.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { healthRoutes } from './routes/health.ts';
import { pageRoutes } from './routes/pages.ts';
import { readingRoutes } from './routes/readings.ts';
import { topicRoutes } from './routes/topics.ts';
import { wordRoutes } from './routes/word.ts';
import { channelMeasures, targetMeasures } from './targets/measures.ts';
import { targetRoutes } from './targets/routes.ts';
import { sentences } from './text.ts';
import { remindOfSilence, warnOfNews } from './upkeep/operations.ts';
import { upkeepRoutes } from './upkeep/routes.ts';
import { openYearTables } from './year-table/operations.ts';
import { yearTableRoutes } from './year-table/routes.ts';

/** 站群: what is published, as pages of many sites. */
export const sitesModuleOf = ({ raise }: { readonly raise: RaiseAlarm }): Module => ({
  name: 'sites',
  permissions,
  kinds,
  fileUses: [
    'select file_id from sites.gazette where file_id is not null',
    'select file_id from sites.gazette_version where file_id is not null',
  ],
  measures: [...targetMeasures, ...channelMeasures],
  sealed: sealedColumns,
  retention,
  erasers,
  sentences,
  routes: (web, kernel) => {
    pageRoutes(web, kernel);
    catalogueRoutes(web, kernel);
    errorRoutes(web, kernel);
    targetRoutes(web, kernel);
    readingPointRoutes(web, kernel);
    gazetteRoutes(web, kernel);
    healthRoutes(web, kernel);
    upkeepRoutes(web, kernel);
    readingRoutes(web, kernel);
    wordRoutes(web, kernel);
    topicRoutes(web, kernel);
    grantRoutes(web, kernel);
    closingRoutes(web, kernel);
    yearTableRoutes(web, kernel);
  },
  routines: (kernel) => {
    const watch = openWatch(kernel, raise);
    const links = openLinkCheck(kernel);
    return [
      { name: 'sites.look', everyMs: 60_000, run: (at) => followTheLook(kernel, at) },
      { name: 'sites.frames', everyMs: 30_000, run: async (at) => void (await followFrames(kernel, at)) },
      { name: 'sites.maps', everyMs: 600_000, run: (at) => renewMaps(kernel, at) },
      // What a mass of publications, or a copy that was killed, left to be listed.
      { name: 'sites.lists', everyMs: 5_000, run: (at) => refreshSoon(kernel, at) },
      { name: 'sites.links', everyMs: 600_000, run: async (at) => void (await links.inner(at)) },
      { name: 'sites.foreign-links', everyMs: 900_000, run: async (at) => void (await checkForeign(kernel, at)) },
      {
        name: 'sites.health',
        everyMs: 1_800_000,
        run: async (at) => void (await noteHealth(kernel, at)),
        byTheClock: true,
      },
      {
        name: 'sites.news-share',
        everyMs: 3_600_000,
        run: async (at) => void (await warnOfNews(kernel, at)),
        byTheClock: true,
      },
      {
        name: 'sites.silence',
        everyMs: 3_600_000,
        run: async (at) => void (await remindOfSilence(kernel, at)),
        byTheClock: true,
      },
      {
        name: 'sites.closings',
        everyMs: 5_000,
        run: async (at) => {
          await moveClosings(kernel, at);
          await markShut(kernel);
        },
      },
      {
        name: 'sites.years',
        everyMs: 3_600_000,
        run: async (at) => void (await openYearTables(kernel, at)),
        byTheClock: true,
      },
      { name: 'sites.watch', everyMs: 15_000, run: async (at) => void (await watch.turn(at)) },
    ];
  },
  onRecords: showRecords,
});

export { openCitySite } from './city-site.ts';
export { siteOf } from './cluster.ts';
export { assertColumn, columnLimit } from './column-grants/operations.ts';
export type { Site } from './contract.ts';
export { readPublishedFile } from './engine/published-file.ts';
export { type Hit, type SiteSearch, searchColumns, searchSites } from './find.ts';
export { type Lead, whereLinksLead } from './links/leads.ts';
export { newestInPublic } from './newest.ts';
export { showPublications } from './operations/place.ts';
export { keepAddresses } from './repo/redirects.ts';
export { articlePath, refOf } from './rules/address.ts';
export { seedSites } from './seed.ts';
export { siteContext, sitesOfAgencies } from './site-frame.ts';
export { inSpecialColumn, specialColumns } from './special-columns.ts';
export { targetsOn } from './targets/operations.ts';
