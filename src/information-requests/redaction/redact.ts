import { extname } from 'node:path';
import { Readable } from 'node:stream';
import mammoth from 'mammoth';
import { directoryOf } from '../../identity/index.ts';
import { addFile, bytesOf, dayOf, fileById, type Kernel, refuse, remark, type StoredFile } from '../../kernel/index.ts';
import { BLACK, blackened, type Marks, redactPdf } from '../../kernel/redaction/index.ts';
import { type Doing, read } from '../operations/doing.ts';
import { renderers } from '../operations/letters.ts';
import { applicantOf } from '../repo/applicants.ts';
import { databaseOf } from '../repo/database.ts';
import { redactPicture } from './picture.ts';

const MOST_BYTES = 20 * 1_048_576;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);
const PDF: ReadonlySet<string> = new Set(['application/pdf']);

/**
 * Makes a new file in which what was marked cannot be read any more, for partial disclosure. The original stays with the
 * request and is not given.
 *
 * @throws Refusal information-requests/nothing-found, information-requests/not-redactable (422), files/not-found (404)
 * @law 政府信息公开条例 第三十七条
 */
export async function redactFile(
  kernel: Kernel,
  { fileId, marks, ...doing }: Doing & { readonly fileId: string; readonly marks: Marks },
): Promise<StoredFile> {
  const { snapshot } = await read(kernel, doing);
  const { actor, at } = doing;
  kernel.access.check(actor, 'information-requests.register', { agencyId: snapshot.agencyId });
  const original = await fileById(kernel.pool, fileId);
  const isProof = (await applicantOf(databaseOf(kernel), snapshot.id))?.proofFile === fileId;
  const isOurs =
    original.matterId === snapshot.id || (original.matterId === null && original.ownerId === actor.personId);
  if (!isOurs || isProof || original.scan === 'waiting' || original.scan === 'infected')
    throw refuse('files/not-found', {}, 404);
  const bytes = await bytesOf(kernel, original);
  const agency = (await directoryOf(kernel)).agencyName(snapshot.agencyId);
  const issue = { number: snapshot.number, agency, at };
  const { pdf, painted } = await redactedFile(bytes, original.mediaType, original.name, marks, issue);
  if (painted === 0) throw refuse('information-requests/nothing-found', {}, 422);
  const file = await addFile(kernel, Readable.from([pdf]), {
    name: `${nameWithout(original.name, marks)}（部分公开）.pdf`,
    maxBytes: MOST_BYTES,
    allowed: PDF,
    ownerId: null,
    matterId: snapshot.id,
    at,
  });
  // The words that were taken away are not written down a second time.
  await remark(kernel, { snapshot, act: 'redacted', actor, at, facts: { file: file.id, of: fileId, places: painted } });
  return file;
}

/** What is taken away stands in no name either: files are often called after whom they are about. */
const nameWithout = (name: string, { texts }: Marks): string =>
  blackened(name.slice(0, name.length - extname(name).length), texts).replaceAll(BLACK, '×');

type Issue = { readonly number: string; readonly agency: string; readonly at: Date };

/** The bytes of the new file. @throws Refusal information-requests/not-redactable (422) */
export async function redactedFile(
  bytes: Buffer,
  mediaType: string,
  name: string,
  marks: Marks,
  issue: Issue,
): Promise<{ readonly pdf: Buffer; readonly painted: number }> {
  if (mediaType === 'application/pdf') return redactPdf(bytes, marks);
  if (mediaType === DOCX) {
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    return fromText(value, name, marks, issue);
  }
  if (PICTURES.has(mediaType)) return redactPicture(bytes, marks);
  if (mediaType === 'text/plain') return fromText(bytes.toString('utf8'), name, marks, issue);
  throw refuse('information-requests/not-redactable', {}, 422);
}

/** A text is printed anew without what was taken away; places mean nothing before it has pages. */
async function fromText(text: string, name: string, marks: Marks, { number, agency, at }: Issue) {
  const kept = blackened(text, marks.texts);
  const painted = [...kept].filter((character) => character === BLACK).length;
  const body = kept.split(/\n+/u).filter((line) => line.trim() !== '');
  const pdf = await (await renderers()).render(
    'notice',
    {
      title: nameWithout(name, marks),
      number,
      agency,
      addressee: agency,
      issuedOn: dayOf(at),
      body,
    },
    at,
  );
  return { pdf: Buffer.from(pdf), painted };
}
