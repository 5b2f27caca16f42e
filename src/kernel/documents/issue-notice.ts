import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { dayOf } from '../day.ts';
import { addFile } from '../files/files.ts';
import type { Kernel } from '../kernel.ts';
import { type PdfRenderer, pdfRenderer } from './render-pdf.ts';
import type { Notice } from './shapes.ts';
import { type VerificationCode, verificationCode } from './verification-code.ts';

/** A letter that was drawn and stored, and belongs to nothing yet. */
export type IssuedNotice = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly fileId: string;
  readonly code: VerificationCode;
  readonly at: Date;
};

const MOST_BYTES = 20 * 1_048_576;
const PDF: ReadonlySet<string> = new Set(['application/pdf']);

let renderer: Promise<PdfRenderer> | undefined;

/**
 * Draws a letter as PDF/A with a code to check it by and stores the file, so that the act it belongs to can only succeed
 * with it. Whoever does not give it to a matter loses it with everything else that nobody claims.
 *
 * @param check where the code is checked, and what a reader gets there
 * @throws Refusal documents/unprintable (422)
 */
export async function issueNotice(
  kernel: Kernel,
  notice: Omit<Notice, 'issuedOn' | 'check'>,
  check: { readonly address: string; readonly purpose: string },
  at: Date,
): Promise<IssuedNotice> {
  const code = verificationCode();
  const { address, purpose } = check;
  const site = address.replace(/^https?:\/\//u, '');
  renderer ??= pdfRenderer();
  const bytes = await (await renderer).render(
    'notice',
    { ...notice, issuedOn: dayOf(at), check: { code, url: `${address}/${code}`, purpose, site } },
    at,
  );
  const { title, number } = notice;
  const file = await addFile(kernel, Readable.from([Buffer.from(bytes)]), {
    name: `${title} ${number}.pdf`,
    maxBytes: MOST_BYTES,
    allowed: PDF,
    ownerId: null,
    at,
  });
  return { id: randomUUID(), number, title, fileId: file.id, code, at };
}
