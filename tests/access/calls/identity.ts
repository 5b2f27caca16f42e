import { PASSWORD } from '../actors.ts';
import type { Call } from '../call.ts';

const TODAY = '2026-04-28';
const reason = '核对身份';

/** One's own account, the staff register, and what the three administrators do. */
export const identityCalls: readonly Call[] = [
  {
    route: 'POST /api/session/password',
    // Choosing one costs a tenth of a second: the last rule before that is as far as anybody has to come.
    send: () => ({ json: { current: PASSWORD, next: 'short' } }),
    nobody: 'the new password is too short',
  },
  { route: 'GET /register/enterprise' },
  { route: 'POST /register/enterprise', send: () => ({ form: { name: '' } }), nobody: 'the form is faulty' },
  { route: 'GET /me' },
  {
    route: 'POST /me/password',
    send: () => ({ form: { current: PASSWORD, next: 'short', again: 'short' } }),
    nobody: 'the new password is too short',
  },
  { route: 'GET /me/second-factor' },
  { route: 'POST /me/second-factor/offer', send: () => ({ form: { proof: PASSWORD } }) },
  { route: 'POST /me/second-factor/confirm', send: () => ({ form: { code: '000000' } }), nobody: 'no key was offered' },
  {
    route: 'POST /me/second-factor/codes',
    send: () => ({ form: { 'codes-code': '000000' } }),
    nobody: 'the code is wrong',
  },
  {
    route: 'POST /me/second-factor/end',
    send: () => ({ form: { 'end-code': '000000' } }),
    nobody: 'the code is wrong',
  },
  { route: 'POST /me/sessions/end', variant: 'own', send: () => ({ form: { which: 'others' } }) },
  {
    route: 'POST /me/sessions/end',
    variant: "the citizen's",
    send: ({ citizenSession }) => ({ form: { which: citizenSession } }),
    done: ({ citizenSession }) => ({
      sql: 'select not exists (select from identity.session where id = $1)',
      values: [citizenSession],
    }),
  },
  {
    route: 'POST /me/act-for',
    send: ({ enterpriseId }) => ({ form: { principal: enterpriseId } }),
  },
  { route: 'GET /api/staffing/posts', send: ({ agencyId }) => ({ query: { agency: agencyId } }) },
  { route: 'GET /api/staffing/vacancies' },
  { route: 'GET /api/staffing/people', send: () => ({ query: { q: '试' } }) },
  { route: 'POST /api/staffing/people', send: () => ({ json: { name: '新来的', login: 'xinlai' } }) },
  {
    route: 'POST /api/staffing/appointments',
    send: ({ newcomer, editorPost }) => ({ json: { personId: newcomer, postId: editorPost, fromOn: TODAY } }),
  },
  {
    route: 'GET /api/staffing/appointments/:id/open-work',
    send: ({ editorAppointment }) => ({ params: { id: editorAppointment }, query: { lastOn: TODAY } }),
  },
  {
    route: 'POST /api/staffing/appointments/:id/leave',
    send: ({ editorAppointment }) => ({
      params: { id: editorAppointment },
      json: { lastOn: TODAY, handoverNote: '稿件交同岗位的编辑' },
    }),
  },
  {
    route: 'GET /api/staffing/filings',
    shows: ({ reported }) => reported.number,
    send: () => ({ query: { limit: 200 } }),
  },
  {
    route: 'POST /api/staffing/filings',
    send: ({ newcomer, liaisonPost }) => ({
      json: { change: 'appoint', postId: liaisonPost, personId: newcomer, changedOn: TODAY },
    }),
  },
  {
    route: 'POST /api/staffing/filings/:id/supplement',
    send: ({ returned, newcomer }) => ({
      params: { id: returned.id },
      json: { seenSeq: returned.seq, personId: newcomer, changedOn: TODAY },
    }),
  },
  {
    route: 'POST /api/staffing/filings/:id/withdraw',
    send: ({ reported }) => ({ params: { id: reported.id }, json: { seenSeq: reported.seq } }),
  },
  {
    route: 'POST /api/staffing/filings/:id/file',
    send: ({ reported }) => ({ params: { id: reported.id }, json: { seenSeq: reported.seq } }),
  },
  {
    route: 'POST /api/staffing/filings/:id/return',
    send: ({ reported }) => ({ params: { id: reported.id }, json: { seenSeq: reported.seq, reason } }),
  },
  {
    route: 'GET /api/delegations',
    shows: ({ delegation }) => `"id":${delegation},`,
  },
  {
    route: 'POST /api/delegations',
    send: ({ agencyId, newcomer }, { role }) => ({
      json: { agencyId, toPersonId: newcomer, roles: [role ?? 'examiner'], fromOn: TODAY, untilOn: TODAY, reason },
    }),
  },
  { route: 'POST /api/delegations/:id/revoke', send: ({ delegation }) => ({ params: { id: delegation } }) },
  { route: 'POST /api/accounts/search', send: () => ({ json: { q: 'laoren' } }), shows: () => '"login":"laoren"' },
  {
    route: 'POST /api/accounts/:id/lock',
    send: ({ newcomer }) => ({ params: { id: newcomer }, json: { reason } }),
  },
  {
    route: 'POST /api/accounts/:id/unlock',
    send: ({ lockedId }) => ({ params: { id: lockedId }, json: { reason } }),
  },
  {
    route: 'POST /api/accounts/:id/reset-password',
    send: ({ newcomer }) => ({ params: { id: newcomer }, json: { reason } }),
  },
  {
    route: 'POST /api/accounts/:id/reset-factor',
    send: ({ factorId }) => ({ params: { id: factorId }, json: { reason } }),
  },
  { route: 'GET /api/accounts/:id/sessions', send: ({ newcomer }) => ({ params: { id: newcomer } }) },
  {
    route: 'POST /api/accounts/:id/sessions/end',
    send: ({ newcomer }) => ({ params: { id: newcomer }, json: { reason, session: 'all' } }),
  },
  { route: 'GET /api/audit', send: () => ({ query: { from: TODAY, to: TODAY } }) },
  {
    route: 'POST /api/audit/open',
    send: ({ citizenAccount }) => ({
      json: { matterId: citizenAccount, seq: 1, reason: { category: 'audit', words: reason } },
    }),
  },
  {
    route: 'POST /api/audit/open',
    variant: 'a case',
    send: ({ submitted }) => ({
      json: { matterId: submitted.id, seq: 1, reason: { category: 'audit', words: reason } },
    }),
    nobody: 'an audit looks into accounts, not into cases',
  },
];
