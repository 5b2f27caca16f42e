import type { Module } from '../kernel/index.ts';
import { annualReports } from './annual-report/index.ts';
import { remedies } from './remedies/index.ts';

/** 依申请公开: what came after the replies, and the report of a year. */
export const informationRequestsModule: Module = {
  name: 'information-requests',
  permissions: { ...annualReports.permissions, ...remedies.permissions },
  kinds: [...(annualReports.kinds ?? []), ...(remedies.kinds ?? [])],
  sentences: { ...annualReports.sentences, ...remedies.sentences },
  routes: async (web, kernel) => {
    await annualReports.routes?.(web, kernel);
    await remedies.routes?.(web, kernel);
  },
  routines: (kernel) => annualReports.routines?.(kernel) ?? [],
  measures: annualReports.measures ?? [],
};

export { reportCheckCommand } from './annual-report/check-command.ts';
export { violationsOf } from './annual-report/checks.ts';
export { cells3, cells4, requestsIn, section3, section4 } from './annual-report/counts.ts';
export { annualReportCommand } from './annual-report/live.ts';
