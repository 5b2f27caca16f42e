import { z } from 'zod';
import { backupSentences } from './kernel/backup/text.ts';
import { refusalText as calendarSentences } from './kernel/calendar/index.ts';
import { refusalText as clockSentences } from './kernel/clock/index.ts';
import { embeddedSentences } from './kernel/db/embedded/text.ts';
import { formRefusals } from './kernel/form/index.ts';
import {
  anyone,
  clearAllowances,
  documentSentences,
  kernelSentences,
  keySentences,
  type Module,
  retentionSentences,
  scanRoutine,
  sweepRoutine,
} from './kernel/index.ts';
import { logSentences } from './kernel/log/index.ts';
import { kernelChecks, kernelGauges } from './kernel-watch.ts';

/** What the kernel itself shows the world: its health, its interface description, its sentences. */
export const kernelModule: Module = {
  name: 'kernel',
  permissions: { 'kernel.health': [anyone], 'kernel.openapi': [anyone] },
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
  },
  checks: kernelChecks,
  gauges: kernelGauges,
  routines: (kernel) => [
    { name: 'kernel.allowances', everyMs: 600_000, run: async (at) => void (await clearAllowances(kernel, at)) },
    sweepRoutine(kernel),
    scanRoutine(kernel),
  ],
  routes: (web, kernel) => {
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
