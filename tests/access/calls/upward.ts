import type { Call } from '../call.ts';

const period = '2026-04';

/** What the agency `own` reports to the city's disclosure office, and what that office makes of it. */
export const upwardCalls: readonly Call[] = [
  { route: 'GET /api/upward/reports', shows: ({ upward }) => upward.sent.number },
  { route: 'GET /api/upward/choices' },
  {
    route: 'POST /api/upward/reports',
    send: ({ agencyId, upward: { superiorId } }) => ({
      json: {
        agencyId,
        superiorId,
        chosen: { source: 'written', title: '又一期专报', body: '本期没有发现需要报告的问题。' },
      },
    }),
  },
  {
    route: 'GET /api/upward/reports/:id',
    send: ({ upward }) => ({ params: { id: upward.draft.id } }),
    shows: () => '本期市场总体平稳',
  },
  {
    route: 'POST /api/upward/reports/:id/acts',
    variant: 'submit',
    send: ({ upward: { draft } }) => ({ params: { id: draft.id }, json: { act: 'submit', seenSeq: draft.seq } }),
  },
  { route: 'GET /api/upward/received', shows: ({ upward }) => upward.received.number },
  {
    route: 'GET /api/upward/received/:id',
    send: ({ upward }) => ({ params: { id: upward.received.id } }),
  },
  {
    route: 'POST /api/upward/received/:id/acts',
    variant: 'receive',
    send: ({ upward: { received } }) => ({
      params: { id: received.id },
      json: { act: 'receive', seenSeq: received.seq },
    }),
  },
  { route: 'GET /api/upward/counts', send: () => ({ query: { period } }) },
  {
    route: 'GET /api/upward/counts/rows',
    send: ({ agencyId }) => ({ query: { period, agency: String(agencyId), what: 'sent' } }),
  },
  { route: 'GET /api/upward/counts.csv', send: () => ({ query: { period } }) },
  { route: 'GET /api/upward/counts.xlsx', send: () => ({ query: { period } }) },
  { route: 'GET /api/upward/bulletins' },
  {
    route: 'POST /api/upward/bulletins',
    send: ({ upward }) => ({ json: { agencyId: upward.superiorId, month: '2026-02' } }),
  },
  { route: 'GET /api/upward/bulletins/:id', send: ({ upward }) => ({ params: { id: upward.bulletin.id } }) },
  {
    route: 'POST /api/upward/bulletins/:id/acts',
    variant: 'approve',
    send: ({ upward: { bulletin } }) => ({
      params: { id: bulletin.id },
      json: { act: 'approve', seenSeq: bulletin.seq },
    }),
  },
  {
    route: 'GET /api/upward/bulletins/:id/bulletin.pdf',
    send: ({ upward }) => ({ params: { id: upward.bulletin.id } }),
  },
  { route: 'GET /api/upward/bulletins/:id/rows.xlsx', send: ({ upward }) => ({ params: { id: upward.bulletin.id } }) },
  { route: 'GET /api/upward/demonstration-sites' },
  {
    route: 'PUT /api/upward/demonstration-sites/:key',
    send: ({ agencyId }) => ({ params: { key: 'shifan' }, json: { name: '示范窗口', agencyId, level: 'province' } }),
  },
  { route: 'DELETE /api/upward/demonstration-sites/:key', send: () => ({ params: { key: 'shifan' } }) },
  {
    route: 'POST /links/reports',
    send: () => ({ json: { message: '{}', timestamp: 1, nonce: 'n', signature: '0'.repeat(64) } }),
    nobody: 'only a superior signs this',
  },
];
