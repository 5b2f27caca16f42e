import type { Kernel, Routine } from '../kernel/index.ts';
import { openBoardDuties } from './operations/duties.ts';

const HOUR_MS = 3_600_000;

/** What this module does by itself. */
export const routines = (kernel: Kernel): readonly Routine[] => [
  {
    name: 'boards.duties',
    everyMs: HOUR_MS,
    run: (at) => openBoardDuties(kernel, at).then(() => undefined),
    byTheClock: true,
  },
];
