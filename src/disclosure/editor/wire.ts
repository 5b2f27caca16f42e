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
  }),
  response: z.object({
    findings: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(['wrong', 'doubtful']),
        field: z.string(),
        start: z.int(),
        end: z.int(),
        instead: z.string().nullable(),
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
