import { type Module, numberIn } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { allKinds } from './kinds.ts';
import { measures } from './measures.ts';
import { askOutcomes, deliver } from './operations/deliver.ts';
import { noteIssued } from './operations/published.ts';
import { bulletinRoutes } from './routes/bulletins.ts';
import { countRoutes } from './routes/counts.ts';
import { noticeRoutes } from './routes/notices.ts';
import { reportRoutes } from './routes/reports.ts';
import { notices, sentences } from './text.ts';

const MINUTE_MS = 60_000;

/** 信息报送: what goes to a superior, what became of it, and the monthly bulletin. */
export const upwardModule: Module = {
  name: 'upward',
  permissions,
  kinds: allKinds,
  sentences: { ...sentences, ...notices },
  routes: (web, kernel) => {
    reportRoutes(web, kernel);
    countRoutes(web, kernel);
    bulletinRoutes(web, kernel);
    noticeRoutes(web, kernel);
  },
  tasks: (kernel) => ({
    'upward.deliver': async (payload, at) => void (await deliver(kernel, at, numberIn(payload, 'report'))),
  }),
  routines: (kernel) => [
    // Whatever was not delivered when it was sent, for whatever reason, is found here.
    { name: 'upward.deliver', everyMs: MINUTE_MS, run: async (at) => void (await deliver(kernel, at)) },
    { name: 'upward.outcomes', everyMs: 30 * MINUTE_MS, run: async (at) => void (await askOutcomes(kernel, at)) },
  ],
  measures,
  onRecords: noteIssued,
};
