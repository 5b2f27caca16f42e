import { z } from 'zod';
import { Attachment } from '../contract.ts';

// What the editor asks. Browser-safe.

const IdParams = z.object({ id: z.coerce.number().int().positive() });
const Converted = z.object({
  /** Clean HTML, its pictures kept. */
  html: z.string(),
  /** Pictures that came with it, now files of the draft. */
  attachments: z.array(Attachment),
  notices: z.array(z.string()),
});

export const convertCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/convert',
  params: IdParams,
  body: z.custom<FormData>((value) => value instanceof FormData),
  response: Converted,
} as const;

export const pasteCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/paste',
  params: IdParams,
  body: z.object({ html: z.string().max(6_000_000) }),
  response: Converted,
} as const;

export const checkCall = {
  method: 'POST',
  path: '/api/disclosure/check',
  body: z.object({
    title: z.string().max(300),
    summary: z.string().max(2000),
    body: z.string().max(4_000_000),
    source: z.string().max(200),
    keywords: z.array(z.string().max(40)).max(20),
    documentNumber: z.string().max(80).nullable(),
    formedOn: z.string().max(10).nullable(),
    /** Files that the draft has itself: links to them stand once it is published. */
    files: z.array(z.uuid()).max(100).default([]),
  }),
  response: z.object({
    findings: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(['wrong', 'doubtful']),
        field: z.string(),
        start: z.int(),
        end: z.int(),
        /** The same place counted without blanks. */
        ink: z.object({ start: z.int(), end: z.int() }),
        instead: z.string().nullable(),
        /** It is about a link: what to link instead, where there is something. */
        link: z.object({ newest: z.object({ path: z.string(), title: z.string() }).nullable() }).nullable(),
        sentence: z.string(),
      }),
    ),
  }),
} as const;

export const officialCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/official-document',
  params: IdParams,
  body: z.object({ form: z.record(z.string(), z.unknown()), body: z.string().max(4_000_000) }),
  response: Attachment,
} as const;

/** The first pages of the same document, as pictures; nothing is kept. */
export const previewOfficialCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/official-document/preview',
  params: IdParams,
  body: officialCall.body,
  response: z.object({
    /** Of the whole document. */
    count: z.int(),
    pages: z.array(z.object({ page: z.int(), width: z.int(), height: z.int(), png: z.base64() })),
  }),
} as const;

/** An attached file as the page that stands beside it. */
export const readableCall = {
  method: 'GET',
  path: '/api/disclosure/publications/:id/files/:fileId/readable',
  params: IdParams.extend({ fileId: z.uuid() }),
  response: z.object({
    html: z.string().nullable(),
    /** Why there is none. */
    why: z.string().nullable(),
  }),
} as const;

/** A file that cannot be masked is taken off, and the page that was made of it stands in its place. */
export const pageInPlaceCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/files/:fileId/page',
  params: IdParams.extend({ fileId: z.uuid() }),
  body: z.object({ seenRevision: z.int().positive() }),
  response: z.object({ name: z.string() }),
} as const;
