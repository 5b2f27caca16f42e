import type { Kernel, Routine } from '../kernel/index.ts';
import { forgetClosed } from './operations/closing.ts';
import { clearSessions } from './operations/sessions.ts';
import { checkVacancies } from './operations/vacancies.ts';
import { freezeViewings } from './operations/viewings.ts';

const HOUR_MS = 3_600_000;

/** What is done again and again: every hour, so that a new day is noticed within its first hour. */
export const routines = (kernel: Kernel): readonly Routine[] => [
  {
    name: 'identity.vacancies',
    everyMs: HOUR_MS,
    byTheClock: true,
    run: async (at) => {
      await checkVacancies(kernel, at);
    },
  },
  {
    name: 'identity.forget',
    everyMs: 24 * HOUR_MS,
    run: async (at) => {
      await forgetClosed(kernel, at);
    },
  },
  {
    name: 'identity.viewings',
    everyMs: HOUR_MS,
    run: async (at) => {
      await freezeViewings(kernel, at);
    },
  },
  {
    name: 'identity.sessions',
    everyMs: HOUR_MS,
    byTheClock: true,
    run: async (at) => {
      await clearSessions(kernel, at);
    },
  },
];
