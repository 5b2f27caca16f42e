import { ActBody, Acted, CaseId, CaseView, ConsultationBody, Received, UnmaskBody, WindowBody } from '../contract.ts';

/** What the workbench asks of this module. */
export const readCase = { method: 'GET', path: '/api/cases/:id', params: CaseId, response: CaseView } as const;
export const actOnCase = {
  method: 'POST',
  path: '/api/cases/:id/acts',
  params: CaseId,
  body: ActBody,
  response: Acted,
} as const;
export const unmask = {
  method: 'POST',
  path: '/api/cases/:id/unmask',
  params: CaseId,
  body: UnmaskBody,
  response: CaseView,
} as const;
export const takeAtWindow = {
  method: 'POST',
  path: '/api/cases/window',
  body: WindowBody,
  response: Received,
} as const;
export const recordConsultation = {
  method: 'POST',
  path: '/api/consultations',
  body: ConsultationBody,
  response: Received,
} as const;

export const fileUrl = (id: number, fileId: string): string => `/api/cases/${id}/files/${encodeURIComponent(fileId)}`;
