import { day, type Module, numberIn, system, textIn } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { annualReportsOf } from './annual-report/index.ts';
import type { ProactiveSources } from './annual-report/proactive.ts';
import { erasers, retention } from './erasers.ts';
import { kinds } from './kinds.ts';
import { measures } from './measures.ts';
import { CONVERT, proposeConversion } from './operations/conversions.ts';
import { ENDED, tellEnding } from './operations/ending.ts';
import { FEE, feePaid } from './operations/fees.ts';
import { feeRefunded, REFUNDED } from './operations/refunds.ts';
import { ownData } from './own-data.ts';
import { remedies } from './remedies/index.ts';
import { REDONE, redoSent } from './remedies/redo.ts';
import { askRoutes } from './routes/ask.ts';
import { complainRoutes } from './routes/complain.ts';
import { conversionRoutes } from './routes/conversions.ts';
import { followRoutes } from './routes/follow.ts';
import { staffRoutes } from './routes/staff.ts';
import { ruleRoutes } from './rules-changed/routes.ts';
import { ruleSentences } from './rules-changed/text.ts';
import { sealedColumns } from './sealed.ts';
import { statisticsRoutes } from './statistics/routes.ts';
import { sentences } from './text.ts';

export { reportCheckCommand } from './annual-report/check-command.ts';
export { violationsOf } from './annual-report/checks.ts';
export { cells3, cells4, requestsIn, section3, section4 } from './annual-report/counts.ts';
export { annualReportCommand } from './annual-report/live.ts';
export type { ProactiveSources } from './annual-report/proactive.ts';
export { alikeIds as requestsAlike } from './operations/alike.ts';
export { registerPage } from './operations/register.ts';
export { seedRequests } from './seed.ts';

/** What the module asks of others: the figures of the annual report that come from what they hold. */
type Ports = { readonly proactive: ProactiveSources };

/** 依申请公开: a request for government information, from the letter to the archive. */
export function informationRequestsModuleOf({ proactive }: Ports): Module {
  const annualReports = annualReportsOf(proactive);
  return {
    name: 'information-requests',
    permissions: { ...permissions, ...annualReports.permissions, ...remedies.permissions },
    kinds: [...kinds, ...(annualReports.kinds ?? []), ...(remedies.kinds ?? [])],
    sentences: { ...sentences, ...ruleSentences, ...annualReports.sentences, ...remedies.sentences },
    fileUses: [
      'select proof_file from information_requests.applicant',
      'select file_id from information_requests.letter',
      'select unnest(uploads) from information_requests.request',
      'select unnest(attachments) from information_requests.reply',
    ],
    sealed: sealedColumns,
    retention,
    erasers,
    ownData,
    routes: async (web, kernel) => {
      askRoutes(web, kernel);
      followRoutes(web, kernel);
      complainRoutes(web, kernel);
      staffRoutes(web, kernel);
      statisticsRoutes(web, kernel);
      conversionRoutes(web, kernel);
      ruleRoutes(web, kernel);
      await annualReports.routes?.(web, kernel);
      await remedies.routes?.(web, kernel);
    },
    measures: [...measures, ...(annualReports.measures ?? [])],
    routines: (kernel) => annualReports.routines?.(kernel) ?? [],
    tasks: (kernel) => ({
      [CONVERT]: async (payload, at) => void (await proposeConversion(kernel, numberIn(payload, 'request'), at)),
      [ENDED]: (payload, at) => tellEnding(kernel, numberIn(payload, 'request'), at),
      [REDONE]: (payload, at) => redoSent(kernel, numberIn(payload, 'request'), at),
      [REFUNDED]: (payload, at) =>
        feeRefunded(
          kernel,
          {
            orderId: textIn(payload, 'order'),
            matterId: numberIn(payload, 'matter'),
            on: day(textIn(payload, 'on')),
          },
          at,
        ),
      [FEE]: (payload, at) =>
        feePaid(
          kernel,
          {
            orderId: textIn(payload, 'order'),
            matterId: numberIn(payload, 'matter'),
            paidOn: day(textIn(payload, 'paidOn')),
          },
          { actor: system, at },
        ),
    }),
  };
}

/** The module by itself, for tests and benches that hold no other. */
export const informationRequestsModule = informationRequestsModuleOf({ proactive: {} });
