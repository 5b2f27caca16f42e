import {
  AccountList,
  AccountQuery,
  AgencyList,
  AgencyQuery,
  AppointBody,
  AuditList,
  AuditQuery,
  DataRequestList,
  Delegated,
  DelegationBody,
  DelegationList,
  EndSessionsBody,
  FilingList,
  FilingQuery,
  IdParams,
  LeaveBody,
  Leaving,
  LeavingQuery,
  NewStaff,
  NewStaffBody,
  Opened,
  OpenSealedBody,
  PostList,
  PostQuery,
  ReasonBody,
  Receipt,
  ReportBody,
  Reported,
  ReturnBody,
  SeenBody,
  SessionList,
  StaffList,
  StaffQuery,
  SupplementBody,
  TemporaryPassword,
  VacancyList,
  VacancyQuery,
  ViewingQuery,
  ViewingReport,
} from '../contract.ts';

/** What the workbench asks of this module. */
export const listAgencies = { method: 'GET', path: '/api/agencies', query: AgencyQuery, response: AgencyList } as const;
export const findStaff = {
  method: 'GET',
  path: '/api/staffing/people',
  query: StaffQuery,
  response: StaffList,
} as const;
export const enterStaff = {
  method: 'POST',
  path: '/api/staffing/people',
  body: NewStaffBody,
  response: NewStaff,
} as const;
export const listPosts = { method: 'GET', path: '/api/staffing/posts', query: PostQuery, response: PostList } as const;
export const listVacancies = {
  method: 'GET',
  path: '/api/staffing/vacancies',
  query: VacancyQuery,
  response: VacancyList,
} as const;
export const appoint = { method: 'POST', path: '/api/staffing/appointments', body: AppointBody } as const;
export const readLeaving = {
  method: 'GET',
  path: '/api/staffing/appointments/:id/open-work',
  params: IdParams,
  query: LeavingQuery,
  response: Leaving,
} as const;
export const leave = {
  method: 'POST',
  path: '/api/staffing/appointments/:id/leave',
  params: IdParams,
  body: LeaveBody,
} as const;

export const listFilings = {
  method: 'GET',
  path: '/api/staffing/filings',
  query: FilingQuery,
  response: FilingList,
} as const;
export const report = { method: 'POST', path: '/api/staffing/filings', body: ReportBody, response: Reported } as const;
const filing = (act: 'file' | 'return' | 'withdraw' | 'supplement') => `/api/staffing/filings/:id/${act}` as const;
export const fileReport = {
  method: 'POST',
  path: filing('file'),
  params: IdParams,
  body: SeenBody,
  response: Receipt,
} as const;
export const returnReport = { method: 'POST', path: filing('return'), params: IdParams, body: ReturnBody } as const;
export const withdrawReport = { method: 'POST', path: filing('withdraw'), params: IdParams, body: SeenBody } as const;
export const supplementReport = {
  method: 'POST',
  path: filing('supplement'),
  params: IdParams,
  body: SupplementBody,
} as const;

export const listDelegations = { method: 'GET', path: '/api/delegations', response: DelegationList } as const;
export const delegate = {
  method: 'POST',
  path: '/api/delegations',
  body: DelegationBody,
  response: Delegated,
} as const;
export const revokeDelegation = { method: 'POST', path: '/api/delegations/:id/revoke', params: IdParams } as const;

export const listAccounts = {
  method: 'POST',
  path: '/api/accounts/search',
  body: AccountQuery,
  response: AccountList,
} as const;
export const listDataRequests = { method: 'GET', path: '/api/data-requests', response: DataRequestList } as const;
export const fulfilDataRequest = { method: 'POST', path: '/api/data-requests/:id/fulfil', params: IdParams } as const;
export const refuseDataRequest = {
  method: 'POST',
  path: '/api/data-requests/:id/refuse',
  params: IdParams,
  body: ReasonBody,
} as const;
export const viewingsOfMonth = {
  method: 'GET',
  path: '/api/viewings',
  query: ViewingQuery,
  response: ViewingReport,
} as const;
export const unlockAccount = {
  method: 'POST',
  path: '/api/accounts/:id/unlock',
  params: IdParams,
  body: ReasonBody,
} as const;
export const lockAccount = {
  method: 'POST',
  path: '/api/accounts/:id/lock',
  params: IdParams,
  body: ReasonBody,
} as const;
export const resetPassword = {
  method: 'POST',
  path: '/api/accounts/:id/reset-password',
  params: IdParams,
  body: ReasonBody,
  response: TemporaryPassword,
} as const;

export const resetFactor = {
  method: 'POST',
  path: '/api/accounts/:id/reset-factor',
  params: IdParams,
  body: ReasonBody,
} as const;
export const listSessions = {
  method: 'GET',
  path: '/api/accounts/:id/sessions',
  params: IdParams,
  response: SessionList,
} as const;
export const endSessions = {
  method: 'POST',
  path: '/api/accounts/:id/sessions/end',
  params: IdParams,
  body: EndSessionsBody,
} as const;

export const listAudit = { method: 'GET', path: '/api/audit', query: AuditQuery, response: AuditList } as const;
export const openSealed = { method: 'POST', path: '/api/audit/open', body: OpenSealedBody, response: Opened } as const;
