import { Readable } from 'node:stream';
import { addFile, capacityFor, fileById, type Kernel, matterById, refuse } from '../../kernel/index.ts';
import { type Decision, decideFinding, maskDecided } from '../../screening/index.ts';
import { saveDraft } from './draft.ts';
import { type Acting, publicationById } from './publication.ts';
import { makeReadable } from './readable.ts';
import { documentsOf, screenPublication, WORDS } from './screen.ts';

const MOST_BYTES = 20 * 1_048_576;

export type DecideRequest = Acting & {
  readonly id: number;
  readonly finding: number;
  readonly decision: Decision;
  readonly reason: string;
};

/**
 * Decides about one thing that was found in a publication.
 *
 * @throws Refusal matter/not-yours (403), screening/no-finding (404) also for one of another publication,
 *   screening/no-reason (422)
 */
export async function decidePrivacy(kernel: Kernel, { id, finding, decision, reason, actor, at }: DecideRequest) {
  await assertEditor(kernel, { id, actor, at });
  const parts = await screenPublication(kernel, id, at);
  if (!parts.some(({ findings }) => findings.some((found) => found.id === finding)))
    throw refuse('screening/no-finding', {}, 404);
  await decideFinding(kernel, { finding, decision, reason, by: actor.personId ?? 0, at });
}

/**
 * Masks what was decided so, in the text and in its files, which become new ones; answers how many parts changed.
 * Headings and notes are put right by hand.
 *
 * @throws Refusal screening/not-decided (409), screening/cannot-mask (422), and those of {@link saveDraft}
 */
export async function maskPrivacy(
  kernel: Kernel,
  { id, actor, at, seenRevision }: Acting & { readonly id: number; readonly seenRevision: number },
): Promise<{ readonly changed: number }> {
  await assertEditor(kernel, { id, actor, at });
  const { draft } = await publicationById(kernel, id);
  let content = draft.content;
  let changed = 0;
  for (const { name, fileId, bytes } of await documentsOf(kernel, kernel.pool, content)) {
    if (name === WORDS && fileId === null) continue;
    const { bytes: clean } = await maskDecided(kernel, { name, title: content.title, bytes, at });
    if (clean.equals(bytes)) continue;
    changed += 1;
    if (fileId === null) {
      content = { ...content, body: clean.toString() };
      continue;
    }
    const file = await addFile(kernel, Readable.from([clean]), {
      name,
      maxBytes: MOST_BYTES,
      allowed: new Set([(await fileById(kernel.pool, fileId)).mediaType]),
      ownerId: null,
      // Most of its bytes came from outside.
      isForeign: true,
      matterId: id,
      at,
    });
    content = {
      ...content,
      body: content.body.replaceAll(`/content/files/${fileId}/`, `/content/files/${file.id}/`),
      // What was made of the file to be read in the browser holds what was masked; it is made anew by whoever wants it.
      attachments: content.attachments.map(({ html, ...one }) => {
        if (one.fileId === fileId) return { ...one, fileId: file.id, bytes: file.size };
        return html === undefined ? one : { ...one, html };
      }),
    };
  }
  if (changed > 0) await saveDraft(kernel, { id, content, seenRevision, actor, at });
  return { changed };
}

/**
 * Puts the page that was made of a file in its place: what nobody can mask in an old file can be masked in its page, and
 * what its page does not show, hidden sheets and older states, is gone with it.
 *
 * @throws Refusal matter/not-yours (403), files/not-found (404), disclosure/not-readable (422), disclosure/readable-empty (422)
 *   and what else keeps a file from becoming a page, and those of {@link saveDraft}
 */
export async function putPageInPlace(
  kernel: Kernel,
  {
    id,
    fileId,
    actor,
    at,
    seenRevision,
  }: Acting & { readonly id: number; readonly fileId: string; readonly seenRevision: number },
): Promise<{ readonly name: string }> {
  await assertEditor(kernel, { id, actor, at });
  const { draft } = await publicationById(kernel, id);
  const old = draft.content.attachments.find((one) => one.fileId === fileId);
  if (!old) throw refuse('files/not-found', {}, 404);
  const made = (await makeReadable(kernel, [old], at)).get(fileId);
  if (!made?.html) throw refuse(made?.fault ?? 'disclosure/not-readable', { name: old.name }, 422);
  const name = `${old.name.replace(/\.[^.]+$/u, '')}.html`;
  const file = await addFile(kernel, Readable.from([Buffer.from(pageOf(name, made.html))]), {
    name,
    maxBytes: MOST_BYTES,
    allowed: new Set(['text/html']),
    ownerId: null,
    isForeign: true,
    matterId: id,
    at,
  });
  const attachments = draft.content.attachments.map((one) =>
    one.fileId === fileId ? { fileId: file.id, name, type: file.mediaType, bytes: file.size } : one,
  );
  const address = /\/content\/files\/([0-9a-f-]{36})\/[^"'\s<>]*/gu;
  const body = draft.content.body.replaceAll(address, (whole, found: string) =>
    found === fileId ? `/content/files/${file.id}/${encodeURIComponent(name)}` : whole,
  );
  await saveDraft(kernel, { id, content: { ...draft.content, body, attachments }, seenRevision, actor, at });
  return { name };
}

const pageOf = (name: string, html: string): string =>
  `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(name.replace(/\.html$/u, ''))}</title></head><body>\n${html}\n</body></html>\n`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function assertEditor(kernel: Kernel, { id, actor }: Acting & { readonly id: number }): Promise<void> {
  const snapshot = await matterById(kernel, id);
  const action = snapshot.process.actions.form;
  if (snapshot.kind !== 'publication' || !action || !capacityFor(action.by, actor, snapshot))
    throw refuse('matter/not-yours', { act: 'save' }, 403);
}
