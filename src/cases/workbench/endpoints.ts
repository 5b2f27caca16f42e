import { z } from 'zod';
import { AgencyList, AgencyQuery } from '../../identity/contract.ts';
import { ItemList, ItemListQuery, ItemView } from '../../service-items/contract.ts';
import {
  ActBody,
  Acted,
  CaseId,
  CaseView,
  Checklist,
  ConsultationBody,
  Received,
  UnmaskBody,
  WindowBody,
} from '../contract.ts';

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
  Checklist,
} as const;
export const keepChecklist = {
  method: 'PUT',
  path: '/api/cases/:id/checklist',
  params: CaseId,
  body: Checklist,
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

/** What taking in an application needs to know of others. */
export const itemsOfAgency = {
  method: 'GET',
  path: '/api/service-items',
  query: ItemListQuery,
  response: ItemList,
} as const;
export const itemToTake = {
  method: 'GET',
  path: '/api/service-items/:code',
  params: z.object({ code: z.string() }),
  response: ItemView,
} as const;
export const allAgencies = { method: 'GET', path: '/api/agencies', query: AgencyQuery, response: AgencyList } as const;

export const fileUrl = (id: number, fileId: string): string =>
  `/api/cases/${id}/files/${encodeURIComponent(fileId)}?show=1`;
