import { z } from 'zod';
import { AgencyList, AgencyQuery } from '../../identity/contract.ts';
import { urlOf } from '../../workbench/call.ts';
import {
  ActBody,
  Acted,
  ConversionBody,
  ConversionView,
  DraftBody,
  PagesOfFile,
  RedactBody,
  Redacted,
  RefundBody,
  RegisterBody,
  Registered,
  RegisterPage,
  RegisterQuery,
  RequestFile,
  RequestId,
  RequestView,
  UnmaskBody,
} from '../contract.ts';

const AT = '/api/information-requests';

/** What the workbench asks of this module. */
export const listRequests = { method: 'GET', path: AT, query: RegisterQuery, response: RegisterPage } as const;
export const registerRequest = { method: 'POST', path: AT, body: RegisterBody, response: Registered } as const;
export const readRequest = { method: 'GET', path: `${AT}/:id`, params: RequestId, response: RequestView } as const;
/** The request that a letter asking for an opinion belongs to. */
export const readRequestOfOpinion = {
  method: 'GET',
  path: `${AT}/opinions/:id`,
  params: RequestId,
  response: RequestView,
} as const;
export const actOnRequest = {
  method: 'POST',
  path: `${AT}/:id/acts`,
  params: RequestId,
  body: ActBody,
  response: Acted,
} as const;
export const keepDraft = { method: 'PUT', path: `${AT}/:id/draft`, params: RequestId, body: DraftBody } as const;
export const unmaskApplicant = {
  method: 'POST',
  path: `${AT}/:id/unmask`,
  params: RequestId,
  body: UnmaskBody,
  response: RequestView,
} as const;
export const refundFee = {
  method: 'POST',
  path: `${AT}/:id/refund`,
  params: RequestId,
  body: RefundBody,
} as const;
export const pagesOfFile = {
  method: 'GET',
  path: `${AT}/:id/files/:fileId/pages`,
  params: RequestFile,
  response: PagesOfFile,
} as const;
export const redact = {
  method: 'POST',
  path: `${AT}/:id/redactions`,
  params: RequestId,
  body: RedactBody,
  response: Redacted,
} as const;
export const uploadFile = {
  method: 'POST',
  path: `${AT}/files`,
  body: z.instanceof(FormData),
  response: Redacted,
} as const;
export const readConversion = {
  method: 'GET',
  path: `${AT}/conversions/:id`,
  params: RequestId,
  response: ConversionView,
} as const;
export const actOnConversion = {
  method: 'POST',
  path: `${AT}/conversions/:id/acts`,
  params: RequestId,
  body: ConversionBody,
  response: Acted,
} as const;
export const allAgencies = { method: 'GET', path: '/api/agencies', query: AgencyQuery, response: AgencyList } as const;

export const fileUrl = (id: number, fileId: string): string => `${AT}/${id}/files/${encodeURIComponent(fileId)}`;
export const pageUrl = (id: number, fileId: string, page: number): string => `${fileUrl(id, fileId)}/pages/${page}`;
export const proofUrl = (id: number): string => `${AT}/${id}/proof`;
export const exportUrl = (format: 'csv' | 'xlsx', query: object): string =>
  urlOf({ path: `${AT}.${format}` }, { query });
