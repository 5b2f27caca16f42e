import type { Kernel, Routine } from '../kernel/index.ts';
import { publishGuidesInForce } from './operations.ts';

const QUARTER_HOUR_MS = 900_000;

/** Guides of versions that were entered ahead of the day they begin. */
export const routines = (kernel: Kernel): readonly Routine[] => [
  {
    name: 'service-guides',
    everyMs: QUARTER_HOUR_MS,
    run: async (at) => void (await publishGuidesInForce(kernel, at)),
  },
];
