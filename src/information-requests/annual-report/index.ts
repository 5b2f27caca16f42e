import { anyone, type Module, role } from '../../kernel/index.ts';
import { remedyMeasures } from './measures.ts';
import { oweReports } from './operations.ts';
import type { ProactiveSources } from './proactive.ts';
import { reportKinds } from './process.ts';
import { annualReportRoutes } from './routes.ts';
import { annualReportSentences, reportSentences } from './text.ts';

const HOUR_MS = 3_600_000;

const desk = [role('request-officer'), role('disclosure-officer', 'agencies-below')];

/** 政府信息公开工作年度报告 as a part of the module. */
export const annualReportsOf = (sources: ProactiveSources): Omit<Module, 'name'> => ({
  permissions: {
    'annual-report.read': [anyone],
    'annual-report.see': [
      ...desk,
      role('decider'),
      role('supervisor', 'agencies-below'),
      role('leader', 'agencies-below'),
    ],
    // Late reports of the agencies below are among the alarms of the office that is in charge of disclosure.
    'annual-report.oversee': [role('disclosure-officer', 'agencies-below')],
    'annual-report.edit': desk,
    'annual-report.act': [...desk, role('decider')],
  },
  kinds: reportKinds,
  sentences: { ...annualReportSentences, ...reportSentences },
  routes: (web, kernel) => annualReportRoutes(web, kernel, sources),
  routines: (kernel) => [
    { name: 'annual-reports.owe', everyMs: HOUR_MS, run: (at) => oweReports(kernel, at), byTheClock: true },
  ],
  measures: remedyMeasures,
});
