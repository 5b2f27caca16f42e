import type { Call } from '../call.ts';

const period = { from: '2026-01-01', to: '2026-04-28' };

/** What the staff shell asks, and the items as departments keep them. */
export const workbenchCalls: readonly Call[] = [
  { route: 'GET /api/inbox', shows: ({ submitted }) => submitted.number, send: () => ({ query: { limit: 200 } }) },
  {
    route: 'GET /api/inbox',
    variant: 'cards',
    shows: ({ cards }) => cards.issued.number,
    send: () => ({ query: { limit: 200 } }),
  },
  { route: 'GET /api/inbox/counts' },
  {
    route: 'GET /api/inbox/search',
    send: ({ submitted }) => ({ query: { number: submitted.number } }),
    shows: ({ submitted }) => submitted.number,
  },
  { route: 'GET /api/inbox.csv', shows: ({ submitted }) => submitted.number },
  { route: 'GET /api/alarms/overdue', shows: ({ overdue }) => overdue.number },
  { route: 'GET /api/alarms/unstaffed', shows: () => '"rows":[' },
  { route: 'GET /api/alarms/provisional', shows: ({ provisional }) => provisional.number },
  { route: 'GET /api/notices', shows: ({ notices }) => `"id":${notices.examiner},` },
  {
    route: 'POST /api/notices/read',
    send: ({ notices }) => ({ json: { upTo: notices.examiner } }),
    done: ({ notices }) => ({
      sql: 'select read_at is not null from kernel.notice where id = $1',
      values: [notices.examiner],
    }),
  },
  {
    route: 'GET /api/matters/:id',
    variant: 'application',
    send: ({ submitted }) => ({ params: { id: submitted.id } }),
  },
  { route: 'GET /api/matters/:id', variant: 'card', send: ({ cards }) => ({ params: { id: cards.issued.id } }) },
  {
    route: 'GET /api/matters/:id',
    variant: 'account',
    send: ({ citizenAccount }) => ({ params: { id: citizenAccount } }),
    nobody: 'the ledger of an account has readers of its own',
  },
  { route: 'GET /api/matters/:id/chart.svg', send: ({ submitted }) => ({ params: { id: submitted.id } }) },
  { route: 'GET /api/calendar' },
  { route: 'POST /api/calendar/preview', send: () => ({ json: { file: overlay } }) },
  { route: 'POST /api/calendar', send: () => ({ json: { file: overlay } }) },
  {
    route: 'GET /api/measures',
    variant: 'of the agency',
    send: ({ agencyId }) => ({ query: { ...period, agency: agencyId } }),
  },
  {
    route: 'GET /api/measures/:id/rows',
    variant: 'in sight',
    send: () => ({ params: { id: 'M-002-applied' }, query: { ...period, side: 'numerator' } }),
    shows: ({ submitted }) => submitted.number,
  },
  {
    route: 'GET /api/measures/:id/rows',
    variant: 'of the agency',
    send: ({ agencyId }) => ({
      params: { id: 'M-002-applied' },
      query: { ...period, side: 'numerator', agency: agencyId },
    }),
  },
  {
    route: 'GET /api/measures/:id/rows.csv',
    send: ({ agencyId }) => ({
      params: { id: 'M-002-applied' },
      query: { ...period, side: 'numerator', agency: agencyId },
    }),
  },
  {
    route: 'POST /api/measures/:id/freeze',
    send: ({ agencyId }) => ({ params: { id: 'M-002-applied' }, json: { ...period, agency: agencyId } }),
  },
  { route: 'GET /api/service-items' },
  { route: 'GET /api/service-items/:code', send: ({ items }) => ({ params: { code: items.food.code } }) },
  {
    route: 'POST /api/service-items/:code/versions',
    send: ({ items: { food } }) => {
      const { version: _version, validFrom: _from, ...item } = food;
      return { params: { code: item.code }, json: { item, validFrom: '2026-05-01', reason: '更新' } };
    },
  },
];

const overlay = JSON.stringify({
  region: '590900',
  name: '建城纪念日',
  version: 1,
  effectiveFrom: '2026-04-28',
  source: '明政发〔2026〕1号',
  law: '全国年节及纪念日放假办法第四条',
  off: [{ day: '2026-11-11', name: '建城纪念日' }],
  on: [],
});
