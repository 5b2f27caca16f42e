import type { Call } from '../call.ts';

const counts = { source: 'invited', onDay: '2026-04-28', good: 5, fair: 0, poor: 0, faults: [], words: '' };

/** What people think of something that was published. */
export const evaluationCalls: readonly Call[] = [
  {
    route: 'GET /evaluations/:ref',
    send: ({ evaluated: { ref } }) => ({ params: { ref } }),
    shows: () => '食品抽检的评议情况',
  },
  {
    route: 'POST /evaluations/:ref',
    send: ({ evaluated: { ref, pass } }) => ({ params: { ref }, form: { verdict: 'good', pass } }),
  },
  { route: 'GET /api/disclosure/evaluations', shows: () => '食品抽检的评议情况' },
  { route: 'GET /api/disclosure/evaluations.csv', shows: () => '食品抽检的评议情况' },
  { route: 'GET /api/disclosure/evaluations/assessment.csv' },
  {
    route: 'GET /api/disclosure/publications/:id/evaluations',
    send: ({ evaluated: { id } }) => ({ params: { id } }),
    shows: () => '缺少批号，已经补充',
  },
  {
    route: 'POST /api/disclosure/publications/:id/evaluations',
    send: ({ evaluated: { id } }) => ({ params: { id }, json: counts }),
  },
];
