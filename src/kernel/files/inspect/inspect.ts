import { type FileHandle, open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { type OldOfficeKind, oldOfficeKind } from '../../old-office/index.ts';
import { Refusal, refuse } from '../../refusal.ts';
import { bytesOf, readAt } from './bytes.ts';
import { officeType } from './office.ts';
import { isPage } from './page.ts';
import { checkPdf } from './pdf.ts';
import { endOfJpeg, endOfPng } from './pictures.ts';
import { isText } from './text-file.ts';

const HEAD_BYTES = 4100;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const OFFICE: readonly string[] = [DOCX, XLSX, PPTX];
const OFFICE_ENDINGS: ReadonlySet<string> = new Set(['docx', 'xlsx', 'pptx']);

/** Letters, workbooks and slides of Office 97 to 2003, and what WPS kept in the same form. */
const OLD: Readonly<Record<OldOfficeKind, string>> = {
  letter: 'application/msword',
  book: 'application/vnd.ms-excel',
  slides: 'application/vnd.ms-powerpoint',
};
const OLD_TYPES: readonly string[] = Object.values(OLD);
/** They are read whole, so larger ones are not read. */
const MOST_OLD_BYTES = 64 * 1_048_576;

/** Text has no signature; it is known by its ending and by holding nothing but text. */
const TEXT_ENDINGS: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
};

const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  [DOCX]: ['docx'],
  [XLSX]: ['xlsx'],
  [PPTX]: ['pptx'],
  [OLD.letter]: ['doc', 'wps'],
  [OLD.book]: ['xls', 'et'],
  [OLD.slides]: ['ppt', 'pps', 'dps'],
  'application/zip': ['zip'],
  'application/x-rar-compressed': ['rar'],
  'application/x-7z-compressed': ['7z'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
  'text/html': ['html', 'htm'],
};

/** What citizens may hand in. */
export const submissionTypes: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png', DOCX]);

/** What a file is, and where it ends: what stands behind a picture is not kept. */
export type Inspected = { readonly mediaType: string; readonly end: number };

export type Expected = {
  /** What the sender calls it. */
  readonly name: string;
  /** Media types that may be kept; what the bytes are decides, not what the sender says. */
  readonly allowed: ReadonlySet<string>;
};

/**
 * Looks at a file on the disk: what it is, and whether it is that and nothing else. Never more than a few windows of it
 * are in memory, whatever it unpacks to.
 *
 * @throws Refusal files/type-not-allowed, files/mislabelled (415); files/broken, files/active-content,
 *   files/archive-bomb, files/embedded-files, files/encrypted, files/external-content, files/has-macros,
 *   files/pdf-unusual, files/picture-too-large, files/two-in-one, files/unsafe-archive, files/unsafe-xml (422)
 */
export async function inspect(path: string, expected: Expected): Promise<Inspected> {
  const file = await open(path, 'r');
  try {
    return await look(path, file, expected);
  } catch (error) {
    // Which file it is only this function knows.
    if (!(error instanceof Refusal)) throw error;
    throw refuse(error.code, { ...error.details, name: expected.name }, error.status);
  } finally {
    await file.close();
  }
}

async function look(path: string, file: FileHandle, { name, allowed }: Expected): Promise<Inspected> {
  const { size } = await file.stat();
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const mediaType = await typeOf(path, file, size, ending, allowed);
  if (mediaType === undefined || !allowed.has(mediaType)) throw refuse('files/type-not-allowed', {}, 415);
  if (!ENDINGS[mediaType]?.includes(ending)) throw refuse('files/mislabelled', {}, 415);
  if (mediaType === 'application/pdf') await checkPdf(file, size);
  if (mediaType === 'image/jpeg') return { mediaType, end: await endOfJpeg(await bytesOf(file)) };
  if (mediaType === 'image/png') return { mediaType, end: await endOfPng(await bytesOf(file)) };
  return { mediaType, end: size };
}

async function typeOf(
  path: string,
  file: FileHandle,
  size: number,
  ending: string,
  allowed: ReadonlySet<string>,
): Promise<string | undefined> {
  const head = await readAt(file, 0, HEAD_BYTES);
  if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004') {
    // An archive is opened only where a document may come of it.
    if (!OFFICE.some((type) => allowed.has(type))) return 'application/zip';
    return (await officeType(path, size)) ?? 'application/zip';
  }
  const sniffed = (await fileTypeFromBuffer(head))?.mime;
  // A document with a password is an old office file around the new one.
  if (sniffed === 'application/x-cfb' && OFFICE_ENDINGS.has(ending)) throw refuse('files/encrypted', {}, 422);
  if (sniffed === 'application/x-cfb' && OLD_TYPES.some((type) => allowed.has(type))) {
    if (size > MOST_OLD_BYTES) throw refuse('files/too-large', { maxMegabytes: MOST_OLD_BYTES / 1_048_576 }, 413);
    const kind = oldOfficeKind(await readAt(file, 0, size));
    return kind === null ? sniffed : OLD[kind];
  }
  if (sniffed !== undefined) return sniffed;
  const asText = TEXT_ENDINGS[ending];
  if (asText === undefined || !allowed.has(asText)) return undefined;
  const stream = file.createReadStream({ start: 0, autoClose: false });
  if (asText === 'text/html') return (await isPage(stream)) ? asText : undefined;
  return (await isText(stream, asText === 'text/csv')) ? asText : undefined;
}
