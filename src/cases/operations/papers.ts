import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  addFile,
  attachFiles,
  type Documents,
  dayOf,
  type Kernel,
  type PdfRenderer,
  pdfRenderer,
  type Transaction,
  timeline,
  verificationCode,
} from '../../kernel/index.ts';
import { inclusionOf } from '../../kernel/log/index.ts';
import type { Drawing, Entered } from '../papers/shapes.ts';
import { paperText } from '../papers/text.ts';
import { databaseIn } from '../repo/database.ts';
import { insertDocument, type NewDocument } from '../repo/documents.ts';

/** How papers are made: the address by which readers reach the check page. */
export type Papers = { readonly publicUrl: string };

/** A paper that is drawn and stored, and belongs to nothing yet. */
export type Drawn = Omit<NewDocument, 'matterId'>;

const MOST_BYTES = 20 * 1_048_576;
const PDF: ReadonlySet<string> = new Set(['application/pdf']);

let renderer: Promise<PdfRenderer> | undefined;

/** Fonts and compiler, loaded when the first paper is made. */
const renderers = (): Promise<PdfRenderer> => (renderer ??= pdfRenderer());

/** Characters that could not be printed; asked while the person can still put them right. */
export const unprintableIn = async (value: unknown) => (await renderers()).unprintable(value);

/**
 * Draws a paper as PDF/A with a code to check it by and stores the file, so that the act it belongs to can only
 * succeed with it.
 *
 * @throws Refusal documents/unprintable (422)
 */
export async function draw<T extends keyof Documents>(
  kernel: Kernel,
  papers: Papers,
  drawing: Drawing<T>,
  at: Date,
): Promise<Drawn> {
  const code = verificationCode();
  const site = `${papers.publicUrl}/verify`;
  const check = { code, url: `${site}/${code}`, purpose: paperText.check, site: site.replace(/^https?:\/\//u, '') };
  const issuedOn = dayOf(at);
  const data = drawing.data({ check, issuedOn });
  const pdf = await renderers();
  const bytes = await pdf.render(drawing.template, data, at);
  const { title, number } = data;
  const file = await addFile(kernel, Readable.from([Buffer.from(bytes)]), {
    name: `${title} ${number}.pdf`,
    maxBytes: MOST_BYTES,
    allowed: PDF,
    ownerId: null,
    at,
  });
  return {
    id: randomUUID(),
    kind: drawing.kind,
    number,
    title,
    fileId: file.id,
    code,
    holderMasked: drawing.holderMasked,
    at,
    validFrom: drawing.validFrom ?? issuedOn,
    validUntil: drawing.validUntil ?? null,
  };
}

/** What a paper says of an entry that is written already. */
export async function enteredAt(kernel: Kernel, matterId: number, seq: number): Promise<Entered> {
  const entry = (await timeline(kernel, matterId)).find((line) => line.seq === seq);
  const place = await inclusionOf(kernel, matterId, seq);
  const root = place?.checkpoint.split('\n')[2] ?? '';
  return { seq, hash: entry?.hash ?? '', place: place && { index: place.index, size: place.size, root } };
}

/** Gives a drawn paper to its matter, with the act it belongs to. */
export async function keep(tx: Transaction, matterId: number, drawn: Drawn | null): Promise<void> {
  if (!drawn) return;
  if (drawn.fileId !== null) await attachFiles(tx, [drawn.fileId], matterId, null);
  await insertDocument(databaseIn(tx), { ...drawn, matterId });
}
