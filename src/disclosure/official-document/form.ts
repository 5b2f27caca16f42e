import { z } from 'zod';
import { ATTRIBUTES } from '../contract.ts';
import { isDocumentNumber, plainDocumentNumber } from '../rules/document-number.ts';

/** The fifteen kinds of official documents. */
export const DOCUMENT_KINDS = [
  'resolution',
  'decision',
  'order',
  'communique',
  'announcement',
  'notice-to-public',
  'opinion',
  'notice',
  'circular',
  'report',
  'request',
  'reply',
  'bill',
  'letter',
  'minutes',
] as const;

const words = (most: number) => z.string().trim().min(1).max(most);
const maybe = (most: number) => z.string().trim().max(most).default('');

/**
 * What is filled in for an official document in the form of the standard; its text is that of the article.
 *
 * @law GB/T 9704-2012 7
 * @law 党政机关公文处理工作条例 第八条, 第九条
 */
export const OfficialForm = z
  .object({
    kind: z.enum(DOCUMENT_KINDS),
    agency: words(60),
    /** 文件 behind the name; a letter has none. */
    withWord: z.boolean().default(true),
    number: z
      .string()
      .transform(plainDocumentNumber)
      .refine(isDocumentNumber, { error: 'disclosure/document-number-shape' }),
    copyNumber: z
      .string()
      .trim()
      .regex(/^(?:\d{6})?$/u, { error: 'disclosure/copy-number' })
      .default(''),
    secrecy: maybe(20),
    urgency: z.enum(['', 'urgent', 'express']).default(''),
    signer: maybe(30),
    title: words(200),
    addressee: maybe(300),
    attachments: z.array(words(120)).max(50).default([]),
    signature: words(60),
    issuedOn: z.iso.date(),
    note: maybe(100),
    attribute: z.enum(ATTRIBUTES),
    copies: maybe(500),
    printedBy: words(60),
    printedOn: z.iso.date(),
  })
  // What goes upwards says who signed it.
  .refine(({ kind, signer }) => (kind !== 'report' && kind !== 'request') || signer !== '', {
    path: ['signer'],
    error: 'disclosure/no-signer',
  })
  .refine(({ issuedOn, printedOn }) => printedOn >= issuedOn, {
    path: ['printedOn'],
    error: 'disclosure/printed-before',
  })
  // A secret is numbered copy by copy, and is not public.
  .refine(({ secrecy, attribute }) => secrecy === '' || attribute !== 'proactive', {
    path: ['attribute'],
    error: 'disclosure/secret-and-public',
  });
export type OfficialForm = z.output<typeof OfficialForm>;
