import type { Call } from '../call.ts';
import { POINT, pointBody, TARGET } from '../objects/site-work.ts';

/** What offices do for their sites: errors told by visitors, the gazette, reading points, other places of publication. */
export const siteWorkCalls: readonly Call[] = [
  {
    route: 'POST /report-error',
    send: ({ captcha }) => ({
      form: {
        ...{ site: '590902-sc', page: '/site/590902-sc/', kind: 'other', words: '打不开这个栏目', contact: '' },
        ...captcha,
      },
    }),
  },
  { route: 'GET /api/site-upkeep', shows: () => '590902-sc' },
  { route: 'GET /api/site-upkeep.csv' },
  {
    route: 'PUT /api/site-upkeep/rule',
    send: () => ({
      json: {
        daily: { portal: 1, government: 1, department: 14, business: 14, township: 14 },
        newsShare: { percent: 50, least: 10 },
      },
    }),
  },
  { route: 'GET /report-error/progress' },
  {
    route: 'POST /report-error/progress',
    send: ({ siteWork: { error } }) => ({ form: { number: error.number, code: error.code } }),
    shows: ({ siteWork: { error } }) => error.number,
  },
  {
    route: 'POST /report-error/progress',
    variant: 'wrong code',
    send: ({ siteWork: { error } }) => ({ form: { number: error.number, code: 'AAAA-AAAA-AAAA-AAA' } }),
    nobody: 'the number alone shows nothing',
  },
  { route: 'GET /api/site-errors', shows: ({ siteWork: { error } }) => error.number },
  {
    route: 'GET /api/site-errors/:id',
    send: ({ siteWork: { error } }) => ({ params: { id: error.id } }),
    shows: () => '第二段有一个错字',
  },
  {
    route: 'POST /api/site-errors/:id/forward',
    send: ({ siteWork: { error } }) => ({ params: { id: error.id }, json: { seenSeq: error.seq, to: '网站编辑' } }),
  },
  {
    route: 'POST /api/site-errors/:id/answer',
    send: ({ siteWork: { error } }) => ({
      params: { id: error.id },
      json: { seenSeq: error.seq, answer: '已经改正，谢谢您', wasRight: true },
    }),
  },
  { route: 'GET /gazette', shows: () => '区政府公报' },
  { route: 'GET /gazette/rss.xml', shows: () => '区政府公报' },
  { route: 'GET /gazette/:id', send: ({ siteWork: { issued } }) => ({ params: { id: issued.id } }) },
  {
    route: 'GET /gazette/:id',
    variant: 'not issued',
    send: ({ siteWork: { open } }) => ({ params: { id: open.id } }),
    nobody: 'what is being arranged is not public',
  },
  { route: 'GET /gazette/:id/file', send: ({ siteWork: { issued } }) => ({ params: { id: issued.id } }) },
  { route: 'GET /api/gazettes', shows: ({ siteWork: { open } }) => `"id":${open.id},` },
  {
    route: 'POST /api/gazettes',
    send: ({ agencyId }) => ({ json: { agencyId, name: '又一期公报' } }),
    nobody: 'one issue of an agency at a time',
  },
  { route: 'GET /api/gazettes/:id', send: ({ siteWork: { open } }) => ({ params: { id: open.id } }) },
  {
    route: 'PUT /api/gazettes/:id',
    send: ({ siteWork: { open } }) => ({ params: { id: open.id }, json: { seenSeq: open.seq, items: [], note: '' } }),
  },
  {
    route: 'POST /api/gazettes/:id/issue',
    send: ({ siteWork: { open } }) => ({ params: { id: open.id }, json: { seenSeq: open.seq } }),
  },
  {
    route: 'POST /api/gazettes/:id/changes',
    send: ({ siteWork: { issued } }) => ({
      params: { id: issued.id },
      json: { change: 'cancel', seenVersion: 1, replacedBy: null, note: '整期编排有误' },
    }),
    nobody: 'one change of an issue at a time',
  },
  {
    route: 'GET /api/gazette-changes/:id',
    send: ({ siteWork: { gazetteChange } }) => ({ params: { id: gazetteChange.id } }),
    shows: () => '编者说明有误',
  },
  {
    route: 'POST /api/gazette-changes/:id/decision',
    send: ({ siteWork: { gazetteChange } }) => ({
      params: { id: gazetteChange.id },
      json: { seenSeq: gazetteChange.seq, decision: 'refuse', words: '没有必要更正' },
    }),
  },
  { route: 'GET /api/gazette-documents', send: () => ({ query: { q: '抽检' } }) },
  {
    route: 'GET /api/publishing-targets',
    send: () => ({ query: { from: '2026-01-01', to: '2026-12-31' } }),
    shows: () => `"key":"${TARGET}","name":"县政府网站","kind":"external","count":1`,
  },
  {
    route: 'POST /api/publishing-targets',
    send: () => ({ json: { key: 'weixin', name: '微信公众号', kind: 'external' } }),
  },
  {
    route: 'POST /api/publishing-targets/:key/deliveries',
    send: ({ agencyId }) => ({ params: { key: TARGET }, json: { agencyId, title: '转发', on: '2026-04-20' } }),
  },
  { route: 'GET /api/sites', shows: () => '"key":"590902-sc"' },
  {
    route: 'PUT /api/sites/:key',
    send: ({ siteWork: { site } }) => ({
      params: { key: '590902-sc' },
      json: { ...site, contact: '0559-1234567', seen: site?.columns.map(({ key }) => key) },
    }),
  },
  { route: 'GET /reading-point/:key', send: () => ({ params: { key: POINT } }), shows: () => '图书馆查阅点' },
  {
    route: 'POST /reading-point/:key',
    send: () => ({ params: { key: POINT }, form: { act: 'print', title: '公报', copies: 1 } }),
  },
  { route: 'GET /api/reading-points', shows: () => POINT },
  {
    route: 'PUT /api/reading-points/:key',
    variant: 'new',
    send: () => ({ params: { key: 'wenhuazhan' }, json: pointBody }),
  },
  {
    route: 'PUT /api/reading-points/:key',
    variant: 'of the city',
    send: () => ({ params: { key: POINT }, json: pointBody }),
  },
  {
    route: 'GET /api/disclosure/catalogue/entries/:key',
    send: () => ({ params: { key: 'ML.3.13.98' } }),
    shows: () => '"key":"ML.3.13.98"',
  },
  {
    route: 'POST /api/disclosure/catalogue/entries/:key/end',
    send: () => ({ params: { key: 'ML.3.13.98' }, json: { reason: '不再产生此类信息' } }),
  },
  { route: 'GET /api/disclosure/catalogue.csv', shows: () => 'ML.3.13.98' },
  { route: 'GET /information-requests/blank-form' },
  { route: 'GET /api/disputes.xlsx' },
];
