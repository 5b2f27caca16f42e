import type { Call } from '../call.ts';

/** Columns given to who writes, a site's year and its closing, copies handed over. */
export const channelCalls: readonly Call[] = [
  { route: 'GET /api/column-grants', shows: () => '590902-sc' },
  {
    route: 'PUT /api/column-grants/:site/:person',
    send: ({ channels }) => ({ params: { site: '590902-sc', person: channels.drafter }, json: { columns: ['tzgg'] } }),
  },
  {
    route: 'GET /api/disclosure/own-columns',
    send: ({ agencyId }) => ({ query: { agency: String(agencyId), genre: 'notice' } }),
  },
];
