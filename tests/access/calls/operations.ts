import type { Call } from '../call.ts';
import type { Objects } from '../objects/index.ts';

const note = '已经按预案处置完毕';
const reason = '设备更换';

/** One step on with an incident that is in the right state for it. */
const step = (act: string, which: keyof Objects['incidents']): Call => ({
  route: 'POST /api/incidents/:id/:act',
  variant: act,
  send: ({ incidents: { [which]: incident } }) => ({
    params: { id: incident.id, act },
    json: { seenSeq: incident.seq, note, ...(act.endsWith('grade') ? { grade: 'III' } : {}) },
  }),
});

/** What is told of the running program, its incidents, and who is called. */
export const operationsCalls: readonly Call[] = [
  { route: 'GET /readyz' },
  { route: 'GET /metrics', variant: 'from this machine' },
  {
    route: 'GET /metrics',
    variant: 'from elsewhere',
    send: () => ({ from: '203.0.113.9' }),
    nobody: 'a machine elsewhere has to know the word',
  },
  { route: 'GET /api/operations' },
  { route: 'GET /api/operations/jobs', shows: ({ failedJob }) => `"id":${failedJob},` },
  {
    route: 'POST /api/operations/jobs/:id/:act',
    variant: 'retry',
    send: ({ failedJob }) => ({ params: { id: failedJob, act: 'retry' }, json: { reason } }),
  },
  {
    route: 'POST /api/operations/jobs/:id/:act',
    variant: 'discard',
    send: ({ failedJob }) => ({ params: { id: failedJob, act: 'discard' }, json: { reason } }),
  },
  { route: 'POST /api/operations/verification' },
  { route: 'GET /api/incidents', shows: ({ incidents }) => incidents.detected.number },
  { route: 'GET /api/incidents/:id', send: ({ incidents }) => ({ params: { id: incidents.detected.id } }) },
  {
    route: 'POST /api/incidents',
    send: () => ({ json: { category: 'outage', summary: '门户网站打不开了', personalData: false, drill: false } }),
  },
  step('dismiss', 'detected'),
  step('grade', 'detected'),
  step('regrade', 'graded'),
  step('first-report', 'graded'),
  step('isolate', 'graded'),
  step('late-first-report', 'isolated'),
  step('restore', 'isolated'),
  step('notify', 'restored'),
  step('report', 'restored'),
  step('review', 'reported'),
  { route: 'GET /api/on-call', shows: ({ onCall }) => onCall },
  {
    route: 'POST /api/on-call',
    send: ({ onCallPerson }) => ({ json: { duty: 'security', personId: onCallPerson, phone: '13912345678' } }),
  },
  { route: 'POST /api/on-call/:id/phone', send: ({ onCall }) => ({ params: { id: onCall }, json: { reason } }) },
];
