import type { Call } from '../call.ts';
import type { Objects } from '../objects/index.ts';
import { reportFigures, reportTexts } from '../objects/reports.ts';

const note = '已经按程序办理完毕';

const report = (act: 'submit' | 'send-back' | 'publish', which: keyof Objects['reports']): Call => ({
  route: 'POST /api/annual-reports/:id/:act',
  variant: act,
  send: ({ reports: { [which]: found } }) => ({ params: { id: found.id, act }, json: { seenSeq: found.seq, note } }),
});

const dispute = (act: string, which: keyof Objects['disputes']): Call => ({
  route: 'POST /api/disputes/:id/:act',
  variant: act,
  send: ({ disputes: { [which]: found } }) => ({ params: { id: found.id, act }, json: { seenSeq: found.seq, note } }),
});

/** Annual reports of the agency, and cases against its replies. */
export const reportCalls: readonly Call[] = [
  { route: 'GET /annual-reports', shows: ({ reports }) => `/annual-reports/${reports.published.id}` },
  { route: 'GET /annual-reports/:id', send: ({ reports }) => ({ params: { id: reports.published.id } }) },
  {
    route: 'GET /annual-reports/:id',
    variant: 'not published yet',
    send: ({ reports }) => ({ params: { id: reports.submitted.id } }),
    nobody: 'a report is public when it was published',
  },
  {
    route: 'GET /annual-reports/:id/file/:format',
    send: ({ reports }) => ({ params: { id: reports.published.id, format: 'json' } }),
  },
  {
    route: 'GET /annual-reports/:id/file/:format',
    variant: 'not published yet',
    send: ({ reports }) => ({ params: { id: reports.submitted.id, format: 'json' } }),
    nobody: 'a report is public when it was published',
  },
  {
    route: 'GET /annual-reports/:id/rows',
    send: ({ reports }) => ({ params: { id: reports.published.id }, query: { row: 'R1', column: 'natural' } }),
  },
  {
    route: 'GET /annual-reports/:id/rows',
    variant: 'not published yet',
    send: ({ reports }) => ({ params: { id: reports.submitted.id }, query: { row: 'R1', column: 'natural' } }),
    nobody: 'a report is public when it was published',
  },
  {
    route: 'GET /api/annual-reports',
    send: () => ({ query: { year: 2025 } }),
    shows: ({ reports }) => reports.drafting.number,
  },
  { route: 'GET /api/annual-reports/:id', send: ({ reports }) => ({ params: { id: reports.drafting.id } }) },
  {
    route: 'GET /api/annual-reports/:id/file/:format',
    send: ({ reports }) => ({ params: { id: reports.drafting.id, format: 'json' } }),
  },
  {
    route: 'GET /api/annual-reports/:id/cell',
    send: ({ reports }) => ({ params: { id: reports.drafting.id }, query: { row: 'R1', column: 'natural' } }),
  },
  {
    route: 'PUT /api/annual-reports/:id',
    send: ({ reports: { drafting } }) => ({
      params: { id: drafting.id },
      json: { seenSeq: drafting.seq, texts: reportTexts, entered: reportFigures },
    }),
  },
  report('submit', 'drafting'),
  report('send-back', 'submitted'),
  report('publish', 'submitted'),
  { route: 'GET /api/disputes', shows: ({ disputes }) => disputes.defending.number },
  { route: 'GET /api/disputes.csv', shows: ({ disputes }) => disputes.defending.number },
  { route: 'GET /api/disputes/:id', send: ({ disputes }) => ({ params: { id: disputes.defending.id } }) },
  {
    route: 'POST /api/disputes',
    send: ({ requests }) => ({
      json: {
        kind: 'reconsideration',
        request: requests.replied.number,
        authority: '明德区人民政府',
        caseNumber: '明政复〔2026〕13号',
        ground: '认为不予公开没有依据',
        acceptedOn: '2026-04-27',
        servedOn: '2026-04-28',
      },
    }),
  },
  ...['answer', 'uphold', 'correct', 'correct-only', 'end-otherwise'].map((act) => dispute(act, 'defending')),
  dispute('redo', 'redoing'),
  dispute('learn', 'learning'),
];
