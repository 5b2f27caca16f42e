export { reportCheckCommand } from './annual-report/check-command.ts';
export { violationsOf } from './annual-report/checks.ts';
export { cells3, cells4, requestsIn, section3, section4 } from './annual-report/counts.ts';
export { annualReportCommand } from './annual-report/live.ts';
