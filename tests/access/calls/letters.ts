import type { Call } from '../call.ts';

/** Letters that ask for opinions, and measures of policy. */
export const letterCalls: readonly Call[] = [
  { route: 'GET /api/disclosure/letters', shows: () => '小餐饮登记办法征求意见' },
  { route: 'GET /api/disclosure/letters.csv', shows: () => '小餐饮登记办法征求意见' },
  {
    route: 'GET /api/disclosure/letters/:id',
    send: ({ letterAsking: { id } }) => ({ params: { id } }),
    shows: () => '小餐饮登记办法征求意见',
  },
  {
    route: 'POST /api/disclosure/letters',
    send: ({ agencyId }) => ({
      json: {
        ...{ agencyId, about: '集贸市场管理办法', askedKind: 'public', asked: '社会公众', way: 'web' },
        ...{ sentOn: '2026-04-20', dueOn: '2026-05-20' },
      },
    }),
  },
  {
    route: 'POST /api/disclosure/letters/:id/acts',
    send: ({ letterAsking: { id, seq } }) => ({
      params: { id },
      json: { act: 'remind', seenSeq: seq, words: '已经打电话催办' },
    }),
  },
  { route: 'GET /api/disclosure/specifications', shows: () => '重点工作目录内容规范' },
  {
    route: 'GET /api/disclosure/specifications/:id',
    send: ({ specification }) => ({ params: { id: specification } }),
    shows: () => '重点工作目录内容规范',
  },
  {
    route: 'GET /api/disclosure/specifications/:id/lacking.csv',
    send: ({ specification }) => ({ params: { id: specification } }),
  },
  {
    route: 'POST /api/disclosure/specifications',
    send: ({ specificationHeading: heading }) => ({
      json: {
        ...{ name: '部门公开目录内容规范', version: '2026版', issuer: '省政务公开办', issuedOn: '2026-04-01', heading },
        ...{ levels: ['department'], line: null, entries: [], dueOn: '2026-12-31' },
      },
    }),
  },
  { route: 'GET /api/disclosure/policy-measures', shows: () => '促进小店发展措施' },
  { route: 'GET /api/disclosure/policy-measures.csv', shows: () => '促进小店发展措施' },
  {
    route: 'POST /api/disclosure/policy-measures/sets',
    send: ({ agencyId }) => ({
      json: { agencyId, title: '促进夜市发展措施', measures: 10, issuedOn: '2026-04-20', index: null },
    }),
  },
  {
    route: 'POST /api/disclosure/policy-measures/sets/:id/strike',
    send: ({ policySet }) => ({ params: { id: policySet }, json: { why: '和另一份重复登记' } }),
  },
  {
    route: 'POST /api/disclosure/policy-measures/claims',
    send: ({ agencyId }) => ({
      json: { agencyId, year: 2026, words: '100多项', least: 100, source: '工作报告' },
    }),
  },
];
