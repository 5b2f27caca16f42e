import { Readable } from 'node:stream';
import {
  addFile,
  fileById,
  isCutOff,
  type Kernel,
  kernelSentences,
  refuse,
  type StoredFile,
  sendFile,
  type Web,
} from '../../kernel/index.ts';
import { asUtf8 } from '../editor/convert/decode.ts';
import { editorSentences } from '../editor/text.ts';
import { readableCall } from '../editor/wire.ts';
import { publicationById } from '../operations/publication.ts';
import { makeReadable } from '../operations/readable.ts';
import { downloadFile, uploadFile } from '../wire.ts';
import { assertReadable } from './publications.ts';

const tags = ['disclosure'];
const MOST_BYTES = 20 * 1_048_576;
/** Texts come in the codes of many years; they are kept in the one that every browser reads. */
const TEXT = /\.(?:txt|csv|html?)$/iu;
const PAGE = /\.html?$/iu;
const MARK = Buffer.from('\ufeff');
/** What may be attached to an article. */
const ATTACHABLE: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'text/plain',
  'text/csv',
  'text/html',
]);

/** What is attached to publications. */
export function fileRoutes(web: Web, kernel: Kernel): void {
  uploading(web, kernel);
  const may = { config: { may: 'disclosure.read' } };
  web.get(
    downloadFile.path,
    { ...may, schema: { summary: '附件', tags, params: downloadFile.params, querystring: downloadFile.query } },
    async (request, reply) => {
      const { id, fileId } = request.params;
      await assertReadable(kernel, id, request.actor);
      return sendFile(kernel, request, reply, await fileOf(kernel, id, fileId), request.query.show === '1');
    },
  );
  web.get(
    readableCall.path,
    {
      ...may,
      schema: {
        summary: '附件的网页版',
        tags,
        params: readableCall.params,
        response: { 200: readableCall.response },
      },
    },
    async ({ params: { id, fileId }, actor }) => {
      await assertReadable(kernel, id, actor);
      const { name } = await fileOf(kernel, id, fileId);
      const made = (await makeReadable(kernel, [{ fileId, name }], kernel.now())).get(fileId);
      const code = made === undefined ? 'disclosure/not-readable' : made.fault;
      return { html: made?.html ?? null, why: code === null ? null : sentenceFor(code, name) };
    },
  );
}

function uploading(web: Web, kernel: Kernel): void {
  web.post(
    uploadFile.path,
    {
      config: { may: 'disclosure.draft' },
      schema: { summary: '上传附件', tags, params: uploadFile.params, response: { 200: uploadFile.response } },
    },
    async (request) => {
      const { snapshot } = await publicationById(kernel, request.params.id);
      kernel.access.check(request.actor, 'disclosure.draft', { agencyId: snapshot.agencyId });
      if (snapshot.state !== 'drafting') throw refuse('matter/not-in-state');
      const part = await request.file();
      if (!part) throw refuse('files/empty', {}, 422);
      const at = kernel.now();
      const stream = TEXT.test(part.filename) ? await readableText(part.file, part.filename) : part.file;
      const file = await addFile(kernel, stream, {
        name: part.filename,
        maxBytes: MOST_BYTES,
        allowed: ATTACHABLE,
        ownerId: request.actor.personId,
        matterId: snapshot.id,
        at,
      });
      const made = (await makeReadable(kernel, [{ fileId: file.id, name: file.name }], at)).get(file.id);
      return {
        fileId: file.id,
        name: file.name,
        type: file.mediaType,
        bytes: file.size,
        readable: made !== undefined && made.html !== null,
      };
    },
  );
}

/** @throws Refusal files/too-large (413) */
async function readableText(stream: Readable, name: string): Promise<Readable> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  const bytes = Buffer.concat(pieces);
  if (isCutOff(stream)) throw refuse('files/too-large', { maxMegabytes: Math.floor(bytes.length / 1_048_576) }, 413);
  const text = asUtf8(bytes);
  // What an old page says of its code is no longer true; a mark at its beginning goes before that.
  return Readable.from(PAGE.test(name) && text !== bytes ? [MARK, text] : [text]);
}

/**
 * A file of this publication, or one that it took over from what it corrects.
 *
 * @throws Refusal files/not-found (404)
 */
async function fileOf(kernel: Kernel, id: number, fileId: string): Promise<StoredFile> {
  const file = await fileById(kernel.pool, fileId);
  if (file.matterId === id) return file;
  const { draft } = await publicationById(kernel, id);
  if (draft.content.attachments.some((attachment) => attachment.fileId === fileId)) return file;
  throw refuse('files/not-found', {}, 404);
}

const sentences: Readonly<Record<string, string>> = { ...kernelSentences, ...editorSentences };

const sentenceFor = (code: string, name: string): string =>
  (sentences[code] ?? editorSentences['disclosure/not-readable']).replaceAll('{name}', name);
