import type { Call } from '../call.ts';

const words = '情形没有变化，仍然不宜公开';

const assessing = (act: string, which: 'due' | 'review', more: object = {}): Call => ({
  route: 'POST /api/disclosure/reassessments/:id/acts',
  variant: act,
  send: ({ reassessments }) => ({
    params: { id: reassessments[which].id },
    json: { act, seenSeq: reassessments[which].seq, ...more },
  }),
});

/** The regular look at what is withheld. */
export const reassessmentCalls: readonly Call[] = [
  { route: 'GET /api/disclosure/reassessments', send: () => ({ query: { standing: 'all' } }) },
  { route: 'GET /api/disclosure/reassessments.csv', send: () => ({ query: { standing: 'all' } }) },
  {
    route: 'GET /api/disclosure/reassessments/:id',
    send: ({ reassessments }) => ({ params: { id: reassessments.due.id } }),
  },
  assessing('keep', 'due', { words, nextOn: '2026-12-01' }),
  assessing('release', 'due', { words }),
  assessing('confirm', 'review'),
  assessing('return', 'review', { words }),
];
