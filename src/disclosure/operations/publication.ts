import { createHash } from 'node:crypto';
import {
  type Actor,
  canonical,
  type Json,
  type Kernel,
  matterById,
  refuse,
  type Snapshot,
} from '../../kernel/index.ts';
import { Content } from '../contract.ts';
import { cleanHtml } from '../html.ts';
import { type DraftRow, draftRow, type PublicationRow, publicationRow, type Source } from '../repo/publications.ts';
import { plainDocumentNumber } from '../rules/document-number.ts';

/** Who acts, when, and what he had before him. */
export type Acting = { readonly actor: Actor; readonly at: Date; readonly seenSeq?: number };

/** One publication with all that an act on it looks at. */
export type Publication = { readonly snapshot: Snapshot; readonly row: PublicationRow; readonly draft: DraftRow };

/** @throws Refusal matter/not-found (404) also when it is a matter of another kind */
export async function publicationById(kernel: Kernel, id: number, source: Source = kernel.pool): Promise<Publication> {
  const snapshot = await matterById(kernel, id, source);
  if (snapshot.kind !== 'publication') throw refuse('matter/not-found', {}, 404);
  const row = await publicationRow(source, id);
  const draft = await draftRow(source, id);
  if (!row || !draft) throw new Error(`publication ${id} has no text`);
  return { snapshot, row, draft };
}

/** What an editor wrote as it is kept: clean, and with the brackets that the standard asks for. */
export function contentFrom(written: unknown): Content {
  const content = Content.parse(written);
  return {
    ...content,
    body: cleanHtml(content.body),
    documentNumber:
      content.documentNumber === null || content.documentNumber === ''
        ? null
        : plainDocumentNumber(content.documentNumber),
    // What a file says is read from the file, never taken from whoever writes about it.
    attachments: content.attachments.map(({ html: _written, ...file }) => file),
  };
}

/** What gates and publication hold on to: no byte of the text can change without it. */
export const hashOfContent = (content: Content): Buffer =>
  createHash('sha256')
    .update(canonical(jsonOf(content)))
    .digest();

export const jsonOf = (content: object): Json => JSON.parse(JSON.stringify(content)) as Json;
