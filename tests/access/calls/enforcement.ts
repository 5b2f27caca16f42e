import type { Call } from '../call.ts';
import { penalty } from '../objects/enforcement.ts';
import type { Objects } from '../objects/index.ts';

const kind = 'penalty';
const file = (): FormData => {
  const form = new FormData();
  form.append(
    'file',
    new Blob([
      '决定书文号,案件或者事项名称,当事人,当事人类型,依据,决定内容,决定日期,事实,处罚种类,执法人员证件号码\r\n',
    ]),
    '处罚.csv',
  );
  return form;
};
const repairing = (act: string, which: 'applied' | 'examining', more: object = {}): Call => ({
  route: 'POST /api/enforcement/repairs/:id/acts',
  variant: act,
  send: ({ enforcement }) => ({
    params: { id: enforcement[which].id },
    json: { act, seenSeq: enforcement[which].seq, ...more },
  }),
});
const batch = (act: 'submit' | 'pass', which: 'drafting' | 'department'): Call => ({
  route: 'POST /api/enforcement/batch',
  variant: act,
  send: ({ enforcement: { [which]: one } }) => ({ json: { act, results: [{ id: one.id, seq: one.seq }] } }),
  // Everybody who reads is answered; who may do it has done it.
  done: ({ enforcement }: Objects) => ({
    sql: 'select exists (select from kernel.matter where id = $1 and state = $2)',
    values: [enforcement[which].id, act === 'submit' ? 'department' : 'office'],
  }),
});
const open = (part: string, q: string): readonly Call[] => [
  { route: `GET /enforcement/${part}`, send: () => ({ query: { q } }) },
  { route: `GET /enforcement/${part}.csv`, send: () => ({ query: { q } }) },
];

/** What the agency `own` enforced, its lists, and what visitors see of both. */
export const enforcementCalls: readonly Call[] = [
  { route: 'GET /enforcement' },
  ...open('subjects', '市场'),
  ...open('officers', 'MT-0001'),
  ...open('powers', '虚假广告'),
  ...open('benchmarks', '虚假广告'),
  ...open('results', '明德市监处罚'),
  { route: 'GET /enforcement/statistics', send: () => ({ query: { year: '2026' } }) },
  { route: 'GET /enforcement/statistics.csv', send: () => ({ query: { year: '2026' } }) },
  { route: 'GET /enforcement/organs/:key', send: () => ({ params: { key: '590902-SC' } }) },
  { route: 'GET /api/enforcement/results', shows: ({ enforcement }) => enforcement.drafting.number },
  { route: 'GET /api/enforcement/results.csv', shows: ({ enforcement }) => enforcement.drafting.number },
  { route: 'GET /api/enforcement/entering', shows: () => 'MT-0001' },
  {
    route: 'POST /api/enforcement/results',
    send: ({ agencyId }) => ({ json: { agencyId, result: penalty('明德市监处罚〔2026〕99号') } }),
  },
  {
    route: 'GET /api/enforcement/results/:id',
    send: ({ enforcement }) => ({ params: { id: enforcement.drafting.id } }),
  },
  {
    route: 'POST /api/enforcement/results/:id',
    send: ({ enforcement }) => ({
      params: { id: enforcement.drafting.id },
      json: { result: { ...penalty('明德市监处罚〔2026〕1号'), content: '罚款十三万元。' } },
    }),
  },
  {
    route: 'POST /api/enforcement/results/:id/findings',
    send: ({ enforcement: { looked } }) => ({
      params: { id: looked.id },
      json: { digest: looked.digest, decision: 'keep', reason: '是字号，不是姓名' },
    }),
  },
  batch('submit', 'drafting'),
  batch('pass', 'department'),
  {
    route: 'POST /api/enforcement/import/:id/:kind',
    send: ({ agencyId }) => ({ params: { id: agencyId, kind }, files: file() }),
  },
  { route: 'GET /api/enforcement/imports', shows: () => '处罚.csv' },
  {
    route: 'GET /api/enforcement/imports/:id',
    send: ({ enforcement }) => ({ params: { id: enforcement.importId } }),
  },
  { route: 'GET /api/enforcement/template.xlsx', send: () => ({ query: { kind } }) },
  { route: 'GET /api/enforcement/repairs', shows: ({ enforcement }) => enforcement.applied.number },
  {
    route: 'GET /api/enforcement/repairs/:id',
    send: ({ enforcement }) => ({ params: { id: enforcement.applied.id } }),
  },
  {
    route: 'POST /api/enforcement/results/:id/repairs',
    send: ({ enforcement }) => ({
      params: { id: enforcement.shown.id },
      json: { statement: '已经缴清罚款', fulfilled: true, remedied: true, noRepetition: true, notListed: true },
    }),
  },
  repairing('accept', 'applied'),
  repairing('not-accept', 'applied', { words: '罚款还没有缴清' }),
  repairing('grant', 'examining', { documentNumber: '明德市监信修〔2026〕1号' }),
  repairing('deny', 'examining', { words: '罚款还没有缴清' }),
  {
    route: 'GET /api/enforcement/lists/:part',
    send: () => ({ params: { part: 'powers' } }),
    shows: () => '对虚假广告的处罚',
  },
  {
    route: 'POST /api/enforcement/lists/:part',
    send: ({ agencyId }) => ({
      params: { part: 'powers' },
      json: { agencyId, key: 'CF-2', seen: 0, value: { kind, name: '对违法广告的处罚', basis: '广告法' } },
    }),
  },
  {
    route: 'POST /api/enforcement/lists/:part/end',
    send: () => ({ params: { part: 'powers' }, json: { key: '590902-SC/CF-1', seen: 1 } }),
  },
  { route: 'GET /api/enforcement/annual', send: () => ({ query: { year: '2025' } }), shows: () => 'dutyId' },
  { route: 'POST /api/enforcement/annual', send: ({ agencyId }) => ({ json: { agencyId, year: 2025 } }) },
];
