import type { Call } from '../call.ts';

const onClosing = (act: string, more: object = {}): Call => ({
  route: 'POST /api/site-closings/:id/acts',
  variant: act,
  send: ({ channels: { closing } }) => ({ params: { id: closing.id }, json: { act, seenSeq: closing.seq, ...more } }),
});

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
  { route: 'GET /api/site-closings', shows: ({ channels: { closing } }) => closing.number },
  {
    route: 'POST /api/site-closings',
    send: () => ({
      json: {
        ...{ site: '590902-sc', fromAt: '2028-06-10T00:00:00+08:00', untilAt: '2028-06-11T00:00:00+08:00' },
        ...{ reason: '系统升级停机', notice: '本网站因系统升级暂停访问。' },
      },
    }),
  },
  onClosing('approve'),
  onClosing('refuse', { words: '年末不宜停机' }),
  onClosing('withdraw', { words: '改期再申请' }),
  { ...onClosing('reopen'), nobody: 'it is not shut yet' },
  { route: 'GET /api/site-years', shows: ({ channels: { year } }) => year.number },
  { route: 'GET /api/site-years/:id', send: ({ channels: { year } }) => ({ params: { id: year.id } }) },
  {
    route: 'PUT /api/site-years/:id',
    send: ({ channels: { year, filled } }) => ({
      params: { id: year.id },
      json: { seenSeq: year.seq, entered: filled },
    }),
  },
  {
    route: 'POST /api/site-years/:id/publish',
    send: ({ channels: { year } }) => ({ params: { id: year.id }, json: { seenSeq: year.seq } }),
  },
  { route: 'GET /year-tables', shows: () => '/year-tables/590902-sc/2024' },
  { route: 'GET /year-tables/:site/:year', send: () => ({ params: { site: '590902-sc', year: '2024' } }) },
];
