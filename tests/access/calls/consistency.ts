import type { Call } from '../call.ts';

/** What differs of the agency `own`, and comparisons. */
export const consistencyCalls: readonly Call[] = [
  { route: 'GET /api/consistency', shows: ({ mismatch }) => mismatch.number },
  { route: 'GET /api/consistency.csv', shows: ({ mismatch }) => mismatch.number },
  { route: 'GET /api/consistency/:id', send: ({ mismatch }) => ({ params: { id: mismatch.id } }) },
  {
    route: 'POST /api/consistency/:id/settle',
    send: ({ mismatch }) => ({
      params: { id: mismatch.id },
      json: { seenSeq: mismatch.seq, words: '该处另有题目，不用更改' },
    }),
  },
  { route: 'POST /api/consistency/runs' },
  { route: 'GET /api/consistency/rule', shows: () => 'graceMinutes' },
  {
    route: 'PUT /api/consistency/rule',
    send: () => ({ json: { seenVersion: 0, reason: '本市调整比对时间', rule: { everyHours: 12 } } }),
  },
];
