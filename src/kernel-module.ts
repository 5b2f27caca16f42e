import { z } from 'zod';
import { backupSentences } from './kernel/backup/text.ts';
import { refusalText as calendarSentences } from './kernel/calendar/index.ts';
import { refusalText as clockSentences } from './kernel/clock/index.ts';
import { embeddedSentences } from './kernel/db/embedded/text.ts';
import { formRefusals } from './kernel/form/index.ts';
import {
  addDays,
  anyone,
  clearAllowances,
  dayOf,
  documentSentences,
  kernelSentences,
  keySentences,
  type Module,
  retentionSentences,
  scanRoutine,
  sweepRoutine,
} from './kernel/index.ts';
import { linkSentences, paymentRoutes, reconcile } from './kernel/link/index.ts';
import { logSentences } from './kernel/log/index.ts';
import { kernelChecks, kernelGauges } from './kernel-watch.ts';

/** What the kernel itself shows the world: its health, its interface description, its sentences. */
export const kernelModule: Module = {
  name: 'kernel',
  permissions: { 'kernel.health': [anyone], 'kernel.openapi': [anyone], 'kernel.payment-notice': [anyone] },
  sentences: {
    ...kernelSentences,
    ...keySentences,
    ...retentionSentences,
    ...calendarSentences,
    ...clockSentences,
    ...embeddedSentences,
    ...backupSentences,
    ...documentSentences,
    ...formRefusals,
    ...logSentences,
    ...linkSentences,
  },
  checks: kernelChecks,
  gauges: kernelGauges,
  routines: (kernel) => [
    { name: 'kernel.allowances', everyMs: 600_000, run: async (at) => void (await clearAllowances(kernel, at)) },
    {
      // Yesterday's list is complete; the day before again, for what a gateway books late.
      name: 'kernel.reconcile',
      everyMs: 3_600_000,
      run: async (at) => {
        for (const back of [1, 2]) await reconcile(kernel, addDays(dayOf(at), -back), at);
      },
      byTheClock: true,
    },
    sweepRoutine(kernel),
    scanRoutine(kernel),
  ],
  routes: (web, kernel) => {
    paymentRoutes(web, kernel);
    web.get(
      '/healthz',
      {
        config: { may: 'kernel.health', probe: true },
        schema: { summary: 'Whether the program can serve', response: { 200: Health, 503: Health } },
      },
      async (_request, reply) => {
        const isUp = await kernel.pool.query('select 1').then(
          () => true,
          () => false,
        );
        return reply.code(isUp ? 200 : 503).send({ status: isUp ? 'ok' : 'database-away' });
      },
    );
    web.get('/api/openapi.json', { config: { may: 'kernel.openapi' }, schema: { hide: true } }, async () =>
      web.swagger(),
    );
  },
};

const Health = z.object({ status: z.enum(['ok', 'database-away']) });
