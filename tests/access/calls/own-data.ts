import type { Call } from '../call.ts';

const APRIL = { month: '2026-04' };
const reason = '案卷依法应当保存';

/** One's own data, those who want to be forgotten, and who looked at people's numbers. */
export const ownDataCalls: readonly Call[] = [
  { route: 'GET /me/data', variant: 'what was looked at', shows: ({ finished }) => finished.number },
  { route: 'GET /me/data', variant: 'what was asked', shows: ({ dataRequest }) => dataRequest.number },
  {
    route: 'POST /me/data/erasure',
    send: () => ({ form: { words: '' } }),
    done: (_objects, { personId }) => ({
      sql: `select exists (select from kernel.matter where kind = 'data-request' and subject_id = $1)`,
      values: [personId],
    }),
  },
  { route: 'GET /me/data/copy.json', shows: ({ finished }) => finished.number },
  { route: 'GET /me/data/copy.html', shows: ({ finished }) => finished.number },
  { route: 'GET /api/data-requests', shows: ({ dataRequest }) => dataRequest.number },
  {
    route: 'POST /api/data-requests/:id/fulfil',
    send: ({ dataRequest }) => ({ params: { id: dataRequest.id } }),
  },
  {
    route: 'POST /api/data-requests/:id/fulfil',
    variant: 'another matter',
    send: ({ submitted }) => ({ params: { id: submitted.id } }),
    nobody: 'an application is no request to be forgotten',
  },
  {
    route: 'POST /api/data-requests/:id/refuse',
    send: ({ dataRequest }) => ({ params: { id: dataRequest.id }, json: { reason } }),
  },
  { route: 'GET /api/viewings', send: () => ({ query: APRIL }), shows: () => '"views":1' },
  { route: 'GET /api/viewings.csv', send: () => ({ query: APRIL }) },
];
