import type { Kernel, Routine } from '../kernel/index.ts';
import { openBoardDuties } from './operations/duties.ts';
import { forgetReports, loseSilent } from './operations/terminals.ts';
import { noteTroubles } from './operations/troubles.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What this module does by itself. */
export const routines = (kernel: Kernel): readonly Routine[] => [
  {
    name: 'boards.duties',
    everyMs: HOUR_MS,
    run: (at) => openBoardDuties(kernel, at).then(() => undefined),
    byTheClock: true,
  },
  {
    name: 'boards.silent',
    everyMs: 5 * MINUTE_MS,
    run: (at) => loseSilent(kernel, at).then(() => undefined),
    byTheClock: true,
  },
  {
    name: 'boards.troubles',
    everyMs: 2 * MINUTE_MS,
    run: (at) => noteTroubles(kernel, at).then(() => undefined),
    byTheClock: true,
  },
  { name: 'boards.forget', everyMs: HOUR_MS, run: (at) => forgetReports(kernel, at), byTheClock: true },
];
