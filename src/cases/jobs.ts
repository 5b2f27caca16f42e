import type { Kernel, Routine } from '../kernel/index.ts';
import { settleAllDeemed } from './operations/deemed.ts';
import { expireDrafts } from './operations/drafts.ts';

/** What this module does without being asked. */
export const routines = (kernel: Kernel): readonly Routine[] => [
  { name: 'cases.deemed', everyMs: 60_000, run: async () => void (await settleAllDeemed(kernel)) },
  {
    name: 'cases.drafts',
    everyMs: 3_600_000,
    run: async (at) => void (await expireDrafts(kernel, at)),
    byTheClock: true,
  },
];
