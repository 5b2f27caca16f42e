import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { measures } from './measures.ts';
import { oweStatistics } from './operations/annual.ts';
import { endDisplays } from './operations/display.ts';
import { fieldGates } from './operations/fields.ts';
import { enforcementGates } from './operations/gates.ts';
import { repairKind } from './process.ts';
import { forgetCounts } from './repo/public.ts';
import { importRoutes } from './routes/imports.ts';
import { listPages } from './routes/lists.ts';
import { resultPages } from './routes/public.ts';
import { resultRoutes } from './routes/results.ts';
import { workRoutes } from './routes/work.ts';
import type { Say } from './say.ts';
import { notices, sentences } from './text.ts';

const TEN_MINUTES_MS = 600_000;
const HOUR_MS = 3_600_000;

/**
 * 行政执法公示: organs, certificates, powers, benchmarks and results of enforcement.
 *
 * @param others.say the sentence of a refusal of any module
 */
export const enforcementModuleOf = ({ say }: { readonly say: Say }): Module => ({
  name: 'enforcement',
  permissions,
  gates: [...enforcementGates, ...fieldGates],
  kinds: [repairKind],
  sentences: { ...sentences, ...notices },
  onRecords: async (kernel) => void forgetCounts(kernel.published.pool),
  routes: (web, kernel) => {
    listPages(web, kernel);
    resultPages(web, kernel);
    resultRoutes(web, kernel, say);
    importRoutes(web, kernel, say);
    workRoutes(web, kernel);
  },
  routines: (kernel) => [
    {
      name: 'enforcement.display',
      everyMs: TEN_MINUTES_MS,
      run: async (at) => void (await endDisplays(kernel, at)),
      byTheClock: true,
    },
    {
      name: 'enforcement.annual',
      everyMs: HOUR_MS,
      run: async (at) => void (await oweStatistics(kernel, at)),
      byTheClock: true,
    },
  ],
  measures,
});

export { seedEnforcement } from './seed.ts';
