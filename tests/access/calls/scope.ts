import type { Call } from '../call.ts';

/** The notice board inside: for the people of the system that tells, for nobody of another and nobody outside. */
const insideCalls: readonly Call[] = [
  { route: 'GET /api/disclosure/internal', shows: ({ scope }) => scope.notice.title },
  {
    route: 'GET /api/disclosure/internal',
    variant: 'of another line',
    shows: ({ scope }) => scope.elsewhere.title,
  },
  {
    route: 'GET /api/disclosure/internal/:id',
    send: ({ scope }) => ({ params: { id: scope.notice.id } }),
    shows: ({ scope }) => scope.notice.title,
  },
  {
    route: 'GET /api/disclosure/internal/:id',
    variant: 'of another line',
    send: ({ scope }) => ({ params: { id: scope.elsewhere.id } }),
    shows: ({ scope }) => scope.elsewhere.title,
  },
  {
    route: 'GET /api/disclosure/internal/:id',
    variant: 'not released',
    send: ({ scope }) => ({ params: { id: scope.waiting.id } }),
    nobody: 'what is not released is not told inside either',
  },
  {
    route: 'GET /api/disclosure/internal/:id/files/:fileId',
    send: ({ scope }) => ({ params: { id: scope.notice.id, fileId: scope.notice.fileId } }),
    shows: () => '考评名次',
  },
  {
    route: 'GET /api/disclosure/internal/:id/files/:fileId',
    variant: 'not its own',
    send: ({ scope }) => ({ params: { id: scope.elsewhere.id, fileId: scope.notice.fileId } }),
    nobody: 'a file is given with its own notice only',
  },
  {
    route: 'GET /content/files/:file/:name',
    variant: 'told inside',
    send: ({ scope }) => ({ params: { file: scope.notice.fileId, name: 'x.txt' } }),
    nobody: 'what is told inside is on no page',
  },
];

/** Whom something is told, whether all is there, and what belongs together. */
export const scopeCalls: readonly Call[] = [
  ...insideCalls,
  {
    route: 'GET /api/disclosure/completeness',
    send: ({ agencyId }) => ({ query: { list: 'public', agency: agencyId } }),
  },
  {
    route: 'GET /api/disclosure/completeness.csv',
    send: ({ agencyId }) => ({ query: { list: 'internal', agency: agencyId } }),
  },
  { route: 'GET /api/disclosure/scopes', shows: () => 'NB.06' },
  { route: 'GET /api/disclosure/affairs', shows: ({ scope }) => scope.affair },
  {
    route: 'GET /api/disclosure/affairs',
    variant: 'of the agency',
    send: ({ agencyId }) => ({ query: { agency: agencyId } }),
    shows: ({ scope }) => scope.affair,
  },
  {
    route: 'POST /api/disclosure/affairs',
    send: ({ agencyId }) => ({
      json: { agencyId, title: '另一件全过程公开的事项', kind: 'ordinary', basis: '年度工作计划' },
    }),
  },
  { route: 'GET /topics', shows: () => '/topics/food-safety' },
  {
    route: 'GET /topics/:key',
    send: () => ({ params: { key: 'food-safety' } }),
    shows: ({ scope }) => scope.conduct,
  },
  { route: 'GET /conduct', shows: ({ scope }) => scope.conduct },
  {
    route: 'GET /conduct',
    variant: 'of the agency',
    send: ({ agencyId }) => ({ query: { agency: agencyId } }),
    shows: ({ scope }) => scope.conduct,
  },
  {
    route: 'GET /api/disclosure/staff',
    send: ({ agencyId }) => ({ query: { agency: agencyId } }),
    shows: () => '上岗考试',
  },
  {
    route: 'POST /api/disclosure/staff/:id/qualifications',
    send: ({ scope }) => ({
      params: { id: scope.drafter },
      json: { kind: 'training', title: '年度培训', score: null, passedOn: '2026-03-01', validUntil: '2027-03-01' },
    }),
  },
  { route: 'POST /api/disclosure/staff-rule', send: () => ({ json: { required: false, warnDays: 30 } }) },
];
